"""Real captions and chats, where they lie beside the repository: nothing is lost on the way."""

import re
from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from pipeline.extract.accounting import Use
from pipeline.extract.moments import Clock
from pipeline.extract.offices import Offices
from pipeline.extract.record import empty_record
from pipeline.extract.utterances import read_utterances
from pipeline.readers.document import UnreadableError
from pipeline.readers.spoken import read_chat, read_transcript
from tests.conftest import ROOT

SAMPLES = ROOT.parent / "shared" / "samples"
# file → format, utterances, lines set aside
EXPECTED = {
    "vtt/go-astisub__example-in-carriage-return.vtt": ("webvtt", 3, 0),
    "vtt/pm__acdc_174_zoom.vtt": ("webvtt", 93, 0),
    "vtt/subtitles__vtt_with_name.vtt": ("webvtt", 1, 0),
    "vtt/vttjs__header-no-new-line.vtt": ("webvtt", 1, 0),
    "vtt/vttjs__voice-not-closed.vtt": ("webvtt", 1, 0),
    "vtt/webvtt-py__captions_with_bom.vtt": ("webvtt", 4, 0),
    "vtt/webvtt-py__invalid.vtt": ("webvtt", 7, 0),
    "vtt/webvtt-py__invalid_timeframe.vtt": ("webvtt", 6, 2),
    "vtt/webvtt-py__missing_timeframe.vtt": ("webvtt", 6, 1),
    "vtt/webvtt-py__youtube_dl.vtt": ("webvtt_rolling", 3, 0),
    "srt/go-astisub__example-in-styled.srt": ("srt", 5, 0),
    "srt/srt__gb2312.srt": ("srt", 3, 0),
    "srt/subtitles__utf16.srt": ("srt", 1, 0),
    "srt/webvtt-py__missing_timeframe.srt": ("srt", 4, 2),
    "chat/agu-oss__zoom_saved_chat.txt": ("zoom_chat", 121, 0),
    "chat/irc-disentanglement__2009-10-01_17.raw.txt": ("irc", 1215, 0),
    "chat/monero-site__2019-11-23-community-meeting.md": ("irc", 491, 0),
    "chat/plaso__xchat.log": ("irc", 6, 1),
    "chat/pm__acdc_174_zoom_chat.txt": ("zoom_chat", 69, 0),
    "chat/pm__zkevm_005_zoom_chat_de_bots.txt": ("zoom_chat", 24, 0),
    "chat/pytchat__youtube_superchat.json": ("youtube_chat", 1, 0),
    "chat/pytchat__youtube_textmessage.json": ("youtube_chat", 1, 0),
    "chat/slack-export__enrique_2016-03-17.json": ("slack", 12, 0),
    "chat/w3c-ccg__2022-03-21-vc-education_irc.log": ("irc", 357, 0),
}


def read(name):
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("the real files are not here")
    if path.parent.name == "chat":
        return read_chat(path.read_bytes())
    return read_transcript(path.read_bytes(), path.suffix.removeprefix("."))


@pytest.mark.parametrize("name", EXPECTED)
def test_real_files(name):
    document = read(name)
    clock = Clock(date(2031, 5, 6), ZoneInfo("UTC"))
    said = read_utterances("2031-05-06/x", document, Offices.of(empty_record()), clock)
    lines = Counter()
    for use in said.uses:
        lines[use.use] += use.line_end - use.line_start + 1
    assert (document.format, len(said.utterances), lines[Use.QUARANTINED]) == EXPECTED[name]
    assert lines.total() == len(document.lines)
    held = Counter(re.findall(r"\w+", " ".join(u.text for u in said.utterances)))
    if document.format in ("webvtt", "srt", "irc"):  # elsewhere the lines are JSON, or quote
        spoken = " ".join(cue.text.text for cue in document.cues)
        lost = Counter(re.findall(r"\w+", spoken)) - held
        names = {word for u in said.utterances for word in re.findall(r"\w+", u.speaker or "")}
        assert (
            not set(lost) - names - {"instrumental", "music", "ticks", "dog", "barking", "beeping"}
        )
    assert not held - Counter(re.findall(r"\w+", " ".join(c.text.text for c in document.cues)))


def test_speakers_of_a_real_call():
    document = read("vtt/pm__acdc_174_zoom.vtt")
    clock = Clock(date(2031, 5, 6), ZoneInfo("UTC"))
    said = read_utterances("2031-05-06/x", document, Offices.of(empty_record()), clock)
    # every cue of this file names its speaker before the first colon
    named = [cue.text.text.partition(":")[0] for cue in document.cues]
    found = [u.speaker for u in said.utterances for _ in u.pieces]
    assert found == named


def test_an_empty_file_is_refused():
    with pytest.raises(UnreadableError, match="is empty"):
        read("vtt/webvtt-py__empty.vtt")
