"""What marks tell of the units beside them: follow-ups, and questions signed in odd ways."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes


def record(text):
    return read_notes(READERS["md"](text.encode()), date(2031, 5, 6), "en")


def asked(text):
    return [question.text.text for question in record(text).questions]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("_**Follow-up**_: Is there a map?", "Is there a map?"),
        ("**Follow up:** I meant the small one.", "I meant the small one."),
        ("Follow-up question: Is there a map?", "Is there a map?"),
        ("Follow-up - is there a map?", "is there a map?"),
    ],
)
def test_a_follow_up_among_marked_questions_is_one(line, said):
    found = record(f"**Q:** Why is it shut?\n\n**A:** The tide.\n\n{line}\n\nYes.\n").questions
    assert [one.text.text for one in found] == ["Why is it shut?", said]
    assert [one.answers[0].text for one in found] == ["The tide.", "Yes."]


@pytest.mark.parametrize(
    "line", ["Follow-up: we will send a map.", "The follow-up: is it needed? We doubt it."]
)
def test_what_is_promised_as_a_follow_up_is_no_question(line):
    assert asked(f"**Q:** Why is it shut?\n\n**A:** The tide.\n\n{line}\n") == ["Why is it shut?"]


SIGNED = "".join(
    f"**Q:** Why is lock {at} shut? – {who}\n\n**A:** The tide.\n\n"
    for at, who in enumerate(("zed", "Una Q", "tern_9", "ib"))
)


@pytest.mark.parametrize("who", ["Sandi K - サンディ", "el capitán de la barca", "тень", "♥ mara"])
def test_where_questions_are_signed_odd_names_are_askers(who):
    *_, last = record(f"{SIGNED}**Q:** When does the gate open – {who}\n\n**A:** Soon.\n").questions
    assert last.text.text == "When does the gate open"
    assert who in last.askers


@pytest.mark.parametrize(
    "said",
    [
        "Is it open – or shut, as the board says?",
        "Is it open? – I ask as the board of the lower lock says that it is",
    ],
)
def test_words_behind_a_dash_stay_a_part_of_the_question(said):
    assert asked(f"{SIGNED}**Q:** {said}\n\n**A:** Soon.\n")[-1] == said


def test_where_questions_are_not_signed_a_dash_sets_no_name_apart():
    said = "When does the gate open – summer time"
    assert asked(f"**Q:** {said}\n\n**A:** Soon.\n\n**Q:** Why?\n\n**A:** So.\n")[0] == said


REPLIED = "".join(
    f"**Q:** Why is lock {at} shut?\n\n**A:** The tide. – {who}\n\n"
    for at, who in enumerate(("Ana", "Bo", "Ana"))
)


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("See [the map](https://example.org) - Ana", "Ana"),
        ("Soon :smile: – ib", "ib"),
        ("Soon\n\nor later – Ana", "Ana"),
        ("It is open – or shut, as the board says", None),
    ],
)
def test_where_answers_are_signed_the_last_word_behind_a_dash_is_a_name(said, who):
    *_, last = record(f"{REPLIED}**Q:** And when?\n\n**A:** {said}\n").questions
    assert [one.attribution for one in last.answers] == [who]


def test_where_answers_are_not_signed_it_is_a_part_of_them():
    text = "**Q:** Why?\n\n**A:** So - soon\n\n**Q:** When?\n\n**A:** In May - sure\n"
    assert [one.answers[0].text for one in record(text).questions] == ["So - soon", "In May - sure"]


def test_a_heading_in_bold_asks_as_those_beside_it_do():
    text = "# Ask us\n\n#### **Why?**\n\nThe tide.\n\n#### When is it?\n\nSoon.\n\n#### Who is it?\n\nIda.\n"
    assert asked(text) == ["Why?", "When is it?", "Who is it?"]


def test_where_a_mark_was_forgotten_the_paragraph_over_an_answer_asks():
    text = "Welcome.\n\nWhy is it shut?\n\nA: The tide.\n\nQ: When is it open?\n\nA: In May.\n"
    assert asked(text) == ["Why is it shut?", "When is it open?"]


def test_a_statement_over_an_answer_does_not():
    text = "Q: Why is it shut?\n\nA: The tide.\n\nIs that all? It is.\n\nA: And the wind.\n"
    assert asked(text) == ["Why is it shut?"]


def test_a_part_of_the_question_that_a_reply_repeats_is_no_question():
    text = (
        "**Q:** Who paints it? And why is the gate of the lock green now? I moor there.\n\n"
        "**A:** Ida paints it.\n\n**And why is the gate of the lock green now?**\n\nIt was cheap.\n\n"
        "**Q:** When?\n\n**A:** In May.\n"
    )
    first, last = record(text).questions
    assert "It was cheap." in first.answers[0].text
    assert last.text.text == "When?"


def test_a_question_that_is_printed_twice_is_two():
    text = "**Why is the gate of the lock green?**\n\nIt was cheap.\n\n" * 2
    assert len(asked(text)) == 2


HANDLES = "".join(
    f"**Q:** Why is lock {at} shut? – {who}\n\nThe tide carries mud into it. – {by}\n\n---\n\n"
    for at, (who, by) in enumerate(
        [("Zed", "tana"), ("Una", "bo_e"), ("Ib", "tana"), ("Al", "bo_e")]
    )
)


def test_where_most_replies_end_with_one_of_a_few_words_those_sign_them():
    found = record(
        f"{HANDLES}**Q:** When? – Zed\n\nIn May. – tana\n\nOr in June. – bo_e\n"
    ).questions
    assert [[one.attribution for one in each.answers] for each in found] == [
        ["tana"],
        ["bo_e"],
        ["tana"],
        ["bo_e"],
        ["tana", "bo_e"],
    ]
    several = HANDLES.replace("tana", "mud", 1).replace("bo_e", "sand", 1)
    assert record(several).questions[0].answers[0].text.endswith("– mud")


NOTED = """# Call

