"""A session's rows while they are corrected."""

from collections.abc import Callable, Iterator, Sequence

from pipeline.corpus.corrections import Act, Correction
from pipeline.rows import Row, Tables
from schemas.corrections import CORRECTED, row_id

Cells = dict[str, object]


class Draft:
    """Copies of a session's rows, found by table and id, and what a person stated of them."""

    def __init__(self, tables: Tables, corrections: Sequence[Correction]) -> None:
        """Copy the rows; those that came in stay as they are."""
        self._rows: dict[str, list[Cells]] = {
            table: [dict(row) for row in rows] for table, rows in tables.items()
        }
        self._by_id = {
            (table, row_id(model, row)): row
            for table, model in CORRECTED.items()
            for row in self.rows(table)
        }
        self._old = {
            (table, row_id(model, row)): row
            for table, model in CORRECTED.items()
            for row in tables.get(table, ())
        }
        self._stated = {
            (c.table, c.row_id, c.column): c for c in corrections if c.act is Act.CORRECT
        }
        self._withdrawn = {(c.table, c.row_id) for c in corrections if c.act is Act.WITHDRAW}

    def tables(self) -> Tables:
        """The rows as they stand."""
        return {table: tuple(rows) for table, rows in self._rows.items() if rows}

    def rows(self, table: str) -> list[Cells]:
        """The rows of a table, in their order."""
        return self._rows.get(table, [])

    def has(self, table: str, key: str) -> bool:
        """Whether there was such a row when the draft was made."""
        return (table, key) in self._by_id

    def ids(self, table: str) -> list[str]:
        """The ids of a table's rows when the draft was made, in their order."""
        return [key for of, key in self._by_id if of == table]

    def row(self, table: str, key: str) -> Cells:
        """The row with an id."""
        return self._by_id[table, key]

    def stated(self, table: str, key: object, column: str) -> Correction | None:
        """The correction in which a person says what a cell holds."""
        return self._stated.get((table, str(key), column))

    def withdraws(self, table: str, key: str) -> bool:
        """Whether a person takes the row out."""
        return (table, key) in self._withdrawn

    def before(self, table: str) -> Iterator[Row]:
        """The rows of a table as they came in."""
        return (row for (of, _), row in self._old.items() if of == table)

    def changed(self, table: str, column: str) -> Iterator[tuple[str, Cells, object]]:
        """The id and row of each cell that is not what it was, with its old value."""
        for (of, key), row in self._by_id.items():
            if of == table and row[column] != self._old[of, key][column]:
                yield key, row, self._old[of, key][column]

    def stated_rows(self, table: str, column: str) -> Iterator[tuple[str, Cells]]:
        """The id and row of each cell of a column that a person stated."""
        for of, key, name in self._stated:
            if (of, name) == (table, column):
                yield key, self._by_id[of, key]

    def add(self, table: str, row: Cells) -> None:
        """Put a row at the end of a table."""
        self._rows.setdefault(table, []).append(row)

    def drop(self, table: str, gone: Callable[[Cells], bool]) -> list[Cells]:
        """Take rows out of a table, and return them."""
        rows = self.rows(table)
        taken = [row for row in rows if gone(row)]
        self._rows[table] = [row for row in rows if not gone(row)]
        return taken
