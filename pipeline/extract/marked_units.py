"""What the marks of a record tell of what stands beside them.

Where `Q:` and `A:` are set, `Follow-up:` among the answers asks on; where most questions are
signed by whoever asked, what a dash sets apart at the end of another is a name, too, however odd.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.asking import ends_asking
from pipeline.extract.marks import MarkKind
from pipeline.extract.unit import Unit
from pipeline.extract.words import words

_FEWEST = 3  # questions of a record of which most are signed
_MOST = 2 / 3
_SIGNED = re.compile(r"\s+[-–—]{1,2}\s+(?P<name>[^.?!,:;]{2,40})$")
_MOST_WORDS = 5  # of a name


def with_neighbours_marked(units: Sequence[Unit]) -> Iterator[Unit]:
    """Units in which marks tell of the unmarked ones and of unsigned questions."""
    marks = {unit.mark for unit in units}
    answered = {MarkKind.QUESTION, MarkKind.ANSWER} <= marks
    asked = [unit for unit in units if unit.mark is MarkKind.QUESTION and unit.text]
    signed = sum(unit.signed is not None for unit in asked)
    all_signed = signed >= max(_FEWEST, len(asked) * _MOST)
    begun = False
    for unit in units:
        begun = begun or unit.mark is MarkKind.ANSWER
        if answered and begun and (follow_up := _asked_on(unit)):
            yield follow_up
        elif all_signed and unit.mark is MarkKind.QUESTION and unit.signed is None:
            yield _signed(unit)
        else:
            yield unit


def _asked_on(unit: Unit) -> Unit | None:
    """A unit that `Follow-up:` heads as a question, where its print or its words are one's."""
    head = words().follow_up_mark.match(unit.text.text)
    if head is None or unit.mark or unit.label or unit.is_heading:
        return None
    said = replace(unit, text=unit.text.cut(head.end()), mark=MarkKind.QUESTION)
    printed = any(start == 0 for start, _ in unit.block.strong)
    return said if said.text and (printed or ends_asking(said)) else None


def _signed(unit: Unit) -> Unit:
    found = _SIGNED.search(unit.text.text)
    if found is None or len(found["name"].split()) > _MOST_WORDS:
        return unit
    return replace(unit, text=unit.text.cut(0, found.start()), signed=found["name"])
