"""`officehours retract`: a release that others should no longer use."""

import dataclasses
import json
from pathlib import Path

import click

from pipeline.commands.terminal import NOT_DONE, complain, or_not_done, out_option


@click.command()
@click.argument("version", required=False)
@click.option("--reason", help="Why, for those who look for it.")
@click.option("--from", "place", help="Where it was published, to go from: a folder, or s3://….")
@out_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def retract(
    version: str | None,
    reason: str | None,
    place: str | None,
    out: Path,
    *,
    quiet: bool,
    as_json: bool,
) -> None:
    """Say of VERSION that it is retracted, and which releases hold rows that were withdrawn.

    The release stays below releases/, and can be verified; it is published no more, and what was
    published goes from --from. Without VERSION nothing is retracted.
    """
    from pipeline.release import ReleaseError
    from pipeline.release.bucket import SCHEME, Bucket
    from pipeline.release.retract import retract as bury
    from pipeline.release.retract import still_held, take_down
    from pipeline.release.shelf import Shelf
    from pipeline.release.upload import take_away
    from pipeline.release.versions import Version
    from pipeline.store import StoreError

    if bool(version) != bool(reason):
        complain(["VERSION and --reason go together"])
        raise SystemExit(NOT_DONE)
    shelf, stone = Shelf(out / "releases"), None
    with or_not_done(ReleaseError, StoreError):
        if version and reason:
            stone = bury(shelf, Version.read(version), reason)
            if place and place.startswith(SCHEME):
                take_away(stone, Bucket.at(place))
            elif place:
                take_down(stone, Path(place))
        held = list(still_held(shelf))
    if as_json:
        told = [{**dataclasses.asdict(one), "versions": [*map(str, one.versions)]} for one in held]
        retracted = stone.model_dump(mode="json") if stone else None
        click.echo(json.dumps({"retracted": retracted, "still_held": told}, ensure_ascii=False))
    elif not quiet:
        if stone:
            click.echo(f"retracted: {stone.version}; instead: {stone.instead or 'none'}")
        for one in held:
            named = ", ".join(map(str, one.versions))
            click.echo(f"{one.row_id} ({one.table}) was withdrawn ({one.reason}); still in {named}")
