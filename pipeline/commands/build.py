"""`officehours build`: a corpus to checked tables and rates."""

import dataclasses
import gc
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from pipeline.corpus import LoadedCorpus


@click.command()
@raw_option
@out_option
@as_of_option
@click.option(
    "--engine",
    "engine_name",
    default="auto",
    show_default=True,
    help="Who reads: auto (a worker process for each processor), pool:4 (so many), "
    "dask://HOST:PORT (a cluster), or inline (this process, without a guard).",
)
@click.option(
    "--session",
    "anew",
    multiple=True,
    metavar="ID",
    help="Read this session again though nothing has changed; may be given several times.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def build(
    raw: Path,
    out: Path,
    as_of: datetime | None,
    engine_name: str,
    anew: tuple[str, ...],
    *,
    quiet: bool,
    as_json: bool,
) -> None:
    """Build every table and rate from a corpus, check them, and publish them.

    What was read before, and is as it was, is not read again.
    """
    from pipeline.summary import as_text, summarise

    built(raw, out, as_of=as_of, engine_name=engine_name, anew=anew, quiet=quiet or as_json)
    summary = summarise(out)
    complain((*summary.warnings, *summary.refused))
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(summary)))
    elif not quiet:
        click.echo(as_text(summary))
    if summary.refused:
        sys.exit(DONE_IN_PART)


def built(
    raw: Path,
    out: Path,
    *,
    as_of: datetime | None,
    quiet: bool,
    engine_name: str = "auto",
    anew: tuple[str, ...] = (),
) -> "LoadedCorpus":
    """See to it that the current build below `out` is of what lies in `raw`, which is returned.

    Where that cannot be, the command ends here.
    """
    from pipeline.corpus import CorpusError, load_corpus
    from pipeline.engine import GARBAGE, EngineError
    from pipeline.engine.choice import engine_named
    from pipeline.private.folder import PrivateFolder
    from pipeline.private.intake import Intake
    from pipeline.private.veil import PrivateError
    from pipeline.summary import is_done
    from pipeline.version import build_digest

    gc.set_threshold(GARBAGE)
    day = as_of.date() if as_of else None
    try:
        engine = engine_named(engine_name)
        loaded = load_corpus(raw)
        known = Intake(raw, loaded, PrivateFolder(out)).effects()
    except (CorpusError, EngineError, PrivateError) as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    if anew or known is None or not is_done(out, build_digest(loaded.fingerprint, day, known)):
        track = iter if quiet else with_progress
        _refresh(raw, out, as_of=day, track=track, engine=engine, looked_at=loaded, anew=anew)
    return loaded


def _refresh(raw: Path, out: Path, **options: Any) -> None:
    """Run Dagster's job in this process; it takes a second to import, and to start."""
    from pipeline.orchestration.graph import problems, refresh
    from pipeline.orchestration.history import HistoryError
    from pipeline.orchestration.workspace import Workspace

    try:
        result = refresh(Workspace(raw, out, **options))
    except HistoryError as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    if not result.success:
        complain(problems(result))
        sys.exit(NOT_DONE)
