"""Panels whom a host asks, and talks whose audience does: who asks, and whose turns are answers."""

import pytest

from tests.extract.test_ways_of_writing import rows

HEADER = "---\ntitle: Harbour panel\nspeakers: {}\n---\n\n"
NAMED = "['Ida Holm, Bo Ek and Una Rask']"
PANEL = """\
Zed Quay:

Where will the gate be? Ida, you drew it.

Ida Holm:

At the lock. When you ask where, do you mean the road? That is another matter.

Bo Ek:

And the road is the town's. How many cars would there be? Nobody counted.

Una Rask:

We have a list.

Zed Quay:

{}

Una Rask:

The list is from May.

Zed Quay:

Who pays for it?

Bo Ek:

The town.

Zed Quay:

And is it late?

Ida Holm:

By a month. Who would not be late with such a tide?

Bo Ek:

I would not.
"""
HANDS_ON = [
    "Anyone else on the panel want to add something?",
    "Una, do you have anything to add to that?",
]


def asked(text, suffix="md"):
    return [question for question, _ in rows(text, suffix)]


def answering(text, suffix="md"):
    return [[who for who, _ in answers] for _, answers in rows(text, suffix)]


@pytest.mark.parametrize("hands_on", HANDS_ON)
def test_whom_a_file_names_as_speaking_asks_nobody_beside_a_host(hands_on):
    panel = HEADER.format(NAMED) + PANEL.format(hands_on)
    assert asked(panel) == [
        "Where will the gate be? Ida, you drew it.",
        "Who pays for it?",
        "And is it late?",
    ]
    assert answering(panel) == [
        ["Ida Holm", "Bo Ek", "Una Rask", "Una Rask"],
        ["Bo Ek"],
        ["Ida Holm", "Bo Ek"],
    ]


def test_where_nobody_says_who_is_on_the_panel_anybody_may_ask():
    panel = HEADER.format("[]") + PANEL.format(HANDS_ON[0])
    assert asked(panel)[-1] != "And is it late?"


def test_a_host_among_those_named_still_asks():
    named = "['Zed Quay', 'Ida Holm', 'Bo Ek', 'Una Rask']"
    found = asked(HEADER.format(named) + PANEL.format(HANDS_ON[0]))
    assert found[1:] == ["Who pays for it?", "And is it late?"]


LONG = "The gate is new and it is wide and it is deep, and the lock is old, and all of it is ours. "
TALK = f"""\
# Harbour meetup

Una Rask gave a talk on gates.

**Una Rask:** {LONG}Can everybody see the gate?

**Speaker 1:** Yeah.

**Una Rask:** {LONG}Do you know what that means?

**Speaker 2:** Sure.

**Una Rask:** {LONG}{{}}

**Speaker 3:** How old is the lock?

**Una Rask:** {LONG}Is that helpful?

**Speaker 3:** It is.

**Speaker 4:** Who mends it?

**Una Rask:** {LONG}

**Bo:** May we see it?

**Una Rask:** {LONG}
"""


def test_whoever_gives_a_talk_answers_and_asks_nobody():
    talk = TALK.format("So, questions.")
    assert asked(talk) == ["How old is the lock?", "Who mends it?", "May we see it?"]
    assert [who[0] for who in answering(talk)] == ["Una Rask"] * 3


def test_whoever_says_less_than_all_others_gives_no_talk():
    long = LONG.strip() * 3
    talk = TALK.format("So.").replace("Speaker 1: Yeah.", f"Speaker 1: {long}")
    talk = talk.replace("** Sure.", f"** {long}")
    assert len(asked(talk)) > 3


MARKED = """\
# Gates

Una Rask

## Q&A

Zed Quay: Is the gate old?

A: It is from May.

Q: Is it deep?

A: What?

Bo Ek: I asked {0} it is deep{1}

A: Four metres.

Q: Who pays?

A: The town.
"""


def test_who_asks_by_name_over_a_marked_answer_has_asked():
    assert asked(MARKED.format("whether", "?")) == [
        "Is the gate old?",
        "Is it deep?",
        "I asked whether it is deep?",
        "Who pays?",
    ]
    assert "I asked because it is deep." not in asked(MARKED.format("because", "."))


def test_behind_a_marked_question_a_name_only_words_it_anew():
    text = "# Gates\n\nQ: Is it deep?\n\nBo Ek: You mean the lock?\n\nA: Four metres.\n\nQ: Why?\n\nA: Tide.\n"
    assert asked(text) == ["Is it deep?", "Why?"]


PAD = """\
== Questions ==
Q: Who owns it?
: A (Ida): The town.
:: {nested}: {again}
:: Bo: It is.
'''Zed:''' {asks}
: '''Ida:''' It is.
Q: Who pays?
: Bo: The town.
"""


def test_over_a_list_of_replies_somebody_asks_by_name():
    said = {"nested": "Ida", "again": "As ever."}
    asks = PAD.format(asks="Is it deep?", **said)
    assert asked(asks, "wiki") == ["Who owns it?", "Is it deep?", "Who pays?"]
    told = PAD.format(asks="The gate is deep.", **said)
    assert asked(told, "wiki") == ["Who owns it?", "Who pays?"]


def test_marked_paragraphs_are_no_topics_of_an_outline():
    text = PAD.format(nested="Ida", again="Is it?", asks="Is it deep?")
    assert asked(text, "wiki")[-1] == "Who pays?"


LISTED = """\
# Call

Ida Holm (presenter) answered.

## Questions

Q: Is the gate old?

- Audience: it is not
- Audience: does it matter?
- Presenter: it is from May

Q: Who pays?

- Audience: the town
"""


