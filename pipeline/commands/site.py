"""`officehours site`: the pages of a release."""

import json
import sys
from pathlib import Path

import click

from pipeline.commands.terminal import NOT_DONE, complain, out_option


@click.command()
@out_option
@click.option("--version", "wanted", help="The release; by default the newest.")
@click.option(
    "--address",
    help="Where the site will be published, as in https://data.example.org/hours/: its pages then "
    "name their own address, and there is a sitemap.",
)
@click.option(
    "--zip",
    "packed",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Pack the pages into this file, too, to be sent or kept: unpacked they work as they are.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def site(
    out: Path,
    wanted: str | None,
    address: str | None,
    packed: Path | None,
    *,
    quiet: bool,
    as_json: bool,
) -> None:
    """Make the static pages of a release: they are in `site`, below the outputs.

    They can be opened by a double click, or put on any web server.
    """
    from pipeline.release import ReleaseError
    from pipeline.release.archive import pack
    from pipeline.release.shelf import Shelf
    from pipeline.release.versions import Version
    from pipeline.site import SiteError
    from pipeline.site.inert import web_address
    from pipeline.site.pages import site_pages
    from pipeline.site.reading import read_release
    from pipeline.site.writing import publish
    from pipeline.store import StoreError
    from pipeline.store.lock import build_lock

    if address and not web_address(address):
        complain([f"{address} is no address of the web; one starts with https://"])
        sys.exit(NOT_DONE)
    home = f"{address.rstrip('/')}/" if address else None
    try:
        version = Version.read(wanted) if wanted else None
        with build_lock(out):
            reading = read_release(Shelf(out / "releases"), version)
            written = publish(out, site_pages(reading, home))
            if packed:
                pack(written.link.resolve(), packed, f"{reading.release.folder}-pages")
    except (SiteError, ReleaseError, StoreError, OSError) as error:
        complain([str(error)])
        sys.exit(NOT_DONE)
    if as_json:
        told = {"site": str(written.link), "digest": written.digest}
        click.echo(json.dumps({**told, "files": written.files, "bytes": written.bytes}))
    elif not quiet:
        click.echo(f"{written.files} files, {written.bytes:,} bytes: {written.link}/index.html")
