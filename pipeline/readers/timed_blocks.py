"""Captions as blocks: a line of times with the text under it, and blocks without times."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_TIME = r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]?\d)(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*(?:-->\s*|,(?=\d)){_TIME}(?=\s|$)")
_SBV = re.compile(r"\d{1,4}:\d\d:\d\d\.\d{3},\d{1,4}:\d\d:\d\d\.\d{3}\s*$")
_ALMOST = re.compile(r"\s*(?:\d{1,4}:[\w:.,-]{0,20}?\s*-->|-->\s*\d)")
_NUMBER = re.compile(r"\s*\d{1,9}\s*")
_NAME = re.compile(r"\s*\S{1,200}\s*")
_OF_SPEAKER = re.compile(r'\s*\d{1,9} "(?P<speaker>[^"]{0,200})" \(\d{1,20}\)\s*')
_KEYWORD = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class TimedBlock:
    """Lines that belong together; `text` are those of them that hold text.

    `times` are those of a cue in milliseconds, as the line `timing` says; None where that
    line makes no sense, or where there is none.
    """

    line_start: int
    line_end: int
    text: range
    timing: int | None = None
    times: tuple[int, int] | None = None


def read_blocks(lines: Sequence[str]) -> Iterator[TimedBlock]:
    """Every line that is not empty, in exactly one block, in order.

    A line of times opens a cue wherever it stands. The line above it is the cue's name where
    it is one word that opens a block, or a number that counts on. A cue ends at an empty line,
    but not at one right under its times: programs that trim lines leave such.
    """
    timings = [n for n, line in enumerate(lines, 1) if is_timing(line)]
    if not timings:
        yield from _loose(lines, 1, len(lines) + 1)
        return
    count: int | None = None
    start = _name_line(lines, 0, timings[0], count)
    yield from _loose(lines, 1, start)
    for timing, after in pairwise([*timings, len(lines) + 1]):
        if start < timing and _NUMBER.fullmatch(lines[start - 1]):
            count = int(lines[start - 1])
        end = _name_line(lines, timing, after, count) if after <= len(lines) else after
        text = _text(lines, timing + 1, end)
        times = _times(lines[timing - 1])
        yield TimedBlock(start, max(timing, text.stop - 1), text, timing, times)
        yield from _loose(lines, text.stop, end)
        start = end


def is_timing(line: str) -> bool:
    """Whether a line is one of times, sound or broken: with an arrow, or as in `.sbv`."""
    if "-->" in line:
        return _ALMOST.match(line) is not None
    return line[:1].isdigit() and _SBV.match(line) is not None


def speaker_in(name: str) -> str | None:
    """The speaker in the name of a cue, `7 "Ana Lima" (1234567890)`, empty for one not known.

    None in the name of any other cue.
    """
    found = _OF_SPEAKER.fullmatch(name)
    return " ".join(found["speaker"].split()) if found else None


def parse_time(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    """The parts of a time as milliseconds."""
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "").ljust(3, "0"))


def _times(line: str) -> tuple[int, int] | None:
    found = _TIMING.match(line)
    if found is None:
        return None
    start, end = parse_time(*found.groups()[:4]), parse_time(*found.groups()[4:])
    return (start, end) if start <= end else None


def _name_line(lines: Sequence[str], last: int, timing: int, count: int | None) -> int:
    """The line of the name of the cue at `timing`, or `timing` where it has none.

    `last` is the timing before, `count` the last number seen.
    """
    above = timing - 1
    name = lines[above - 1] if above > last else ""
    if _OF_SPEAKER.fullmatch(name):
        return above
    if _NUMBER.fullmatch(name) and (count is None or int(name) == count + 1):
        return above
    opens = above - 1 > last and not lines[above - 2].strip()
    named = opens or above == 1
    return above if named and _NAME.fullmatch(name) and not _KEYWORD.match(name) else timing


def _text(lines: Sequence[str], first: int, end: int) -> range:
    """The lines of text of a cue whose times stand above `first`."""
    trimmed = first + 1 < end and not lines[first - 1] and not _no_text(lines[first])
    if trimmed:
        first += 1
    last = first
    while last < end and lines[last - 1]:
        last += 1
    return range(first, last)


def _no_text(line: str) -> bool:
    return bool(_KEYWORD.match(line) or _NUMBER.fullmatch(line)) or not line


def _loose(lines: Sequence[str], first: int, end: int) -> Iterator[TimedBlock]:
    """The blocks without times from `first` up to `end`."""
    opened: int | None = None
    for number in range(first, end + 1):
        if number < end and lines[number - 1]:
            opened = opened or number
        elif opened:
            yield TimedBlock(opened, number - 1, range(opened, number))
            opened = None
