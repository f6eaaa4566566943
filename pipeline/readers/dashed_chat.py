"""A room's messages as plain text: the day, the time, a dash, a name and what it says.

Element and other messengers of phones write them so.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from pipeline.readers.document import Cue, Document, LeftOut, SetAside
from pipeline.readers.encodings import decode_speech
from pipeline.readers.irc_lines import read_clock
from pipeline.readers.text import split_lines
from pipeline.readers.traced import Traced
from schemas.words import QuarantineReason

_HEAD = re.compile(
    r"\[?(?P<day>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),? "
    r"(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?)\]? [-–] (?=\S)"
)
_NAME = re.compile(r"(?P<name>[^:\n]{1,100}?):(?:\s|$)")
_FEWEST = 0.2  # of the lines have a head, at least


def is_dashed_chat(lines: Sequence[str]) -> bool:
    """Whether the first line with text is a message's, and so are others."""
    said = [line for line in lines if line.strip()]
    heads = [_HEAD.match(line) is not None for line in said]
    return bool(said) and heads[0] and sum(heads) >= _FEWEST * len(said)


def read_dashed_chat(data: bytes) -> Document:
    """Read such a room; a line without a head goes on with the message above it.

    A line with a head and no name is the program's, about comings and goings.

    Raises:
        UnreadableError: the bytes are no text.
    """
    text, encoding = decode_speech(data)
    lines = split_lines(text)
    held: list[tuple[re.Match[str], re.Match[str], list[Traced]]] = []
    left_out: list[LeftOut] = []
    set_aside: list[SetAside] = []
    goes_on = False
    for number, line in enumerate(lines, start=1):
        head = _HEAD.match(line)
        name = _NAME.match(line, head.end()) if head else None
        if head and name:
            held.append((head, name, [Traced.at(line, number).cut(name.end())]))
            goes_on = True
        elif head and "?" not in line:
            left_out.append(LeftOut(number, number, "join_or_leave"))
            goes_on = False
        elif line.strip() and goes_on and not head:
            held[-1][2].append(Traced.at(line, number).cut(0))
        elif line.strip():
            set_aside.append(SetAside(number, number, QuarantineReason.UNTIMED_TEXT))
    cues: list[Cue] = []
    for head, name, texts in held:
        said = [one for one in texts if one]
        if not said:
            first = texts[0].place().line_start
            left_out.append(LeftOut(first, first, "empty_message"))
            continue
        cues.append(_cue(head, name["name"].strip(), texts[0].place().line_start, said))
    return Document(
        "messenger",
        encoding,
        lines,
        (),
        left_out=tuple(left_out),
        cues=tuple(cues),
        set_aside=tuple(set_aside),
    )


def _cue(head: re.Match[str], name: str, first: int, said: Sequence[Traced]) -> Cue:
    whole = Traced.join(said, "\n")
    day, clock = _day(head["day"]), _clock(head["clock"])
    sent_at = datetime.combine(day, clock) if day and clock else None
    last = max(first, whole.place().line_end)
    return Cue(whole, first, last, name, sent_at=sent_at, clock=None if sent_at else clock)


def _clock(written: str) -> time | None:
    try:
        return read_clock(written)
    except ValueError:
        return None


def _day(written: str) -> date | None:
    """The day, where the order of its numbers is sure."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
