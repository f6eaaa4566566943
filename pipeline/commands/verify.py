"""`officehours verify`: whether a release is as it was released, and as the program makes it."""

import dataclasses
import json
import sys
import tempfile
from datetime import datetime, time
from pathlib import Path

import click

from pipeline.commands.terminal import (
    DONE_IN_PART,
    NOT_DONE,
    complain,
    evaluation_option,
    or_not_done,
    raw_option,
)


@click.command()
@click.argument("release")
@click.option("--rebuild", is_flag=True, help="Make it again from RAW, too, and compare all bytes.")
@raw_option
@evaluation_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def verify(
    release: str,
    raw: Path,
    evaluation: Path | None,
    *,
    rebuild: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Find every file of a release that was altered, removed or added.

    RELEASE is its folder or its zip: here, at a web address, or in a bucket (s3://…). Exit status
    1 where a file is at fault.
    """
    from pipeline.release import ReleaseError
    from pipeline.release.addresses import is_address, verify_at
    from pipeline.release.verify import verify as judge

    if rebuild and not Path(release).is_dir():
        complain(["--rebuild needs the folder of a release"])
        sys.exit(NOT_DONE)
    with or_not_done(ReleaseError):
        verdict = verify_at(release) if is_address(release) else judge(Path(release))
    again = _made_again(Path(release), raw, evaluation) if rebuild and verdict.sound else ()
    if as_json:
        told = {"sound": verdict.sound, **dataclasses.asdict(verdict)}
        click.echo(json.dumps({**told, "made_differently": again} if rebuild else told))
    else:
        for fault in ("altered", "missing", "added"):
            complain([f"{fault}: {path}" for path in getattr(verdict, fault)])
        complain([f"made differently: {path}" for path in again])
        if verdict.sound and not again and not quiet:
            size = f"{verdict.files} files, {verdict.bytes:,} bytes"
            click.echo(f"{verdict.version} is whole: {size}")
            if rebuild:
                click.echo("made again, it is the same")
    if again or not verdict.sound:
        sys.exit(DONE_IN_PART)


def _made_again(release: Path, raw: Path, evaluation: Path | None) -> tuple[str, ...]:
    """The files of a release that come out otherwise when it is made again."""
    from pipeline.commands.build import built
    from pipeline.corpus import CorpusError, load_corpus
    from pipeline.origin import Origin
    from pipeline.release import ReleaseError
    from pipeline.release.manifest import Manifest
    from pipeline.release.rebuild import check_origin, made_again
    from pipeline.store import StoreError

    with (
        or_not_done(ReleaseError, StoreError, CorpusError),
        tempfile.TemporaryDirectory() as folder,
    ):
        manifest = Manifest.of(release)
        check_origin(manifest, Origin.of(load_corpus(raw)))
        built(raw, Path(folder), as_of=datetime.combine(manifest.as_of, time()), quiet=True)
        known = evaluation.read_bytes() if evaluation else None
        return made_again(release, Path(folder), known)
