"""`officehours explain`: why a question got its outcome."""

import json
import sys
from pathlib import Path

import click

from pipeline.commands.terminal import or_not_done, print_rich, raw_option


@click.command()
@click.argument("row_id", metavar="ID")
@raw_option
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
def explain(row_id: str, raw: Path, *, as_json: bool) -> None:
    """Explain a question, by its id or that of one of its answers or follow-ups.

    Prints it with its answers, the evidence marked, the rules that spoke and what cancelled
    others, its topic, what was promised, and the source lines. The session is read anew from
    RAW; no build is needed.
    """
    from pipeline.corpus import CorpusError
    from pipeline.explain import UnknownRowError
    from pipeline.explain import explain as explained
    from pipeline.explain.telling import as_dict, as_text

    with or_not_done(CorpusError, UnknownRowError):
        explanation = explained(raw, row_id)
    if as_json:
        click.echo(json.dumps(as_dict(explanation), ensure_ascii=False))
        return
    print_rich(as_text(explanation, marks=not sys.stdout.isatty()))
