"""Questions and headings that are known by how they are set apart, and by nothing else."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from pipeline.extract.asking import asks_anyhow
from pipeline.extract.marks import MarkKind
from pipeline.extract.unit import Unit, is_bold, is_wholly_bold
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind
from pipeline.readers.traced import Traced

_FEWEST = 2
_FEWEST_ASKED = 3  # paragraphs in bold, beside one that only speaks to somebody
_MOST_WORDS = 14
_SIGNS = re.compile(r"$|[-–—―]{1,2}\s*[^?]{1,60}$")
_DEPTH = 2  # of a heading in bold print: below the title


def set_apart(units: Sequence[Unit]) -> Sequence[Unit]:
    """Units in which what is quoted, or in italics, is marked as a question where it is one.

    It is where several such ask, text of another kind stands behind each, and nothing else is
    marked. So are headings and items in bold print that end a sentence where others are, and
    paragraphs that speak to somebody; a short line in bold print before a marked question is a
    heading.
    """
    in_turns = sum(_asks_by_name(unit) for unit in units) >= _FEWEST
    for looks in (lambda unit: unit.block.quoted, lambda unit: unit.block.slanted and not in_turns):
        if not any(unit.mark is MarkKind.QUESTION for unit in units):
            units = _asked_so(units, looks)
    alike = tuple(_with_addressed(tuple(_with_alike_in_bold(units))))
    return tuple(_with_bold_headings(alike))


def with_alike_unmarked(units: Sequence[Unit]) -> Sequence[Unit]:
    """Units in which bold print marks no heading where as many of its level ask without it."""
    headings = [unit for unit in units if unit.block.kind is BlockKind.HEADING]
    plain = Counter(one.block.depth for one in headings if _plain_heading(one))
    bold = Counter(one.block.depth for one in headings if _is_marked_by_print(one))
    return tuple(
        replace(unit, mark=None)
        if _is_marked_by_print(unit) and plain[unit.block.depth] >= bold[unit.block.depth]
        else unit
        for unit in units
    )


def _plain_heading(unit: Unit) -> bool:
    return unit.is_heading and "?" in unit.text.text


def _is_marked_by_print(unit: Unit) -> bool:
    heading = unit.block.kind is BlockKind.HEADING
    return heading and unit.mark is MarkKind.QUESTION and unit.text.text == unit.block.text.text


def _asked_so(units: Sequence[Unit], looks: Callable[[Unit], bool]) -> Sequence[Unit]:
    runs = [list(run) for _, run in groupby(units, key=lambda one: _plain(one) and looks(one))]
    asking = [
        _plain(run[0]) and looks(run[0]) and any(map(asks_anyhow, run)) and after is not None
        for run, after in zip_longest(runs, runs[1:])
    ]
    if sum(asking) < _FEWEST:
        return units
    return [
        unit
        for run, asks in zip(runs, asking, strict=True)
        for unit in (_joined(run) if asks else run)
    ]


def _asks_by_name(unit: Unit) -> bool:
    """Whether somebody's words are a question, which italics in the reply but repeat."""
    return unit.label is not None and unit.text.text.endswith("?")


def _plain(unit: Unit) -> bool:
    return not (unit.label or unit.mark or unit.is_heading or unit.table)


def _joined(run: Sequence[Unit]) -> Iterator[Unit]:
    """Paragraphs that are one question, without a last one that only signs it."""
    *said, last = run
    signed = last.signed
    said = said if said and _SIGNS.match(last.text.text) else [*said, last]
    text = Traced.join([unit.text for unit in said if unit.text], "\n")
    block = replace(run[0].block, kind=BlockKind.PARAGRAPH, line_end=run[-1].block.line_end)
    yield replace(run[0], block=block, text=text, mark=MarkKind.QUESTION, signed=signed)


def _with_alike_in_bold(units: Sequence[Unit]) -> Iterator[Unit]:
    """Units in which what looks like several questions in bold is one, too.

    It has to end a sentence, or an item to ask by its words.
    """
    asked = Counter(_look(unit) for unit in units if unit.mark is MarkKind.QUESTION)
    for unit in units:
        look = _look(unit)
        alike = look is not None and asked[look] >= _FEWEST
        said = unit.text.text
        sentence = said[-1:] in ".!…" or (unit.is_top_item and asks_anyhow(unit))
        unmarked = not (unit.mark or unit.label) and sentence
        yield replace(unit, mark=MarkKind.QUESTION) if alike and unmarked else unit


def _with_addressed(units: Sequence[Unit]) -> Iterator[Unit]:
    """Units in which, among paragraphs in bold that ask, others speak to who answers them.

    `**You also mend boats.**`, or ask by their words: such a paragraph stands behind one of another
    print, and before another.
    """
    asking = [at for at, one in enumerate(units) if one.mark is MarkKind.QUESTION and is_bold(one)]
    first = asking[0] if len(asking) >= _FEWEST_ASKED else len(units)
    for at, unit in enumerate(units):
        addresses = at > first and is_bold(unit) and _plain(unit) and _addresses(unit.text.text)
        between = addresses and all(map(_is_said, (units[at - 1], *units[at + 1 : at + 2])))
        yield replace(unit, mark=MarkKind.QUESTION) if between else unit


def _addresses(said: str) -> bool:
    worded = words().addresses.search(said) or words().asking_without_mark.match(said)
    return said[-1:] in ".!…" and worded is not None


def _is_said(unit: Unit) -> bool:
    """Whether a unit is a plain paragraph."""
    return unit.block.kind is BlockKind.PARAGRAPH and _plain(unit) and not is_bold(unit)


def _look(unit: Unit) -> tuple[BlockKind, int] | None:
    """The kind and depth of a heading, or an outermost item, that is all in bold print."""
    kind = unit.block.kind
    looks = is_wholly_bold(unit) and (kind is BlockKind.HEADING or unit.is_top_item)
    return (kind, unit.block.depth) if looks else None


def _with_bold_headings(units: Sequence[Unit]) -> Iterator[Unit]:
    for at, (unit, after) in enumerate(zip_longest(units, units[1:])):
        said = unit.text.text
        short = len(said.split()) <= _MOST_WORDS and said[-1:] not in ".?!:;,"
        over = after is not None and after.mark is MarkKind.QUESTION
        if over and short and _plain(unit) and is_bold(unit):
            depth = _DEPTH if at else 1  # it may be the title
            yield replace(unit, block=replace(unit.block, kind=BlockKind.HEADING, depth=depth))
        else:
            yield unit
