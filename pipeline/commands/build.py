"""`officehours build`: a corpus to checked tables and rates."""

import dataclasses
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.terminal import (
    DONE_IN_PART,
    NOT_DONE,
    as_of_option,
    complain,
    out_option,
    raw_option,
    with_progress,
)

if TYPE_CHECKING:
    from pipeline.dataset import Track


@click.command()
@raw_option
@out_option
@as_of_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def build(raw: Path, out: Path, as_of: datetime | None, *, quiet: bool, as_json: bool) -> None:
    """Build every table and rate from a corpus, check them, and publish them."""
    from pipeline.corpus import CorpusError, load_corpus
    from pipeline.store.builds import Builds
    from pipeline.summary import as_text, summarise
    from pipeline.version import build_digest

    day = as_of.date() if as_of else None
    try:
        digest = build_digest(load_corpus(raw).fingerprint, day)
    except CorpusError as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    if not Builds(out).holds(digest):
        _refresh(raw, out, day, with_progress if not (quiet or as_json) else iter)
    summary = summarise(out)
    complain((*summary.warnings, *summary.refused))
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(summary)))
    elif not quiet:
        click.echo(as_text(summary))
    if summary.refused:
        sys.exit(DONE_IN_PART)


def _refresh(raw: Path, out: Path, day: date | None, track: "Track") -> None:
    """Run Dagster's job in this process; it takes a second to import, and to start."""
    from pipeline.orchestration.graph import problems, refresh
    from pipeline.orchestration.workspace import Workspace

    result = refresh(Workspace(raw, out, day, track))
    if not result.success:
        complain(problems(result))
        sys.exit(NOT_DONE)
