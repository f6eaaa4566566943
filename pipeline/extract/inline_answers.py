"""Questions whose answer goes on in the same line.

It stands behind a dash, where their print ends, or is a short one: `Is it shut? Yes, for now.`
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from pipeline.extract.marks import MarkKind
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind

_DASHED = re.compile(r"[^?]{8,400}\?\)?(?P<dash>\s+(?:--|[-–—]|[-=–]>|[→⇒])\s+)(?=\S)")
_REMARK = re.compile(r"\s*(?:\([^()?]{1,30}\)\s*)?")  # `(paraphrased) `
_ENDS = re.compile(r"[\"”’')*\s]*[.:–—-]?\s+(?=\S)")
_FEWEST = 2
_FEWEST_WORDS = 2  # of a question


def with_inline_answers(units: Iterable[Unit]) -> Iterator[Unit]:
    """Units in which what holds a question and its answer is cut between them.

    In a list all items must hold both, or nothing stand below one that does; beside each other
    several paragraphs whose question is in bold print do, where nothing is marked.
    """
    units = _with_short_answers(list(units))
    cut = [
        part
        for is_item, run in groupby(units, key=_is_plain_item)
        for part in (_cut_list(list(run)) if is_item else run)
    ]
    marked = any(unit.mark is MarkKind.QUESTION for unit in cut)
    yield from cut if marked else _cut_paragraphs(cut)


def _is_plain_item(unit: Unit) -> bool:
    return unit.is_top_item and not unit.mark


def _cut_list(items: Sequence[Unit]) -> Iterator[Unit]:
    """Items that are all cut in one way; else as they are."""
    for place in (_behind_dash, _behind_print):
        places = [found for unit in items if (found := place(unit))]
        if len(items) >= _FEWEST and len(places) == len(items):
            for unit, (end, start) in zip(items, places, strict=True):
                yield from _asked_and_said(unit, end, start)
            return
    yield from items


def _with_short_answers(units: Sequence[Unit]) -> Iterator[Unit]:
    """Units in which a short answer is an item below its question, where it has no other."""
    for at, unit in enumerate(units):
        goes_on = _is_plain_item(unit) and "? " in unit.text.text
        found = _answered_shortly().match(unit.text.text) if goes_on else None
        last = at + 1 == len(units) or units[at + 1].is_top_item or units[at + 1].is_heading
        if found and last and not unit.label:
            below = replace(unit.block, depth=1, blank_before=0, strong=(), links=())
            yield replace(unit, text=unit.text.cut(0, found.end("asked")))
            yield Unit(below, unit.text.cut(found.end()))
        else:
            yield unit


@cache
def _answered_shortly() -> re.Pattern[str]:
    said = rf"(?i:{words().replies_shortly}|not?(?:\s[\w-]+){{1,4}})\s*(?:[,.;:!–—-]|$)"
    return re.compile(rf"(?P<asked>(?:(?![.!]\s)[^?]){{8,400}}\?\)?)\s+(?={said})")


def _cut_paragraphs(units: Sequence[Unit]) -> Iterator[Unit]:
    places = [_in_bold(unit) for unit in units]
    enough = sum(place is not None for place in places) >= _FEWEST
    for unit, place in zip(units, places, strict=True):
        yield from _asked_and_said(unit, *place) if place and enough else (unit,)


def _asked_and_said(unit: Unit, end: int, start: int) -> Iterator[Unit]:
    yield replace(unit, text=unit.text.cut(0, end), mark=MarkKind.QUESTION)
    said = replace(unit.block, kind=BlockKind.PARAGRAPH, blank_before=0, strong=(), links=())
    yield Unit(said, unit.text.cut(start), MarkKind.ANSWER)


def _behind_dash(unit: Unit) -> tuple[int, int] | None:
    found = _DASHED.match(unit.text.text)
    return (found.start("dash"), found.end()) if found else None


def _behind_print(unit: Unit) -> tuple[int, int] | None:
    """Where a question ends that a link, or bold print, holds at the beginning of a unit."""
    links = ((link.start, link.end) for link in unit.block.links)
    return _behind_one_of(unit, (*links, *unit.block.strong))


def _in_bold(unit: Unit) -> tuple[int, int] | None:
    plain = unit.block.kind is BlockKind.PARAGRAPH and not (unit.label or unit.mark)
    return _behind_one_of(unit, unit.block.strong) if plain else None


def _behind_one_of(unit: Unit, spans: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    said = unit.text.text
    if said != unit.block.text.text:  # spans are of the whole block
        return None
    remark = _REMARK.match(said)
    begins = remark.end() if remark else 0
    for start, end in spans:
        asked = said[start:end].rstrip()
        behind = _ENDS.match(said, end)
        asks = asked.endswith("?") and len(asked.split()) >= _FEWEST_WORDS
        if start in (0, begins) and asks and behind:
            return start + len(asked), behind.end()
    return None
