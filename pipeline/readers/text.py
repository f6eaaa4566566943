"""Bytes to lines of text."""

import codecs
import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from pipeline.readers.document import UnreadableError

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_MARKS = 1_000
_LINE_END = re.compile(r"\r\n|\n|\r")
_LONGEST_LINE = 1_048_576
# a picture or typeface that a saved page carries in itself
_EMBEDDED = re.compile(r"\bdata:[^\s\"'()<>]{1000,}+")
# controls that carry no text: C0 and C1 but tab, and marks that turn the direction of writing
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` and the name of its encoding.

    A byte order mark decides; else it is UTF-8, and where it is not, windows-1252.

    Raises:
        UnreadableError: the bytes are empty, or no text in any of these.
    """
    if not data:
        raise UnreadableError("is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError:
                raise UnreadableError(
                    f"begins like {encoding} but is not; save it as UTF-8"
                ) from None
    if b"\0" in data:
        raise UnreadableError("seems to be a binary file; expected text")
    for encoding in ("utf-8", "windows-1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableError("is neither UTF-8 nor windows-1252; save it as UTF-8")


def _piles_marks(line: str) -> bool:
    runs = groupby(line, key=lambda char: unicodedata.combining(char) > 0)
    return any(marks and sum(1 for _ in run) > _MOST_MARKS for marks, run in runs)


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of `text`, each in NFC and without control characters.

    Lines end at LF, CRLF or CR and at nothing else; an end at the very end opens no line.

    Raises:
        UnreadableError: a line piles marks on a letter.
    """
    lines = _LINE_END.split(text)
    if lines[-1] == "":
        lines.pop()
    if text.isascii() and not _CONTROLS.search(text):
        return tuple(lines)
    for number, line in enumerate(lines, start=1):
        # normalising a long run of marks takes time that grows with its square
        if len(line) > _MOST_MARKS and not line.isascii() and _piles_marks(line):
            raise UnreadableError(
                f"seems to be no text: line {number} has over {_MOST_MARKS} marks on one letter"
            )
    return tuple(unicodedata.normalize("NFC", _CONTROLS.sub("", line)) for line in lines)


def refuse_data(lines: Sequence[str], expected: str) -> None:
    """Raise where a line is longer than anybody's notes; what a page embeds does not count.

    Raises:
        UnreadableError: a line is longer than 1 MiB.
    """
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_LINE and len(_EMBEDDED.sub("", line)) > _LONGEST_LINE:
            raise UnreadableError(
                f"seems to be data: line {number} has {len(line):,} characters; expected"
                f" {expected}, with lines of at most {_LONGEST_LINE:,}"
            )
