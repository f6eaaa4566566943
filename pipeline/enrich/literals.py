"""What a regular expression cannot do without: texts to look for before it is tried."""

from collections.abc import Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_GRAM = 4
_FREQUENT = " aehilnorst"
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
    """Finds which of many sets of literals a text may hold one of."""

    def __init__(self, literals: Sequence[Texts]) -> None:
        """Index the sets by a piece of each literal; one that is unknown may always be held."""
        self._always = [position for position, texts in enumerate(literals) if not texts]
        holders: dict[str, list[int]] = {}
        for position, texts in enumerate(literals):
            for text in texts:
                holders.setdefault(text, []).append(position)
        self._by_gram: dict[str, list[tuple[str, list[int]]]] = {}
        self._short: list[tuple[str, list[int]]] = []
        for text, positions in sorted(holders.items()):
            grams = _grams(text)
            found = self._by_gram.setdefault(min(grams, key=_rank), []) if grams else self._short
            found.append((text, positions))

    def in_text(self, text: str) -> list[int]:
        """The positions of sets of which one literal is in a text, in order."""
        found = set(self._always)
        near = [self._short, *(self._by_gram[gram] for gram in _grams(text) & self._by_gram.keys())]
        for literals in near:
            for literal, positions in literals:
                if literal in text:
                    found.update(positions)
        return sorted(found)


def _grams(text: str) -> set[str]:
    return {text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)}


def _rank(gram: str) -> tuple[int, str]:
    """The fewer frequent letters, the rarer a piece is."""
    return sum(letter in _FREQUENT for letter in gram), gram


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
