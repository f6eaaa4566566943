"""Notes in prose: paragraphs that begin with what was asked and go on with what was replied.

`Is the gate shut at night? Nobody thinks so.` What stands in paragraphs of its own is neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.asking import invites
from pipeline.extract.marks import MarkKind
from pipeline.extract.outlines import Asked
from pipeline.extract.unit import Unit
from pipeline.readers.document import BlockKind

_ASKED = re.compile(r"(?:[^.?!]{8,300}\?+[)\"”]?\s*){1,3}")
_FEWEST, _FEWEST_REPLIED = 3, 2  # questions of a record, and those that go on with a reply
_MOST_BETWEEN = 10  # paragraphs to each question, on average


def is_asked_in_prose(units: Sequence[Unit]) -> bool:
    """Whether paragraphs begin so often enough to be no mere rhetoric."""
    _, found = asked_in_prose(units)
    replied = sum(bool(one.replies) for one in found)
    enough = len(found) >= _FEWEST and replied >= _FEWEST_REPLIED
    return enough and len(units) <= len(found) * _MOST_BETWEEN


def opens_in_prose(units: Sequence[Unit]) -> Iterator[int]:
    """Paragraphs that begin with a question."""
    yield from (one.at for one in asked_in_prose(units)[1])


def asked_in_prose(units: Sequence[Unit]) -> tuple[tuple[Unit, ...], tuple[Asked, ...]]:
    """The units that ask nothing, and the questions, each with the reply in its paragraph."""
    found = [asked for at, unit in enumerate(units) if (asked := _asked(at, unit))]
    places = {one.at for one in found}
    return tuple(unit for at, unit in enumerate(units) if at not in places), tuple(found)


def _asked(at: int, unit: Unit) -> Asked | None:
    asked = _ASKED.match(unit.text.text)
    plain = unit.block.kind is BlockKind.PARAGRAPH and not (unit.mark or unit.block.cell)
    if asked is None or not plain or invites(unit):
        return None
    said = unit.text.cut(asked.end())
    question = replace(unit, text=unit.text.cut(0, asked.end()))
    block = replace(unit.block, strong=(), links=())
    return Asked(at, question, [Unit(block, said, MarkKind.ANSWER)] if said else [])
