"""Calls as they are transcribed: checks of the line, hosts who announce, speakers by number."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes


def read(text, suffix="md"):
    record = read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")
    return [
        (one.text.text, [(a.attribution, a.person and a.person.name) for a in one.answers])
        for one in record.questions
    ]


IDA = ("Ida Holm", "Ida Holm")
CALL = "Host: {}\n\nIda Holm: Yes, go on.\n\nHost: Why is it shut?\n\nIda Holm: The tide.\n"


@pytest.mark.parametrize(
    "said",
    [
        "Ida, can you hear me?",
        "Can you all see my screen? I think so.",
        "Bo, are you still there?",
        "Are you on the line, Bo?",
        "Welcome to the gate.",
        "Okay, next we have Ida who paints it.",
    ],
)
def test_who_leads_asks_nothing_by_checking_the_line_or_announcing(said):
    assert read(CALL.format(said), "txt") == [("Why is it shut?", [IDA])]


@pytest.mark.parametrize(
    "said",
    [
        "Can you hear the pump from the quay?",
        "Are you there in winter?",
        "Bo, can you hear me? What is the pump for?",
        "I know you rest then, but can you give us the hours.",
    ],
)
def test_what_only_begins_like_such_a_check_is_asked(said):
    assert read(CALL.format(said), "txt") == [(said, [IDA]), ("Why is it shut?", [IDA])]


NUMBERED = "".join(
    f"## {heading}\n\nSpeaker 0: 00:0{at}:01\n\nWhy is it shut?\n\nSpeaker 1: 00:0{at}:02\n\nTide.\n\n"
    f"Speaker 2: 00:0{at}:03\n\nAnd who paints it?\n\nSpeaker 1: 00:0{at}:04\n\nMe.\n\n"
    for at, heading in enumerate(("What is it for?", "What does it cost?"))
)


def test_of_three_numbers_any_may_be_the_guest():
    text = f"---\ntitle: Tides\nspeakers: ['Ida Holm']\n---\n{NUMBERED}"
    assert {who for _, answers in read(text) for _, who in answers} == {None}


def test_where_more_turns_ask_than_headings_the_turns_do():
    assert [said for said, _ in read(f"# Tides\n\n{NUMBERED}")][-2:] == [
        "Why is it shut?",
        "And who paints it?",
    ]


def test_where_headings_ask_and_one_replies_they_do():
    text = "# Tides\n\n## Why?\n\nIda Holm: The Moon.\n\n## When?\n\nBo Ek: At nine.\n"
    assert [said for said, _ in read(text)] == ["Why?", "When?"]


def test_one_question_of_the_audience_under_a_heading_is_a_conversation():
    part = "## Q{0}: Part {0}?\n\n**Audience Member:**\nDo you draw part {0}?\n\n**Ida Holm:**\nI do.\n\n"
    found = read("# Tides\n\n" + "".join(part.format(at) for at in (1, 2)))
    assert [answers for _, answers in found] == [[IDA], [IDA]]


def test_bold_names_with_blanks_on_both_sides_are_bold():
    text = "**Q: ** Why is it shut?\n\n**Ida Holm: ** The tide.\n\n**Bo Ek: ** And the wind.\n"
    assert read(text) == [("Why is it shut?", [IDA, ("Bo Ek", "Bo Ek")])]


def test_what_a_host_says_before_the_first_question_introduces_nobody():
    text = (
        "Host: Mr. Lund, can you hear this?\n\nAL: I can.\n\nAL: Hey Eric. I see many here.\n\n"
        "Host: Ana Lima is here. Ana, why is it shut?\n\nAL: The tide.\n"
    )
    assert read(text, "txt")[-1][1] == [("AL", "Ana Lima")]


def test_whoever_replies_often_is_on_the_panel_though_nobody_introduced_them():
    turns = "**Zed Q:** Why {0}?\n\n**Ida Holm:** The tide {0}.\n\n**Murch:** And the wind {0}.\n\n"
    head = "---\nspeakers: ['Ida Holm']\n---\n"
    often = read(head + "".join(turns.format(at) for at in range(3)))
    assert [answers for _, answers in often] == [[IDA, ("Murch", "Murch")]] * 3
    once = read(head + "**Zed Q:** And who?\n\n**Ida Holm:** Me.\n\n" + turns.format(1))
    assert [answers for _, answers in once] == [[IDA]] * 2


@pytest.mark.parametrize(
    ("title", "people", "who"),
    [
        ("Ida Holm & Bo Ek", "[@iholm](x) & [@bo_ek](y)", "Ida Holm"),
        ("Ida Holm & Bo Ek", "[@gatehouse](x) & [@bo_ek](y)", "iholm"),
        ("'Gate Team: Ida Holm & Bo Ek'", "[@gate](z) [@iholm](x) [@bo_ek](y)", "Ida Holm"),
    ],
)
def test_user_names_mean_who_is_named_in_the_title(title, people, who):
    text = f'---\ntitle: {title}\npeople: "{people}"\n---\n\n'
    found = read(f"{text}**Q:** Why?\n\n**A:** The tide.\n\n– iholm\n\n**Q:** And?\n\n**A:** So.\n")
    assert found[0][1] == [("iholm", who)]
