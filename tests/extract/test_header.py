"""What the part before the first question states."""

from datetime import UTC, date, datetime

import pytest

from pipeline.extract.accounting import Use, account
from pipeline.extract.header import read_header
from pipeline.readers.plain import read_plain

DAY = date(2031, 5, 6)


def header(*lines):
    return read_header(read_plain("\n\n".join((*lines, "The end.\n")).encode()).blocks, DAY, "en")


def use(line, *before):
    """What became of the last of some header lines."""
    document = read_plain("\n\n".join(("Quay call", *before, line)).encode())
    runs = account(document, read_header(document.blocks, DAY, "en").uses)
    return runs[-1].use, runs[-1].why


def starts(line):
    found = header("Quay call", line).starts_at
    return found and found[0]


def test_the_first_heading_is_the_title():
    assert header("Quay call 2031-05-06", "We met.").title.text == "Quay call 2031-05-06"
    assert header("We met.").title is None
    assert header().title is None


@pytest.mark.parametrize(
    ("line", "hour", "minute"),
    [
        ("The call takes place on May 6 at 17:30 UTC.", 17, 30),
        ("We meet at 5:30 pm UTC.", 17, 30),
        ("We meet at 12.15 a.m. (UTC).", 0, 15),
        ("We meet at 12:00 PM GMT.", 12, 0),
        ("On 6 May, 09:05 UTC, we meet.", 9, 5),
    ],
)
def test_the_start_is_a_time_in_utc_on_the_day(line, hour, minute):
    assert starts(line) == datetime(2031, 5, 6, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "Questions close on May 5 at 12:00 UTC.",
        "We meet at 17:30.",
        "We meet at 17:30 UTC+2.",
        "We meet at 25:30 UTC.",
        "We meet on February 30 at 17:30 UTC.",
    ],
)
def test_no_start_from_another_day_or_zone(line):
    assert starts(line) is None


@pytest.mark.parametrize(
    ("line", "channels"),
    [
        ("Ask us by email or on IRC.", {"mail", "irc"}),
        ("You can ask questions in the Zoom chat, the YouTube chat or verbally.",
         {"zoom_chat", "youtube_chat", "voice"}),
        ("Questions may be submitted on Slack.", {"slack"}),
        ("Use the web form to submit a question.", {"other"}),
        ("Zoom is a program.", set()),
        ("The harbour has an email address.", set()),
    ],
)  # fmt: skip
def test_channels_are_those_on_which_to_ask(line, channels):
    assert {channel.value for channel, _ in header("Quay call", line).channels} == channels


def test_scope_policy_and_recording():
    said = header(
        "Quay call",
        "Topics in scope are ferries and moorings. Dogs are welcome.",
        "What we do not get to we will answer in writing.",
        "Watch the recording at https://tide.example/v?x=1 today.",
    )
    assert [s.text for s in said.scope] == ["Topics in scope are ferries and moorings."]
    assert said.follow_up_policy.text == "What we do not get to we will answer in writing."
    assert said.recording[0] == "https://tide.example/v?x=1"
    assert [s.place().line_start for s in said.stated] == [7, 5]


def test_an_address_is_a_recording_only_where_it_says_so():
    assert header("Quay call", "See https://tide.example for more.").recording is None


def test_a_line_of_its_own_introduces_though_it_looks_like_a_heading():
    said = header("Quay call", "Host: Ana Lima", "Notes by Bo Ek", "We met.")
    assert said.title.text == "Quay call"
    assert [(i.name, i.role.value) for i in said.introductions] == [
        ("Ana Lima", "host"),
        ("Bo Ek", "note_taker"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ana Lima hosted the call.", (Use.USED, "")),
        ("The harbour is old.", (Use.BOILERPLATE, "announcement")),
        ("Do you have a question? Send it to us.", (Use.BOILERPLATE, "invitation")),
        ("Why is the gate shut?", (Use.QUARANTINED, "unplaced_question")),
        ("Ana: The gate is shut.", (Use.QUARANTINED, "unplaced_label")),
    ],
)
def test_what_became_of_a_line(line, expected):
    assert use(line, "Ana Lima (Pilot) answered questions.") == expected


def test_house_rules_are_boilerplate_even_with_a_question_mark():
    rules = "There are house rules:"
    assert use("  • Why not be kind?", rules) == (Use.BOILERPLATE, "house_rule")
    assert use("  • Please be kind.", "We say:") == (Use.BOILERPLATE, "house_rule")
    assert use("  • Ferries", "We talk of:") == (Use.BOILERPLATE, "header_list")
    assert use("  • Why ferries?", "We met.") == (Use.QUARANTINED, "unplaced_question")
