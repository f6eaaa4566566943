"""What stands in lists beside the questions, and asks nothing."""

import pytest

from pipeline.extract.accounting import Use
from schemas.words import Mode
from tests.extract.test_ways_of_writing import record, rows

ASKED = "  • Is it deep?\n    • Ida Holm: Four metres.\n  • Who pays?\n    • Ida Holm: The town.\n"
HOSTED = f"Harbour call\n\nIda Holm hosted.\n\nLock\n\n{ASKED}"


def asked(text, ending="txt"):
    return [question for question, _ in rows(text, ending)]


@pytest.mark.parametrize(
    "heading",
    [
        "Next",
        "Announcements",
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


@pytest.mark.parametrize(
    "said", ["Thank you!", "thanks ❤", "Grazie!", "Bedankt!", "Dank u!", ":)", "❤"]
)
def test_what_is_only_thanked_for_asked_nothing(said):
    text = f"{HOSTED}  • {{}}\n    • Ida Holm: {said}\n"
    assert asked(text.format("Nice work on the gate")) == ["Is it deep?", "Who pays?"]
    assert asked(text.format("Is the gate done?"))[2:] == ["Is the gate done?"]


def test_who_thanks_and_goes_on_has_answered():
    text = f"{HOSTED}  • The gate is loose\n    • Ida Holm: Thank you, a new one comes in May.\n"
    assert asked(text)[2:] == ["The gate is loose"]


def test_what_is_answered_in_words_asked_something():
    text = f"{HOSTED}  • The gate\n    • Ida Holm: It is done.\n"
    assert asked(text) == ["Is it deep?", "Who pays?", "The gate"]


@pytest.mark.parametrize(
    "mark", ["Comment:", "Comment (in chat):", "A remark:", "Comment from the quay:", "+1"]
)
def test_a_comment_may_say_where_it_was_made(mark):
    text = f"{HOSTED}  • {mark} there is an echo.\n"
    assert asked(text + "    • Ida Holm: better now, I hope.\n") == ["Is it deep?", "Who pays?"]


def test_a_comment_asks_nothing_beside_marked_questions_and_ends_a_reply():
    text = (
        "Harbour call\n\nIda Holm hosted.\n\n  • Q: Is it deep?\n    • Ida Holm: Four metres.\n"
        "  • Comment: there is mud.\n    • Ida Holm: True.\n  • Q: Who pays?\n    • Ida Holm: We.\n"
    )
    assert asked(text) == ["Is it deep?", "Who pays?"]
    below = (
        "Harbour call\n\n  • Q: Is it deep?\nA: Four metres.\n  • {} there is mud.\n"
        "  • Q: Who pays?\nA: The town.\n"
    )
    assert rows(below.format("Commento:"))[0][1] == [(None, "Four metres.")]
    assert rows(below.format("In May"))[0][1] == [(None, "Four metres.\nIn May there is mud.")]


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


@pytest.mark.parametrize(
    ("way", "name"),
    [("Zed Quay", "Zed Quay"), ("from the chat, zed_9", "zed_9"), ("zed_9", "zed_9")],
)
def test_who_asks_in_brackets_before_a_question_is_dropped_and_does_not_reply(way, name):
    text = (
        f"{HOSTED}  • ({way}) I lost my berth. What now?\n    • Ida Holm: Write to us.\n"
        f"    • {name}: I did, thanks.\n"
    )
    assert rows(text)[-1] == ("I lost my berth. What now?", [("Ida Holm", "Write to us.")])
    other = text.replace(f"• {name}: I did", "• Bo Ek: I did")
    assert [who for who, _ in rows(other)[-1][1]] == ["Ida Holm", "Bo Ek"]
    (use,) = [one for one in record(text, "txt").uses if one.why == "moderation"]
    assert use.line_start == len(text.splitlines())


def test_what_stands_in_brackets_before_a_question_may_belong_to_it():
    text = f"{HOSTED}  • (2nd try) What now?\n    • Ida Holm: Write.\n"
    assert asked(text)[-1] == "(2nd try) What now?"


SIGNED = "--[[User:Zed|Zed]] ([[User talk:Zed|talk]]) 17:01, 22 March 2031 (UTC)"


def test_who_thanks_for_a_reply_and_signs_gives_none():
    text = f"== Lock ==\n* Is it deep?\n** '''Ida''': Four metres.\n*** {{}} {SIGNED}\n"
    assert rows(text.format("Great, thank you!"), "wiki")[0][1] == [("Ida", "Four metres.")]
    assert rows(text.format("It is five."), "wiki")[0][1][0][1] == "Four metres.\nIt is five."


def test_a_heading_that_asks_over_what_several_tell_or_comment_on_is_no_question():
    told = (
        f"{HOSTED}\nThe plan: where are we?\n\n  • Ida Holm: it grows.\n  • Bo Ek: fewer locks.\n"
    )
    assert asked(told) == ["Is it deep?", "Who pays?"]
    wiki = (
        "== Lock ==\n* Is it deep?\n** '''Ida''': It is.\n\n== What is new? ==\n"
        f"We showed it.\n\n:: I like it. {SIGNED}\n"
    )
    assert asked(wiki, "wiki") == ["Is it deep?"]
    replied = wiki.replace("We showed it.\n\n:: I like it.", "The gate.")
    assert asked(replied, "wiki") == ["Is it deep?", "What is new?"]


def test_whoever_signs_a_question_does_not_reply_to_it():
    text = f"== Lock ==\n* Is it wide? {SIGNED}\n** '''Ida''': Nine.\n** '''{{}}''': I see.\n"
    assert rows(text.format("Zed"), "wiki")[0][1] == [("Ida", "Nine.")]
    assert len(rows(text.format("Bo"), "wiki")[0][1]) == 2


def test_who_asks_in_brackets_does_not_reply_beside_marked_answers():
    text = (
        "# Call\n\nIda Holm answered.\n\nQ: (Zed Quay) Why?\n\nIda Holm: Tide.\n\n{}: Not there.\n"
    )
    assert rows(text.format("Zed Quay"), "md")[0][1] == [("Ida Holm", "Tide.")]
    assert [who for who, _ in rows(text.format("Bo Ek"), "md")[0][1]] == ["Ida Holm", "Bo Ek"]


def test_whoever_holds_an_office_may_reply_to_what_they_ask():
    text = f"{HOSTED}  • Ida Holm: Is it wide?\n    • Bo Ek: Nine.\n    • Ida Holm: Ten.\n"
    assert [who for who, _ in rows(text)[-1][1]] == ["Bo Ek", "Ida Holm"]
