"""Names that brackets, or others beside them, set before what is asked and said."""

import pytest

from tests.extract.test_ways_of_writing import record, rows


def asked(text):
    return [question for question, _ in rows(text, "md")]


def answering(text):
    """The printed names of those who answer, in order."""
    found = record(text, "md").questions
    return [answer.attribution for question in found for answer in question.answers]


def test_a_name_in_brackets_ends_the_mark_of_a_question():
    text = "# Call\n\n{} (zed) Say why.\n\nA: Tide.\n\nQ: When?\n\nA: May.\n"
    assert asked(text.format("Q")) == ["Say why.", "When?"]
    assert asked(text.format("A")) == ["When?"]
    spanish = "# Foro\n\nP: ¿Es ancho?\n\nR: Sí.\n\nP (zed) ¿Por qué?\n\nR: Marea.\n\nP: ¿Y hoy?\n\nR: No.\n"
    assert asked(spanish) == ["¿Es ancho?", "¿Por qué?", "¿Y hoy?"]


def test_who_asked_in_brackets_behind_a_mark_is_dropped():
    text = "# Call\n\nQ: ({}) Why?\n\nA: Tide.\n\nQ: When?\n\nA: May.\n"
    assert asked(text.format("zed")) == ["Why?", "When?"]
    assert asked(text.format("another")) == ["(another) Why?", "When?"]
    bold = "# Call\n\n**(Bonus) Is it deep?**\n\nYes.\n\n**Is it wide?**\n\nNo.\n"
    assert asked(bold) == ["(Bonus) Is it deep?", "Is it wide?"]


def test_what_stands_below_questions_is_marked_as_others_are():
    text = "# Call\n\n## Lock\n\nWe paint it.\n\n{}\n\n* Is it deep?\n  * Four metres.\n* A ladder would help\n\n## Quay\n\nQ: Why?\n\nA: Tide.\n"
    assert asked(text.format("Questions:")) == ["Is it deep?", "Why?"]
    assert asked(text.format("Paint:")) == ["Why?"]
    first = text.replace("## Lock\n\nWe paint it.\n\n", "")
    assert asked(first.format("Questions:")) == ["Is it deep?", "Why?"]


SMALL = """# Call

Q: Is it deep?

- (zed) Four metres.
- (marlo) Five.

Q: And wide?

- (zed) Nine.
- (una) Ten at the gate.

Q: When?

- (marlo) May.
- ({}) June.
"""


def test_small_names_in_brackets_answer_again_and_again():
    assert answering(SMALL.format("una")) == ["zed", "marlo", "zed", "una", "marlo", "una"]
    more = SMALL.format("una") + "".join(f"- ({name}) July.\n" for name in ("pia", "rob", "tom"))
    assert answering(more)[-3:] == ["pia", "rob", "tom"]
    assert "pia" not in answering(more + "- (kim) August.\n")
    once = (
        "# Call\n\nQ: Is it deep?\n\n- (mostly) Four metres.\n\nQ: And wide?\n\n- (yearly) Nine.\n"
    )
    assert answering(once) == [None, None]


def test_small_names_are_some_where_several_head_turns_elsewhere():
    text = "# Call\n\n* Is it deep?\n  * {}: Four metres.\n  * bo: Five.\n* And wide?\n  * Bo: Nine.\n  * ida: Ten.\n"
    assert answering(text.format("Ida")) == ["Ida", "bo", "Bo", "ida"]
    assert answering(text.format("Una")) == ["Una", "Bo"]


def test_two_who_answer_with_one_voice():
    text = "# Call\n\n## Where do you work?\n\n**Ida**:\n\nHere.\n\n**Bo**:\n\nThere.\n\n## And now?\n\n**Bo**:\n\nHere.\n\n**Ida**:\n\nThere.\n\n**{}**:\n\nWe moved.\n"
    assert answering(text.format("Ida and Bo")) == ["Ida", "Bo", "Bo", "Ida", "Ida and Bo"]
    assert answering(text.format("Terms and Fees")) == ["Ida", "Bo", "Bo", "Ida"]


def test_nobody_says_their_own_name():
    text = "# Call\n\n* Whose examples are good?\n  * {0}: classes of the {0} project\n"
    assert answering(text.format("Hadron")) == [None]
    assert answering(text.format("Hadron").replace("classes of the Hadron", "that")) == ["Hadron"]
    assert answering(text.format("Ida").replace("classes of", "I, Ida, like")) == ["Ida"]


@pytest.mark.parametrize("word", ["Basically", "Filed", "Join us"])
def test_words_that_open_a_note_are_nobody(word):
    assert answering(f"# Call\n\n* Is it painted?\n  * {word}: on the upper leaf\n") == [None]


@pytest.mark.parametrize("note", ["Editor’s note: It is painted now.", "[Ed. We checked.]"])
def test_an_editors_note_is_no_answer(note):
    text = f"# Call\n\n## Is it painted?\n\n{note}\n\n**Ida Holm**: No.\n\n## And dry?\n\n**Ida Holm**: Yes.\n"
    assert answering(text) == ["Ida Holm", "Ida Holm"]
    assert answering(text.replace(note, "It is, now."))[0] is None


def test_of_several_bare_answers_to_one_question_the_guest_gave_the_first():
    one = "Q: Is it deep?\n\nA: Four metres.\n\n"
    text = f"# Call\n\nGuest: Ida Holm\n\n{one * 3}Q: And wide?\n\nA: Nine.\n\nA: Ten.\n\n{{}}"
    assert answering(text.format("A: Eleven.\n")) == ["Ida Holm"] * 4 + [None, None]
    assert answering(text.format("")) == ["Ida Holm"] * 5
    always = "# Call\n\nGuest: Ida Holm\n\n" + f"{one}A: Salt.\n\nA: Cold.\n\n" * 3
    assert answering(always) == ["Ida Holm"] * 9


@pytest.mark.parametrize(
    ("user", "name"), [("IHolm (WMF)", "Ida Holm"), ("IHolm (Quay)", "IHolm (Quay)")]
)
def test_the_user_name_of_staff_may_say_so(user, name):
    text = f"Ida Holm and Bo Ek answered.\n\n  • Is it deep?\n    • Ida Holm: I don't know.\n    • Added on 30 May 2031: Four metres. --{user} (talk) 08:41, 30 May 2031 (UTC)\n"
    people = [a.person.name for q in record(text).questions for a in q.answers]
    assert people == ["Ida Holm", name]


def test_a_known_name_in_brackets_answers():
    text = "# Call\n\nIda Holm answered.\n\n* Is it deep?\n  * Ida: It is.\n* Who pays?\n  * ({}) The town.\n"
    assert answering(text.format("Ida")) == ["Ida", "Ida"]
    assert answering(text.format("Soon")) == ["Ida", None]
