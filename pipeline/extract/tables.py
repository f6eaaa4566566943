"""Tables with a column of questions and one of answers: a row is a question and its replies."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby, zip_longest

from pipeline.extract.names import is_name, without_honorific
from pipeline.extract.table_grid import Given, given_cells, placed
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.traced import Traced

_BAR = re.compile(r" \| ?|(?<= )\|$")
_NAMED = re.compile(r"(?P<name>[^|]{2,60}?)['’]s?\s")
_ASKS = re.compile(r"\?\W*$")
_MOST, _FEW = 0.8, 0.2  # of the rows of a table without heads, that ask in one column only
_FEWEST_ROWS = 2


class TablePart(StrEnum):
    """What a row of a table of questions and answers is."""

    HEAD = "head"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where questions and answers stand, of `count` columns.

    `answers` are columns, each with whose answers it holds where its head says so. `replying`
    and `asking` are those of names.
    """

    question: int
    answers: tuple[tuple[int, str | None], ...]
    count: int
    replying: int | None = None
    asking: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks that stand side by side, and in which cells; one outside tables is a row by itself.

    A block that is a whole row is in several cells; cells `above` reach into it. `columns` are
    those of the row's table where that is one of questions and answers: then a `heading` heads
    the rows below it, and a row that `waits` shares the answers of the one below.
    """

    blocks: tuple[Block, ...]
    cells: tuple[tuple[Block, ...], ...]
    columns: Columns | None = None
    is_head: bool = False
    above: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    lone: bool = False
    heading: bool = False
    waits: bool = False

    @property
    def question(self) -> tuple[Block, ...]:
        """What its cell for questions holds."""
        return self.cell(self.columns.question) if self.columns else ()

    @property
    def asker(self) -> str | None:
        """Who asks, where a cell says so."""
        return self._name(self.columns.asking) if self.columns else None

    @property
    def answers(self) -> Iterator[tuple[tuple[Block, ...], str | None]]:
        """What its cells for answers hold, each with who replies where that is said."""
        for column, name in self.columns.answers if self.columns else ():
            said = self.cell(column)
            if any(any(map(str.isalnum, block.text.text)) for block in said):
                yield said, self._name(self.columns.replying if self.columns else None) or name

    def cell(self, column: int) -> tuple[Block, ...]:
        """What a cell holds; nothing where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else ()

    def _name(self, column: int | None) -> str | None:
        if column is None:
            return None
        blocks = self.cell(column) or self.above.get(column, ())
        return " ".join(block.text.text for block in blocks) or None

    @property
    def said(self) -> list[str]:
        """The texts of its cells."""
        return [" ".join(block.text.text for block in cell).strip() for cell in self.cells]


def rows(blocks: Iterable[Block]) -> Iterator[Row]:
    """All blocks, row by row."""
    for table, run in groupby(blocks, key=_table):
        if table is None:
            yield from (Row((block,), ((block,),)) for block in run)
        else:
            by_row = groupby(enumerate(run), key=lambda one: _row_of(table, *one))
            in_rows = [tuple(block for _, block in row) for _, row in by_row]
            grid = placed([tuple(_given(row)) for row in in_rows])
            made = (
                Row(row, one.cells, above=one.above, lone=one.lone)
                for row, one in zip(in_rows, grid, strict=True)
            )
            yield from _shared(tuple(_of_table(tuple(made))))


def _row_of(table: int, at: int, block: Block) -> int:
    """The number of a block's row; in a table that has none each block is one."""
    return block.cell.row if table and block.cell else at


def _given(row: Sequence[Block]) -> Iterator[Given]:
    """The cells of a row."""
    if row[0].cell and row[0].cell.cell:
        yield from given_cells(row)
        return
    cells = [cell for block in row for cell in _cut(block)]
    spans = [span for block in row for span in (block.cell.spans if block.cell else ())]
    spans = spans if len(spans) == len(cells) else [(1, 1)] * len(cells)
    yield from (Given(cell, *span) for cell, span in zip(cells, spans, strict=True))


def heads_before(blocks: Sequence[Block], at: int) -> tuple[Block, ...]:
    """The blocks of a table that stand before the one at `at`."""
    start, table = at, _table(blocks[at])
    while table is not None and start and _table(blocks[start - 1]) == table:
        start -= 1
    return tuple(blocks[start:at])


def _table(block: Block) -> int | None:
    """The number of the table that a block is in, 0 where it is a row of cells; else None."""
    if block.cell:
        return block.cell.table
    return 0 if block.kind is BlockKind.PARAGRAPH and " |" in block.text.text else None


