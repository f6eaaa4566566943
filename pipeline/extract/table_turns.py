"""Tables in which each row is what somebody says: a name in one cell, the words in the next."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.extract.names import is_name, without_honorific
from pipeline.extract.tables import Row, rows
from pipeline.extract.turns import is_time
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.traced import Traced

_FEWEST_ROWS = 4
_FEWEST_ASKED = 2
_LONGEST_NAME = 40
_USER = re.compile(r"@?[\w.-]{2,32}")


def with_table_turns(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, of which the rows of such a table are paragraphs that a name in bold opens.

    All its rows hold a name and words, behind nothing but times; some name stands in several,
    and several ask.
    """
    for in_table, run in groupby(rows(blocks), key=_is_row):
        found = tuple(run)
        column = _names(found) if in_table else None
        for row in found:
            if column is None:
                yield from row.blocks
            else:
                yield _turn(row, column)


def _is_row(row: Row) -> bool:
    return len(row.cells) > 1 and not (row.columns or row.is_head or row.heading)


def _names(found: Sequence[Row]) -> int | None:
    """The column of names in a table of turns."""
    column = len(found[0].cells) - 2
    alike = all(len(row.cells) == column + 2 and not row.above for row in found)
    if len(found) < _FEWEST_ROWS or not alike:
        return None
    said = [row.said for row in found]
    timed = all(is_time(cell) for row in said for cell in row[:column])
    names = Counter(row[column] for row in said)
    named = all(_may_name(name) for name in names)
    again = 1 < len(names) < len(said)
    asked = sum(row[-1].endswith("?") for row in said) >= _FEWEST_ASKED
    spoken = asked and all(row[-1] for row in said)
    return column if timed and named and again and spoken else None


def _may_name(text: str) -> bool:
    bare = without_honorific(text.rstrip(":"))
    short = len(text) <= _LONGEST_NAME and any(map(str.isalpha, text))
    return short and (is_name(bare) or _USER.fullmatch(bare) is not None)


def _turn(row: Row, column: int) -> Block:
    (first, *_), said = row.cells[column], row.cells[column + 1]
    name = first.text.cut(0, len(first.text.text.rstrip(":")))
    words = Traced.join([block.text for block in said], "\n")
    return replace(
        first,
        kind=BlockKind.PARAGRAPH,
        text=Traced.join([name, words], ": "),
        line_start=row.blocks[0].line_start,
        line_end=row.blocks[-1].line_end,
        strong=((0, len(name.text)),),
        links=(),
        cell=None,
    )
