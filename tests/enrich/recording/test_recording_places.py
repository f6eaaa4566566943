"""Questions and answers of notes, found in what was said."""

import time
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from pipeline.enrich.recording import Sought, align, why_there
from pipeline.enrich.recording.timeline import timeline
from pipeline.extract.moments import Clock
from pipeline.extract.notes import read_notes
from pipeline.extract.offices import Offices
from pipeline.extract.utterances import read_utterances
from pipeline.readers.plain import read_plain
from pipeline.readers.vtt import read_vtt

DAY = date(2031, 5, 6)
NOTES = """Quay call

Ana Lima hosted the call. Jo Vik facilitated. Bo Ek (Pilots) and Kai Sund (Moorings) answered questions.

  • Are dogs allowed on the ferry to Ella?
Bo: On a lead, and they travel free.
  • What does a berth for a sailing boat cost?
Kai: 40 a month for eight metres, electricity included.
Bo: Pilots get a discount.
  • Why was the crane painted green?
Kai: Nobody knows.
  • When is the channel dredged?
Bo: In February, after the seals have left the sandbank.
"""
# who says what; a question's number stands before the turn with which it begins
SAID = [
    (None, "Ana Lima", "Welcome everybody to the spring call. It is a windy day and the harbour is full of boats, I counted thirty masts from my window this morning. If you do not want to be recorded then switch off your camera."),
    (None, "Ana Lima", "We have some news. The new lamp at the pier is lit, and the winter market was a success, with more stalls than ever. The office has moved to the first floor above the sail maker, and opening hours stay what they were."),
    (3, "Jo Vik", "Let us begin. The first question is from the skipper of a barge. With every tide it gets shallower out there, last week I touched the ground twice. When are you going to send the dredger through?"),
    (None, "Bo Ek", "We know about that place. The dredger is planned for February, because before that the seals are lying on the sandbank with their pups, and they must be left in peace. After that it takes two weeks, working at night as well, and then you will have four metres again."),
    (None, "Jo Vik", "They are lovely to look at. Thank you for explaining."),
    (0, "Jo Vik", "Next question. Somebody visits her grandmother every month and would like to bring her dog along when she takes the boat over to Ella. May she do that, or does she need a permit?"),
    (None, "Bo Ek", "Of course she may. The dog has to be on a lead, also on the upper deck, and it does not need a ticket, it travels for free. Cats should be in a basket. We once carried a goat, but this was an exception for the summer fair."),
    (1, "Jo Vik", "And then there is a question on prices. If I want to keep my sailing boat here over the whole season, what would I pay for a berth, and is there anything on top of that?"),
    (None, "Kai Sund", "It depends on the length. For eight metres that is forty per month, and the electricity is included, as well as water. If it is longer, then it is five more for each metre that begins. You sign up at the harbour office."),
    (None, "Bo Ek", "And there is a discount if you work as a pilot. That has been so since my father's days, and it is the only thing that we get."),
    (None, "Ana Lima", "That was all for today. Thank you for listening, take care of yourselves, and see you at the summer fair, where the choir is going to sing again."),
]  # fmt: skip


def clock(seconds):
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def captions(said=SAID, *, named=True):
    """The text of captions with a cue of 15 s a turn, and the second at which each begins."""
    cues, starts = [], {}
    for place, (number, name, text) in enumerate(said):
        starts[number] = place * 15
        label = f"{name}: " if named else ""
        words = text if named else text.lower().replace(".", "").replace(",", "").replace("?", "")
        cues.append(f"{clock(place * 15)} --> {clock(place * 15 + 14)}\n{label}{words}\n")
    return "WEBVTT\n\n" + "\n".join(cues), starts


RECORD = read_notes(read_plain(NOTES.encode()), DAY, "en")
SOUGHT = [Sought(q.text.text, q.answers) for q in RECORD.questions]


def utterances(text, name="transcript.vtt"):
    offices = Offices.of(RECORD)
    clock = Clock(DAY, ZoneInfo("UTC"))
    return read_utterances(f"s/{name}", read_vtt(text.encode()), offices, clock).utterances


