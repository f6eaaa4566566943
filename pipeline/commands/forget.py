"""`officehours forget`: a person's mails out of everything."""

import sys
from pathlib import Path

import click

from pipeline.commands.terminal import NOT_DONE, complain, out_option, raw_option


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="MESSAGE|ADDRESS...")
@raw_option
@out_option
def forget(names: tuple[str, ...], raw: Path, out: Path) -> None:
    """Forget mails, by their id, by a submission in them, or by the address they are from.

    What was learned from mails is removed at once; the next build makes it anew without them,
    and so does every later one: a tombstone that tells nothing stays in mail/forgotten.json.
    The mailboxes themselves are yours to clean. `-` reads names from standard input, a line
    each: what stands on a command line can be seen by others on the machine.
    """
    from pipeline.private.folder import PrivateFolder
    from pipeline.private.forget import forget as forget_mails
    from pipeline.private.veil import PrivateError
    from pipeline.store import StoreError

    listed = [line.strip() for line in sys.stdin] if names == ("-",) else list(names)
    try:
        count = forget_mails(raw, PrivateFolder(out), [name for name in listed if name])
    except (PrivateError, StoreError) as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    click.echo(f"forgot {count} mails that were known; run officehours build")
