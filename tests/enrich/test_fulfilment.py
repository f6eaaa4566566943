"""Which promises the session's own record shows kept."""

from datetime import date

import pytest

from pipeline.enrich.follow_ups import find_promises
from pipeline.enrich.fulfilment import kept, modes
from pipeline.enrich.outcome import judge, read_answer
from pipeline.enrich.sightings import History, Revision
from pipeline.extract.notes import read_notes
from pipeline.readers.plain import read_plain
from schemas.words import FulfilmentMethod, Mode, Status

DAY, LATER = date(2031, 5, 6), date(2031, 5, 30)
PAGE = "Quay call\n\nAna Lima answered questions.\n\nFees\n\n  • Why?\n{}\n"
HOLDING = "Ana: We will follow up in writing."
LETTER = "From the Ferry Office: The old boat leaked, and we sold it to the museum in Ella."
UNMARKED = "Ben: The old boat leaked badly, and in April we sold it to the museum in Ella."
UNDATED = History()


def read(*answers, history=UNDATED):
    """The question, its readings, and the promises of each answer."""
    page = PAGE.format("\n".join(answers))
    (question,) = read_notes(read_plain(page.encode()), DAY, "en").questions
    readings = list(modes([read_answer(answer, "en") for answer in question.answers], history))
    made = find_promises(readings, judge(question, readings), DAY, "en")
    promises = [list(kept(made[at], at, readings, DAY, history)) for at in range(len(readings))]
    return question, readings, promises


def older(*answers):
    """A record of 30 May, of which an undated older revision holds these answers."""
    return History(LATER, (Revision.of(PAGE.format("\n".join(answers)), None),))


def test_a_holding_reply_is_kept_by_the_letter_behind_it():
    _, _, ((promise,), _) = read(HOLDING, LETTER)
    found = promise.kept
    assert (found.answer, found.method) == (1, FulfilmentMethod.SAME_RECORD)
    assert (found.earliest, found.latest) == (DAY, None)


@pytest.mark.parametrize(
    "answers",
    [
        (HOLDING,),
        (HOLDING, UNMARKED),
        (HOLDING, "From the Ferry Office: We will get back to you."),
        (LETTER, HOLDING),
        ("From the Ferry Office: We sold the old boat in May. We will follow up in writing.",),
        ("Ana: We are going to fix the gate.", LETTER),
    ],
)
def test_nothing_else_keeps_it(answers):
    _, _, promises = read(*answers)
    assert [p for made in promises for p in made]
    assert [p for made in promises for p in made if p.kept] == []


def test_only_the_written_answer_is_kept_by_a_letter():
    _, _, (made, _) = read(f"{HOLDING} We are going to fix the gate.", LETTER)
    assert [promise.status for promise in made] == ["fulfilled", "open"]


def test_what_an_older_revision_lacks_behind_a_holding_reply_was_written_later():
    question, readings, ((promise,), _) = read(HOLDING, UNMARKED, history=older(HOLDING))
    assert [reading.answer.mode for reading in readings] == [Mode.LIVE, Mode.WRITTEN]
    assert judge(question, readings).status is Status.ANSWERED
    found = promise.kept
    assert (found.answer, found.method) == (1, FulfilmentMethod.REVISION)
    assert (found.earliest, found.latest) == (DAY, LATER)


@pytest.mark.parametrize(
    ("answers", "revision"),
    [
        ((HOLDING, UNMARKED), (HOLDING, UNMARKED)),
        ((HOLDING, UNMARKED), ("Ana: Tides.",)),
        (("Ana: Because of the tides, mainly.", UNMARKED), ("Ana: Because of the tides, mainly.",)),
    ],
)
def test_what_it_held_too_or_what_nothing_was_held_back_for_was_not(answers, revision):
    _, readings, _ = read(*answers, history=older(*revision))
    assert [reading.answer.mode for reading in readings] == [Mode.LIVE, Mode.LIVE]


def test_a_reply_keeps_what_was_to_be_looked_into_or_told_and_no_other_deed():
    _, _, (made, _) = read("Ana: I'd have to ask the depot.", LETTER)
    assert [(one.kind, one.status) for one in made] == [("action", "fulfilled")]
    _, _, (made, _) = read("Ana: We will report to you at the next meeting.", LETTER)
    assert {one.status for one in made} == {"fulfilled"}
    _, _, (made, _) = read("Ana: It is old. We are going to fix the gate.", LETTER)
    assert [(one.kind, one.status) for one in made] == [("action", "open")]
