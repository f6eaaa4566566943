"""`officehours release`: the tables, frozen as a version."""

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from pipeline.commands.terminal import (
    NOT_DONE,
    as_of_option,
    complain,
    evaluation_option,
    out_option,
    raw_option,
)


@click.command()
@raw_option
@out_option
@as_of_option
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the release; by default the newest on which a document was retrieved.",
)
@evaluation_option
@click.option("--version", "wanted", help="The version it must have; by default the next.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print what was released as JSON.")
def release(
    raw: Path,
    out: Path,
    as_of: datetime | None,
    day: datetime | None,
    evaluation: Path | None,
    wanted: str | None,
    *,
    quiet: bool,
    as_json: bool,
) -> None:
    """Build what is in RAW, and freeze it as a version in releases/ that never changes."""
    from pipeline.commands.build import built
    from pipeline.corpus.retrieval import newest_retrieval
    from pipeline.release import ReleaseError
    from pipeline.release.freeze import release as freeze
    from pipeline.release.versions import Version
    from pipeline.store import StoreError
    from pipeline.store.lock import build_lock

    loaded = built(raw, out, as_of=as_of, quiet=quiet or as_json)
    date = day.date() if day else newest_retrieval(loaded)
    if date is None:
        complain(["no session.yaml says when a document was retrieved; give the day with --date"])
        sys.exit(NOT_DONE)
    try:
        with build_lock(out):
            version = Version.read(wanted) if wanted else None
            made = freeze(out, date, version, evaluation.read_bytes() if evaluation else None)
    except (ReleaseError, StoreError) as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    if as_json:
        told = {"version": str(made.version), "new": made.new, "path": str(made.path)}
        click.echo(json.dumps({**told, "archive": str(made.archive)}))
    elif not quiet:
        state = "released" if made.new else "already released, nothing has changed"
        click.echo(f"{made.version}  {state}\n{made.path}\n{made.archive}")
