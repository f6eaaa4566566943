"""Rows of a table in Markdown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Any

from pipeline.readers.markdown_content import Content
from pipeline.readers.markdown_inline import read_lines
from pipeline.readers.markdown_lines import TextLine
from pipeline.readers.traced import Traced

_BAR = re.compile(r"(?<!\\)\|")  # between cells


def table_row(row: Content, env: dict[str, Any]) -> TextLine | None:
    """A row as one line with bars between its cells, also around empty ones; None if all are."""
    bars = [found.start() for found in _BAR.finditer(row.text)]
    bounds = pairwise([-1, *bars, len(row.text)])
    cells = [read_lines(row.cut(bar + 1, end), env) for bar, end in bounds]
    if row.text.lstrip().startswith("|"):  # bars stand around the row, too
        cells = cells[1 : len(cells) - (not cells[-1])]
    if not any(cells):
        return None
    if not cells[0]:
        cells[0] = read_lines(row.cut(bars[0], bars[0] + 1), env)
    return TextLine.join(tuple(_with_empty_cells(cells)), " | ")


def _with_empty_cells(cells: Sequence[Sequence[TextLine]]) -> Iterator[TextLine]:
    """The cells of a row that hold text, each with the bars of the empty ones behind it."""
    held = [at for at, lines in enumerate(cells) if lines]
    for at, after in zip_longest(held, held[1:]):
        line = TextLine.join(cells[at])
        empty = (len(cells) if after is None else after) - at - 1
        bars = " | " * empty if after is not None else (" | " * empty).rstrip()
        yield replace(line, text=Traced(line.text.text + bars, line.text.origins))


def is_table_rule(header: Content, row: Content) -> bool:
    """Whether `row` is the line of dashes that makes a table of what is around it."""
    marks = set(row.text)
    return "|" in header.text and {"|", "-"} <= marks <= set("|:- \t")
