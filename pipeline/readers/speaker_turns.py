"""A transcript as text: a head with a name and a time over what is said, or just lines."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.readers.document import Cue, Document, LeftOut
from pipeline.readers.encodings import decode_speech
from pipeline.readers.text import split_lines
from pipeline.readers.traced import Traced

_CLOCK = r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)(?:[.,]\d{1,3})?"
_TIME = rf"[\[(]?{_CLOCK}[\])]?"
_NAME = (
    r"(?P<bold>\*\*)?\[?(?P<name>[^\W\d_][^\[\]\n:*?!\t]{0,79}?(?:\s\[[^\[\]\n:]{1,40}\])?)\]?"
    r"\s*:?\s*(?:\*\*)?\s*:?"
)
_NAME_FIRST = re.compile(rf"\s*{_NAME}\s*(?:[-–—|]\s*)?(?<=[\s*:\]]){_TIME}\s*:?\s*$")
_TIME_FIRST = re.compile(rf"\s*{_TIME}\s*(?P<dash>[-–—|]\s*)?{_NAME}\s*$")
_BESIDE = re.compile(rf"\s*{_NAME}\s*[\[(]{_CLOCK}[\])]\s*:?\s+(?=\S)")
_ALONE = re.compile(rf"\s*{_TIME}\s*$")
_STAMPED = re.compile(rf"\s*{_TIME}(?![\d:])")
_OVER = re.compile(r"\s*transcript\s*", re.IGNORECASE)  # what stands over the words themselves
_FEWEST = 2
_SHARE = 0.25  # of the lines, at least, have a name, a time and words
_MOST_WORDS = 5  # of a name that nothing but its coming again tells
_LONGEST = 200
_HIGHEST = 60  # lines of a head over the words, with who was there


@dataclass(frozen=True, slots=True)
class _Head:
    """Who speaks from a time on; what is said begins at `end` of the line, or under it."""

    name: str | None
    start_ms: int
    end: int


def are_turns(lines: Sequence[str]) -> bool:
    """Whether heads with a name and a time stand over what is said, or before it."""
    return any(head.name for head in _heads(lines).values())


def read_turns(data: bytes) -> Document:
    """Read a transcript as text; each line is a cue, under the head above it.

    Raises:
        UnreadableError: the bytes are no text.
    """
    text, encoding = decode_speech(data)
    lines = split_lines(text)
    heads = _heads(lines)
    begins = _first_line(lines)
    head: _Head | None = None
    opened: int | None = None  # the line of a head that nothing stands under yet
    cues: list[Cue] = []
    left_out: list[LeftOut] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if number < begins:
            left_out.append(LeftOut(number, number, "preamble"))
            continue
        start = 0
        if found := heads.get(number):
            left_out += [LeftOut(opened, opened, "empty_message")] if opened else []
            head, opened, start = found, number, found.end
        if said := Traced.at(line, number).cut(start):
            start_ms = head.start_ms if head and opened else None
            name = head.name if head else None
            cues.append(Cue(said, opened or number, number, name, start_ms))
            opened = None
    left_out += [LeftOut(opened, opened, "empty_message")] if opened else []
    return Document(
        "speaker_turns", encoding, lines, (), left_out=tuple(left_out), cues=tuple(cues)
    )


def _first_line(lines: Sequence[str]) -> int:
    """The line at which the words begin: under the last title that says so."""
    titles = [n for n, line in enumerate(lines[:_HIGHEST], start=1) if _OVER.fullmatch(line)]
    last = max(titles, default=0)
    return 1 if any("?" in line for line in lines[:last]) else last + 1


def _heads(lines: Sequence[str]) -> Mapping[int, _Head]:
    """The heads by their lines: one way of setting them, or times alone, in a file."""
    short = {n: line for n, line in enumerate(lines, start=1) if 0 < len(line) <= _LONGEST}
    over = {n: head for n, line in short.items() if (head := _over(line))}
    written = {n: line for n, line in enumerate(lines, start=1) if line.strip()}
    beside = {n: _head(found) for n, line in written.items() if (found := _BESIDE.match(line))}
    if len(beside) >= max(_FEWEST, _SHARE * len(written)):
        return over | beside
    stamped = sum(n not in over and _STAMPED.match(line) is not None for n, line in written.items())
    if len(over) >= max(_FEWEST, stamped):
        return over
    return _names_again(written) or {
        n: _Head(None, _ms(found), len(line))
        for n, line in short.items()
        if (found := _ALONE.match(line))
    }


def _over(line: str) -> _Head | None:
    """A head that stands alone on its line, told by its marks."""
    found = _NAME_FIRST.match(line)
    if found is None:
        found = _TIME_FIRST.match(line)
        if found is None or not (found["bold"] or found["dash"]):
            return None
    return _head(found)


def _names_again(written: Mapping[int, str]) -> Mapping[int, _Head]:
    """Heads of a time and a name with no mark: the words come below, the same names again."""
    found = {n: match for n, line in written.items() if (match := _TIME_FIRST.match(line))}
    stamped = [n for n, line in written.items() if _STAMPED.match(line)]
    names = Counter(match["name"] for match in found.values())
    again = sum(count for count in names.values() if count > 1)
    numbers = list(written)
    below = dict(pairwise(numbers))
    alone = all(below.get(n) is not None and below[n] not in found for n in found)
    short = all(len(match["name"].split()) <= _MOST_WORDS for match in found.values())
    enough = len(found) == len(stamped) and again * 2 > len(found) and again >= _FEWEST
    return {n: _head(match) for n, match in found.items()} if enough and alone and short else {}


def _head(found: re.Match[str]) -> _Head:
    return _Head(" ".join(found["name"].split()), _ms(found), found.end())


def _ms(found: re.Match[str]) -> int:
    return ((int(found["h"] or 0) * 60 + int(found["m"])) * 60 + int(found["s"])) * 1000
