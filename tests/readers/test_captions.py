"""Captions in every flavour, one case a clause of how they look in the wild."""

import pytest

from pipeline.readers.document import UnreadableError
from pipeline.readers.srt import read_srt
from pipeline.readers.vtt import read_vtt


def said(document):
    """(speaker, text, start, end, first line, last line) of each cue."""
    return [
        (c.speaker, c.text.text, c.start_ms, c.end_ms, c.line_start, c.line_end)
        for c in document.cues
    ]


def texts(document):
    return [cue.text.text for cue in document.cues]


ONE = "00:00:01.000 --> 00:00:02.500\n"
TWO = "00:00:02.500 --> 00:00:04.000\n"

FLAVOURS = {
    "Zoom: numbered, the name in the text": (
        f"WEBVTT\n\n1\n{ONE}Ana Lima: Hi.\n\n2\n{TWO}Bo Ek (Quay): Yes?\n",
        [
            (None, "Ana Lima: Hi.", 1000, 2500, 3, 5),
            (None, "Bo Ek (Quay): Yes?", 2500, 4000, 7, 9),
        ],
    ),
    "Teams: a voice, closed or not, with a class or without": (
        f"WEBVTT\n\n{ONE}<v Ana Lima>Hi.</v>\n\n{TWO}<v.loud Bo>Yes\nor no?\n",
        [("Ana Lima", "Hi.", 1000, 2500, 3, 4), ("Bo", "Yes or no?", 2500, 4000, 6, 8)],
    ),
    "Teams: two voices in one cue, a name with a comma and an entity": (
        f"WEBVTT\n\nb7-1\n{ONE}<v Lima, A &amp; B>Hi.</v> <v Bo>Yes.</v>\n",
        [("Lima, A & B", "Hi.", 1000, 2500, 3, 5), ("Bo", "Yes.", 1000, 2500, 3, 5)],
    ),
    "a voice without a name": (f"WEBVTT\n\n{ONE}<v>Hi.\n", [("", "Hi.", 1000, 2500, 3, 4)]),
    "Webex: the name in the number's line, empty for a telephone": (
        f'WEBVTT\n\n1 "Ana Lima" (30)\n{ONE}Hi.\n\n2 "" (31)\n{TWO}Yes.\n',
        [("Ana Lima", "Hi.", 1000, 2500, 3, 5), ("", "Yes.", 2500, 4000, 7, 9)],
    ),
    "minutes and seconds only": (
        "WEBVTT\n\n00:01.000 --> 00:02.500\nHi.\n",
        [(None, "Hi.", 1000, 2500, 3, 4)],
    ),
    "a byte order mark": (f"\ufeffWEBVTT\n\n{ONE}Hi.", [(None, "Hi.", 1000, 2500, 3, 4)]),
    "CR only": (f"WEBVTT\n\n{ONE}Hi.\n".replace("\n", "\r"), [(None, "Hi.", 1000, 2500, 3, 4)]),
    "mixed line ends": (
        f"WEBVTT\r\n\r{ONE}Hi.\r\n\r\n{TWO}Yes.\r",
        [(None, "Hi.", 1000, 2500, 3, 4), (None, "Yes.", 2500, 4000, 6, 7)],
    ),
    "no header": (f"{ONE}Hi.\n", [(None, "Hi.", 1000, 2500, 1, 2)]),
    "no blank line after the header": (
        f"WEBVTT\nKind: captions\n{ONE}Hi.\n",
        [(None, "Hi.", 1000, 2500, 3, 4)],
    ),
    "two headers": (
        f"WEBVTT\n\n{ONE}Hi.\n\nWEBVTT\nKind: captions\n\n{TWO}Yes.\n",
        [(None, "Hi.", 1000, 2500, 3, 4), (None, "Yes.", 2500, 4000, 9, 10)],
    ),
    "NOTE, STYLE and REGION": (
        f"WEBVTT\n\nNOTE by hand\nWhy?\n\nSTYLE\n::cue {{}}\n\nREGION\nid:a\n\n{ONE}NOTE me.\n",
        [(None, "NOTE me.", 1000, 2500, 12, 13)],
    ),
    "settings behind the times, markup in the text": (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.500 align:start position:0%\n"
        "<i>Fish</i> &amp; <b.big>chips</b> &lt; 5, <inaudible> a<b\n",
        [(None, "Fish & chips < 5, <inaudible> a<b", 1000, 2500, 3, 4)],
    ),
    "no blank line between cues, with and without numbers": (
        f"WEBVTT\n\n1\n{ONE}Hi.\n2\n{TWO}Yes.\n00:00:05.000 --> 00:00:06.000\n2031\n",
        [
            (None, "Hi.", 1000, 2500, 3, 5),
            (None, "Yes.", 2500, 4000, 6, 8),
            (None, "2031", 5000, 6000, 9, 10),
        ],
    ),
    "a blank line right under the times": (
        f"WEBVTT\n\n{ONE}\nHi.\n\n{TWO}\n3\n00:00:05.000 --> 00:00:06.000\nYes.\n",
        [(None, "Hi.", 1000, 2500, 3, 5), (None, "Yes.", 5000, 6000, 9, 11)],
    ),
    "hours beyond a day": (
        "WEBVTT\n\n101:00:00.000 --> 101:00:01.000\nHi.\n",
        [(None, "Hi.", 363_600_000, 363_601_000, 3, 4)],
    ),
    "SRT: commas, fonts, numbers missing": (
        "00:00:01,000 --> 00:00:02,500\n<font color='red'>Hi.</font>\n\n"
        "7\n00:00:02,500 --> 00:00:04,000\n{\\an8}Yes.\n",
        [(None, "Hi.", 1000, 2500, 1, 2), (None, "Yes.", 2500, 4000, 4, 6)],
    ),
}