def _cut(block: Block) -> tuple[tuple[Block, ...], ...]:
    """The cells of a row that is one block."""
    bars = list(_BAR.finditer(block.text.text))
    starts = [int(block.text.text.startswith("| ")), *(bar.end() for bar in bars)]
    ends = [*(bar.start() for bar in bars), len(block.text.text)]
    texts = (block.text.cut(start, end) for start, end in zip(starts, ends, strict=True))
    return tuple((_cell(block, text),) if text else () for text in texts)


def _cell(block: Block, text: Traced) -> Block:
    place = text.place()
    return replace(
        block, text=text, strong=(), line_start=place.line_start, line_end=place.line_end
    )


def _of_table(found: Sequence[Row]) -> Iterator[Row]:
    """The rows of one table with its columns, as heads or else the rows themselves tell them."""
    naming = [row for row in found if _names_questions(row)]
    known = None if naming else _columns_by_shape(found)
    for row in found:
        head = _columns(row)
        known = head or known
        if head or (naming == [row] and row is found[0]):
            yield replace(row, is_head=True)
        else:
            fits = known is not None and _fits(row, known)
            heads = known is not None and row.lone and not any("?" in one for one in row.said)
            yield replace(row, columns=known if fits and not heads else None, heading=heads)


def _shared(found: Sequence[Row]) -> Iterator[Row]:
    """Rows in which an answer that reaches over several questions is that of the last of them."""
    held: dict[int, tuple[Block, ...]] = {}  # what waits, by column
    for row, after in zip_longest(found, found[1:]):
        columns = [column for column, _ in row.columns.answers] if row.columns else []
        cells = list(row.cells)
        held = {column: blocks for column, blocks in held.items() if column in row.above}
        for column, blocks in held.items():
            cells[column] = blocks
        goes_on = after is not None and after.columns is not None and bool(after.question)
        below = {
            column: row.cell(column) or held.get(column, ())
            for column in columns
            if goes_on and after is not None and column in after.above
        }
        waits = bool(below) and bool(row.question)
        if waits:
            for column in below:
                cells[column] = ()
        held = below if waits else {}
        yield replace(row, cells=tuple(cells), waits=waits)


def _names_questions(row: Row) -> bool:
    said = row.said
    heads = [head for head in said if words().question_column.fullmatch(head)]
    return len(said) > 1 and bool(heads) and not any("?" in one for one in said)


def _columns(row: Row) -> Columns | None:
    """The columns that a row names, if it is the head of a table of questions and answers."""
    said = row.said
    question = next((i for i, h in enumerate(said) if words().question_column.fullmatch(h)), None)
    if question is None or len(said) == 1:
        return None
    replying = _first(said, words().replying_column)
    asking = _first(said, words().asking_column)
    named = _first(said, words().naming_column)
    others = [(i, h) for i, h in enumerate(said) if i not in (question, replying, asking)]
    answers = [(i, _whose(h)) for i, h in others if words().answer_column.search(h)]
    if not answers:
        answers = [(i, h) for i, h in others if " " in h and is_name(without_honorific(h))]
    if not answers:
        return None
    if named is not None and named > answers[0][0]:
        replying = named if replying is None else replying
    elif asking is None:
        asking = named
    return Columns(question, tuple(answers), len(said), replying, asking)


def _whose(head: str) -> str | None:
    """The name in `Ana’s answer`."""
    found = _NAMED.match(head)
    return found["name"] if found else None


def _first(said: Sequence[str], head: re.Pattern[str]) -> int | None:
    return next((i for i, one in enumerate(said) if head.fullmatch(one)), None)


def _columns_by_shape(found: Sequence[Row]) -> Columns | None:
    """The columns of a table without heads, of which one asks and the next does not."""
    if len(found) < _FEWEST_ROWS:
        return None
    count, _ = Counter(len(row.cells) for row in found).most_common(1)[0]
    said = [row.said for row in found if len(row.cells) == count]
    asks = [sum(bool(_ASKS.search(row[i])) for row in said) / len(found) for i in range(count)]
    for i, after in zip(range(count), asks[1:], strict=False):
        filled = sum(bool(row[i + 1]) for row in said) / len(found)
        if asks[i] >= _MOST and after <= _FEW and filled >= _MOST:
            return Columns(i, ((i + 1, None),), count)
    return None


def _fits(row: Row, known: Columns) -> bool:
    """Whether a row has all cells of its table, or asks and has lost an empty one."""
    asks = any("?" in block.text.text for block in row.cell(known.question))
    return len(row.cells) == known.count or (len(row.cells) < known.count and asks)
