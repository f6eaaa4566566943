"""Captions that roll up: every line is shown again when the next one comes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.readers.cue_text import has_word_times, plain
from pipeline.readers.timed_blocks import TimedBlock

_FEWEST = 3
_GAP_MS = 1_000
_FILLER_MS = 20


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a cue shows: the lines without markup, empty ones too."""

    block: TimedBlock
    lines: tuple[str, ...]


def rolls(blocks: Sequence[TimedBlock], lines: Sequence[str]) -> bool:
    """Whether cues show what the one before ended with, and more.

    Words that carry times tell it, cues too short to be read, or half of all cues.
    """
    if any(has_word_times(lines[number - 1]) for block in blocks for number in block.text):
        return True
    shown = [_shown(block, lines) for block in blocks]
    again = [(other, _repeated(one.lines, other)) for one, other in pairwise(shown)]
    over = [other for other, many in again if 0 < many < len(other.lines)]
    fillers = any(0 < _lasts(other.block) <= _FILLER_MS for other, many in again if many)
    return fillers or (len(shown) > _FEWEST and len(over) * 2 >= len(shown) - 1)


def said_once(
    blocks: Iterable[TimedBlock], lines: Sequence[str]
) -> Iterator[tuple[TimedBlock, range]]:
    """Each cue with those of its lines that are new.

    A line that carries the times of its words is new, whatever stood there before; so is a cue
    that after a while shows nothing but what the one before ended with.
    """
    before: tuple[str, ...] = ()
    end = 0
    for block in blocks:
        shown = _shown(block, lines)
        near = block.times is not None and block.times[0] - end <= _GAP_MS
        again = _repeated(before, shown)
        if again == len(shown.lines) and not near:
            again = 0
        timed = (at for at, number in enumerate(block.text) if has_word_times(lines[number - 1]))
        yield block, block.text[min(again, next(timed, again)) :]
        before, end = shown.lines, block.times[1] if block.times else end


def _lasts(block: TimedBlock) -> int:
    start, end = block.times or (0, 0)
    return end - start


def _shown(block: TimedBlock, lines: Sequence[str]) -> _Shown:
    return _Shown(block, tuple(plain(lines[number - 1]) for number in block.text))


def _repeated(before: Sequence[str], shown: _Shown) -> int:
    """How many lines a cue shows again: it begins with the last ones of the cue before."""
    kept = list(before)
    while kept and not kept[-1]:
        kept.pop()
    for many in range(min(len(kept), len(shown.lines)), 0, -1):
        if tuple(kept[-many:]) == shown.lines[:many]:
            return many
    return 0
