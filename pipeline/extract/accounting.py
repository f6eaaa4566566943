"""What became of every line of a document."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from pipeline.readers.document import Block, Document
from schemas.words import QuarantineReason


class Use(StrEnum):
    """The four things that can become of a line.

    Where a line holds several blocks, what became of one of them is said of it: the first
    that applies, in this order.
    """

    USED = "used"
    QUARANTINED = "quarantined"
    BOILERPLATE = "boilerplate"
    BLANK = "blank"


_ORDER = tuple(Use)


@dataclass(frozen=True, slots=True)
class LineUse:
    """Lines that went the same way; `why` names the boilerplate rule or quarantine reason."""

    line_start: int
    line_end: int
    use: Use
    why: str = ""


def used(block: Block) -> LineUse:
    """The lines of a block that was read."""
    return LineUse(block.line_start, block.line_end, Use.USED)


def boilerplate(block: Block, rule: str) -> LineUse:
    """The lines of a block that a named rule leaves out."""
    return LineUse(block.line_start, block.line_end, Use.BOILERPLATE, rule)


def quarantined(block: Block, reason: QuarantineReason) -> LineUse:
    """The lines of a block that cannot be placed."""
    return LineUse(block.line_start, block.line_end, Use.QUARANTINED, reason)


def account(document: Document, uses: Iterable[LineUse]) -> tuple[LineUse, ...]:
    """The use of every line of `document`, one entry a run of lines, in order.

    A line that no use covers was left out or set aside by the reader, is blank, or is
    quarantined as unplaced text.
    """
    left_out = (
        LineUse(left.line_start, left.line_end, Use.BOILERPLATE, left.rule)
        for left in document.left_out
    )
    set_aside = (
        LineUse(broken.line_start, broken.line_end, Use.QUARANTINED, broken.reason)
        for broken in document.set_aside
    )
    by_line: dict[int, LineUse] = {}
    for claim in (*uses, *left_out, *set_aside):
        for line in range(claim.line_start, claim.line_end + 1):
            held = by_line.get(line)
            if held is None or _ORDER.index(claim.use) < _ORDER.index(held.use):
                by_line[line] = claim
    became = (_use_of(text, by_line.get(line)) for line, text in enumerate(document.lines, 1))
    runs: list[LineUse] = []
    line = 0
    for (use, why), run in groupby(became):
        first, line = line + 1, line + len(list(run))
        runs.append(LineUse(first, line, use, why))
    return tuple(runs)


def _use_of(text: str, claim: LineUse | None) -> tuple[Use, str]:
    if not text.strip():
        return Use.BLANK, ""
    if claim is None:
        return Use.QUARANTINED, QuarantineReason.UNPLACED_TEXT
    return claim.use, claim.why
