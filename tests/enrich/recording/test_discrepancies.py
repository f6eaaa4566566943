"""Where notes and recordings differ: what is said of it, and above all what is not."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from pipeline.enrich.recording import Sought, align
from pipeline.extract.moments import Clock
from pipeline.extract.notes import read_notes
from pipeline.extract.offices import Offices
from pipeline.extract.utterances import read_utterances
from pipeline.readers.plain import read_plain
from pipeline.readers.vtt import read_vtt
from schemas.words import DiscrepancyKind

DAY = date(2031, 5, 6)
HEADER = """Quay call

Ana Lima hosted the call. Jo Vik facilitated. Bo Ek (Pilots) and Kai Sund (Moorings) answered questions.

"""
DOGS = "  • Are dogs allowed on the ferry to Ella?\nBo: On a lead, and they travel free.\n"
BERTH = "  • What does a berth for a sailing boat cost?\nKai: 40 a month for eight metres, electricity included.\n"
DREDGED = (
    "  • When is the channel dredged?\nBo: In February, after the seals have left the sandbank.\n"
)
CRANE = "  • Who chose the green paint of the old steam crane?\nKai: The museum's restorer, from a postcard.\n"
LAMPS = """Let us begin. The first question is from the skipper of a barge. With every tide it gets
 shallower out there, last week I touched the ground twice. When are you going to send the dredger through?"""
TURNS = {
    "welcome": ("Ana Lima", "Welcome everybody to the spring call. It is a windy day and the harbour is full of boats, I counted thirty masts this morning. If you do not want to be recorded then switch off your camera. The new lamp at the pier is lit, and the winter market was a success, with more stalls than ever."),
    "dredged?": ("Jo Vik", " ".join(LAMPS.split())),
    "dredged": ("Bo Ek", "We know about that place. The dredger is planned for February, because before that the seals are lying on the sandbank with their pups, and the seals must be left in peace. After that it takes two weeks, working at night as well."),
    "dogs?": ("Jo Vik", "Next question. Somebody visits her grandmother every month and would like to bring her dog along when she takes the ferry over to Ella. May she do that, or does she need a permit?"),
    "dogs": ("Bo Ek", "Of course she may. The dog has to be on a lead, also on the upper deck, and it does not need a ticket, it travels for free. Cats should be in a basket. We once carried a goat."),
    "berth?": ("Jo Vik", "And then there is a question on prices. If I want to keep my sailing boat here over the whole season, what would I pay for a berth, and is there anything on top of that?"),
    "berth": ("Kai Sund", "It depends on the length. For eight metres that is 40 per month, and the electricity is included, as well as water. If it is longer, then it is five more for each metre that begins."),
    "bye": ("Ana Lima", "That was all for today. Thank you for listening, take care of yourselves, and see you at the summer fair, where the choir is going to sing."),
}  # fmt: skip
ALL = tuple(TURNS)


def differences(notes, turns=ALL, *, named=True, swap=None, listed_after=False):
    """The kinds of differences, with the question and the words that each is about."""
    record = read_notes(read_plain((HEADER + notes).encode()), DAY, "en")
    cues = []
    for place, key in enumerate(turns):
        name, text = TURNS[key]
        name = swap.get(key, name) if swap else name
        label = f"{name}: " if named else ""
        start, end = (f"00:{s // 60:02}:{s % 60:02}.000" for s in (place * 20, place * 20 + 19))
        cues.append(f"{start} --> {end}\n{label}{text}\n")
    document = read_vtt(("WEBVTT\n\n" + "\n".join(cues)).encode())
    said = read_utterances("s/t.vtt", document, Offices.of(record), Clock(DAY, ZoneInfo("UTC")))
    sought = [Sought(q.text.text, q.answers, listed_after) for q in record.questions]
    found = align(sought, [said.utterances]).discrepancies
    assert all(0 < one.score <= 1 for one in found)
    return [
        (one.kind, one.question, one.utterance.text[:12] if one.utterance else None)
        for one in found
    ]


@pytest.mark.parametrize("named", [True, False])
def test_where_notes_and_recording_agree_there_is_none(named):
    assert differences(DOGS + BERTH + DREDGED, named=named) == []


def test_a_question_that_the_notes_lack():
    kind = DiscrepancyKind.QUESTION_NOT_IN_NOTES
    assert differences(DREDGED + BERTH) == [(kind, None, TURNS["dogs?"][1][:12])]


def test_a_question_of_a_visitor_that_the_notes_lack():
    kind = DiscrepancyKind.QUESTION_NOT_IN_NOTES
    found = differences(DREDGED + BERTH, swap={"dogs?": "Peter Moe"})
    assert found == [(kind, None, TURNS["dogs?"][1][:12])]


def test_captions_without_names_do_not_show_what_the_notes_lack():
    assert differences(DREDGED + BERTH, named=False) == []


@pytest.mark.parametrize("named", [True, False])
def test_a_question_that_was_not_asked(named):
    kind = DiscrepancyKind.QUESTION_NOT_IN_RECORDING
    assert differences(DREDGED + DOGS + CRANE + BERTH, named=named) == [(kind, 2, None)]


def test_one_that_is_listed_as_answered_afterwards_need_not_have_been_asked():
    assert differences(DREDGED + DOGS + CRANE + BERTH, listed_after=True) == []


def test_a_recording_of_something_else_says_nothing():
    assert differences(CRANE + DOGS, ("welcome", "bye")) == []


def test_another_respondent_than_credited():
    kind = DiscrepancyKind.RESPONDENT_DIFFERS
    found = differences(DOGS + BERTH + DREDGED, swap={"berth": "Ana Lima"})
    assert found == [(kind, 1, TURNS["berth"][1][:12])]


def test_nobody_differs_who_holds_no_office_or_has_no_name():
    swapped = {"berth": "Peter Moe"}
    assert differences(DOGS + BERTH + DREDGED, swap=swapped) == []


def test_an_answer_of_which_there_is_no_trace():
    invented = BERTH.replace(
        "40 a month for eight metres, electricity included.",
        "Trustees adopted concession schedules, weighing hardship applications, inflation "
        "indices, comparable marinas, insurance premiums, and arrears accumulated by absentees.",
    )
    kind = DiscrepancyKind.ANSWER_NOT_IN_RECORDING
    assert differences(DOGS + invented + DREDGED) == [(kind, 1, None)]
