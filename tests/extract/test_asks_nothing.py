"""What stands in lists beside the questions, and asks nothing."""

import pytest

from pipeline.extract.accounting import Use
from schemas.words import Mode
from tests.extract.test_ways_of_writing import record, rows

ASKED = "  • Is it deep?\n    • Ida Holm: Four metres.\n  • Who pays?\n    • Ida Holm: The town.\n"


def asked(text, ending="txt"):
    return [question for question, _ in rows(text, ending)]


@pytest.mark.parametrize(
    "heading",
    [
        "Next conversation",
        "Our next office hour",
        "Upcoming calls",
        "House rules",
        "Call guidelines",
    ],
)
def test_rules_and_next_calls_ask_nothing(heading):
    text = "Harbour call\n\nIda Holm hosted.\n\nLock\n\n{}\n\n{}\n\n  • 28 May. What shall we talk about? Write to us.\n"
    assert asked(text.format(ASKED, heading)) == ["Is it deep?", "Who pays?"]
    assert len(asked(text.format(ASKED, "The lock in May"))) == 3


@pytest.mark.parametrize("said", ["Thank you!", "thanks ❤", ":)", "❤"])
def test_what_is_only_thanked_for_asked_nothing(said):
    text = f"Harbour call\n\nIda Holm hosted.\n\nLock\n\n{ASKED}  • {{}}\n    • Ida Holm: {said}\n"
    assert asked(text.format("Nice work on the gate")) == ["Is it deep?", "Who pays?"]
    assert asked(text.format("Is the gate done?"))[2:] == ["Is the gate done?"]


def test_what_is_answered_in_words_asked_something():
    text = f"Harbour call\n\nIda Holm hosted.\n\nLock\n\n{ASKED}  • The gate\n    • Ida Holm: It is done.\n"
    assert asked(text) == ["Is it deep?", "Who pays?", "The gate"]


@pytest.mark.parametrize("mark", ["Comment:", "Comment (in chat):", "Remark (by mail):"])
def test_a_comment_may_say_where_it_was_made(mark):
    text = f"Harbour call\n\nIda Holm hosted.\n\nLock\n\n{ASKED}  • {mark} there is an echo.\n"
    assert asked(text + "    • Ida Holm: better now, I hope.\n") == ["Is it deep?", "Who pays?"]


@pytest.mark.parametrize(
    ("text", "ending", "lost"),
    [
        ("# Call\n\nQ:\n\nA: Tide.\n\nQ: When?\n\nA: May.\n", "md", 2),
        ("Call\n\nQ: zed_9\n\nA: Tide.\n\nQ: When? – zed_9\n\nA: May.\n", "txt", 2),
        ("Call\n\nQuestion\n\nWhy is it shut?\n\nQ: When?\n\nA: May.\n", "txt", 1),
    ],
)
def test_a_question_that_nobody_wrote_down_is_set_aside_with_its_reply(text, ending, lost):
    found = record(text, ending)
    assert asked(text, ending) == ["When?"]
    aside = [one for one in found.uses if one.use is Use.QUARANTINED]
    assert sum(one.line_end - one.line_start + 1 for one in aside) == lost


def test_a_reply_that_but_names_the_asker_says_nothing():
    text = "# Call\n\nQ: Why? – zed_9\n\nA: @zed_9\n\nQ: When? – una_8\n\nA: @una_8 May.\n"
    assert rows(text, "md") == [("Why?", []), ("When?", [(None, "May.")])]


def test_a_day_behind_a_name_tells_that_it_was_written_then():
    text = (
        "== Lock ==\n* Is it deep?\n** '''Ida''': Yes. It is a legal lock.\n"
        "** '''Ida''' (28 April): Nine metres.\n** '''Legal''' (added 29 April): Ten.\n"
    )
    (question,) = record(text, "wiki").questions
    assert [(one.attribution, one.mode) for one in question.answers] == [
        ("Ida", Mode.LIVE),
        ("Ida (28 April)", Mode.WRITTEN),
        ("Legal (added 29 April)", Mode.WRITTEN),
    ]
