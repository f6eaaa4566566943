"""What the marks of a record tell of what stands beside them.

Where `Q:` and `A:` are set, `Follow-up:` among the answers asks on; where most questions are
signed by whoever asked, what a dash sets apart at the end of another is a name, too, however odd,
and so it is where most answers are signed, or end with one of a few such words. What stands in
brackets behind the mark of a question is who asked; the items of a list below `Questions:` are
marked as others are.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.extract.asking import asks_anyhow, ends_asking
from pipeline.extract.labels import described_label
from pipeline.extract.marks import MarkKind
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind

_FEWEST = 3  # questions of a record of which most are signed
_MOST = 2 / 3
_SIGNED = re.compile(r"\s+[-–—]{1,2}\s+(?P<name>[^.?!,:;]{2,40})$")
_TAIL = re.compile(r"\s[-–—]{1,2}\s(?P<name>\S{2,20})$")  # what may sign, too
_MOST_WORDS = 5  # of a name
_BRACKETED = re.compile(r"[(\[](?P<name>[^\W\d][\w.-]{1,20}|\?{2,4})[)\]]\s+(?=\S)")


def with_neighbours_marked(units: Sequence[Unit]) -> Iterator[Unit]:
    """Units in which marks tell of the unmarked ones and of unsigned ones."""
    marks = {unit.mark for unit in units}
    answered = {MarkKind.QUESTION, MarkKind.ANSWER} <= marks
    unsigned = _unsigned([at for at, unit in enumerate(units) if _asks(unit)], units)
    ends = [at for at in range(len(units)) if _ends_answer(units, at)]
    unsigned |= _unsigned(ends, units) | _signed_again(ends, units)
    begun = False
    marked = _with_listed(units) if MarkKind.QUESTION in marks else units
    for at, unit in enumerate(map(_without_asker, marked)):
        begun = begun or unit.mark is MarkKind.ANSWER
        if answered and begun and (follow_up := _asked_on(unit)):
            yield follow_up
        else:
            yield _signed(unit) if at in unsigned else unit


def _with_listed(units: Iterable[Unit]) -> Iterator[Unit]:
    """Units in which the items that ask below `Questions:` are marked."""
    below = False
    for unit in units:
        heads = unit.is_plain and unit.text.text.endswith(":")
        below = (below and unit.block.kind is BlockKind.ITEM) or (
            heads and words().questions_heading.fullmatch(unit.text.text) is not None
        )
        asks = below and unit.is_top_item and not (unit.mark or unit.label) and asks_anyhow(unit)
        yield replace(unit, mark=MarkKind.QUESTION) if asks else unit


def _without_asker(unit: Unit) -> Unit:
    """A question without who asks it in brackets behind its mark: `Q: (ana) Why?`."""
    marked = _asks(unit) and not unit.label and unit.text != unit.block.text
    found = _BRACKETED.match(unit.text.text) if marked else None
    if found is None or found["name"].casefold() in words().not_names:
        return unit
    return replace(unit, label=described_label(found["name"]), text=unit.text.cut(found.end()))


def _unsigned(places: Sequence[int], units: Sequence[Unit]) -> frozenset[int]:
    """Of these units those that nobody is seen to have signed, where most are signed."""
    bare = [at for at in places if units[at].signed is None]
    signed = len(places) - len(bare)
    if signed < _FEWEST:
        return frozenset()
    alike = sum(_TAIL.search(units[at].text.text) is not None for at in bare)
    return frozenset(bare if signed + alike >= len(places) * _MOST else ())


def _signed_again(ends: Sequence[int], units: Sequence[Unit]) -> frozenset[int]:
    """The units of answers that end with one of a few names, as most of the `ends` do."""
    named = {at: tail["name"] for at in ends if (tail := _TAIL.search(units[at].text.text))}
    many = Counter(named.values())
    again = {name for name, times in many.items() if times > 1}
    if sum(many[name] for name in again) < max(_FEWEST, len(ends) * _MOST):
        return frozenset()
    # what stands before a colon in an item may be its topic
    free = (at for at, unit in enumerate(units) if not unit.label or unit.is_top_item)
    tails = ((at, _TAIL.search(units[at].text.text)) for at in free)
    return frozenset(at for at, tail in tails if tail and tail["name"] in again)


def _asks(unit: Unit) -> bool:
    return unit.mark is MarkKind.QUESTION and bool(unit.text)


def _ends_answer(units: Sequence[Unit], at: int) -> bool:
    """Whether a unit without a label is the last of a marked answer."""
    after = units[at + 1] if at + 1 < len(units) else None
    ends = after is None or after.mark is MarkKind.QUESTION or after.is_heading
    return ends and not (_asks(units[at]) or units[at].label or units[at].is_heading)


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
    end = len(unit.block.text.text) - len(unit.text.text) + found.start() if unit.label else 0
    said = unit.block.text.cut(0, end) if unit.label else unit.text.cut(0, found.start())
    return replace(unit, text=said, label=None, signed=found["name"])
