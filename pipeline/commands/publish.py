"""`officehours publish`: a release laid out for others."""

import json
import sys
from pathlib import Path

import click

from pipeline.commands.terminal import NOT_DONE, Folder, complain, out_option


@click.command()
@click.argument("version")
@click.option("--to", type=Folder, required=True, help="The folder that others see.")
@out_option
@click.option("--dry-run", is_flag=True, help="Only say what would be made.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")
def publish(
    version: str, to: Path, out: Path, *, dry_run: bool, quiet: bool, as_json: bool
) -> None:
    """Lay VERSION out in a folder with its zip, and point `latest.json` at the newest.

    What is there is never changed. An attempt that was interrupted is finished by the next.
    """
    from pipeline.release import ReleaseError
    from pipeline.release.publish import publish as lay_out
    from pipeline.release.shelf import Shelf
    from pipeline.release.versions import Version

    try:
        done = lay_out(Shelf(out / "releases"), Version.read(version), to, dry_run=dry_run)
    except ReleaseError as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    if as_json:
        click.echo(json.dumps({"version": str(done.version), "made": done.made}))
    elif not quiet:
        told = "would be made" if dry_run else "made"
        click.echo("".join(f"{told}: {path}\n" for path in done.made) or "all is there\n", nl=False)
