"""Which later answers show a promise kept."""

from datetime import date

import pytest

from pipeline.clues.asked import read_asked
from pipeline.link.tables import link
from schemas.words import FollowUpKind

MAY, JULY = date(2031, 5, 6), date(2031, 7, 1)
OTHERS = ("Who may sublet a berth?", "Is the museum open?", "Do dogs travel free?")


def kept(promise, report, *, kind="publication", asked="What of the harbour?", later="What else?"):
    """The fulfilments of a promise of May by an answer of July."""
    tables = {
        "sessions": [{"session_id": "s1", "date": MAY}, {"session_id": "s2", "date": JULY}],
        "questions": [
            {"question_id": name, "session_id": session, "text": text}
            | {"language": "en", "outcome": "answered"}
            for name, session, text in (
                ("q1", "s1", asked),
                ("q2", "s2", later),
                *((f"o{n}", "s1", text) for n, text in enumerate(OTHERS)),
            )
        ],
        "answers": [
            {"answer_id": f"a{n}", "question_id": f"q{n}", "position": 1}
            | {"kind": "substantive", "text": text}
            for n, text in ((1, promise), (2, report))
        ],
        "follow_ups": [
            {"follow_up_id": "f", "question_id": "q1", "kind": kind, "text": promise}
            | {"due_text": None, "status": "open"}
        ],
        "fulfilments": [],
        "corrections": [],
    }
    return link(read_asked(tables))["fulfilments"]


REPORT = "We will publish the mooring report."


@pytest.mark.parametrize(
    ("promise", "kind", "report"),
    [
        (REPORT, "publication", "The mooring report was published in June."),
        (REPORT, "publication", "As promised, the mooring report is on the harbour page."),
        ("Consultations on the fairway code start in June.", "event",
         "The consultation on the fairway code ran from 3 June."),
        ("We are going to replace the lamps on the mill pier.", "action",
         "The lamps on the mill pier have been replaced."),
        ("We'll write to you about the mud at Ella.", "written_answer",
         "We have replied in writing about the mud at Ella."),
        ("We will keep you posted on the second ferry.", "update",
         "As promised last time: the second ferry arrives on Monday."),
    ],
)  # fmt: skip
def test_a_report_of_what_was_promised_keeps_it(promise, kind, report):
    (found,) = kept(promise, report, kind=kind)
    assert (found["follow_up_id"], found["answer_id"]) == ("f", "a2")
    assert (found["earliest"], found["latest"]) == (MAY, JULY)
    assert found["method"] == "later_session"
    assert 0.4 < found["score"] <= 1


@pytest.mark.parametrize(
    ("promise", "kind", "report"),
    [
        (REPORT, "publication", "The mooring report has not been published."),
        (REPORT, "publication", "The mooring report will be published in August."),
        (REPORT, "publication", "The mooring report was delayed."),
        (REPORT, "publication", "The accounts report was published in June."),
        (REPORT, "publication", "The mooring report of 2029 was published two years ago."),
        (REPORT, "publication", "The moorings were repaired."),
        (REPORT, "publication", "The report was published."),
        (REPORT, "publication", "We discussed the mooring report."),
        ("We are going to replace the lamps on the mill pier.", "action",
         "The lamps on the slipway were replaced."),
        ("Please send us more details of the mud at Ella.", "clarification",
         "As promised, the mud at Ella was published."),
        ("We will follow up in writing.", "written_answer", "We replied in writing to everybody."),
    ],
)  # fmt: skip
def test_nothing_else_does(promise, kind, report):
    assert kept(promise, report, kind=kind) == []


def test_a_year_in_the_question_names_what_was_promised():
    promise = "We will publish them on the website."
    report = "The accounts of 2030 were published on the website."
    assert kept(promise, report, kind="publication", asked="Where are the accounts of 2030?")
    assert not kept(promise, report, kind="publication", asked="Where are the accounts?")


def test_a_promise_without_a_thing_of_its_own_is_about_its_question():
    about = "Where does the mud from the dredger go?"
    holding = "We will follow up in writing."
    report = "We replied in writing in June: the mud from the dredger goes to Ella."
    assert kept(holding, report, kind="written_answer", asked=about)
    assert not kept(holding, report, kind="written_answer", asked="How many swans nest there?")


@pytest.mark.parametrize(
    ("report", "is_kept"),
    [
        ("Yes, since Friday.", True),
        ("It is, on the harbour page.", True),
        ("No, it is late.", False),
        ("Yes, it will be there in a week.", False),
        ("Ask the office.", False),
    ],
)
def test_a_plain_yes_keeps_it_where_it_was_asked_for(report, is_kept):
    asked = "Has the mooring report been published yet?"
    assert bool(kept(REPORT, report, later=asked)) is is_kept


def test_what_was_to_be_told_is_told_where_the_question_is_put_again():
    about = "Where does the mud from the dredger go?"
    for kind in FollowUpKind:
        found = kept(
            "We will see to it.", "To the old quarry.", kind=kind, asked=about, later=about
        )
        assert bool(found) is (kind in ("written_answer", "update"))
