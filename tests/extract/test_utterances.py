"""Cues to utterances: speakers, turns, times, and what is no word of the session."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from pipeline.extract.accounting import Use
from pipeline.extract.moments import Clock
from pipeline.extract.notes import read_notes
from pipeline.extract.offices import Offices
from pipeline.extract.spoken_words import spoken_rule, spoken_rules
from pipeline.extract.utterances import read_utterances
from pipeline.readers.document import Cue
from pipeline.readers.plain import read_plain
from pipeline.readers.spoken import read_chat
from pipeline.readers.traced import Traced
from pipeline.readers.vtt import read_vtt

DAY = date(2031, 5, 6)
LOCAL = datetime.fromisoformat("2031-01-01T09:00")
NOTES = b"""Quay call

Ana Lima hosted the call. Bo Ek answered questions.

Fees

  \xe2\x80\xa2 Why so late?
Bo: Tides.
Tess Oja (Pilot): And fog.
"""


@pytest.fixture
def offices():
    return Offices.of(read_notes(read_plain(NOTES), DAY, "en"))


@pytest.fixture
def spoken(offices):
    def read(*cues, offset=0):
        source = "WEBVTT\n\n" + "".join(
            f"00:00:{at:02}.000 --> 00:00:{at + 1:02}.000\n{text}\n\n"
            for at, text in enumerate(cues)
        )
        clock = Clock(DAY, ZoneInfo("UTC"), offset)
        return read_utterances(
            "2031-05-06/transcript.vtt", read_vtt(source.encode()), offices, clock
        )

    return read


def who(said):
    return [(u.speaker, u.text) for u in said.utterances]


def test_consecutive_cues_of_a_speaker_are_one_turn_with_first_and_last_cue(spoken):
    said = spoken("Ana Lima: Hi.", "Ana Lima: Welcome.", "and hello", "Peter: Why?", offset=5_000)
    turn, other = said.utterances
    assert turn.text == "Hi. Welcome. and hello"
    assert (turn.start_ms, turn.end_ms) == (5_000, 8_000)
    assert (turn.line_start, turn.line_end) == (3, 10)
    assert [piece.start_ms for piece in turn.pieces] == [5_000, 6_000, 7_000]
    assert (other.speaker, other.text, other.start_ms) == ("Peter", "Why?", 8_000)


def test_only_people_in_office_are_credited(spoken):
    said = spoken("Ana Lima: Hi.", "Peter Moe: Why?", "Bo: Tides.", "Tess Oja (Quay): Fog.")
    names = [(u.attribution, u.person and u.person.name) for u in said.utterances]
    assert names == [
        ("Ana Lima", "Ana Lima"),
        (None, None),
        ("Bo", "Bo Ek"),
        ("Tess Oja (Quay)", "Tess Oja"),
    ]


def test_a_recording_that_names_nobody_has_an_utterance_a_cue(spoken):
    assert who(spoken("well", "so the answer is: no", "no", "no")) == [
        (None, "well"),
        (None, "so the answer is: no"),
        (None, "no"),
        (None, "no"),
    ]


def test_a_mark_of_another_speaker_ends_the_turn(spoken):
    said = spoken("Ana Lima: Hi.", ">> Why?", "I ask.", ">> Ana Lima: Because.")
    assert who(said) == [
        ("Ana Lima", "Hi."),
        (None, "Why?"),
        (None, "I ask."),
        ("Ana Lima", "Because."),
    ]


@pytest.mark.parametrize("label", ["stokes", "Kalo | Obol", "Speaker 4", "Enno (tb)", "Jo S., PhD"])
def test_display_names_of_a_systematic_transcript_are_speakers(spoken, label):
    said = spoken(
        f"{label}: Hi.", "Ana Lima: Hi.", f"{label}: one thing: fees.", "remember this: no"
    )
    assert who(said) == [
        (label, "Hi."),
        ("Ana Lima", "Hi."),
        (label, "one thing: fees. remember this: no"),
    ]


@pytest.mark.parametrize("label", ["stokes", "Room 2 - Hut", "Bo Ek 🌊", "Sam Oja [they]", "Ana"])
def test_display_names_are_speakers_where_only_turns_open_with_them(spoken, label):
    turns = (f"{label}: Hi.", "go on", "so it is", "Tess Oja: Ah.", "well", "no")
    said = spoken(*(turns * 3), "Note: boots.", "Note: coats.", "Note: hats.")
    assert {speaker for speaker, _ in who(said)} == {label, "Tess Oja"}
    assert who(said)[-1] == ("Tess Oja", "Ah. well no Note: boots. Note: coats. Note: hats.")


def test_a_first_name_that_is_called_once_speaks_not(spoken):
    turns = ("Ana Lima: Hi.", "go on", "so", "Peter Moe: Ah.", "well", "no")
    said = spoken(*turns * 2, "Ana: your idea.")
    assert who(said)[-1] == ("Peter Moe", "Ah. well no Ana: your idea.")


def test_whoever_the_format_does_not_know_is_nobody(spoken):
    assert who(spoken("<v Ana Lima>Hi.</v>", "and so on", "<v >Why?</v>", "I ask.")) == [
        ("Ana Lima", "Hi. and so on"),
        (None, "Why?"),
        (None, "I ask."),
    ]


def test_who_speaks_behind_a_note_taker_without_a_name_is_heard(spoken):
    said = spoken("Ana Lima: Hello.", "Ana's Notetaker: I take notes.", "stokes: Me too?")
    assert [utterance.text for utterance in said.utterances] == ["Hello.", "stokes: Me too?"]


def test_note_takers_sounds_and_joins_are_boilerplate_by_their_rules(spoken):
    said = spoken(
        "Ana Lima: Hi.",
        "[Music]",
        "Ana's Notetaker: I take notes?",
        "Bo has joined the call",
        "Ana Lima: Bo has joined the call",
    )
    assert who(said) == [("Ana Lima", "Hi. Bo has joined the call")]
    rules = [use.why for use in said.uses if use.use is Use.BOILERPLATE]
    assert rules == ["webvtt_header", "sound", "note_taker", "join_or_leave"]


def test_ids_hold_document_and_start_and_differ(spoken):
    ids = [u.utterance_id for u in spoken("No.", "No.").utterances]
    assert len(set(ids)) == 2
    assert all(one.startswith("2031-05-06/u-") for one in ids)


def test_somebody_who_changes_nicks_stays_who_they_are(offices):
    log = b"18:09 <quayqueen> Hi\n=== quayqueen is now known as AnaLima\n18:10 <AnaLima> Ho\n18:11 <moe> Ha\n"
    clock = Clock(DAY, ZoneInfo("UTC"))
    said = read_utterances("2031-05-06/chat.log", read_chat(log), offices, clock)
    assert [u.person and u.person.name for u in said.utterances] == ["Ana Lima", "Ana Lima", None]


@pytest.mark.parametrize("name", spoken_rules())
def test_each_rule_speaks_and_is_silent(name):
    rule = spoken_rule(name)
    for text in spoken_rules()[name]["speaks"]:
        assert rule.fullmatch(text), text
    for text in spoken_rules()[name]["silent"]:
        assert not rule.fullmatch(text), text


def cue(**times):
    return Cue(Traced.at("Hi.", 1), 1, 1, **times)


def test_times_of_day_are_those_of_the_session_and_pass_midnight():
    clock = Clock(DAY, ZoneInfo("Europe/Berlin"))
    moments = [clock.sent_at(cue(clock=time(hour))) for hour in (23, 1)]
    assert moments == [datetime(2031, 5, 6, 21, tzinfo=UTC), datetime(2031, 5, 6, 23, tzinfo=UTC)]
    assert clock.sent_at(cue(sent_at=LOCAL)) == datetime(2031, 1, 1, 8, tzinfo=UTC)
    assert clock.sent_at(cue()) is None
