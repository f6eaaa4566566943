"""`officehours evaluate`: what is read against what people coded by hand."""

import json
import sys
from pathlib import Path

import click

from pipeline.commands.terminal import NOT_DONE, Folder, complain


@click.command()
@click.option("--gold", type=Folder, required=True, help="Hand-coded files, *.json.")
@click.option("--sources", type=Folder, help="The documents that they code.")
@click.option("--second", type=Folder, help="The same documents as somebody else coded them.")
@click.option("-q", "--quiet", is_flag=True, help="Leave out the list of misses.")
@click.option("--json", "as_json", is_flag=True, help="Print the evaluation as JSON.")
def evaluate(
    gold: Path, sources: Path | None, second: Path | None, *, quiet: bool, as_json: bool
) -> None:
    """Compare what is read from documents with what people coded by hand.

    Sources are looked for beside GOLD in a folder `samples`, else in GOLD itself. With --second,
    how far the two who coded them agree is told, too.
    """
    from pipeline.evaluate import GoldError, as_dict, as_text, run

    try:
        evaluation = run(gold, sources, second)
    except GoldError as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    if as_json:
        click.echo(json.dumps(as_dict(evaluation)))
        return
    click.echo(as_text(evaluation, misses=not quiet))
