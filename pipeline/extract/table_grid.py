"""The cells of a table by the columns that they stand in, where some span others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.readers.document import Block


@dataclass(frozen=True, slots=True)
class Given:
    """A cell as it is written down, which spans so many rows and columns."""

    blocks: tuple[Block, ...]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """The cells of a row, column by column; `above` are those that reach into it from above.

    A `lone` cell is the only one of its row, and spans several columns.
    """

    cells: tuple[tuple[Block, ...], ...]
    above: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    lone: bool = False


def placed(rows: Iterable[Sequence[Given]]) -> Iterator[Placed]:
    """The rows of a table, with empty cells where others reach."""
    reaching: dict[int, tuple[int, tuple[Block, ...]]] = {}  # by column, and how many rows further
    for row in rows:
        cells: list[tuple[Block, ...]] = []
        above = {column: blocks for column, (_, blocks) in reaching.items()}
        reaching = {at: (left - 1, blocks) for at, (left, blocks) in reaching.items() if left > 1}
        for given in row:
            while len(cells) in above:
                cells.append(())
            if given.rows > 1:
                reaching[len(cells)] = (given.rows - 1, given.blocks)
            cells.append(given.blocks)
            cells += ((),) * (given.columns - 1)
        while len(cells) in above:
            cells.append(())
        yield Placed(tuple(cells), above, len(row) == 1 and row[0].columns > 1)


def given_cells(row: Iterable[Block]) -> Iterator[Given]:
    """The cells of a row whose blocks say in which they are; empty ones among them."""
    number = 1
    for at, run in groupby(row, key=lambda block: block.cell.cell if block.cell else 0):
        blocks = tuple(run)
        yield from (Given(()),) * (at - number)
        cell = blocks[0].cell
        yield Given(blocks, cell.rows if cell else 1, cell.columns if cell else 1)
        number = at + 1
