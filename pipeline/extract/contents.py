"""A list of what a page holds, printed above it without any mark but that its lines come again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.readers.document import Block, BlockKind

_FEWEST = 3  # lines, of which one asks
_SHARE = 0.75  # of its lines that come again
_LONGEST = 200  # characters of a line
_DEPTH = 2  # of the headings that it lists


def contents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of the first list whose lines come again below it, as blocks themselves.

    Between two that do a short line may stand that does not.
    """
    last = {line: at for at, block in enumerate(blocks) if (line := _line(block))}
    start = end = 0
    for at, block in enumerate(blocks):
        line = _line(block)
        again = bool(line) and last[line] > at
        if again and end > start and at - end <= 1:
            end = at + 1
        elif again or not line or at > end:
            if _lists(run := blocks[start:end], last, end):
                return tuple(run)
            start, end = (at, at + 1) if again else (at + 1, at + 1)
    return ()


def with_listed_headings(blocks: Sequence[Block], listed: Sequence[Block]) -> Iterator[Block]:
    """Blocks without the list, in which the paragraphs that it lists are headings."""
    lines = {_line(block) for block in listed}
    left_out = {id(block) for block in listed}
    for block in blocks:
        if id(block) in left_out:
            continue
        plain = block.kind is BlockKind.PARAGRAPH
        over = plain and _line(block) in lines
        yield replace(block, kind=BlockKind.HEADING, depth=_DEPTH) if over else block


def _lists(run: Sequence[Block], last: Mapping[str, int], end: int) -> bool:
    """Whether several lines come again below, in their order, most with text between; one asks."""
    again = [last[line] for block in run if last[line := _line(block)] >= end]
    asks = any(block.text.text.endswith("?") for block in run)
    apart = [after - before > 1 for before, after in pairwise(again) if after > before]
    ordered = len(apart) == len(again) - 1 and sum(apart) >= len(apart) * _SHARE
    return asks and ordered and len(again) >= max(_FEWEST, len(run) * _SHARE)


def _line(block: Block) -> str:
    """What is compared; nothing of a cell, a long block, or one that calls somebody."""
    said = block.text.text
    compared = block.cell is None and len(said) <= _LONGEST and said[:1] not in "@["
    return said.casefold() if compared else ""
