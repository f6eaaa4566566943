"""Bytes of captions and chats to text: they come in more encodings than notes do."""

import re

from pipeline.readers.document import UnreadableError
from pipeline.readers.text import decode

_SAMPLE = 1 << 16
_LINES = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_HIGH = re.compile(rb"[\x80-\xff]+")
_WIDE = 0.3  # zero bytes among those in every second place of UTF-16 text
_NO_TEXT = re.compile(rb"[\x01-\x08]")  # bytes below the tab, but the one that fills UTF-16
_ALIEN = 0.5  # bytes beyond ASCII that stand in long runs, as in no western script
_LONG_RUN = 3
_LOWER = bytes(range(0xE0, 0x100))  # small letters of windows-1251
_LOWER_CYRILLIC = 0.55  # their share among all; about a fifth in GB 18030


def decode_speech(data: bytes) -> tuple[str, str]:
    """The text of `data` and the name of its encoding.

    A byte order mark decides; then zero bytes that show UTF-16; then UTF-8. Where only some
    lines are no UTF-8, as when every writer's program has its own way, those are read as
    windows-1252. Else the letters tell windows-1251 and GB 18030 from windows-1252.

    Raises:
        UnreadableError: the bytes are empty, or no text in any of these.
    """
    if wide := _wide(data):
        return data[: len(data) // 2 * 2].decode(wide, "replace"), wide
    try:
        text, encoding = decode(data)
    except UnreadableError:
        if not data or b"\0" in data:
            raise
        return _mixed(data), "utf-8 and windows-1252"
    if encoding != "windows-1252":
        return text, encoding
    if _mostly_utf8(data):
        return _mixed(data), "utf-8 and windows-1252"
    guess = _guess(data)
    return (data.decode(guess), guess) if guess else (text, encoding)


def _wide(data: bytes) -> str | None:
    """The kind of UTF-16 that text without a byte order mark is in."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if (
        sample.startswith((b"\xff\xfe", b"\xfe\xff"))
        or _NO_TEXT.search(sample)
        or not sample.strip(b"\0")
    ):
        return None
    if odd > half * _WIDE and not even:
        return "utf-16-le"
    return "utf-16-be" if even > half * _WIDE and not odd else None


def _mostly_utf8(data: bytes) -> bool:
    """Whether most lines with letters beyond ASCII are UTF-8."""
    sound = broken = 0
    for line in _LINES.findall(data):
        if not line.isascii():
            if _line(line)[1]:
                sound += 1
            else:
                broken += 1
    return sound >= broken > 0


def _mixed(data: bytes) -> str:
    return "".join(_line(line)[0] for line in _LINES.findall(data))


def _line(line: bytes) -> tuple[str, bool]:
    """A line as text, and whether it is UTF-8."""
    for encoding in ("utf-8", "windows-1252"):
        try:
            return line.decode(encoding), encoding == "utf-8"
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1"), False


def _guess(data: bytes) -> str | None:
    """Cyrillic or Chinese, where words are written in nothing but bytes beyond ASCII."""
    runs = _HIGH.findall(data)
    high = b"".join(runs)
    if sum(len(run) for run in runs if len(run) >= _LONG_RUN) < len(high) * _ALIEN:
        return None
    lower = sum(high.count(byte) for byte in _LOWER)
    guess = "windows-1251" if lower > len(high) * _LOWER_CYRILLIC else "gb18030"
    try:
        data.decode(guess)
    except UnicodeDecodeError:
        return None
    return guess
