"""`officehours site`: the pages of a build."""

import json
import sys
from pathlib import Path

import click

from pipeline.commands.terminal import NOT_DONE, complain, out_option


@click.command()
@out_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def site(out: Path, *, quiet: bool, as_json: bool) -> None:
    """Make the static pages of the last build: they are in `site`, below the outputs.

    They can be opened by a double click, or put on any web server.
    """
    from pipeline.site import SiteError
    from pipeline.site.pages import site_pages
    from pipeline.site.reading import read_build
    from pipeline.site.writing import publish
    from pipeline.store import StoreError

    try:
        reading = read_build((out / "current").resolve())
        written = publish(out, site_pages(reading))
    except (SiteError, StoreError) as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    if as_json:
        told = {"site": str(written.link), "digest": written.digest}
        click.echo(json.dumps({**told, "files": written.files, "bytes": written.bytes}))
    elif not quiet:
        click.echo(f"{written.files} files, {written.bytes:,} bytes: {written.link}/index.html")
