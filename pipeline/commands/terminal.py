"""What all commands share: their folders, how they end, and what they say while they work."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

DONE_IN_PART, NOT_DONE = 1, 2
ROOT = Path(__file__).parent.parent.parent
Folder = click.Path(file_okay=False, path_type=Path)
raw_option = click.option("--raw", type=Folder, default=ROOT / "raw", help="The corpus.")
out_option = click.option("--out", type=Folder, default=ROOT / "outputs", help="Where outputs go.")
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day for which lateness is asked; by default that of the last session.",
)
_T = TypeVar("_T")


def complain(lines: Sequence[str]) -> None:
    """Say what went wrong, a line each, on standard error."""
    for line in lines:
        click.echo(line, err=True)


def with_progress(sessions: Sequence[_T]) -> Iterator[_T]:
    """The sessions, with a bar that shows how far they are."""
    from rich.console import Console
    from rich.progress import track

    yield from track(sessions, "Reading sessions", console=Console(stderr=True), transient=True)
