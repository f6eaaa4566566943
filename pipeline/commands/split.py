"""`officehours split`: a file of several sessions to folders."""

import sys
from pathlib import Path

import click

from pipeline.commands.terminal import NOT_DONE, complain, raw_option


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@raw_option
def split(file: Path, raw: Path) -> None:
    """Make a folder of RAW for each session in FILE, which holds several.

    Nothing is overwritten, and FILE stays as it is.
    """
    from pipeline.corpus.problems import RefusedError
    from pipeline.split import split_file

    try:
        done = split_file(file, raw)
    except RefusedError as refusal:
        complain([str(problem) for problem in refusal.problems])
        sys.exit(NOT_DONE)
    for made, part in done.made:
        click.echo(f"{made}: lines {part.line_start} to {part.line_end}")
    for first, last in done.left:
        click.echo(f"{file}: lines {first} to {last} belong to no session, and are in no folder")
    click.echo(f"{file}: is as it was; remove it when the folders are right")
