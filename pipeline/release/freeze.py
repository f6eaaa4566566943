"""The current build, frozen as a release."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from pipeline.origin import Origin
from pipeline.private.folder import PrivateFolder
from pipeline.private.gate import private_within
from pipeline.private.veil import PrivateError
from pipeline.release import ReleaseError, writing
from pipeline.release.contents import manifest_of, write_release
from pipeline.release.edition import BUILT, Edition, read_build
from pipeline.release.manifest import Manifest
from pipeline.release.shelf import Shelf
from pipeline.release.versions import Version
from pipeline.store.builds import Builds
from pipeline.store.folders import facts
from pipeline.store.parquet import to_pandas
from schemas.validate import validate


@dataclass(frozen=True, slots=True)
class Released:
    """A release; `new` where it was not there before."""

    version: Version
    path: Path
    archive: Path
    new: bool


def release(
    out: Path, day: date, version: Version | None = None, evaluation: bytes | None = None
) -> Released:
    """Freeze the current build below `out` as a release in `out/releases`.

    What is released already is not released again: the newest release, where nothing has
    changed since, or `version`, where it has the same bytes. Whoever calls holds the lock of
    `out`.

    Args:
        out: The folder of outputs.
        day: The day that the release says of itself; its month is that of the version.
        version: The version it must have; by default the next one of the day's month.
        evaluation: What `officehours evaluate --json` printed, if its labels were compared.

    Raises:
        ReleaseError: there is no build that may be released, something private stands in what
            would be, or `version` is there with other bytes; what differs is named.
        StoreError: the build is damaged.
    """
    shelf, build = Shelf(out / "releases"), _sound_build(out)
    versions = shelf.versions()
    newest = versions[-1] if versions else None
    chosen = version or (newest.following(day) if newest else Version.first(day))
    tables = _checked(read_build(build))
    edition = Edition(chosen, day, Origin.read(build), tables, evaluation)
    made = manifest_of(edition)
    if not version and newest and made.says_the_same(Manifest.of(shelf.path(newest))):
        if stone := shelf.tombstone(newest):
            raise ReleaseError(f"nothing has changed since {newest} was retracted: {stone.reason}")
        chosen, new = newest, False
    else:
        new = _placed(shelf, edition, PrivateFolder(out))
    with writing(shelf.folder):
        archive = shelf.pack(chosen)
    return Released(chosen, shelf.path(chosen), archive, new=new)


def _placed(shelf: Shelf, edition: Edition, private: PrivateFolder) -> bool:
    """Whether a release was not there before, and is now."""
    versions = shelf.versions()
    before = max((known for known in versions if known < edition.version), default=None)
    with writing(shelf.folder), shelf.staging() as staging:
        write_release(staging, edition, shelf.path(before) if before else None)
        _refuse_private(staging, private, edition)
        if edition.version in versions:
            _refuse_differing(staging, shelf.path(edition.version))
            return False
        shelf.place(staging, edition.version)
        return True


def _sound_build(out: Path) -> Path:
    """The current build, if it may be released."""
    builds = Builds(out)
    build = builds.current()
    if build is None:
        raise ReleaseError(f"there is no build in {out} yet; run officehours build")
    if damaged := builds.verify(build):
        raise ReleaseError(f"{build} is damaged ({', '.join(damaged)}); build again")
    report = json.loads((build / "report.json").read_text("utf-8"))
    if unsettled := report["again"]:
        named = ", ".join(unsettled)
        raise ReleaseError(f"sessions were not read as they are now ({named}); build again")
    return build


def _checked(tables: Mapping[str, pa.Table]) -> Mapping[str, pa.Table]:
    failures = validate({name: to_pandas(table) for name, table in tables.items()}, BUILT)
    if failures:
        told = ", ".join(f"{failure.table}: {failure.check}" for failure in failures)
        raise ReleaseError(f"checks fail, and nothing is released ({told}); build again")
    return tables


def _refuse_private(staging: Path, private: PrivateFolder, edition: Edition) -> None:
    """Search everything that others will see for what nobody may."""
    try:
        places = private_within(staging, private, edition.tables["utterances"])
    except PrivateError as error:
        raise ReleaseError(f"{error}; nothing is released unsearched") from None
    if places:
        raise ReleaseError(
            f"something that was sent in privately stands in {', '.join(places)}, and nothing is "
            "released; a wording may be in a record: see officehours review"
        )


def _refuse_differing(staging: Path, there: Path) -> None:
    made, kept = facts(staging), facts(there)
    if differing := sorted({path for path, _ in made.items() ^ kept.items()}):
        raise ReleaseError(
            f"{there.name} is released with other content; it differs in {', '.join(differing)}"
        )
