"""Records that nobody wrote: in every format they cost bounded time, or are refused in a line."""

import time
from contextlib import suppress
from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes
from pipeline.extract.several import sessions_in
from pipeline.readers.document import Document, UnreadableError
from pipeline.readers.sniff import seems_to_be

_SIZE = 1 << 14
_SECONDS = 2  # what takes time that grows with the square takes far more
_ASKED = "Why is it so, and who knows?"

# repeated to 16 KiB in one line, or in lines
_REPEATED = [
    "{{a|", "<a ", "<!--", "![", "[", "[a](", "[a][b]", "*a ", "**a ", "_a_", "`", "`a ", "“", "‘",
    "> ", "- ", "1. ", "|a", "&#769;", "\\", "a", "A", "Aa ", "Aa, ", "a. ", "A? ", "?", ":", "A: ",
    "A:\n", "Mr Ek asked why. ", "Ek said. Bgm. ", "† = Ana Lima, ", "<a_b> a?\n<b> a\n",
    "<p><b>Why? ", "<td rowspan=9 colspan=9>Why?", "= a\n** b::\n", "#+TITLE: a\n* b :c:\n",
    "Title: a\nDate: b\n", ":a: b\n", "1/2/31 ", "Ab: a?\n", "12:34 ", "12:34\n\n", "— ", "- Ana ", "(", "(a) ", "@", "/", " ", "\t", "\n", "\r", "x\n",
    "2031-05-", "6 May 2031 ", "hosted by Ana Lima, ", "Ana Lima hosted ", "From the ", "de la ",
    "Ana de la ", "Ana Lima (AL), ", "Question from ", "Q: ", "Q1: a? ", "Q: a?\n\n", "**Q:** a? ",
    "# A?\n\na\n\n", "* A?\n", "**Ana?**\n\n", "Ana (talk) ", "Ana asked whether a. Bo said a. ",
    "中：文？", "س: ", "\u202ea? ", "ｅ", "'''", "{|\n|", "==", "---\n", "```\n", "~~~a\n", "<b>",
    "<table><tr><td>", "<details><summary>A?", "| A? | A. |\n", "Page 1 of 2\n", "a – b? ",
]  # fmt: skip


def _lists() -> str:
    return "\n".join("  " * depth + "- a?" for depth in range(300))


_WHOLE = {
    "divisions nested 20,000 deep": "<div>" * 20_000 + _ASKED + "</div>" * 20_000,
    "quotes nested 20,000 deep": "<blockquote>" * 20_000 + _ASKED,
    "lists nested 20,000 deep": "<ul><li>" * 20_000 + _ASKED,
    "lists nested by their indent": _lists(),
    "quoted lines, deeper and deeper": "\n".join("> " * (i % 200) + "a?" for i in range(400)),
    "thousands of names": "".join(f"Name{chr(97 + i % 26)}{i}: a?\n" for i in range(2_000)),
    "many who are present": "Present: " + ", ".join(f"Ana{i} Li{i} (A{i})" for i in range(1_000)),
    "keys nested deep": "---\na: " + "[" * 8_000 + "\n---\n",
    "unclosed": "<p>" + _ASKED + "<b><i><a href=x><table><tr><td><ul><li>" * 2_000,
}


def read(suffix: str, data: bytes) -> Document:
    if suffix in {"txt", "md"} and (other := seems_to_be(data)):
        raise UnreadableError(f"seems to be {other}; expected notes")
    document = READERS[suffix](data)
    sessions_in(document)
    read_notes(document, date(2031, 5, 6), "en")
    return document


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    for suffix in READERS:
        read(suffix, b"<p>* Why?\nAna: So.")


def _cost(suffix: str, data: bytes) -> float:
    begun = time.process_time()
    with suppress(UnreadableError):
        read(suffix, data)
    return time.process_time() - begun


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("piece", _REPEATED)
def test_what_is_repeated_takes_bounded_time(suffix: str, piece: str) -> None:
    assert _cost(suffix, (piece * (_SIZE // len(piece.encode()))).encode()) < _SECONDS


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("name", _WHOLE)
def test_what_is_nested_or_many_takes_bounded_time(suffix: str, name: str) -> None:
    assert _cost(suffix, _WHOLE[name].encode()) < _SECONDS


@pytest.mark.parametrize("suffix", READERS)
def test_one_line_of_ten_megabytes_is_refused_and_said_to_be(suffix: str) -> None:
    data = b"<p>" + b"Why is it so? " * 750_000
    begun = time.process_time()
    with pytest.raises(UnreadableError, match=r"expected"):
        read(suffix, data)
    assert time.process_time() - begun < _SECONDS


@pytest.mark.parametrize("suffix", READERS)
def test_a_line_of_a_quarter_of_a_megabyte_is_read(suffix: str) -> None:
    data = b"<p>" + b"Why is it so? " * 18_500
    assert _cost(suffix, data) < _SECONDS
    assert read(suffix, data).blocks


_ENDINGS = {"txt": "* {}\nAna: {}\n", "md": "* {}\n\nAna: {}\n", "wiki": "* {}\n** Ana: {}\n"}
_ENDINGS |= {"wikitext": _ENDINGS["wiki"], "html": "<ul>\n<li>{}\n</ul>\n<p>Ana: {}\n"}
_SAID = ("Why is the café closed?", "It rains.")


def _page(suffix: str) -> str:
    return _ENDINGS[suffix].format(*_SAID)


def _read_pair(suffix: str, data: bytes) -> tuple[str, str, str]:
    document = READERS[suffix](data)
    (question,) = read_notes(document, date(2031, 5, 6), "en").questions
    (answer,) = question.answers
    return question.text.text, answer.text, document.encoding


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(suffix: str, encoding: str, end: str) -> None:
    data = _page(suffix).replace("\n", end).encode(encoding)
    assert _read_pair(suffix, data)[:2] == _SAID


@pytest.mark.parametrize("suffix", READERS)
def test_windows_1252_is_read_and_named(suffix: str) -> None:
    assert _read_pair(suffix, _page(suffix).encode("cp1252")) == (*_SAID, "windows-1252")


@pytest.mark.parametrize("suffix", READERS)
def test_two_encodings_in_one_file_lose_no_line(suffix: str) -> None:
    mixed = _page(suffix).encode() + _page(suffix).encode("cp1252")
    assert len(READERS[suffix](mixed).lines) == 2 * len(_page(suffix).splitlines())


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize(
    "data", [b"* Why\0?\nAna: So.\n", "* Why?\nAna: So.\n".encode("utf-16-le")]
)
def test_nul_is_no_text(suffix: str, data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"binary file; expected text"):
        READERS[suffix](data)


@pytest.mark.parametrize("suffix", READERS)
def test_controls_that_turn_the_writing_are_taken_away(suffix: str) -> None:
    page = _page(suffix).replace("café", "ca\u202ef\u2066é\u200f")
    assert _read_pair(suffix, page.encode())[:2] == _SAID


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("surrogate", [b"\xed\xa0\x80", b"\xed\xbf\xbf", b"&#xD800;"])
def test_lone_surrogates_never_reach_a_text(suffix: str, surrogate: bytes) -> None:
    document = READERS[suffix](_page(suffix).encode("ascii", "ignore") + surrogate + b" x\n")
    texts = [*document.lines, *(block.text.text for block in document.blocks)]
    assert not any("\ud800" <= char <= "\udfff" for text in texts for char in text)
