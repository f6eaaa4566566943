"""What numbers and letters mean for a whole record: answers by number below, headings by letter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.marks import MarkKind
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind

_FEWEST = 2
_LETTER = re.compile(r"(?P<letter>[A-Z])[.)]\s+\S")


def with_answers_by_number(units: Sequence[Unit]) -> Sequence[Unit]:
    """Units in which each answer of a list under `Answers` stands right below its question.

    The questions are as many items, or as many marked questions, of the section above, in which
    nothing is answered.
    """
    under = next((at for at, unit in enumerate(units) if _heads_answers(unit)), None)
    if under is None:
        return units
    start = max((at for at in range(under) if units[at].is_heading), default=-1) + 1
    end = next((at for at in range(under + 1, len(units)) if units[at].is_heading), len(units))
    asked = [at for at in range(start, under) if _is_numbered(units[at], MarkKind.QUESTION)]
    said = [at for at in range(under + 1, end) if _is_numbered(units[at], MarkKind.ANSWER)]
    between = any(units[at].label or units[at].is_nested_item for at in range(start, under))
    if len(asked) != len(said) or len(asked) < _FEWEST or between or not _ask(units, asked):
        return units
    return (
        *units[: asked[0]],
        *_side_by_side(units, (*asked, under), (*said, end)),
        *units[under : said[0]],
        *units[end:],
    )


def with_lettered_headings(units: Sequence[Unit]) -> Sequence[Unit]:
    """Units in which `A. Fees` marks no answer, where `B. Roads` is a heading, too."""
    lettered = {id(unit): found["letter"] for unit in units if (found := _lettered(unit))}
    if not {"A", "B"} <= set(lettered.values()):
        return units
    return tuple(
        replace(unit, text=unit.block.text, mark=None, label=None) if id(unit) in lettered else unit
        for unit in units
    )


def _lettered(unit: Unit) -> re.Match[str] | None:
    heading = unit.block.kind is BlockKind.HEADING
    return _LETTER.match(unit.block.text.text) if heading else None


def _heads_answers(unit: Unit) -> bool:
    return unit.is_heading and words().answers_heading.fullmatch(unit.block.text.text) is not None


def _is_numbered(unit: Unit, kind: MarkKind) -> bool:
    return unit.mark is kind or (unit.is_top_item and unit.mark is None)


def _ask(units: Sequence[Unit], asked: Sequence[int]) -> bool:
    return sum("?" in units[at].text.text for at in asked) * 2 > len(asked)


def _side_by_side(
    units: Sequence[Unit], asked: Sequence[int], said: Sequence[int]
) -> Iterator[Unit]:
    """Each question with what goes on with it, and its answer; the last places are ends."""
    for at, answered in enumerate(said[:-1]):
        yield replace(units[asked[at]], mark=MarkKind.QUESTION, numbers=(at + 1,))
        yield from units[asked[at] + 1 : asked[at + 1]]
        yield replace(units[answered], mark=MarkKind.ANSWER, numbers=(at + 1,))
        yield from units[answered + 1 : said[at + 1]]
