"""A transcript as text: a head with a name and a time over what is said, or just lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.readers.document import Cue, Document, LeftOut
from pipeline.readers.encodings import decode_speech
from pipeline.readers.text import split_lines
from pipeline.readers.traced import Traced

_TIME = r"[\[(]?(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)(?:[.,]\d{1,3})?[\])]?"
_NAME = r"(?P<bold>\*\*)?\[?(?P<name>[^\W\d_][^\[\]\n:*?!\t]{0,79}?)\]?\s*:?\s*(?:\*\*)?\s*:?"
_NAME_FIRST = re.compile(rf"\s*{_NAME}\s*(?:[-–—|]\s*)?(?<=[\s*:\]]){_TIME}\s*:?\s*$")
_TIME_FIRST = re.compile(rf"\s*{_TIME}\s*(?P<dash>[-–—|]\s*)?{_NAME}\s*$")
_FEWEST = 2
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Head:
    name: str
    start_ms: int


def are_turns(lines: Sequence[str]) -> bool:
    """Whether heads with a name and a time stand over what is said."""
    return sum(_head(line) is not None for line in lines) >= _FEWEST


def read_turns(data: bytes) -> Document:
    """Read a transcript as text; each line is a cue, under the head above it.

    Raises:
        UnreadableError: the bytes are no text.
    """
    text, encoding = decode_speech(data)
    lines = split_lines(text)
    headed = are_turns(lines)
    head: _Head | None = None
    opened: int | None = None  # the line of a head that nothing stands under yet
    cues: list[Cue] = []
    left_out: list[LeftOut] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if headed and (found := _head(line)):
            left_out += [LeftOut(opened, opened, "empty_message")] if opened else []
            head, opened = found, number
            continue
        said = Traced.at(line, number).cut(0)
        start_ms = head.start_ms if head and opened else None
        cues.append(Cue(said, opened or number, number, head.name if head else None, start_ms))
        opened = None
    left_out += [LeftOut(opened, opened, "empty_message")] if opened else []
    return Document(
        "speaker_turns", encoding, lines, (), left_out=tuple(left_out), cues=tuple(cues)
    )


def _head(line: str) -> _Head | None:
    if len(line) > _LONGEST:
        return None
    found = _NAME_FIRST.match(line)
    if found is None:
        found = _TIME_FIRST.match(line)
        if found is None or not (found["bold"] or found["dash"]):
            return None
    whole = (int(found["h"] or 0) * 60 + int(found["m"])) * 60 + int(found["s"])
    return _Head(" ".join(found["name"].split()), whole * 1000)
