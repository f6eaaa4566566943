"""Where a record is cut into sections: at headings, and where a heading was lost."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from pipeline.extract.asking import ends_asking
from pipeline.extract.layouts import Section
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind


def cut_into_sections(units: Sequence[Unit], *, bare: bool) -> list[Section]:
    """The sections of a record, each with the heading above its own; none has a layout yet.

    In a `bare` record a gap that is wider than usual stands where a heading was lost.
    """
    return _with_parents(_cut_at_headings(units, bare=bare))


def _cut_at_headings(units: Sequence[Unit], *, bare: bool) -> list[list[Unit]]:
    usual = _usual_gap(units)
    found: list[list[Unit]] = []
    for unit in units:
        lost_heading = bare and unit.block.blank_before > max(usual, 1)
        if not found or unit.is_heading or lost_heading:
            found.append([])
        found[-1].append(unit)
    return found


def _usual_gap(units: Sequence[Unit]) -> int:
    """The blank lines that usually stand before an item, or a marked question.

    Headings set none, and a single wide gap is none that is usual.
    """
    gaps = [
        unit.block.blank_before
        for before, unit in pairwise(units)
        if (unit.is_top_item or unit.mark or unit.label) and not before.is_heading
    ]
    gaps += [0, 1]
    return max(set(gaps), key=lambda gap: (gaps.count(gap), -gap))


def _with_parents(cut: Sequence[Sequence[Unit]]) -> list[Section]:
    above: list[Unit] = []
    made: list[Section] = []
    tops = sum(units[0].is_heading and units[0].block.depth == 1 for units in cut)
    title = 1 if tops <= 1 else 0  # the level of what may be one
    for units in cut:
        if units[0].is_heading:
            depth = units[0].block.depth
            above = [heading for heading in above if heading.block.depth < depth]
        parent = next((one for one in reversed(above) if one.block.depth > title), None)
        made.append(Section(tuple(units), parent))
        if units[0].is_heading:
            above.append(units[0])
    return made


def across_headings(cut: Sequence[Section]) -> list[Section]:
    """Sections without lost headings, as gaps mean nothing between turns.

    A bare line that asks looks like a heading, but is a question.
    """
    joined: list[tuple[Unit, ...]] = []
    for one in cut:
        if joined and (one.heading is None or ends_asking(one.heading)):
            joined[-1] += one.units
        else:
            joined.append(one.units)
    return [Section(units) for units in joined]


def with_replies_carried(cut: Sequence[Section]) -> list[Section]:
    """Sections in which what goes on across a heading that is set into the talk is not cut there.

    The only guest goes on so, and whoever replies to one who leads and asked last before it.
    """
    made: list[Section] = []
    last = 0  # section in which anybody says anything
    for at, one in enumerate(cut):
        heading, said = one.units[:1], one.units[1:]
        carried = tuple(takewhile(_replies, said)) if made and _goes_on(made[last], said) else ()
        if one.heading and carried:
            made[last] = replace(made[last], units=(*made[last].units, *carried))
            made.append(replace(one, units=(*heading, *said[len(carried) :])))
        else:
            made.append(one)
        last = at if len(made[at].units) > 1 else last
    return made


def _goes_on(before: Section, said: Sequence[Unit]) -> bool:
    label = said[0].label if said else None
    last = next((unit.label for unit in reversed(before.units) if unit.label), None)
    led = label is not None and label.replies and last is not None and last.leads
    return led or (label is not None and label.guest)


def _replies(unit: Unit) -> bool:
    return not unit.mark and (unit.label is None or unit.label.replies)


def with_agenda(units: Sequence[Unit]) -> Sequence[Unit]:
    """Units in which a list of topics that people take turns on is one of headings.

    No item asks or is a sentence, and a turn that asks stands right under each.
    """
    tops = [at for at, unit in enumerate(units) if unit.is_top_item]
    if not tops or not all(_is_topic(units, at) for at in tops):
        return units
    made = list(units)
    for at in tops:
        block = replace(units[at].block, kind=BlockKind.HEADING, depth=_TOPIC_DEPTH)
        made[at] = replace(units[at], block=block)
    return made


_TOPIC_DEPTH = 2
_LONGEST_TOPIC = 80


def _is_topic(units: Sequence[Unit], at: int) -> bool:
    said = units[at].text.text
    plain = not (units[at].label or units[at].mark) and len(said) <= _LONGEST_TOPIC
    after = units[at + 1] if at + 1 < len(units) else None
    if not plain or said[-1:] in ".?!:;" or words().asking_without_mark.match(said):
        return False
    if after is None or after.label is None:
        return False
    others = next((unit.label for unit in units[at + 2 :] if unit.label), None)
    asks = ends_asking(after) and not after.is_nested_item
    return asks and others is not None and others.who != after.label.who