* Q: Why is it shut?
** '''Board response''': The tide.
* Q: Is it cold?
** '''Staff response''': Yes, in May.
* C: {}
** '''Staff response''': It has 40.
"""


def test_a_comment_that_asks_and_is_replied_to_is_a_question():
    def noted(said):
        text = NOTED.format(said).replace("# Call", "== Call ==")
        found = read_notes(READERS["wiki"](text.encode()), date(2031, 5, 6), "en").questions
        return [(one.text.text, len(one.answers)) for one in found]

    asked = [("Why is it shut?", 1), ("Is it cold?", 1)]
    assert noted("Has the lock no gates?") == [*asked, ("Has the lock no gates?", 1)]
    assert [text for text, _ in noted("The lock has no gates.")] == [text for text, _ in asked]


@pytest.mark.parametrize("remark", ["Yeah. Makes sense.", "Okay, got it."])
def test_a_marked_nod_is_no_question(remark):
    text = f"**Q:** Why?\n\n**A:** Tide.\n\n**Q:** {remark}\n\n**A:** More?\n\n**Q:** How?\n\n**A:** Mud.\n"
    assert asked(text) == ["Why?", "How?"]


def test_a_statement_right_over_the_next_marked_question_is_none():
    text = "Q: {}\n\nQ: Why is it shut?\n\nA: Tide.\n\nQ: How?\n\nA: Mud.\n"
    assert asked(text.format("It has six gates.")) == ["Why is it shut?", "How?"]
    assert len(asked(text.format("Tell us about the gates."))) == 3


POSTED = """== Questions ==
* What is it for? [[User:Una Berg|Una]] [[User talk:Una Berg|<sup>what's up?</sup>]] 19:12, 21 May 2031 (UTC)
: The boats. Best, [[User:Ida|Ida]] ([[User talk:Ida|talk]] · [[Special:Contributions/Ida|contribs]])
:: But is it open? [[User:Bo Ek|Bo]] ([[User talk:Bo Ek|talk]]) 08:11, 22 May 2031 (UTC)
::: At noon. [[User:Ida|Ida]] ([[User talk:Ida|talk]]) 09:10, 22 May 2031 (UTC)
"""


def posted(text):
    found = read_notes(READERS["wiki"](text.encode()), date(2031, 5, 6), "en").questions
    return [(one.text.text, [(a.attribution, a.text) for a in one.answers]) for one in found]


def test_the_links_to_their_own_pages_sign_however_they_are_worded():
    assert posted(POSTED) == [
        ("What is it for?", [("Ida", "The boats.")]),
        ("But is it open?", [("Ida", "At noon.")]),
    ]


def test_whoever_is_asked_back_by_the_reply_has_asked_nothing_more():
    back = POSTED.replace("User:Bo Ek|Bo", "User:Ida|Ida").replace(
        "At noon. [[User:Ida|Ida]]", "No. [[User:Una Berg|Una]]"
    )
    assert [text for text, _ in posted(back)] == ["What is it for?"]


def test_a_link_to_somebody_in_the_words_signs_nothing():
    text = POSTED.replace("The boats. Best,", "The boats, says").replace(
        "The boats", "Boats [[User:Bo Ek|Bo]] has"
    )
    assert posted(text)[0][1][0][1].startswith("Boats Bo has")


@pytest.mark.parametrize("said", ["Alright, thank you.", "Great, thanks!"])
def test_what_is_marked_and_thanks_is_no_question(said):
    talk = f"**Q:** Why?\n\n**A:** Tide.\n\n**Q:** {said}\n"
    assert asked(talk) == ["Why?"]
    assert asked(talk.replace(said, "That is late.")) == ["Why?", "That is late."]
