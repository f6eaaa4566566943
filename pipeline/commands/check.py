"""`officehours check`: what each line of a session was taken for."""

import json
import sys
from pathlib import Path

import click

from pipeline.commands.terminal import (
    DONE_IN_PART,
    Folder,
    complain,
    or_not_done,
    print_rich,
    raw_option,
)


@click.command()
@click.argument("folder", type=Folder)
@raw_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the lines as JSON.")
def check(folder: Path, raw: Path, *, quiet: bool, as_json: bool) -> None:
    """Show line by line what the files of a session were taken for.

    FOLDER is the folder of one session. Nothing is built or written. Topics and people are those of
    the corpus that it lies in, else of RAW.
    """
    from pipeline.corpus import CorpusError
    from pipeline.explain.taken import taken
    from pipeline.explain.taken_telling import as_dict, as_text

    with or_not_done(CorpusError):
        found = taken(folder, raw)
    if as_json:
        click.echo(json.dumps(as_dict(found), ensure_ascii=False))
    elif not quiet:
        print_rich(as_text(found))
    complain([str(problem) for problem in (*found.warnings, *found.refused)])
    if found.refused:
        sys.exit(DONE_IN_PART)
