"""A release in a bucket: its data first, the manifest last, and then `latest.json` names it.

Who reads takes a release for there once its manifest is. An upload that was broken off is taken up
again: what is there is compared, never written over.
"""

import re

from pipeline.release import ReleaseError
from pipeline.release.bucket import Bucket, reaching
from pipeline.release.manifest import MANIFEST
from pipeline.release.publish import LATEST, Latest, Published, sound
from pipeline.release.shelf import Shelf, Tombstone
from pipeline.release.versions import Version
from pipeline.store.folders import facts

_TRIES = 9


def upload(shelf: Shelf, version: Version, to: Bucket, *, dry_run: bool = False) -> Published:
    """Lay a release out in a bucket, as `publish` does in a folder.

    Raises:
        ReleaseError: there is no such release, it is retracted or not whole, another of that
            version is there, or the server refuses.
    """
    release = sound(shelf, version)
    with reaching(to):
        there = set(to.names())
        if f"{version}.retracted.json" in there:
            raise ReleaseError(f"{version} is retracted in {to}")
        paths = [path for path in facts(release) if path != MANIFEST]
        sources = {f"{version}/{path}": release / path for path in paths}
        sources[f"{version}.zip"] = shelf.pack(version)
        sources[f"{version}/{MANIFEST}"] = release / MANIFEST
        made = [path for path in sources if path not in there]
        made += [LATEST] if _moves(_named(to), version) else []
        if not dry_run:
            for path, source in sources.items():
                to.create(path, source)
            _point(to, version)
    return Published(version, tuple(made))


def take_away(stone: Tombstone, place: Bucket) -> None:
    """Lay a tombstone in the place of what was uploaded; `latest.json` moves first.

    Raises:
        ReleaseError: the server refuses.
    """
    with reaching(place):
        names = place.names()
        others = [one for one in _standing(names) if str(one) != stone.version]
        _leave(place, stone.version, others[-1] if others else None)
        place.swap(f"{stone.version}.retracted.json", stone.data(), None)
        own = sorted(name for name in names if name.startswith(f"{stone.version}/"))
        first = f"{stone.version}/{MANIFEST}"
        for name in (first, *own, f"{stone.version}.zip"):
            place.remove(name)


def _named(to: Bucket) -> Latest | None:
    data = to.read(LATEST)
    return Latest.read(data, f"{to}/{LATEST}") if data is not None else None


def _moves(named: Latest | None, version: Version) -> bool:
    return named is None or Version.read(named.version) < version


def _point(to: Bucket, version: Version) -> None:
    """Let `latest.json` name a version, unless it names a later one."""
    for _ in range(_TRIES):
        found = to.tagged(LATEST)
        if found and not _moves(Latest.read(found[0], f"{to}/{LATEST}"), version):
            return
        if to.swap(LATEST, Latest.of(version).data(), found[1] if found else None):
            return
    raise ReleaseError(f"{to}/{LATEST} is written by others all the time; try again")


def _leave(place: Bucket, gone: str, instead: Version | None) -> None:
    """Let `latest.json` no longer name a version."""
    found = place.tagged(LATEST)
    if not found or Latest.read(found[0], f"{place}/{LATEST}").version != gone:
        return
    if instead is None:
        place.remove(LATEST)
    elif not place.swap(LATEST, Latest.of(instead).data(), found[1]):
        raise ReleaseError(f"{place}/{LATEST} was changed just now; try again")


def _standing(names: tuple[str, ...]) -> list[Version]:
    whole = (re.fullmatch(rf"([0-9.]+)/{re.escape(MANIFEST)}", name) for name in names)
    versions = (Version.read(found[1]) for found in whole if found)
    return sorted(one for one in versions if f"{one}.retracted.json" not in names)
