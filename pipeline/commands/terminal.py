"""What all commands share: their folders, how they end, and what they say while they work."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
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
evaluation_option = click.option(
    "--evaluation",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What `officehours evaluate --json` printed, for the release to say how right it is.",
)
_T = TypeVar("_T")
_WIDE = 160


def complain(lines: Sequence[str]) -> None:
    """Say what went wrong, a line each, on standard error."""
    for line in lines:
        click.echo(line, err=True)


@contextmanager
def or_not_done(*errors: type[Exception]) -> Iterator[None]:
    """End the command as not done, with what an error of these kinds, or a refusal, says."""
    from pipeline.corpus.problems import RefusedError

    try:
        yield
    except RefusedError as refusal:
        complain([str(problem) for problem in refusal.problems])
        sys.exit(NOT_DONE)
    except errors as error:
        complain([str(error)])
        sys.exit(NOT_DONE)


def with_progress(sessions: Sequence[_T]) -> Iterator[_T]:
    """The sessions, with a bar that shows how far they are."""
    from rich.console import Console
    from rich.progress import track

    yield from track(sessions, "Reading sessions", console=Console(stderr=True), transient=True)


def said_day(day: date, *, given: bool) -> str:
    """For which day something is told, and why for that one."""
    return f"as of {day}" if given else f"as of {day}, the day of the last session (see --as-of)"


def print_rich(what: object) -> None:
    """Print what rich lays out, as plain and wide text where there is no terminal.

    Lines of a text are never cut.
    """
    from rich.console import Console
    from rich.text import Text

    # brackets and colons in what people said are no markup
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(width=_WIDE, highlight=False, markup=False, emoji=False)
    console.print(what, soft_wrap=isinstance(what, Text))
