"""The command `officehours`."""

import dataclasses
import json
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from pipeline.dataset import Track

DONE_IN_PART, NOT_DONE = 1, 2
_ROOT = Path(__file__).parent.parent
_Folder = click.Path(file_okay=False, path_type=Path)
_T = TypeVar("_T")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="office-hours-dataset")
def main() -> None:
    """Public question-and-answer calls to validated tables and rates.

    Exit status: 0 done; 1 done, but a file was refused or a session failed; 2 not done.
    """


@main.command()
@click.option("--raw", type=_Folder, default=_ROOT / "raw", help="The corpus.")
@click.option("--out", type=_Folder, default=_ROOT / "outputs", help="Where outputs go.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day for which lateness is asked; by default that of the last session.",
)
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
        _complain([str(error)])
        sys.exit(NOT_DONE)
    if not Builds(out).holds(digest):
        _refresh(raw, out, day, _with_progress if not (quiet or as_json) else iter)
    summary = summarise(out)
    _complain((*summary.warnings, *summary.refused))
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
        _complain(problems(result))
        sys.exit(NOT_DONE)


@main.command()
@click.option("--gold", type=_Folder, required=True, help="Hand-coded files, *.json.")
@click.option("--sources", type=_Folder, help="The documents that they code.")
@click.option("-q", "--quiet", is_flag=True, help="Leave out the list of misses.")
@click.option("--json", "as_json", is_flag=True, help="Print the evaluation as JSON.")
def evaluate(gold: Path, sources: Path | None, *, quiet: bool, as_json: bool) -> None:
    """Compare what is read from documents with what people coded by hand.

    Sources are looked for beside GOLD in a folder `samples`, else in GOLD itself.
    """
    from pipeline.evaluate import GoldError, as_dict, as_text, run

    try:
        evaluation = run(gold, sources)
    except GoldError as error:
        _complain([str(error)])
        sys.exit(NOT_DONE)
    if as_json:
        click.echo(json.dumps(as_dict(evaluation)))
        return
    click.echo(as_text(evaluation, misses=not quiet))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--raw", type=_Folder, default=_ROOT / "raw", help="The corpus.")
def split(file: Path, raw: Path) -> None:
    """Make a folder of RAW for each session in FILE, which holds several.

    Nothing is overwritten, and FILE stays as it is.
    """
    from pipeline.corpus.problems import RefusedError
    from pipeline.split import split_file

    try:
        done = split_file(file, raw)
    except RefusedError as refusal:
        _complain([str(problem) for problem in refusal.problems])
        sys.exit(NOT_DONE)
    for made, part in done.made:
        click.echo(f"{made}: lines {part.line_start} to {part.line_end}")
    for first, last in done.left:
        click.echo(f"{file}: lines {first} to {last} belong to no session, and are in no folder")
    click.echo(f"{file}: is as it was; remove it when the folders are right")


@main.command()
@click.option("--port", default=3000, show_default=True, help="Port on 127.0.0.1.")
def ui(port: int) -> None:
    """Open Dagster's web UI on 127.0.0.1; its state is kept in outputs/.dagster."""
    from pipeline.orchestration.graph import dagster_home

    home = dagster_home(_ROOT / "outputs")
    command = [sys.executable, "-m", "dagster_webserver", "-h", "127.0.0.1", "-p", str(port)]
    command += ["-w", str(_ROOT / "workspace.yaml")]
    click.echo(f"http://127.0.0.1:{port} (stop with Ctrl-C)")
    os.chdir(_ROOT)
    os.execve(sys.executable, command, {**os.environ, "DAGSTER_HOME": str(home)})


def _complain(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


def _with_progress(sessions: Sequence[_T]) -> Iterator[_T]:
    from rich.console import Console
    from rich.progress import track

    yield from track(sessions, "Reading sessions", console=Console(stderr=True), transient=True)
