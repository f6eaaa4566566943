"""`officehours people`: names that may be one person's, for a person to decide."""

import json
import sys
from pathlib import Path

import click

from pipeline.commands.terminal import NOT_DONE, complain, out_option


@click.command()
@out_option
@click.option("--json", "as_json", is_flag=True, help="Print the pairs as JSON.")
def people(out: Path, *, as_json: bool) -> None:
    """List people of the last build of whom two may be one.

    They are never joined by themselves: raw/people.yaml says that two names are one person's,
    or, with an entry for each, that they are not.
    """
    report = out / "current" / "report.json"
    if not report.is_file():
        complain([f"{out} holds no build; run officehours build"])
        sys.exit(NOT_DONE)
    pairs = json.loads(report.read_text("utf-8"))["people_to_review"]
    if as_json:
        click.echo(json.dumps(pairs, ensure_ascii=False))
        return
    for pair in pairs:
        one, other = (
            f"{person['name']} ({person['person_id']}: {', '.join(person['sessions'])})"
            for person in pair["people"]
        )
        click.echo(f"{one}\n  and {other}: {pair['why']}")
    click.echo(f"{len(pairs)} to decide in raw/people.yaml" if pairs else "nobody to decide about")
