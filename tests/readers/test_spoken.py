"""Which reader a transcript is for, and what is refused as what it seems to be."""

import time

import pytest

from pipeline.readers.document import UnreadableError
from pipeline.readers.spoken import read_chat, read_transcript

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nHi\n"


def said(document):
    return [(c.speaker, c.text.text, c.start_ms, c.line_start, c.line_end) for c in document.cues]


@pytest.mark.parametrize(
    ("suffix", "source", "kind"),
    [
        ("vtt", VTT, "webvtt"),
        ("txt", VTT, "webvtt"),
        ("srt", VTT, "webvtt"),
        ("vtt", VTT.removeprefix("WEBVTT\n\n"), "webvtt"),
        ("srt", SRT, "srt"),
        ("vtt", SRT, "srt"),
        ("txt", SRT, "srt"),
        ("txt", "[00:13] Hi\n[00:15] Ho\n", "player_text"),
        ("txt", "0:13\nHi\n0:15\nHo\n", "player_text"),
        ("txt", "Ana Lima  0:13\nHi\n\nBo Ek  0:15\nHo\n", "speaker_turns"),
        ("txt", "Ana: Hi\n\nBo: Ho\n", "speaker_turns"),
        ("txt", "Some prose, as it was said.\n", "speaker_turns"),
    ],
)
def test_content_decides_before_the_ending(suffix, source, kind):
    assert read_transcript(source.encode(), suffix).format == kind


TEXTS = {
    "[mm:ss] text": ("[00:13] Hi\nall\n[01:00:15] Ho\n", [(None, "Hi all", 13_000, 1, 2), (None, "Ho", 3_615_000, 3, 3)]),
    "0:13, and the text on the next line": ("0:13\nHi\n\n0:15\nHo\n", [(None, "Hi", 13_000, 1, 2), (None, "Ho", 15_000, 4, 5)]),
    "0:13 glued to the text": ("0:13Hi\n0:15Ho\n", [(None, "Hi", 13_000, 1, 1), (None, "Ho", 15_000, 2, 2)]),
    "0:00 in words, a time in what is said": (
        "0:00\n0 seconds\nHi\n0:15\n10:30 is late\n",
        [(None, "Hi", 0, 1, 3), (None, "10:30 is late", 15_000, 4, 5)],
    ),
    "dashes before what others say": (
        "[00:13] - Hi all\n[00:15] Ho\n[00:17] - Ha there\n[00:19] So\n[00:21] No\n",
        [(None, text, at * 1000, n, n) for n, (at, text) in enumerate([(13, "- Hi all"), (15, "Ho"), (17, "- Ha there"), (19, "So"), (21, "No")], 1)],
    ),
    "a name with brackets over the text": (
        "Ana Lima [she]  0:13\nHi\n\nBo Ek  0:15\nHo\n",
        [("Ana Lima [she]", "Hi", 13_000, 1, 2), ("Bo Ek", "Ho", 15_000, 4, 5)],
    ),
    "(0:13), more than an hour in minutes": ("(0:13) Hi\n(75:00) Ho\n", [(None, "Hi", 13_000, 1, 1), (None, "Ho", 4_500_000, 2, 2)]),
    "name and time over the text": (
        "Ana Lima  0:13\nHi\nall\n\nBo Ek (Quay): 00:00:15\nHo\n",
        [("Ana Lima", "Hi", 13_000, 1, 2), ("Ana Lima", "all", None, 3, 3), ("Bo Ek (Quay)", "Ho", 15_000, 5, 6)],
    ),
    "[time] - **name**": (
        "[05:41] - **Ana Lima**\nHi\n\n[05:49] - **Bo**\nHo\n",
        [("Ana Lima", "Hi", 341_000, 1, 2), ("Bo", "Ho", 349_000, 4, 5)],
    ),
    "name: text": ("Ana: Hi\n\nBo: Ho\n", [(None, "Ana: Hi", None, 1, 1), (None, "Bo: Ho", None, 3, 3)]),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), TEXTS.values(), ids=TEXTS)
def test_transcripts_as_text(source, expected):
    document = read_transcript(source.encode(), "txt")
    assert said(document) == expected
    assert not document.set_aside


def test_a_time_with_nothing_said_is_set_aside():
    document = read_transcript(b"0:13 Hi\n0:15\n0:17 Ho\n", "txt")
    assert [(a.reason, a.line_start) for a in document.set_aside] == [("untimed_text", 2)]
    headed = read_transcript(b"Ana 0:13\n\nBo 0:15\nHo\n", "txt")
    assert [(o.rule, o.line_start) for o in headed.left_out] == [("empty_message", 1)]


@pytest.mark.parametrize(
    ("suffix", "data", "what"),
    [
        ("vtt", b"<!DOCTYPE html><form><input type='password' name=p></form>", "a login page"),
        ("txt", b"Sign in\nUsername:\nPassword:\n", "a login page"),
        ("srt", b"<html><h1>404</h1></html>", "an HTML page"),
        ("vtt", b"Some prose, and no times.\n", "no caption with its times"),
        ("srt", b"Some prose, and no times.\n", "no caption with its times"),
        ("txt", b"0:00 Welcome\n5:30 The inner harbour\n31:00 Questions\n", "chapters of a recording"),
        ("txt", b'{"a": 1}\n', "JSON"),
        ("vtt", b"%PDF-1.7\n", "a PDF file"),
        ("vtt", b"version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer"),
        ("vtt", b"", "is empty"),
        ("vtt", b"\xff\xfe\x00", "begins like utf-16"),
    ],
)  # fmt: skip
def test_what_is_no_transcript_is_refused_as_what_it_seems_to_be(suffix, data, what):
    with pytest.raises(UnreadableError, match=what):
        read_transcript(data, suffix)


def cpu(read, data, *suffix):
    start = time.process_time()
    document = read(data, *suffix)
    return document, time.process_time() - start


def test_a_cue_of_ten_megabytes():
    data = f"{VTT}\n00:03.000 --> 00:04.000\n{'well ' * 2_000_000}\n\n00:05.000 --> 00:06.000\nHo\n"
    document, spent = cpu(read_transcript, data.encode(), "vtt")
    assert [len(c.text.text) for c in document.cues] == [2, 9_999_999, 2]
    assert spent < 10


def test_very_many_cues():
    data = "WEBVTT\n\n" + "".join(
        f"{n}\n{n // 60:02}:{n % 60:02}.000 --> {n // 60:02}:{n % 60:02}.900\nHi\n\n"
        for n in range(3_000)
    )  # fmt: skip
    few, short = cpu(read_transcript, data.encode(), "vtt")
    many, long = cpu(read_transcript, data.encode() * 10, "vtt")
    assert (len(few.cues), len(many.cues)) == (3_000, 30_000)
    assert long < 40 * max(short, 0.05)


def test_broken_json_takes_no_square_of_time():
    data = b'[{"ts": "1", "text": "a"},' + b'{"ts"a"},' * 3_000
    _, short = cpu(read_chat, data)
    _, long = cpu(read_chat, data + b'{"ts"a"},' * 27_000)
    assert long < 40 * max(short, 0.05)
