"""Promises as a table for people, as CSV, and as plain data."""

import csv
import dataclasses
import io
from collections.abc import Iterable, Mapping
from datetime import date

from rich.table import Table

from pipeline.promises import Promise


def as_rows(promises: Iterable[Promise]) -> list[Mapping[str, object]]:
    """The promises as plain data; days as YYYY-MM-DD."""
    return [
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in dataclasses.asdict(promise).items()
        }
        for promise in promises
    ]


def as_csv(promises: Iterable[Promise]) -> str:
    """The promises as CSV with a line of names; what is not known is empty."""
    stream = io.StringIO()
    names = [field.name for field in dataclasses.fields(Promise)]
    writer = csv.DictWriter(stream, names, lineterminator="\n")
    writer.writeheader()
    for row in as_rows(promises):
        writer.writerow({k: str(v).lower() if isinstance(v, bool) else v for k, v in row.items()})
    return stream.getvalue()


def as_table(promises: Iterable[Promise]) -> Table:
    """The promises for the terminal."""
    table = Table("promised", "by", "what", "due", "state", show_lines=True, expand=True)
    for promise in promises:
        what = f"{promise.text}\n({promise.kind}, {promise.follow_up_id})"
        table.add_row(
            str(promise.made_on), promise.by or "", what, _due(promise), _state(promise)
        )  # fmt: skip
    for column, ratio in zip(table.columns, (2, 3, 10, 4, 4), strict=True):
        column.ratio = ratio
    return table


def _due(promise: Promise) -> str:
    if promise.due_latest is None:
        return ""
    if promise.due_earliest == promise.due_latest:
        return f"{promise.due_latest}\n'{promise.due_text or ''}'"
    return f"{promise.due_earliest} to {promise.due_latest}\n'{promise.due_text or ''}'"


def _state(promise: Promise) -> str:
    if promise.kept:
        until = f" and {promise.kept_latest}" if promise.kept_latest else ""
        since = f", between {promise.kept_earliest}{until}" if until else ""
        return f"kept{since}"
    if promise.days_late:
        return f"open, {promise.days_late} {'day' if promise.days_late == 1 else 'days'} late"
    return "open"
