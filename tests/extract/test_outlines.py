"""Notes as an outline: topics, and below them items of which some ask."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes

MEETING = """\
# Quay working group

# Dec 12

* Crane
  * the plan: https://lima.example/plan
  * Dana: It is heavy, can we have a lighter one? We waited long enough.
  * Is it of use to the harbour at all?
    * The board has to say so.
    * The plan itself is sound.
  * We go on with the trial.
* Ferry
  * Slides: https://lima.example/slides
  * Q: Will the fare go up? - A: There are two ways:
    * sell more
    * sell less
  * Daily or weekly? - Both, it seems.
  * Rope as well?
* Thanks to Jan for the lamp
* Bo: Why are we open on Sundays?
  * Nobody knows, we look into it.
* Dock
  * Stig: How long will it be? - Dana: Nine metres.
  * Bo: There will be several.
    * Dana: Good.
  * Stig: When can it be used?
  * Dana: In May.
  * Dana: More in June.
  * Is there tax on it? Yes, always.
"""


def rows(text, suffix="md"):
    record = read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")
    return [
        (question.text.text, [(answer.attribution, answer.text) for answer in question.answers])
        for question in record.questions
    ]


def test_what_asks_at_any_depth_is_a_question_and_topics_and_remarks_are_none():
    assert rows(MEETING) == [
        (
            "Is it of use to the harbour at all?",
            [(None, "The board has to say so.\nThe plan itself is sound.")],
        ),
        ("Will the fare go up?", [(None, "There are two ways:\nsell more\nsell less")]),
        ("Daily or weekly?", [(None, "Both, it seems.")]),
        ("Why are we open on Sundays?", [(None, "Nobody knows, we look into it.")]),
        ("How long will it be?", [("Dana", "Nine metres.")]),
        ("When can it be used?", [("Dana", "In May.")]),
        ("Is there tax on it?", [(None, "Yes, always.")]),
    ]


def test_a_question_below_another_is_one_of_its_own_where_somebody_puts_and_others_answer_it():
    below = "* Crane\n  * Is it of use?\n    * Bo: It is.\n      * Stig: For whom?{}\n* Ferry\n"
    assert len(rows(f"# Call\n\n{below.format('')}")) == 1
    found = rows(f"# Call\n\n{below.format(chr(10) + '        * Bo: For all.')}")
    assert found[1] == ("For whom?", [("Bo", "For all.")])


def test_whoever_asks_and_goes_on_has_no_reply():
    text = "# Call\n\n* Crane\n  * Bo: Is it of use?\n  * Bo: I doubt it.\n* Ferry\n  * Late\n"
    assert rows(text) == [("Is it of use?", [])]


@pytest.mark.parametrize(
    "text",
    [
        "* Why is it late?\n  * Dana: Tide.\n    * Bo: Again?\n      * Dana: Again.\n* When?\n  * May.\n",
        "* The crane.\n  * Dana: In May.\n    * Bo: Why?\n      * Dana: Tide.\n"
        "* The lamp.\n  * Dana: It is lost.\n* The key.\n  * Bo: So is that.\n",
    ],
)
def test_a_list_of_questions_is_no_outline(text):
    questions = [line[2:] for line in text.splitlines() if line.startswith("* ")]
    asked = [asked for asked, _ in rows(f"# Call\n\n{text}")]
    assert [one for one in asked if not one.startswith("Bo:")] == questions
    assert len(asked) == len(questions) + 1


@pytest.mark.parametrize("said", ["Why not? - we shall see", "So why not?", "What of it? Later."])
def test_topics_over_remarks_hold_no_question(said):
    assert not rows(f"# Call\n\n* Crane\n  * {said.removesuffix(' - we shall see')}\n* Ferry\n")


WORDED = """\
# Quay

* Questions
  * Is the crane fit?
    * Not yet.
  * Why is it so late?
    * The tide.
  * Can we do a second shift
    * With two more people.
  * Can we do a third
  * The second shift
    * begins in May
"""


def test_what_is_worded_as_a_question_among_others_over_a_reply_needs_no_mark():
    record = read_notes(READERS["md"](WORDED.encode()), date(2031, 5, 6), "en")
    assert [(q.text.text, [a.text for a in q.answers]) for q in record.questions] == [
        ("Is the crane fit?", ["Not yet."]),
        ("Why is it so late?", ["The tide."]),
        ("Can we do a second shift", ["With two more people."]),
    ]


NESTED = """\
# Quay

* Questions
  * Is the crane fit?
    * Not yet.
    * Which one do you mean?
      * The old one.
    * Or is it?
  * Will it ever be?
  * Why is it so late?
    * The tide.
  * When can we see it?
    * In May.
"""


def test_what_is_asked_over_a_reply_below_a_question_is_one_of_its_own():
    assert rows(NESTED)[:2] == [
        ("Is the crane fit?", [(None, "Not yet.\nOr is it?")]),
        ("Which one do you mean?", [(None, "The old one.")]),
    ]


def test_among_questions_one_that_nobody_replies_to_is_a_question():
    assert rows(NESTED)[2] == ("Will it ever be?", [])
    among_remarks = NESTED.replace("* When can we see it?\n    * In May.", "* It is\n  * So it is")
    assert "Will it ever be?" not in [asked for asked, _ in rows(among_remarks)]


PUT = """\
* News
  * Bo: Sent the map to all.
    * Dana: Seen it.
* {}
  * Bo: A map would be helpful
    * Dana: There is one in the shed.
  * Stig: Is it old?
    * Dana: It is.
  * Kay: Cannot read it at all
"""


def test_what_somebody_puts_below_a_list_of_questions_needs_no_mark_where_it_is_replied_to():
    assert [text for text, _ in rows("# Call\n\n" + PUT.format("Q&As of the session:"))] == [
        "A map would be helpful",
        "Is it old?",
    ]
    assert [text for text, _ in rows("# Call\n\n" + PUT.format("Map"))] == ["Is it old?"]


NAMED = """## 6 May

Attendees:

* Idalia Holm
* Jonas Ek

Agenda:

* [jonas] The lock in the fog
    * [{0}] What is planned for the gate?
    * [jonas] It is painted in May.
* [Ida] The mud
    * [jonas] There is some.
"""


def test_a_capital_in_brackets_is_who_speaks_where_that_is_somebody_known():
    assert rows(NAMED.format("Ida")) == [
        ("What is planned for the gate?", [("jonas", "It is painted in May.")])
    ]
    tagged = [question for question, _ in rows(NAMED.format("Fees"))]
    assert "What is planned for the gate?" not in tagged
