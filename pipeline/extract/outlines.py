"""Notes as an outline: items below topics, among which somebody asks at any depth.

What stands below a question in the outline replies to it, or what stands behind it in its line; so
does the next item beside it where somebody else speaks there. All the rest is neither.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from pipeline.extract.asking import asks_anyhow, ends_asking
from pipeline.extract.labels import read_label
from pipeline.extract.marks import MarkKind
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind

_NO_DEPTH = -1
_FEWEST_REPLIED = 3  # questions of a level at which some may have no reply
_FEWEST_ASKED = 2  # items of a level at which questions may do without their mark


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an outline, at one of its units, and what replies to it."""

    at: int
    question: Unit
    replies: list[Unit] = field(default_factory=list)


def is_an_outline(units: Sequence[Unit]) -> bool:
    """Whether questions stand below topics rather than at the top of a list.

    No items are topics that are replied to by name as often as questions are put below some, nor
    do as many paragraphs ask that are marked.
    """
    below = (unit for unit in units if unit.is_nested_item)
    if not any(unit.mark is MarkKind.QUESTION or asks_anyhow(unit) for unit in below):
        return False
    found = [one.at for one in outlined(units)[1]]
    tops = _tops(units)
    nested = [at for at in found if units[at].is_nested_item and not _asks(units, tops[at])]
    replied = sum(_is_replied_by_name(units, at) for at in set(tops) if at is not None)
    marked = sum(
        unit.mark is MarkKind.QUESTION and unit.block.kind is not BlockKind.ITEM for unit in units
    )
    return bool(nested) and len(nested) * 2 >= max(len(found), replied) and marked <= len(nested)


def opens_in_outline(units: Sequence[Unit]) -> Iterator[int]:
    """Items that ask, and are replied to or put by somebody."""
    yield from (one.at for one in outlined(units)[1])


def outlined(units: Sequence[Unit]) -> tuple[tuple[Unit, ...], tuple[Asked, ...]]:
    """The units that belong to no question, and the questions with what replies to them."""
    ends = _ends(units)
    speakers = {unit.label.printed for unit in units if unit.label and unit.label.names}
    levels = _asking_levels(units)
    lists = _levels_of_questions(units, ends)
    tops = _tops(units)
    outside: list[Unit] = []
    found: list[Asked] = []
    open_until: list[tuple[int, Asked]] = []  # where what may reply to a question ends
    for at, unit in enumerate(units):
        while open_until and open_until[-1][0] <= at:
            open_until.pop()
        depth = unit.block.depth
        worded = depth in levels and ends[at] > at + 1
        asked = _asked(units, ends, at, speakers, worded=worded, listed=depth in lists)
        top = tops[at]
        if top is not None and words().proceedings_heading.fullmatch(units[top].text.text):
            asked = None  # who welcomes all, or takes leave
        if asked is None and _is_put(units, tops[at], at):
            asked = Asked(at, unit)
        if asked and (not open_until or _asks_anew(unit, ends, at)):
            found.append(asked)
            beside = None if asked.replies else _reply_beside(units, ends, at)
            open_until.append((beside or ends[at], asked))
        elif open_until:
            open_until[-1][1].replies.append(unit)
        else:
            outside.append(unit)
    return tuple(outside), tuple(found)


def topic_over(units: Sequence[Unit], unit: Unit) -> Unit:
    """The item at the top of the list that a unit stands in."""
    at = next(i for i, one in enumerate(units) if one.block is unit.block)
    top = _tops(units)[at]
    return unit if top is None else units[top]


def _asking_levels(units: Sequence[Unit]) -> frozenset[int]:
    """The depths at which several items end with a question mark."""
    asking = Counter(
        unit.block.depth
        for unit in units
        if unit.block.kind is BlockKind.ITEM and unit.text.text.endswith("?")
    )
    return frozenset(depth for depth, many in asking.items() if many >= _FEWEST_ASKED)


def _levels_of_questions(units: Sequence[Unit], ends: Sequence[int]) -> frozenset[int]:
    """The depths at which most items ask, and several of those are replied to below."""
    items = [at for at, unit in enumerate(units) if unit.block.kind is BlockKind.ITEM]
    asking = [at for at in items if asks_anyhow(units[at])]
    replied = Counter(units[at].block.depth for at in asking if ends[at] > at + 1)
    many = Counter(units[at].block.depth for at in items)
    asked = Counter(units[at].block.depth for at in asking)
    most = (depth for depth, times in asked.items() if times * 2 > many[depth])
    return frozenset(depth for depth in most if replied[depth] >= _FEWEST_REPLIED)


