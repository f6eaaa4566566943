"""Questions that are put below a question, among its replies."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.extract.asking import ends_asking
from pipeline.extract.labels import Label
from pipeline.extract.unit import Unit
from pipeline.readers.document import BlockKind


def opens_below(units: Sequence[Unit]) -> Iterator[int]:
    """What others ask among the replies to a question that is an item of a list."""
    yield from _asked_on(units)
    yield from _signed_among_replies(units)
    yield from _from_the_floor(units)


def _asked_on(units: Sequence[Unit]) -> Iterator[int]:
    """Items that ask between two replies by name or mark below one question.

    Without a name they may have any reply, below them. Whoever replied to the question and is told
    more by who put it asked back.
    """
    asker: Label | None = None
    replied: set[str] = set()
    for at, (before, unit, after) in enumerate(
        zip(units, units[1:], units[2:], strict=False), start=1
    ):
        if before.is_top_item:
            asker, replied = before.label, set()
        if before.is_nested_item:
            replied.add(before.label.who if before.label else "")
        nested = before.is_nested_item and unit.is_nested_item and after.is_nested_item
        below = not (unit.label or unit.signed) and after.block.depth > unit.block.depth
        named = after.label is not None and any(replied)
        if not (nested and (named or below) and ends_asking(unit)):
            continue
        who = unit.label.who if unit.label else None
        then = after.label.who if after.label else ""
        back = who in replied and (asker is None or then == asker.who)
        if who != then and not back:
            asker, replied = unit.label, set()
            yield at


def _signed_among_replies(units: Sequence[Unit]) -> Iterator[int]:
    """What somebody signs below a question, asking, and somebody else replies to further below.

    Where whoever put the question does that, they were asked back.
    """
    asker: str | None = None
    for at, (unit, under) in enumerate(pairwise(units)):
        if unit.is_top_item:
            asker = unit.signed
        below = 0 < unit.block.depth < under.block.depth and not unit.is_heading
        other = under.signed != unit.signed and (asker is None or under.signed != asker)
        if unit.signed and below and other and ends_asking(unit):
            yield at


def _from_the_floor(units: Sequence[Unit]) -> Iterator[int]:
    """Turns of people who do nothing but ask, between replies of others."""
    turns = [(unit.label.who, ends_asking(unit)) for unit in units if unit.label and _is_turn(unit)]
    asking = {who for who, asks in turns if asks} - {who for who, asks in turns if not asks}
    replied = False
    for at, (unit, after) in enumerate(pairwise(units) if asking else ()):
        if unit.is_top_item or unit.is_heading:
            replied = False
        if not (unit.label and _is_turn(unit)):
            continue
        floor = unit.label.who in asking
        if floor and replied and after.label and after.label.who not in asking:
            yield at
        replied = replied or not floor


def _is_turn(unit: Unit) -> bool:
    named = unit.label is not None and bool(unit.label.names)
    return named and not unit.mark and unit.block.kind is BlockKind.PARAGRAPH
