"""What a regular expression cannot do without: texts to look for before it is tried."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import numpy as np
import numpy.typing as npt

_PIECE = 4
_NUMBERS, _FACTOR = np.uint32(1 << 16), np.uint32(31_337)
# letters of European languages, the most frequent first
_FREQUENT = " etaoinshrdlucmwfgypbvkjxqz"
# how many texts a part may be spelled out to
_MOST = 64
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_EMPTY = frozenset([""])

Texts = frozenset[str]


def literals_of(pattern: str) -> Texts:
    """Texts in small letters, of which one is in every text in small letters that matches.

    None of them: nothing is known. Letters that are small ones of others only in Unicode's
    folding (ſ, ı) are taken for themselves.
    """
    found = _needed(_parser.parse(pattern))
    return frozenset(text.lower() for text in found) if found else frozenset()


class Finder:
    """Finds which of many sets of literals texts may hold one of.

    A literal is looked for where the rarest piece of it stands, and pieces are looked up by a
    number made of their letters, in all texts at once.
    """

    def __init__(self, literals: Sequence[Texts]) -> None:
        """Index the sets by a piece of each literal; one that is unknown may always be held."""
        known = {at: texts for at, texts in enumerate(literals) if texts and "" not in texts}
        self._always = [at for at in range(len(literals)) if at not in known]
        self._holders: dict[str, list[int]] = {}
        for position, texts in known.items():
            for text in _shortest(texts):
                self._holders.setdefault(text, []).append(position)
        # where a literal begins, seen from its piece, and how long it is
        self._by_piece: dict[str, set[tuple[int, int]]] = {}
        self._short: list[str] = []
        for text in sorted(self._holders):
            if len(text) < _PIECE:
                self._short.append(text)
                continue
            at = min(range(len(text) - _PIECE + 1), key=lambda at: _rank(text[at : at + _PIECE]))
            self._by_piece.setdefault(text[at : at + _PIECE], set()).add((at, len(text)))
        self._known = np.zeros(_NUMBERS, dtype=np.bool_)
        self._known[_numbered("".join(self._by_piece))[::_PIECE]] = True

    def in_texts(self, texts: Sequence[str]) -> list[list[int]]:
        """For each text the positions of the sets of which one literal is in it, in order."""
        found = [set(self._always) for _ in texts]
        whole = "".join(texts)
        ends = list(accumulate(map(len, texts)))
        for literal in self._short:
            for number in _holding(literal, whole, ends):
                found[number].update(self._holders[literal])
        for at in np.flatnonzero(self._known[_numbered(whole)]).tolist():
            for before, length in self._by_piece.get(whole[at : at + _PIECE], ()):
                start = at - before
                if start >= 0 and (held := self._holders.get(whole[start : start + length])):
                    number = bisect_right(ends, start)
                    if start + length <= ends[number]:  # else it lies across two texts
                        found[number].update(held)
        return list(map(sorted, found))


def _holding(literal: str, whole: str, ends: Sequence[int]) -> Iterator[int]:
    """The numbers of the texts that hold a literal; `ends` is where each ends in the whole."""
    at = whole.find(literal)
    while at >= 0:
        number = bisect_right(ends, at)
        if within := at + len(literal) <= ends[number]:  # else it lies across two texts
            yield number
        at = whole.find(literal, ends[number] if within else at + 1)


def _shortest(texts: Texts) -> Iterator[str]:
    """The texts without those that hold another: where one of these is, the other is, too."""
    kept: list[str] = []
    for text in sorted(texts, key=len):
        if not any(other in text for other in kept):
            kept.append(text)
            yield text


def _numbered(text: str) -> npt.NDArray[np.uint32]:
    """A number for each piece of a text; two pieces may share one."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    numbers = np.zeros(max(len(letters) - _PIECE + 1, 0), dtype=np.uint32)
    for at in range(_PIECE):
        numbers = numbers * _FACTOR + letters[at : at + len(numbers)]
    return numbers % _NUMBERS


def _rank(piece: str) -> tuple[int, str]:
    """The rarer its letters, the rarer a piece is."""
    places = map(_FREQUENT.find, piece)
    return -sum(place if place >= 0 else len(_FREQUENT) for place in places), piece


def _needed(parsed: Sequence[Any]) -> Texts | None:
    """Of the sets of which one text is in every match, the one whose shortest is longest."""
    return max(_candidates(parsed), key=lambda texts: min(map(len, texts)), default=None)


def _candidates(parsed: Sequence[Any]) -> Iterator[Texts]:
    run = _EMPTY  # what the parts before this one, as far as they can be spelled out, match
    for part in parsed:
        spelled = _spelled(*part)
        if spelled is not None and len(run) * len(spelled) <= _MOST:
            run = _joined(run, spelled)
            continue
        if run != _EMPTY:
            yield run
        run = spelled if spelled is not None else _EMPTY
        if spelled is None and (inner := _inside(*part)):
            yield inner
    if run != _EMPTY:
        yield run


def _inside(kind: Any, value: Any) -> Texts | None:
    """What is needed within a part that cannot be spelled out."""
    if kind is op.SUBPATTERN:
        return _needed(value[-1])
    if kind is op.ATOMIC_GROUP:
        return _needed(value)
    if kind in _REPEATS:
        return _needed(value[-1]) if value[0] else None
    if kind is op.BRANCH:
        ways = [_needed(way) for way in value[1]]
        return None if None in ways else frozenset().union(*filter(None, ways))
    return None


def _spelled(kind: Any, value: Any) -> Texts | None:  # noqa: PLR0911 - one answer a kind of part
    """All that a part can match, where that is little."""
    if kind is op.LITERAL:
        return frozenset([chr(value)])
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return _EMPTY
    if kind is op.IN:
        chars = [chr(one) for what, one in value if what is op.LITERAL]
        return frozenset(chars) if len(chars) == len(value) else None
    if kind is op.SUBPATTERN:
        return _sequence(value[-1])
    if kind is op.BRANCH:
        ways = [_sequence(way) for way in value[1]]
        return None if None in ways else _few(frozenset().union(*filter(None, ways)))
    if kind in _REPEATS and value[1] == 1:
        once = _sequence(value[-1])
        return once if once is None or value[0] else _few(once | _EMPTY)
    return None


def _sequence(parsed: Sequence[Any]) -> Texts | None:
    texts: Texts | None = _EMPTY
    for part in parsed:
        spelled = _spelled(*part)
        texts = None if spelled is None or texts is None else _few(_joined(texts, spelled))
        if texts is None:
            return None
    return texts


def _joined(before: Texts, behind: Texts) -> Texts:
    return frozenset(one + other for one in before for other in behind)


def _few(texts: Texts) -> Texts | None:
    return texts if len(texts) <= _MOST else None
