"""Names that are printed in full, in one spelling, and how they begin and end."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.ids import slug


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name in one spelling."""
    return slug(name).replace("-", " ")


def letters_of(name: str) -> str:
    """The letters of a name in one spelling, and nothing between them."""
    return slug(name).replace("-", "")


def user_names(name: str) -> Iterator[str]:
    """User names that are made from a full one: `analima`, `alima`, `limaa`, `anal`."""
    first, *others = slug(name).split("-")
    last = "".join(others)
    yield from (first + last, first + last[:1])
    for rest in (last, *others[-1:]):
        yield from (first[:1] + rest, rest + first[:1])


def goes_by(user: str, name: str) -> bool:
    """Whether a user's name holds a part of somebody's: `alima`, `ana_l` and "Ana Lima"."""
    spelt = letters_of(user)
    parts = slug(name).split("-")
    return any(len(one) >= _SHORTEST_PART and one[:_LONGEST_PART] in spelt for one in parts)


_SHORTEST_PART, _LONGEST_PART = 3, 4  # letters


def names_in_full(printed: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """Every printed name that is known in full, folded → the full name.

    Of what is `printed`, each is one person's names. `Ana Maria` is none in full where
    `Ana Maria Lima` is another, nor is `van der Berg`.
    """
    full: dict[str, str] = {}
    named = [names for names in printed if _is_full(names[0])]
    for names in named:
        full.setdefault(fold(names[0]), names[0])
    whole = dict(full)
    index = NameIndex({spelling: spelling for spelling in whole})
    for names in named:
        own = fold(names[0])
        free = (n for n in names[1:] if not index.holding(fold(n)) - {own})
        full.update({fold(name): whole[own] for name in free})
    index = NameIndex({spelling: spelling for spelling in full})
    return {
        spelling: name
        for spelling, name in full.items()
        if not (index.beginning(fold(name)) or index.ending(fold(name)))
    }


def _is_full(name: str) -> bool:
    return len(name.split()) > 1 and not re.search(r" \w\.?$", name)


_SHORTEST_SWAPPED = 5  # letters


def _swapped(word: str) -> str:
    """A word by its first letter and, in one order, the others."""
    return word[:1] + "".join(sorted(word[1:]))


class NameIndex:
    """Full names by the words they begin and end with, and by the letters of the first."""

    def __init__(self, full: Mapping[str, str]) -> None:
        """`full` maps folded names to names."""
        self._full = full
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        self._by_last: defaultdict[str, list[str]] = defaultdict(list)
        self._by_letters: defaultdict[str, list[str]] = defaultdict(list)
        for folded in full:
            first = folded.partition(" ")[0]
            self._by_first[first].append(folded)
            self._by_letters[_swapped(first)].append(folded)
            self._by_last[folded.rpartition(" ")[2]].append(folded)

    def beginning(self, name: str) -> frozenset[str]:
        """The names that go on from `name`; a last letter alone may be an initial."""
        head = name if re.search(r" \w$", name) else f"{name} "
        same = self._by_first.get(name.partition(" ")[0], ())
        return self._named(one for one in same if one != name and one.startswith(head))

    def ending(self, name: str) -> frozenset[str]:
        """The names that end in `name`."""
        same = self._by_last.get(name.rpartition(" ")[2], ())
        return self._named(one for one in same if one.endswith(f" {name}"))

    def misspelt(self, name: str) -> frozenset[str]:
        """The names whose first one has letters of `name` in another order: `Guilia`, Giulia."""
        alike = self._by_letters.get(_swapped(name), ()) if len(name) >= _SHORTEST_SWAPPED else ()
        return self._named(alike)

    def holding(self, name: str) -> frozenset[str]:
        """The names that are `name`, go on from it, or end in it."""
        same = self._named([name]) if name in self._full else frozenset()
        return same | self.beginning(name) | self.ending(name)

    def _named(self, folded: Iterable[str]) -> frozenset[str]:
        return frozenset(self._full[one] for one in folded)