def _asked(
    units: Sequence[Unit],
    ends: Sequence[int],
    at: int,
    speakers: Collection[str],
    *,
    worded: bool,
    listed: bool,
) -> Asked | None:
    """The question at a unit; one that is but `worded` so needs no question mark.

    One that is `listed` among others needs no reply.
    """
    unit = units[at]
    if unit.block.kind is not BlockKind.ITEM or unit.mark is MarkKind.ANSWER:
        return None
    question, said = _cut(unit, speakers)
    marked = unit.mark is MarkKind.QUESTION
    asks = ends_asking(question) or (worded and asks_anyhow(question))
    if not (marked or asks):
        return None
    put = marked or (unit.label is not None and bool(unit.label.names))
    replied = said or ends[at] > at + 1 or (put and _reply_beside(units, ends, at))
    return Asked(at, question, [said] if said else []) if replied or put or listed else None


_BELOW_PUT = 2  # the depth of what replies


def _is_put(units: Sequence[Unit], top: int | None, at: int) -> bool:
    """Whether an item of somebody's right below one that calls them questions is replied to."""
    called = top is not None and words().questions_heading.match(units[top].text.text) is not None
    unit, after = units[at], units[at + 1] if at + 1 < len(units) else None
    if not (called and after and unit.label and after.label):
        return False
    below = after.block.depth == unit.block.depth + 1 == _BELOW_PUT
    return below and unit.label.who != after.label.who


def _asks_anew(unit: Unit, ends: Sequence[int], at: int) -> bool:
    """Whether a question below another is one of its own: over a reply, and surely asked."""
    put = unit.label is not None or unit.mark is MarkKind.QUESTION or ends_asking(unit)
    return put and ends[at] > at + 1


def _reply_beside(units: Sequence[Unit], ends: Sequence[int], at: int) -> int | None:
    """Where the reply ends that the next item is to one that nothing stands below."""
    unit, after = units[at], ends[at]
    if after > at + 1 or after == len(units):
        return None
    reply = units[after]
    if reply.block.kind is not BlockKind.ITEM or reply.block.depth != unit.block.depth:
        return None
    other = reply.label is not None and reply.label.who != (unit.label.who if unit.label else "")
    said = other and bool(reply.label and reply.label.names) and not ends_asking(reply)
    return ends[after] if said or reply.mark is MarkKind.ANSWER else None


def _cut(unit: Unit, speakers: Collection[str]) -> tuple[Unit, Unit | None]:
    """A question, and the reply that goes on in its line."""
    found = _replied().search(unit.text.text)
    if found is None:
        return unit, None
    rest = unit.text.cut(found.end())
    labelled = read_label(rest)
    label, said = labelled if labelled and labelled[0].printed in speakers else (None, rest)
    asked = replace(unit, text=unit.text.cut(0, found.start() + 1))
    return asked, Unit(replace(unit.block, strong=(), links=()), said, MarkKind.ANSWER, label)


def _ends(units: Sequence[Unit]) -> list[int]:
    """Where each unit ends together with all that stands below it."""
    ends = [len(units)] * len(units)
    open_items: list[int] = []
    for at, unit in enumerate(units):
        goes_on = unit.block.kind is BlockKind.PARAGRAPH and not unit.block.blank_before
        if goes_on and open_items:
            ends[at] = at + 1
            continue
        depth = unit.block.depth if unit.block.kind is BlockKind.ITEM else _NO_DEPTH
        while open_items and (depth == _NO_DEPTH or units[open_items[-1]].block.depth >= depth):
            ends[open_items.pop()] = at
        if depth == _NO_DEPTH:
            ends[at] = at + 1
        else:
            open_items.append(at)
    return ends


def _tops(units: Sequence[Unit]) -> list[int | None]:
    """For each unit the outermost item that it stands below, or is."""
    tops: list[int | None] = []
    top: int | None = None
    for at, unit in enumerate(units):
        if unit.block.kind is not BlockKind.ITEM:
            top = None
        elif unit.is_top_item:
            top = at
        tops.append(top)
    return tops


def _asks(units: Sequence[Unit], at: int | None) -> bool:
    return at is not None and (units[at].mark is not None or asks_anyhow(units[at]))


def _is_replied_by_name(units: Sequence[Unit], at: int) -> bool:
    after = units[at + 1] if at + 1 < len(units) else None
    return bool(after and after.is_nested_item and after.label and not ends_asking(after))


@cache
def _replied() -> re.Pattern[str]:
    """Where a reply begins in the line of its question.

    `Why? - A: Tide.`, `Why? - Tide.`, `Why? => Tide.`, `Why? A: Tide.`, `Is it? Yes, it is.`
    """
    return re.compile(
        r"\?[)\"”]?\s+(?:(?:--|[-–—]|=>|->|→)\s+(?:A(?:nswer)?\s?:\s+)?|A(?:nswer)?\s?:\s+"
        rf"|(?=(?i:{words().replies_shortly})))(?=\S)"
    )
