"""Statistics as tables for people, and as plain data."""

from collections.abc import Iterator, Mapping
from datetime import date

import pyarrow as pa
from rich.table import Table as Grid

from schemas.contract import Table

_ENDS = ("_rate", "_low", "_high")
# what stands in the title, or beside the label
_LEFT_OUT = ("key", "label", "as_of", "small")


def as_rows(table: pa.Table) -> list[Mapping[str, object]]:
    """The rows as plain data; days as YYYY-MM-DD."""
    return [
        {name: v.isoformat() if isinstance(v, date) else v for name, v in row.items()}
        for row in table.to_pylist()
    ]


def as_table(model: type[Table], table: pa.Table) -> Grid:
    """A statistic for the terminal: each rate with its interval, small groups marked."""
    grid = Grid(title=f"{model.table_name()}: {model.description()}", title_justify="left")
    names = [c.name for c in model.columns() if c.name not in _LEFT_OUT]
    rates = [name for name in names if name.endswith("_rate")]
    grid.add_column("")
    for name in _heads(names, rates):
        grid.add_column(name.replace("_", " "), justify="right")
    for row in table.to_pylist():
        label = f"{row['label']}{' (small)' if row['small'] else ''}"
        grid.add_row(label, *(_cell(row, name, rates) for name in _heads(names, rates)))
    return grid


def _heads(names: list[str], rates: list[str]) -> Iterator[str]:
    """The columns, those of an interval within that of its rate."""
    bounds = {f"{rate.removesuffix('_rate')}{end}" for rate in rates for end in _ENDS[1:]}
    return (name for name in names if name not in bounds)


def _cell(row: Mapping[str, object], name: str, rates: list[str]) -> str:
    value = row[name]
    if value is None:
        return "–"
    if name not in rates:
        return f"{value:g}" if isinstance(value, float) else str(value)
    low, high = (row[f"{name.removesuffix('_rate')}{end}"] for end in _ENDS[1:])
    return f"{value:.2f} ({low:.2f}–{high:.2f})"