@pytest.mark.parametrize(("source", "expected"), FLAVOURS.values(), ids=FLAVOURS)
def test_each_flavour(source, expected):
    read = read_srt if ",000 -->" in source else read_vtt
    document = read(source.encode())
    assert said(document) == expected
    assert not document.set_aside


YOUTUBE = """WEBVTT
Kind: captions
Language: en

00:00:01.000 --> 00:00:03.000 align:start position:0%
{blank}
good<00:00:01.400><c> morning</c>

00:00:03.000 --> 00:00:03.010 align:start position:0%
good morning
{blank}

00:00:03.010 --> 00:00:05.000 align:start position:0%
good morning
yeah

00:00:05.000 --> 00:00:05.010 align:start position:0%
yeah
{blank}

00:00:05.010 --> 00:00:07.000 align:start position:0%
yeah
yeah<00:00:05.400><c> right</c>

00:00:07.000 --> 00:00:07.010 align:start position:0%
yeah right
{blank}

00:00:07.010 --> 00:00:09.000 align:start position:0%
yeah right
right
"""


@pytest.mark.parametrize("blank", [" ", ""], ids=["as saved", "trimmed"])
def test_captions_that_roll_up_are_said_once(blank):
    document = read_vtt(YOUTUBE.format(blank=blank).encode())
    assert texts(document) == ["good morning", "yeah", "yeah right", "right"]
    assert document.format == "webvtt_rolling"
    assert [out.rule for out in document.left_out].count("shown_again") == 3
    assert not document.set_aside


def test_captions_that_roll_up_without_times_of_words_are_said_once():
    cues = [("0", "one"), ("1", "one\ntwo"), ("2", "two\nthree"), ("3", "three\nfour")]
    source = "\n\n".join(f"00:00:0{s},000 --> 00:00:0{int(s) + 1},000\n{t}" for s, t in cues)
    assert texts(read_srt(source.encode())) == ["one", "two", "three", "four"]


def test_captions_that_roll_up_after_a_pause_are_said_once():
    cues = [("01", "one"), ("02", "one\ntwo"), ("03", "two\nthree"), ("30", "three\nfour")]
    source = "\n\n".join(f"00:00:{s},000 --> 00:00:{s},900\n{t}" for s, t in cues)
    assert texts(read_srt(source.encode())) == ["one", "two", "three", "four"]


def test_words_that_are_said_again_are_kept():
    source = "WEBVTT\n\n" + "".join(
        f"00:00:0{s}.000 --> 00:00:0{s + 1}.000\n{text}\n\n"
        for s, text in enumerate(["No.", "No.", "Why?", "Because.", "Why?", "Well."])
    )
    assert texts(read_vtt(source.encode())) == ["No.", "No.", "Why?", "Because.", "Why?", "Well."]


def test_a_song_that_says_one_thing_is_said_as_often():
    source = "WEBVTT\n\n" + "".join(
        f"00:00:0{s}.000 --> 00:00:0{s}.900\nyeah\n\n" for s in range(5)
    )
    assert texts(read_vtt(source.encode())) == ["yeah"] * 5


