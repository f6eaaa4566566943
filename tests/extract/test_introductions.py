"""Who a header introduces, in which part."""

import pytest

from pipeline.extract.introductions import introductions
from pipeline.readers.traced import Traced

HOST, FACILITATOR, RESPONDENT, NOTE_TAKER = "host", "facilitator", "respondent", "note_taker"


def parts(sentence):
    return [(i.name, i.role.value) for i in introductions(Traced.at(sentence, 1))]


def described(sentence):
    return [(i.name, i.title, i.affiliation) for i in introductions(Traced.at(sentence, 1))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sinéad O’Brien hosted the call.", [("Sinéad O’Brien", HOST)]),
        ("The call was hosted by 李伟.", [("李伟", HOST)]),
        ("Host: Jan van der Berg", [("Jan van der Berg", HOST)]),
        ("Hosts: Ana Lima, Bo Ek & 李伟", [("Ana Lima", HOST), ("Bo Ek", HOST), ("李伟", HOST)]),
        ("Your hosts are Ana Lima and Bo Ek.", [("Ana Lima", HOST), ("Bo Ek", HOST)]),
        ("With your host, Ana Lima", [("Ana Lima", HOST)]),
        ("Ana Lima will host.", [("Ana Lima", HOST)]),
        ("This week, Ana Lima (@al) will present: Locks", [("Ana Lima", RESPONDENT)]),
        ("Bo Ek is going to talk about mud.", [("Bo Ek", RESPONDENT)]),
        ("The Pier is going to present itself.", []),
        ("Okay, now we have Ana Lima.", [("Ana Lima", RESPONDENT)]),
        ("Please welcome Ana Lima and Bo Ek.", [("Ana Lima", RESPONDENT), ("Bo Ek", RESPONDENT)]),
        ("Now we have a new lock.", []),
        ("Ana Lima hosted the call with a smile.", [("Ana Lima", HOST)]),
        ("Ms. Ana Lima hosted.", [("Ana Lima", HOST)]),
        ("Moderator: Łukasz Żak", [("Łukasz Żak", FACILITATOR)]),
        ("The moderator was Bo Ek.", [("Bo Ek", FACILITATOR)]),
        ("Questions were read out by Bo Ek.", [("Bo Ek", FACILITATOR)]),
        ("Bo Ek facilitated and read out the questions.", [("Bo Ek", FACILITATOR)]),
        ("Note takers: Bo Ek, Madonna", [("Bo Ek", NOTE_TAKER), ("Madonna", NOTE_TAKER)]),
        ("Minutes by Bo Ek.", [("Bo Ek", NOTE_TAKER)]),
        ("Jan van der Berg took the notes.", [("Jan van der Berg", NOTE_TAKER)]),
        (
            "Notes were prepared by Bo Ek (Archive) and Ana Lima.",
            [("Bo Ek", NOTE_TAKER), ("Ana Lima", NOTE_TAKER)],
        ),
        (
            "Ana Lima, Bo Ek, and Nguyễn Thị Hoa answered questions.",
            [("Ana Lima", RESPONDENT), ("Bo Ek", RESPONDENT), ("Nguyễn Thị Hoa", RESPONDENT)],
        ),
        ("Besides Sinéad, Ana Lima also answered.", [("Ana Lima", RESPONDENT)]),
        (
            "I recently contacted Ana Lima, the LOCKS Program Manager, to ask about the gate.",
            [("Ana Lima", RESPONDENT)],
        ),
        ("An interview with LOCKS on the new gate", []),
        (
            "I talked to Ana Lima, a data scientist at the Centre for Mudflats and Marsh Care (CMMC), about mud.",
            [("Ana Lima", RESPONDENT)],
        ),
        ("A Q&A with Ana Lima (MAL)", [("Ana Lima", RESPONDENT)]),
        ("A webinar on teaching with LKTide Cloud", []),
        ("A webinar on teaching with LeAnn Cloud", [("LeAnn Cloud", RESPONDENT)]),
        (
            "Answers were provided by Ana Lima, Bo Ek, and the pilots.",
            [("Ana Lima", RESPONDENT), ("Bo Ek", RESPONDENT)],
        ),
        (
            "The call was hosted by Ana Lima and facilitated by Bo Ek.",
            [("Ana Lima", HOST), ("Bo Ek", FACILITATOR)],
        ),
        (
            "Bo Ek facilitated the call, and Ana Lima and 李伟 took the notes.",
            [("Bo Ek", FACILITATOR), ("Ana Lima", NOTE_TAKER), ("李伟", NOTE_TAKER)],
        ),
        (
            "Ana Lima hosted the call and took the notes.",
            [("Ana Lima", HOST), ("Ana Lima", NOTE_TAKER)],
        ),
        (
            "Bo Ek read out the questions; Ana Lima took notes.",
            [("Bo Ek", FACILITATOR), ("Ana Lima", NOTE_TAKER)],
        ),
    ],
)
def test_who_had_which_part(sentence, expected):
    assert parts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour hosted the regatta.",
        "We will host this call in the hall.",
        "Your hosts are looking forward to it.",
        "Everybody answered questions.",
        "The vote was led by the wind.",
        "Hosted by the Tide Office.",
        "Notes by hand are welcome.",
        "Ana Lima likes boats.",
    ],
)
def test_nobody_is_invented(sentence):
    assert parts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Sinéad O'Brien, Harbour Master of Tidewell, a town on the Ella, hosted the call.",
            [("Sinéad O'Brien", "Harbour Master of Tidewell", None)],
        ),
        (
            "Ana Lima (Ferry Desk) and Ana Cruz (Head of Moorings, Fees) answered questions.",
            [("Ana Lima", None, "Ferry Desk"), ("Ana Cruz", "Head of Moorings, Fees", None)],
        ),
        (
            "Notes were taken by Ana Lima, Director, and Bo Ek.",
            [("Ana Lima", "Director", None), ("Bo Ek", None, None)],
        ),
        (
            "Speakers: Harbour Master Sinéad O'Brien; Chief Engineer Jan van der Berg",
            [
                ("Sinéad O'Brien", "Harbour Master", None),
                ("Jan van der Berg", "Chief Engineer", None),
            ],
        ),
        (
            "Led by Bo Ek, Chief Engineer, the call took an hour.",
            [("Bo Ek", "Chief Engineer", None)],
        ),
    ],
)
def test_titles_and_affiliations(sentence, expected):
    assert described(sentence) == expected
