"""`officehours publish`: a release laid out for others."""

import json
from pathlib import Path

import click

from pipeline.commands.terminal import or_not_done, out_option


@click.command()
@click.argument("version")
@click.option("--to", required=True, help="The folder that others see, or s3://bucket/folder.")
@out_option
@click.option("--dry-run", is_flag=True, help="Only say what would be made.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")
def publish(version: str, to: str, out: Path, *, dry_run: bool, quiet: bool, as_json: bool) -> None:
    """Lay VERSION out with its zip, and point `latest.json` at the newest.

    What is there is never changed. An attempt that was interrupted is finished by the next.
    """
    from pipeline.release import ReleaseError
    from pipeline.release.bucket import SCHEME, Bucket
    from pipeline.release.publish import publish as lay_out
    from pipeline.release.shelf import Shelf
    from pipeline.release.upload import upload
    from pipeline.release.versions import Version

    shelf = Shelf(out / "releases")
    with or_not_done(ReleaseError):
        if to.startswith(SCHEME):
            done = upload(shelf, Version.read(version), Bucket.at(to), dry_run=dry_run)
        else:
            done = lay_out(shelf, Version.read(version), Path(to), dry_run=dry_run)
    if as_json:
        click.echo(json.dumps({"version": str(done.version), "made": done.made}))
    elif not quiet:
        told = "would be made" if dry_run else "made"
        click.echo("".join(f"{told}: {path}\n" for path in done.made) or "all is there\n", nl=False)
