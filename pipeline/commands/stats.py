"""`officehours stats`: every statistic, for any day."""

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
@click.option("--json", "as_json", is_flag=True, help="Print the statistics as JSON.")
def stats(out: Path, as_of: datetime | None, *, as_json: bool) -> None:
    """Print every statistic, computed anew from the tables of the last build.

    Those of the build itself stay as they are.
    """
    from pipeline.stats import compute
    from pipeline.stats.listing import as_rows, as_table
    from pipeline.stats.promises import last_day
    from pipeline.store import StoreError
    from pipeline.store.reading import read_statistic, read_tables
    from schemas import STATISTICS, TABLES

    try:
        tables = read_tables(out, TABLES)
        counted = read_statistic(out, "intake_funnel")
    except StoreError as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    day = as_of.date() if as_of else last_day(tables)
    made = {**compute(tables, day), "intake_funnel": counted}
    if as_json:
        told = {name: as_rows(table) for name, table in made.items()}
        click.echo(json.dumps({"as_of": day.isoformat(), **told}, ensure_ascii=False))
        return
    for name, table in made.items():
        print_rich(as_table(STATISTICS[name], table))
    click.echo(said_day(day, given=as_of is not None))
