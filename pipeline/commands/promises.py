"""`officehours promises`: what was promised, and what became of it."""

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from pipeline.commands.terminal import (
    NOT_DONE,
    as_of_option,
    complain,
    out_option,
    print_rich,
    said_day,
)


@click.command()
@out_option
@as_of_option
@click.option("--format", "form", type=click.Choice(["text", "csv", "ics"]), default="text",
              show_default=True, help="As a table, as CSV, or as a calendar.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the promises as JSON.")
def promises(out: Path, as_of: datetime | None, form: str, *, as_json: bool) -> None:
    """List what was promised, by whom, due when, and how late or kept it is.

    From the tables of the last build; how it stood on the day asked for.
    """
    from pipeline.promises import list_promises
    from pipeline.promises.calendar import as_ics
    from pipeline.promises.listing import as_csv, as_rows, as_table
    from pipeline.stats.promises import last_day
    from pipeline.store import StoreError
    from pipeline.store.reading import read_tables
    from schemas import TABLES

    try:
        tables = read_tables(out, TABLES)
    except StoreError as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    day = as_of.date() if as_of else last_day(tables)
    found = list_promises(tables, day)
    if as_json:
        told = {"as_of": day.isoformat(), "promises": as_rows(found)}
        click.echo(json.dumps(told, ensure_ascii=False))
    elif form == "csv":
        click.echo(as_csv(found), nl=False)
    elif form == "ics":
        click.echo(as_ics(found), nl=False)
    else:
        late = sum(promise.days_late is not None for promise in found)
        kept = sum(promise.kept for promise in found)
        print_rich(as_table(found))
        click.echo(f"{len(found)} promised, {kept} kept, {len(found) - kept} open, {late} late")
        click.echo(said_day(day, given=as_of is not None))
