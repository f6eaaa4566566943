"""`officehours release` and `officehours verify`: frozen versions of the tables."""

import dataclasses
import json
import sys
from datetime import datetime
from pathlib import Path

import click

from pipeline.commands.terminal import (
    DONE_IN_PART,
    NOT_DONE,
    as_of_option,
    complain,
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
@click.option(
    "--evaluation",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What `officehours evaluate --json` printed, for the release to say how right it is.",
)
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


@click.command()
@click.argument("release")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def verify(release: str, *, quiet: bool, as_json: bool) -> None:
    """Find every file of a release that was altered, removed or added.

    RELEASE is its folder or its zip: here, at a web address, or in a bucket (s3://…). Exit status
    1 where a file is at fault.
    """
    from pipeline.release import ReleaseError
    from pipeline.release.addresses import is_address, verify_at
    from pipeline.release.verify import verify as judge

    try:
        verdict = verify_at(release) if is_address(release) else judge(Path(release))
    except ReleaseError as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    if as_json:
        click.echo(json.dumps({"sound": verdict.sound, **dataclasses.asdict(verdict)}))
    else:
        for fault in ("altered", "missing", "added"):
            complain([f"{fault}: {path}" for path in getattr(verdict, fault)])
        if verdict.sound and not quiet:
            click.echo(
                f"{verdict.version} is whole: {verdict.files} files, {verdict.bytes:,} bytes"
            )
    if not verdict.sound:
        sys.exit(DONE_IN_PART)
