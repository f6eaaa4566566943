"""The tables once more, for those who do not read Parquet: CSV, SQLite, and a workbook."""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from pyarrow import compute, csv

from pipeline.release.edition import RELEASED, Edition
from schemas import Table
from schemas.contract import Column
from schemas.dictionary import PLAIN_TYPES

#: A workbook of more cells takes minutes to write and to open, and there is none.
CELLS = 2_000_000
#: What fits into a cell of a workbook.
LONGEST = 32_767

_BOM = b"\xef\xbb\xbf"
_BATCH = 10_000
_SQL_TYPES: Mapping[pa.DataType, str] = {
    pa.string(): "TEXT",
    pa.int32(): "INTEGER",
    pa.int64(): "INTEGER",
    pa.float64(): "REAL",
    pa.bool_(): "INTEGER",
    pa.date32(): "TEXT",
    pa.timestamp("us", "UTC"): "TEXT",
}
_DICTIONARY = ("table", "column", "type", "unit", "null", "key", "references", "words", "meaning")


def write_csv(folder: Path, edition: Edition) -> None:
    """Every table as UTF-8 with a byte order mark; null is an empty cell, empty text is `""`."""
    folder.mkdir()
    for name in RELEASED:
        with (folder / f"{name}.csv").open("wb") as stream:
            stream.write(_BOM)
            csv.write_csv(_as_written(edition.tables[name]), stream)


def write_sqlite(path: Path, edition: Edition) -> None:
    """All tables in one database, with their keys, and the dictionary as a table of its own."""
    database = sqlite3.connect(path)
    try:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        for name, model in RELEASED.items():
            database.execute(_created(name, model))
            cells = ", ".join("?" * len(model.columns()))
            rows = _rows(_as_written(edition.tables[name]))
            database.executemany(f'INSERT INTO "{name}" VALUES ({cells})', rows)  # noqa: S608
        heads = ", ".join(f'"{head}" TEXT' for head in _DICTIONARY)
        database.execute(f"CREATE TABLE dictionary ({heads})")
        cells = ", ".join("?" * len(_DICTIONARY))
        database.executemany(f"INSERT INTO dictionary VALUES ({cells})", _dictionary())  # noqa: S608
        database.commit()
        database.execute("VACUUM")
    finally:
        database.close()


def write_workbook(path: Path, edition: Edition) -> bool:
    """A sheet a table, and the dictionary; False where the tables are too large for one.

    Text is written as text, whatever it begins with. What is longer than a cell holds is cut,
    and ends in `…`.
    """
    if sum(table.num_rows * table.num_columns for table in edition.tables.values()) > CELLS:
        return False
    made = datetime.combine(edition.day, time())
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"title": edition.origin.title, "created": made})
        bold = book.add_format({"bold": True})
        for name in RELEASED:
            table = edition.tables[name]
            _sheet(book, name, table.column_names, _rows(_as_written(table)), bold)
        _sheet(book, "dictionary", _DICTIONARY, _dictionary(), bold)
    return True


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    heads: tuple[str, ...] | list[str],
    rows: Iterator[tuple[object, ...]],
    bold: object,
) -> None:
    sheet = book.add_worksheet(name[:31])
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, heads, bold)
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            match cell:
                case None:
                    continue
                case bool():
                    sheet.write_boolean(number, at, cell)
                case int() | float():
                    sheet.write_number(number, at, cell)
                case _:
                    text = str(cell)
                    cut = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
                    sheet.write_string(number, at, cut)


def _as_written(table: pa.Table) -> pa.Table:
    """The table with days and moments as ISO 8601 has them."""
    for at, field in enumerate(table.schema):
        column = table[field.name]
        if pa.types.is_timestamp(field.type):
            column = compute.strftime(column, "%Y-%m-%dT%H:%M:%SZ")
        elif pa.types.is_date(field.type):
            column = compute.strftime(column, "%Y-%m-%d")
        else:
            continue
        table = table.set_column(at, field.name, column)
    return table


def _rows(table: pa.Table) -> Iterator[tuple[object, ...]]:
    for batch in table.to_batches(max_chunksize=_BATCH):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _created(name: str, model: type[Table]) -> str:
    columns = model.columns()
    has_null = any(c.nullable for c in columns if c.key)
    keys = ", ".join(f'"{key}"' for key in model.primary_key())
    lines = [
        *(_sql_column(c) for c in columns),
        f"{'UNIQUE' if has_null else 'PRIMARY KEY'} ({keys})",
        *(_foreign_key(c.name, c.references) for c in columns if c.references),
    ]
    return f'CREATE TABLE "{name}" ({", ".join(lines)})'


def _sql_column(c: Column) -> str:
    return f'"{c.name}" {_SQL_TYPES[c.arrow_type]}{"" if c.nullable else " NOT NULL"}'


def _foreign_key(name: str, references: str) -> str:
    table, _, column = references.partition(".")
    return f'FOREIGN KEY ("{name}") REFERENCES "{table}" ("{column}")'


def _dictionary() -> Iterator[tuple[str | None, ...]]:
    for name, model in RELEASED.items():
        for c in model.columns():
            yield (
                name,
                c.name,
                PLAIN_TYPES[c.arrow_type],
                c.unit,
                "null" if c.nullable else "never",
                "key" if c.key else None,
                c.references,
                " ".join(word.value for word in c.words) if c.words else None,
                c.description,
            )
