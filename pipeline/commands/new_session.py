"""`officehours new-session`: the folder of a session, to be filled."""

import sys
from pathlib import Path

import click

from pipeline.commands.terminal import NOT_DONE, complain, raw_option


@click.command("new-session")
@click.argument("session_id", metavar="ID")
@raw_option
def new_session(session_id: str, raw: Path) -> None:
    """Make the folder of a session, with a commented session.yaml.

    ID is the session's day, YYYY-MM-DD, or YYYY-MM-DD-slug where two share a day. Nothing is
    overwritten.
    """
    from pipeline.corpus.names import EXPECTED
    from pipeline.corpus.problems import RefusedError
    from pipeline.new_sessions import make_session

    try:
        folder = make_session(session_id, raw)
    except RefusedError as refusal:
        complain([str(problem) for problem in refusal.problems])
        sys.exit(NOT_DONE)
    click.echo(f"{folder}: is made; put the session's files there ({EXPECTED})")
    click.echo(f"then look at what they are taken for: officehours check {folder}")
