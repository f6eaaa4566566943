"""`officehours review`: a person decides what the program could not."""

import sys
from pathlib import Path

import click

from pipeline.commands.terminal import NOT_DONE, complain, out_option, raw_option

_HELP = "1-3 it is that question · n not asked · x no question · j wants to join · s later · q stop"


@click.command()
@raw_option
@out_option
def review(raw: Path, out: Path) -> None:
    """Walk through what was sent in and not surely matched; decide by single keys.

    Each decision is written at once to the corrections.yaml beside the mailboxes or the chat, so
    that you can stop at any time and go on later. The next build follows them.
    """
    from pipeline.corpus import CorpusError, load_corpus
    from pipeline.private.folder import PrivateFolder
    from pipeline.private.review import decide, waiting
    from pipeline.private.veil import PrivateError
    from pipeline.store import StoreError
    from schemas.words import Disposition

    words = {
        "n": Disposition.NOT_ASKED,
        "x": Disposition.NOT_A_QUESTION,
        "j": Disposition.JOIN_REQUEST,
    }
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        complain(["review needs a terminal; what waits is listed in private/review.csv"])
        sys.exit(NOT_DONE)
    try:
        corpus = load_corpus(raw).corpus
        left = list(waiting(raw, PrivateFolder(out), corpus))
        for number, one in enumerate(left, 1):
            click.echo(f"\n[{number} of {len(left)}] {one.told}\n\n{_shown(one.text)}\n")
            for place, (_, text) in enumerate(one.candidates, 1):
                click.echo(f"  {place}  {_shown(text)}")
            choices = {str(place): key for place, (key, _) in enumerate(one.candidates, 1)} | words
            key = _asked({*choices, "s", "q"})
            if key == "q":
                break
            if key in choices:
                decide(raw, one, choices[key], corpus)
    except (CorpusError, PrivateError, StoreError) as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    click.echo("\nnothing more for now; run officehours build")


def _asked(keys: set[str]) -> str:
    click.echo(f"\n{_HELP}")
    while (key := click.getchar()) not in keys:
        if key in ("\x03", "\x04", ""):
            return "q"
    return key


def _shown(text: str) -> str:
    """A text that cannot take the terminal over."""
    return "".join(char if char.isprintable() or char == "\n" else "�" for char in text)