@pytest.mark.parametrize("named", [True, False])
def test_questions_are_found_in_any_order_and_one_that_was_not_asked_is_not(named):
    text, starts = captions(named=named)
    placed = align(SOUGHT, [utterances(text)]).places
    found = [one.question and one.question.start_ms // 1000 for one in placed]
    assert found[2] is None
    for number in (0, 1, 3):
        assert abs(found[number] - starts[number]) <= 3
    assert all(one.score == 0 or 0 < one.score <= 1 for one in placed)
    assert placed[2].score < 0.4 <= min(placed[at].score for at in (0, 1, 3))


def test_answers_have_their_places_one_behind_the_other():
    text, starts = captions()
    placed = align(SOUGHT, [utterances(text)]).places[1]
    first, second = placed.answers
    assert (first.start_ms, second.start_ms) == ((starts[1] + 15) * 1000, (starts[1] + 30) * 1000)
    assert placed.question.end_ms <= first.start_ms
    assert first.start_ms < first.end_ms <= second.start_ms < second.end_ms <= 150_000


def test_what_was_answered_in_writing_is_not_looked_for():
    text, _ = captions()
    written = [Sought(s.question, tuple(_written(a) for a in s.answers)) for s in SOUGHT]
    placed = align(written, [utterances(text)]).places
    assert [one.answers for one in placed] == [(None,) * len(s.answers) for s in SOUGHT]


@pytest.mark.parametrize(
    ("printed", "theirs"),
    [("Ana Lima (Pilots)", True), ("ana_pilots", True), ("Anabel Lima", False), (None, False)],
)
def test_a_name_of_which_the_notes_have_a_part_is_known_in_captions(printed, theirs):
    line = timeline(
        [replace(one, speaker=printed, person=None) for one in utterances(captions()[0])]
    )
    assert bool(line.spoken_by("Ana")) is theirs
    assert not line.spoken_by("?")


TWICE = """Quay call

  • Is the lock repaired?
Bo: The lock gate got new hinges.
"""
GATE = "The lock gate has new hinges since Monday, and the divers looked at them."


@pytest.mark.parametrize("who", ["Bo Ek", "Kai Sund"])
def test_a_question_is_where_who_is_credited_answers_from_the_beginning_of_its_turn(who):
    asks = (
        "We came back from Ella late last night. There was a queue of boats. Is the lock repaired?"
    )
    said = [*SAID]
    for name, number in (("Kai Sund", "Kai"), ("Bo Ek", "Bo")):
        said[-1:-1] = [*SAID[:2], (number, "Jo Vik", asks), (None, name, GATE)]
    text, starts = captions(said)
    record = read_notes(read_plain(TWICE.replace("Bo:", f"{who.split()[0]}:").encode()), DAY, "en")
    sought = [Sought(q.text.text, q.answers) for q in record.questions]
    (placed,) = align(sought, [utterances(text)]).places
    assert placed.question.start_ms == starts[who.split()[0]] * 1000
    assert why_there(sought, [utterances(text)], 0).answered_by == who


def _written(answer):
    from dataclasses import replace  # noqa: PLC0415

    from schemas.words import Mode  # noqa: PLC0415

    return replace(answer, mode=Mode.WRITTEN)


def test_of_two_recordings_each_question_is_in_the_one_where_it_is_surest():
    first, _ = captions(SAID[:7] + SAID[:2] * 3)
    second, _ = captions(SAID[:2] + SAID[7:])
    placed = align(SOUGHT, [utterances(first), utterances(second, "transcript-2.vtt")]).places
    found = [one.question and one.question.document_id for one in placed]
    assert found == ["s/transcript.vtt", "s/transcript-2.vtt", None, "s/transcript.vtt"]


@pytest.mark.parametrize(
    "text", ["WEBVTT\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n…\n", "WEBVTT\n\n00:01.000 --> 00:02.000\nYes\n"]
)  # fmt: skip
def test_a_recording_of_nothing_holds_nothing(text):
    placed = align(SOUGHT, [utterances(text)]).places
    assert [one.question for one in placed] == [None] * 4
    assert align([], [utterances(text)]).places == ()


def test_no_words_leave_a_question_by_its_repr():
    assert "dogs" not in repr(SOUGHT[0].wanted)


def test_an_hour_is_placed_in_a_second_and_a_huge_file_in_linear_time():
    lines = [
        f"{clock(3 * n)} --> {clock(3 * n + 3)}\nword{n % 997} and the other{n % 61} of it here\n"
        for n in range(40_000)
    ]
    hour = utterances("WEBVTT\n\n" + "\n".join(lines[:1_200]) + captions()[0][6:])
    start = time.process_time()
    align(SOUGHT * 8, [hour])
    assert time.process_time() - start < 3  # half a second on an idle machine
    start = time.process_time()
    align(SOUGHT, [utterances("WEBVTT\n\n" + "\n".join(lines))])
    assert time.process_time() - start < 60
