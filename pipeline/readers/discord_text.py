"""A channel's messages as the usual exporter of Discord writes them in plain text."""

import re
from collections.abc import Iterator, Sequence
from datetime import time

from pipeline.readers.document import Cue, Document, LeftOut, SetAside, UnreadableError
from pipeline.readers.encodings import decode_speech
from pipeline.readers.irc_lines import read_clock
from pipeline.readers.text import split_lines
from pipeline.readers.traced import Traced
from schemas.words import QuarantineReason

_RULE = re.compile(r"={20,}\s*")
_FRAME = re.compile(r"(?:Guild|Channel|Topic|After|Before): .*|Exported [\d,.]+ message\(s\)\s*")
_HEAD = re.compile(
    r"\[[^\]\n]{0,20}\d[^\]\n]{0,20}\d:\d\d[^\]\n]{0,10}\] (?P<name>\S.{0,99}?)(?: \(pinned\))?\s*"
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?")
_ADDED = re.compile(r"\{(?:Attachments|Embed|Stickers|Reactions|Forwarded Message)\}\s*")
_EVENT = re.compile(
    r"(?:Joined the server|Pinned a message|Started a thread|Boosted the server"
    r"|Started a call.{0,60})\.\s*"
)
_PRIVATE = re.compile(r"Guild: Direct Messages|Channel: (?:Private|Group) / .*")


def is_discord_text(lines: Sequence[str]) -> bool:
    """Whether it begins with a line drawn, and the channel under it."""
    said = [line for line in lines if line.strip()]
    return len(said) > 1 and bool(_RULE.fullmatch(said[0]) and _FRAME.fullmatch(said[1]))


def read_discord_text(data: bytes) -> Document:
    """Read an export of Discord in plain text; what is attached to a message is no word of it.

    Raises:
        UnreadableError: the bytes are no text, or are a private talk.
    """
    text, encoding = decode_speech(data)
    lines = split_lines(text)
    if any(map(_PRIVATE.fullmatch, lines[:10])):
        raise UnreadableError("is a private talk on Discord; take it away")
    found: list[Cue | LeftOut | SetAside] = []
    for first, last in _blocks(lines):
        found += _message(lines, first, last) or _frame(lines, first, last)
    return Document(
        "discord",
        encoding,
        lines,
        (),
        left_out=tuple(one for one in found if isinstance(one, LeftOut)),
        cues=tuple(one for one in found if isinstance(one, Cue)),
        set_aside=tuple(one for one in found if isinstance(one, SetAside)),
    )


def _message(lines: Sequence[str], first: int, last: int) -> list[Cue | LeftOut]:
    """A message and what is attached to it; nothing where no head opens the lines."""
    head = _HEAD.fullmatch(lines[first - 1])
    if head is None:
        return []
    end = _words_end(lines, first, last)
    attached = [LeftOut(end + 1, last, "attached")] if end < last else []
    said = [Traced.at(lines[n - 1], n).cut(0) for n in range(first + 1, end + 1)]
    text = Traced.join([one for one in said if one], "\n") if any(said) else None
    if text is None or _EVENT.fullmatch(text.text):
        return [LeftOut(first, end, "join_or_leave" if text else "empty_message"), *attached]
    return [Cue(text, first, end, head["name"].strip(), clock=_clock(lines[first - 1])), *attached]


def _clock(head: str) -> time | None:
    written = _CLOCK.search(head)
    try:
        return read_clock(written[0]) if written else None
    except ValueError:
        return None


def _frame(lines: Sequence[str], first: int, last: int) -> Iterator[LeftOut | SetAside]:
    """What becomes of lines that are no message."""
    for number in range(first, last + 1):
        line = lines[number - 1]
        if _RULE.fullmatch(line) or _FRAME.fullmatch(line):
            yield LeftOut(number, number, "export_frame")
        elif line.strip():
            yield SetAside(number, number, QuarantineReason.UNTIMED_TEXT)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last line of what stands before the messages, of each, and behind them."""
    first = 1
    for number, line in enumerate(lines, start=1):
        if number > first and (_HEAD.fullmatch(line) or _RULE.fullmatch(line)):
            yield first, number - 1
            first = number
    if lines:
        yield first, len(lines)


def _words_end(lines: Sequence[str], first: int, last: int) -> int:
    """The last line of a message's own words: what is attached stands behind a blank line."""
    added = (
        number - 1
        for number in range(first + 1, last + 1)
        if _ADDED.fullmatch(lines[number - 1])
        and (number == first + 1 or not lines[number - 2].strip())
    )
    return next(added, last)
