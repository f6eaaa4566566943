"""Which of two lists of spans mean the same thing."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Something that stands on lines of a document, first and last, inclusive."""

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line, 1-based, inclusive."""


_Coded = TypeVar("_Coded", bound=Spanned)
_Read = TypeVar("_Read", bound=Spanned)
# lines in common, then pairs
_Worth = tuple[int, int]


def overlap(one: Spanned, other: Spanned) -> int:
    """How many lines two spans have in common."""
    first = max(one.lines[0], other.lines[0])
    return max(0, min(one.lines[1], other.lines[1]) - first + 1)


def match(coded: Sequence[_Coded], read: Sequence[_Read]) -> list[tuple[_Coded, _Read]]:
    """Pairs of overlapping spans: one to one, in the order of the page, none crossing another.

    Of all such pairings it is the one with the most lines in common; among equals the one
    with the most pairs, then the one that takes earlier spans. So several on one line pair up
    in their order.
    """
    return [pair for group in _groups(coded, read) for pair in _align(*group)]


def _groups(
    coded: Sequence[_Coded], read: Sequence[_Read]
) -> Iterator[tuple[list[_Coded], list[_Read]]]:
    """Runs of spans that can only match among themselves, which keeps the search small."""
    some_coded: list[_Coded] = []
    some_read: list[_Read] = []
    reach = 0
    spans = [(span.lines, True, i) for i, span in enumerate(coded)]
    spans += [(span.lines, False, i) for i, span in enumerate(read)]
    for lines, is_coded, i in sorted(spans, key=lambda span: span[0][0]):
        if lines[0] > reach:
            yield some_coded, some_read
            some_coded, some_read = [], []
        reach = max(reach, lines[1])
        if is_coded:
            some_coded.append(coded[i])
        else:
            some_read.append(read[i])
    yield some_coded, some_read


def _align(coded: Sequence[_Coded], read: Sequence[_Read]) -> Iterator[tuple[_Coded, _Read]]:
    """The best pairing of two lists in order, as for the longest common subsequence."""
    best: list[list[_Worth]] = [[(0, 0)] * (len(read) + 1) for _ in range(len(coded) + 1)]
    for i in reversed(range(len(coded))):
        for j in reversed(range(len(read))):
            paired = _paired(best, i, j, overlap(coded[i], read[j]))
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(coded) and j < len(read):
        shared = overlap(coded[i], read[j])
        if shared and best[i][j] == _paired(best, i, j, shared):
            yield coded[i], read[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1


def _paired(best: list[list[_Worth]], i: int, j: int, shared: int) -> _Worth:
    """What the rest is worth where `i` and `j` are a pair; nothing where they cannot be."""
    lines, pairs = best[i + 1][j + 1]
    return (lines + shared, pairs + 1) if shared else (0, 0)
