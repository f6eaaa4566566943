"""Names of different sessions that may be one person's: proposed to a person, never merged.

Names are put into blocks by what two spellings of one name share, and compared with their
neighbours in a block only: n log n, however many people there are.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.ids import slug

_NEIGHBOURS = 4
_PAIR = 2
_ALIKE = 0.7
# letters that sound alike between languages, in the order in which they are replaced
_SOUNDS = (
    (r"[^a-z]", ""), (r"ph", "f"), (r"(?:sch|sh|ch|cz|ck|[cqgxz])", "k"), (r"th", "t"),
    (r"d(?=t)", ""), (r"[vw]", "f"), (r"[bp]", "p"), (r"[dt]", "t"), (r"[aeiouyhj]", ""),
    (r"(.)\1+", r"\1"),
)  # fmt: skip

SAME_SURNAME = "same surname, and first names alike"
SOUND_ALIKE = "sound alike"
OTHER_ORDER = "the same words in another order"
USER_NAME = "one may be the other's user name"
PART = "one is a part of the other"

_Words = tuple[str, ...]
_Keys = Callable[[_Words], Iterator[object]]


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two people who may be one, by id in order, and why."""

    person_id: str
    other_person_id: str
    why: str


def likely_pairs(
    people: Mapping[str, str], decided: Collection[str] = ()
) -> tuple[LikelyPair, ...]:
    """Pairs among people, by id and full name; a pair of which both are decided is none.

    Each pair comes once, with the first of the reasons that holds, sorted by ids.
    """
    words = {person_id: tuple(slug(name).split("-")) for person_id, name in people.items()}
    found: dict[tuple[str, str], str] = {}
    for why, keys in _KEYS.items():
        for block in _blocks(words, keys):
            if why is PART and len(block) > _PAIR:
                continue  # a name that several people have a part of tells nothing
            for one, other in _neighbours(block):
                if _holds(why, words[one], words[other]) and not {one, other} <= {*decided}:
                    found.setdefault((one, other), why)
    return tuple(LikelyPair(*pair, why) for pair, why in sorted(found.items()))


def _blocks(words: Mapping[str, _Words], keys: _Keys) -> Iterator[list[str]]:
    """The ids that share a key, each block in order."""
    blocks: dict[object, list[str]] = defaultdict(list)
    for person_id in sorted(words):
        for key in dict.fromkeys(keys(words[person_id])):
            blocks[key].append(person_id)
    return (block for block in blocks.values() if len(block) > 1)


def _neighbours(block: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, one in enumerate(block):
        for other in block[at + 1 : at + 1 + _NEIGHBOURS]:
            yield one, other


def _holds(why: str, one: _Words, other: _Words) -> bool:
    if why in (SAME_SURNAME, SOUND_ALIKE):
        first, second = sorted((one[0], other[0]), key=len)
        alike = SequenceMatcher(None, first, second, autojunk=False).ratio()
        return second.startswith(first) or alike >= _ALIKE
    if why in (USER_NAME, PART):
        return (len(one) == 1) != (len(other) == 1)
    return True


def _surname(words: _Words) -> Iterator[object]:
    if len(words) > 1:
        yield words[-1], words[0][:1]


def _sound(words: _Words) -> Iterator[object]:
    sounds = tuple(_as_heard(words[at]) for at in (0, -1))
    if len(words) > 1 and all(sounds):
        yield sounds


def _as_heard(word: str) -> str:
    for written, heard in _SOUNDS:
        word = re.sub(written, heard, word)
    return word


def _any_order(words: _Words) -> Iterator[object]:
    if len(words) > 1:
        yield tuple(sorted(words))


def _user_names(words: _Words) -> Iterator[object]:
    yield "".join(words)
    if len(words) > 1:
        yield words[0][0] + words[-1]


def _parts(words: _Words) -> Iterator[object]:
    yield words[0]
    if len(words) > 1:
        yield words[-1]


_KEYS: Mapping[str, _Keys] = {
    SAME_SURNAME: _surname,
    OTHER_ORDER: _any_order,
    SOUND_ALIKE: _sound,
    USER_NAME: _user_names,
    PART: _parts,
}
