"""`officehours diff`: what differs between two releases, or a release and the tables of now."""

import json
import sys
from pathlib import Path

import click

from pipeline.commands.terminal import NOT_DONE, complain, out_option


@click.command()
@click.argument("before")
@click.argument("after", default="current")
@out_option
@click.option(
    "--parquet",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every row and cell that differs to this file.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
def diff(
    before: str, after: str, out: Path, parquet: Path | None, *, quiet: bool, as_json: bool
) -> None:
    """Compare the rows, rates and contracts of BEFORE and AFTER.

    Each is a version in releases/, the folder of a release, or `current`: the tables of the
    last build.
    """
    from pipeline.release import ReleaseError
    from pipeline.release.changes.difference import difference
    from pipeline.release.changes.sides import named
    from pipeline.release.changes.telling import as_facts, as_text
    from pipeline.store import StoreError
    from pipeline.store.parquet import write_parquet
    from schemas import RELEASES

    try:
        made = difference(named(before, out), named(after, out))
    except (ReleaseError, StoreError) as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    if parquet:
        write_parquet(parquet, RELEASES["changes"], made.changes)
    if as_json:
        click.echo(json.dumps(as_facts(made), ensure_ascii=False))
    elif not quiet:
        click.echo(f"{made.before.name} → {made.after.name}: {made.kind}")
        click.echo(as_text(made), nl=False)