@pytest.mark.parametrize(
    ("broken", "reason", "lines"),
    [
        ("00:00:02.500 --> 00:00:1d.000\nLost.", "broken_time", (6, 7)),
        ("00:00:04.000 --> 00:00:02.500\nBackwards.", "broken_time", (6, 7)),
        ("00:61:04.000 --> 00:62:02.500\nNo such minute.", "broken_time", (6, 7)),
        ("Text that nobody timed.", "untimed_text", (6, 6)),
    ],
)
def test_a_bad_cue_is_set_aside_with_its_lines(broken, reason, lines):
    document = read_vtt(f"WEBVTT\n\n{ONE}Hi.\n\n{broken}\n\n{TWO}Yes.\n".encode())
    assert texts(document) == ["Hi.", "Yes."]
    [aside] = document.set_aside
    assert (aside.reason, (aside.line_start, aside.line_end)) == (reason, lines)


def test_times_may_go_back_from_cue_to_cue():
    assert texts(read_vtt(f"WEBVTT\n\n{TWO}Yes.\n\n{ONE}Hi.\n".encode())) == ["Yes.", "Hi."]


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (f"WEBVTT\nKind: chapters\n\n{ONE}Fees\n", "a track of chapters"),
        (
            "WEBVTT\n\n"
            + "".join(
                f"00:{m:02}:00.000 --> 00:{m + 5:02}:00.000\nPart {m}\n\n" for m in (0, 5, 10)
            ),
            "a track of chapters",
        ),
        ("Just some prose.\n", "no caption"),
        ("", "is empty"),
    ],
)
def test_what_is_no_speech_is_refused(source, what):
    with pytest.raises(UnreadableError, match=what):
        read_vtt(source.encode())


def test_long_captions_of_one_talk_are_no_chapters():
    source = "WEBVTT\n\n" + "".join(
        f"00:{m:02}:00.000 --> 00:{m + 5:02}:00.000\n{'We go on and on. ' * 9}\n\n"
        for m in (0, 5, 10)
    )
    assert len(read_vtt(source.encode()).cues) == 3


@pytest.mark.parametrize(
    ("encoding", "named", "words"),
    [
        ("utf-16", "utf-16", "Ola, tudo bem"),
        ("utf-16-le", "utf-16-le", "Ola, tudo bem"),
        ("utf-16-be", "utf-16-be", "Ola, tudo bem"),
        ("gb2312", "gb18030", "轻轻一跳就能飞跃高楼 他能徒手抓住子弹"),
        ("windows-1251", "windows-1251", "Почему паром опять опоздал сегодня"),
        ("windows-1252", "windows-1252", "Où est la clé du phare à côté"),
        ("utf-8", "utf-8", "Où est la clé"),
    ],
)
def test_encodings(encoding, named, words):
    document = read_vtt(f"WEBVTT\n\n{ONE}{words}\n".encode(encoding))
    assert (document.encoding, texts(document)) == (named, [words])


def test_one_line_in_another_encoding_spoils_no_other():
    data = f"WEBVTT\n\n{ONE}Où est la clé?\n\n{TWO}".encode() + b"l\xe0-bas\n"
    document = read_vtt(data)
    assert texts(document) == ["Où est la clé?", "là-bas"]
    assert document.encoding == "utf-8 and windows-1252"


def test_places_lead_back_to_the_characters():
    source = f"WEBVTT\n\n{ONE}  <v Ana>Fish &amp; chips</v>\nare <i>cold</i>\n"
    [cue] = read_vtt(source.encode()).cues
    assert cue.text.text == "Fish & chips are cold"
    lines = source.split("\n")
    for word in ("Fish", "chips", "are", "cold"):
        at = cue.text.text.index(word)
        place = cue.text.cut(at, at + len(word)).place()
        assert lines[place.line_start - 1][place.char_start : place.char_end] == word


@pytest.mark.parametrize(
    "line",
    [
        "so<00:00:01.500><c> the</c><00:00:01.900><c> gate</c>",
        " so <00:00:01.500><c> the gate </c> ",
        "so<00:00:01.500><c> R&amp;D</c><c> &lt;gate</c>",
        "<c>so</c><00:00:01.500><c.loud> the</c>",
        "so<00:00:01,500><c> the</c> <inaudible>",
    ],
)
def test_each_word_of_a_line_with_word_times_knows_where_it_stood(line):
    (cue,) = read_vtt(f"WEBVTT\n\n{ONE}{line}\n".encode()).cues
    whole, origins = cue.text.text, cue.text.origins
    ends = [*(offset for offset, _, _ in origins[1:]), len(whole)]
    for (offset, number, char), end in zip(origins, ends, strict=True):
        piece = whole[offset:end]
        assert number == 4
        assert line.startswith((piece, "&amp;", "&lt;"), char), piece
