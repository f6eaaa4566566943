"""A release that others should no longer use: a tombstone says so and why, and it stays as it is.

releases/<version>.retracted.json    beside the release, which can still be verified
<place>/<version>.retracted.json     in place of what was published, `latest.json` moved first
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import compute

from pipeline.release import ReleaseError, writing
from pipeline.release.changes.vanished import identified
from pipeline.release.edition import path_of
from pipeline.release.manifest import Manifest
from pipeline.release.publish import alone, latest, point
from pipeline.release.shelf import Shelf, Tombstone
from pipeline.release.versions import Version
from pipeline.store.folders import discard
from pipeline.store.parquet import read_parquet
from schemas.words import Disappearance


@dataclass(frozen=True, slots=True)
class Held:
    """A row that a person withdrew, for which reason, and the releases that still hold it."""

    table: str
    row_id: str
    reason: str
    versions: tuple[Version, ...]


def retract(shelf: Shelf, version: Version, reason: str) -> Tombstone:
    """Say of a release that it is retracted; its files stay as they are.

    Raises:
        ReleaseError: there is no such release, it is retracted for another reason, or the shelf
            takes no writes.
    """
    if version not in shelf.versions():
        raise ReleaseError(f"{version} is not in {shelf.folder}")
    if not reason.strip():
        raise ReleaseError("a reason is needed: it is all that readers will find")
    manifest = Manifest.of(shelf.path(version))
    standing = [one for one in shelf.standing() if one != version]
    stone = Tombstone(
        name=manifest.name,
        title=manifest.title,
        version=manifest.version,
        released=manifest.released,
        reason=reason.strip(),
        manifest_sha256=manifest.sha256(),
        instead=str(standing[-1]) if standing else None,
    )
    if there := shelf.tombstone(version):
        if there.reason != stone.reason:
            raise ReleaseError(f"{version} is retracted already: {there.reason}")
        return there
    with writing(shelf.folder):
        shelf.bury(stone)
    return stone


def take_down(stone: Tombstone, to: Path) -> None:
    """Lay a tombstone in the place of what was published below `to`.

    `latest.json` moves first, to the newest that still stands there; where none does, it goes.

    Raises:
        ReleaseError: the folder takes no writes, or what is in it cannot be read.
    """
    place, version = Shelf(to), Version.read(stone.version)
    with writing(to), alone(to):
        named = latest(to)
        if named and named.version == stone.version:
            standing = [one for one in place.standing() if one != version]
            point(place, standing[-1] if standing else None)
        place.bury(stone)
        place.archive(version).unlink(missing_ok=True)
        discard(place.path(version))


def still_held(shelf: Shelf) -> Iterator[Held]:
    """The rows that people withdrew, and which releases that stand still hold them.

    Raises:
        ReleaseError: a release is not whole.
        StoreError: a table of one is damaged.
    """
    standing = shelf.standing()
    if not standing:
        return
    gone = _withdrawn(shelf.path(shelf.versions()[-1]))
    ids = {version: _ids(shelf.path(version), gone) for version in standing}
    for table, row_id, reason in gone:
        versions = tuple(version for version in standing if row_id in ids[version].get(table, ()))
        if versions:
            yield Held(table, row_id, reason, versions)


def _withdrawn(release: Path) -> list[tuple[str, str, str]]:
    rows = read_parquet(release / path_of("withdrawn"))
    stated = rows.filter(compute.equal(rows["why"], Disappearance.WITHDRAWN.value))
    return [(row["table"], row["row_id"], row["reason"]) for row in stated.to_pylist()]


def _ids(release: Path, gone: list[tuple[str, str, str]]) -> Mapping[str, frozenset[str]]:
    found = {}
    for table in {table for table, _, _ in gone}:
        own = identified()[table]
        wanted = pa.array([row_id for name, row_id, _ in gone if name == table], pa.string())
        ids = read_parquet(release / path_of(table), [own])[own]
        found[table] = frozenset(ids.filter(compute.is_in(ids, value_set=wanted)).to_pylist())
    return found
