"""Where turns begin and end."""

from collections.abc import Sequence

from pipeline.extract.labels import Label
from pipeline.extract.unit import Unit
from pipeline.readers.document import BlockKind

_ENDS_SENTENCE = '.?!…:;)"”»'


def turn_ends(units: Sequence[Unit]) -> list[int]:
    """Where each unit's turn ends.

    Under a label on a line of its own, or that of whoever leads, all is that speaker's, up to the
    next label, mark or heading, and so is the next line where a sentence goes on in it; else a
    paragraph of its own may be somebody else's question. Who is named again goes on.
    """
    ends = [0] * len(units)
    heads = next_heads(units)
    for at in range(len(units) - 1, -1, -1):
        wrapped = at + 1 < len(units) and is_wrapped(units[at], units[at + 1])
        label = units[at].label
        ends[at] = heads[at] if label and (units[at].below or label.leads) else at + 1
        ends[at] = ends[at + 1] if wrapped and ends[at] == at + 1 else ends[at]
        if ends[at] < len(units) and units[ends[at]].is_time:
            ends[at] = ends[ends[at]]
    return _with_runs(units, ends)


def _with_runs(units: Sequence[Unit], ends: Sequence[int]) -> list[int]:
    """Turn ends, of which the first of somebody's turns in a row takes that of the last.

    Whoever is asked may reply first, and ask then.
    """
    last = list(ends)
    for at in range(len(units) - 1, -1, -1):
        label, after = units[at].label, units[ends[at]] if ends[at] < len(units) else None
        if label and after and after.label and after.label.who == label.who and not after.mark:
            last[at] = last[ends[at]]
    joined, until = list(ends), 0
    for at, unit in enumerate(units):
        asked = at > 0 and units[at - 1].text.text.endswith("?")
        asks = any("?" in one.text.text for one in units[at : ends[at]])
        if at >= until and unit.label and (asks or not asked):
            joined[at] = until = last[at]
    return joined


def next_heads(units: Sequence[Unit]) -> list[int]:
    """Where the next label, mark or heading behind each unit is."""
    heads = [len(units)] * len(units)
    for at in range(len(units) - 2, -1, -1):
        after = units[at + 1]
        heads[at] = at + 1 if after.label or after.mark or after.is_heading else heads[at + 1]
    return heads


def labels_from(units: Sequence[Unit]) -> list[Label | None]:
    """The label of the turn at each unit or behind it, unless a heading or a mark comes first."""
    found: list[Label | None] = [None] * (len(units) + 1)
    for at in range(len(units) - 1, -1, -1):
        barred = units[at].is_heading or units[at].mark
        found[at] = None if barred else units[at].label or found[at + 1]
    return found


def said_in(units: Sequence[Unit]) -> list[Unit]:
    """The first of units, and the others that are no times of the recording."""
    return [unit for at, unit in enumerate(units) if at == 0 or not unit.is_time]


def is_wrapped(before: Unit, unit: Unit) -> bool:
    """Whether a sentence goes on in another line of plain text."""
    apart = unit.label or unit.mark or unit.is_heading or before.is_heading
    lines = before.block.kind is unit.block.kind is BlockKind.PARAGRAPH
    ended = before.text.text[-1:] in _ENDS_SENTENCE
    return lines and not (apart or unit.block.blank_before or ended)