def test_below_marked_paragraphs_items_reply_each_for_itself():
    assert rows(LISTED, "md") == [
        (
            "Is the gate old?",
            [(None, "it is not"), (None, "does it matter?"), ("Ida Holm", "it is from May")],
        ),
        ("Who pays?", [(None, "the town")]),
    ]


def test_below_items_that_ask_who_goes_on_gives_one_answer():
    text = "# Call\n\n- **Zed**: is it deep?\n- **Ida**: it is\n- **Ida**: and wide\n- **Bo**: who pays?\n- **Ida**: the town\n"
    assert ("is it deep?", [("Ida", "it is\nand wide")]) in rows(text, "md")


LETTERS = "Preguntas\n\nP: ¿Es nuevo?\n\n- Ida: sí\n\n{}: ¿Quién paga?\n\n- Bo: la ciudad\n\nP: ¿Por qué?\n\n- Ida: la marea\n\nP: La puerta está mal.\n\n- Bo: es vieja\n"


@pytest.mark.parametrize("letter", ["P", "Q"])
def test_a_letter_marks_questions_though_none_marks_the_answers(letter):
    assert asked(LETTERS.format(letter)) == [
        "¿Es nuevo?",
        "¿Quién paga?",
        "¿Por qué?",
        "La puerta está mal.",
    ]


def test_a_letter_that_asks_but_once_is_somebodys():
    text = "Call\n\nP: Is it new?\n\nIda: It is from May.\n\nP: I see.\n\nIda: And it is deep.\n"
    assert asked(text, "txt") == ["Is it new?"]


def test_a_letter_beside_marked_answers_marks_nothing_alone():
    text = "Call\n\n" + "".join(f"Q: Is it {n}?\n\nA: It is.\n\n" for n in "abc")
    assert [who for _, who in rows(text, "txt")] == [[(None, "It is.")]] * 3


PRESENTED = """\
---
title: Lock plan
speakers: {speakers}
---

Bo Ek: The gate is shut. Why is it shut?

Ida Holm: The tide. It is high.

Una Rask: I have a boat. When is it open?

Ida Holm: In May. Not before.

Zed Quay: It is dear. Who pays?

Ida Holm: The town. Can we agree on the plan?

Bo Ek: I would wait for the town.

Ida Holm: And would the others?

Una Rask: Not I.
"""


def test_a_lone_presenter_may_ask_the_room():
    text = PRESENTED.format(speakers="['Ida Holm']")
    assert asked(text)[-1] == "And would the others?"


ROUND = """\
---
title: Lock talk
speakers: ['Zed Quay', 'Ida Holm', 'Bo Ek']
---

Zed Quay: Where is the gate?

Ida Holm: At the lock.

Bo Ek: And who pays?

Zed Quay: The town.

Ida Holm: And is it late?

Bo Ek: By a month.

Una Rask: May we see it?

Bo Ek: You may.
"""


def test_those_who_ask_each_other_more_than_others_do_are_no_panel():
    assert len(asked(ROUND)) == 4


SHOW = """\
# Harbour show

**Una Rask:** {long}{long}Ida, where is the gate?

**Ida Holm:** At the lock. Why do you ask?

**Una Rask:** {long}And who owns it?

**Ida Holm:** The town.

**Una Rask:** {long}It is. And who mends it?

**Ida Holm:** I do.
"""


def test_a_host_who_says_most_still_asks():
    found = asked(SHOW.format(long=LONG))
    ends = ["Ida, where is the gate?", "And who owns it?", "And who mends it?"]
    assert [one.endswith(end) for one, end in zip(found, ends, strict=True)] == [True] * 3


def test_whoever_asked_over_a_list_asks_on_in_it():
    again = PAD.replace(
        "Q: Who pays?", ":: {who}: And who says so?\n:: Bo: The town.\nQ: Who pays?"
    )
    said = {"nested": "Ida", "again": "As ever.", "asks": "Is it deep?"}
    own = asked(again.format(who="'''Zed'''", **said), "wiki")
    assert own == ["Who owns it?", "Is it deep?", "And who says so?", "Who pays?"]
    other = asked(again.format(who="'''Una'''", **said), "wiki")
    assert other == ["Who owns it?", "Is it deep?", "Who pays?"]


def test_what_asks_over_its_own_list_asks_nobody():
    text = PAD.replace(": '''Ida:''' It is.", ": '''Zed:''' I mean the lock.")
    said = {"nested": "Ida", "again": "As ever.", "asks": "Is it deep?"}
    assert asked(text.format(**said), "wiki") == ["Who owns it?", "Who pays?"]


def test_a_marked_answer_over_a_list_asks_nothing():
    text = "# Call\n\nQ: Is it deep?\n\nA (Ida): It is.\n\nA (Ida): Who knows more?\n\n- Bo: I do.\n\nQ: Who pays?\n\nA (Ida): The town.\n"
    assert asked(text) == ["Is it deep?", "Who pays?"]


def test_in_a_list_of_marked_questions_others_may_ask():
    text = "# Call\n\n- Q: Is it deep?\n- Ida: Four metres.\n- Bo: Who pays?\n- Ida: The town.\n- Q: Why?\n- Ida: Tide.\n"
    assert asked(text) == ["Is it deep?", "Who pays?", "Why?"]


def test_each_item_below_a_marked_paragraph_is_an_answer():
    text = "# Call\n\nQ: Is it deep?\n\n- Ida: It is.\n- Ida: And wide.\n\nQ: Who pays?\n\n- Bo: The town.\n"
    assert rows(text, "md")[0] == ("Is it deep?", [("Ida", "It is."), ("Ida", "And wide.")])
