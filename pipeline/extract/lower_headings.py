"""Headings below a heading that asks: parts of the reply, or the names of those who reply."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.labels import Label
from pipeline.extract.layouts import Section
from pipeline.extract.marks import MarkKind
from pipeline.extract.names import is_name
from pipeline.extract.recognition import asks_by_heading
from pipeline.extract.unit import Unit

_FEWEST = 2  # questions under which a name is a heading


def with_replies_below(cut: Sequence[Section]) -> tuple[Section, ...]:
    """Sections of which those under a lower heading are parts of the question above.

    A lower heading that asks is a question of its own.
    """
    made: list[list[Section]] = []
    for one in cut:
        asked = made[-1][0] if made else None
        if asked and asks_by_heading(asked) and _is_below(one, asked):
            made[-1].append(one)
        else:
            made.append([one])
    names = _recurring(made)
    return tuple(
        replace(first, units=(*first.units, *_replies(below, names))) for first, *below in made
    )


def _is_below(section: Section, asked: Section) -> bool:
    heading, over = section.heading, asked.heading
    lower = heading is not None and over is not None and heading.block.depth > over.block.depth
    return lower and not asks_by_heading(section) and not _is_marked(section)


def _is_marked(section: Section) -> bool:
    return any(unit.mark is MarkKind.QUESTION for unit in section.units)


def _recurring(made: Sequence[Sequence[Section]]) -> frozenset[str]:
    """The names that are headings below several questions."""
    under = Counter(
        name for _, *below in made for name in {one.units[0].text.text for one in below}
    )
    return frozenset(
        name for name, times in under.items() if times >= _FEWEST and " " in name and is_name(name)
    )


def _replies(below: Sequence[Section], names: frozenset[str]) -> Iterator[Unit]:
    for section in below:
        heading, *said = section.units
        name = heading.text.text
        if name in names and said:
            first = said[0]
            block = replace(first.block, line_start=heading.block.line_start)
            yield replace(first, block=block, label=Label(name, (name,)), below=True)
            yield from said[1:]
        else:
            yield from section.units
