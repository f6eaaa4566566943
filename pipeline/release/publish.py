"""A release laid out for others in a folder that a web server shows.

`<version>/` and `<version>.zip` as they were released, and `latest.json`, which names the newest.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pipeline.release import ReleaseError, writing
from pipeline.release.shelf import Shelf
from pipeline.release.stated import Stated
from pipeline.release.verify import verify
from pipeline.release.versions import Version
from pipeline.store.atomic import replacing
from pipeline.store.folders import facts

LATEST = "latest.json"


class Latest(Stated):
    """`latest.json`: the newest published version, and its zip."""

    unreadable = "cannot be read; take it away"

    version: str
    path: str
    archive: str

    @classmethod
    def of(cls, version: Version) -> Self:
        """What names a version."""
        return cls(version=str(version), path=f"{version}/", archive=f"{version}.zip")


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, or would do: a path for each thing that was not there."""

    version: Version
    made: tuple[str, ...]


def publish(shelf: Shelf, version: Version, to: Path, *, dry_run: bool = False) -> Published:
    """Lay a release out below `to`: what is there is never changed, and `latest.json` goes last.

    What an interrupted attempt left behind is gone over again. `latest.json` only moves forward.

    Raises:
        ReleaseError: there is no such release, it is retracted or not whole, another of that
            version is there, or the folder takes no writes.
    """
    release, target = sound(shelf, version), Shelf(to)
    _refuse_retracted(target, version)
    made = list(_missing(shelf, target, version))
    if dry_run:
        return Published(version, tuple(made))
    with writing(to), alone(to):
        made = list(_missing(shelf, target, version))
        if str(version) in made:
            _copy(release, target, version)
        target.pack(version)
        if LATEST in made:
            point(target, version)
    return Published(version, tuple(made))


def sound(shelf: Shelf, version: Version) -> Path:
    """The folder of a release that may be published.

    Raises:
        ReleaseError: there is no such release, or it is retracted or not whole.
    """
    release = shelf.path(version)
    if version not in shelf.versions():
        raise ReleaseError(f"{version} is not in {shelf.folder}")
    _refuse_retracted(shelf, version)
    if not verify(release).sound:
        raise ReleaseError(f"{release} is not whole; see officehours verify")
    return release


def latest(to: Path) -> Latest | None:
    """What `latest.json` names; None where nothing was published.

    Raises:
        ReleaseError: it cannot be read.
    """
    try:
        data = (to / LATEST).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ReleaseError(f"{to / LATEST} cannot be read ({error.strerror})") from error
    return Latest.read(data, to / LATEST)


def _refuse_retracted(shelf: Shelf, version: Version) -> None:
    if stone := shelf.tombstone(version):
        raise ReleaseError(f"{version} is retracted in {shelf.folder}: {stone.reason}")


def _missing(shelf: Shelf, target: Shelf, version: Version) -> Iterator[str]:
    """What is not there yet of a release."""
    there = target.path(version)
    if not there.exists():
        yield str(version)
    elif not verify(there).sound or _sums(there) != _sums(shelf.path(version)):
        raise ReleaseError(f"{there} is there already, and is another or not whole")
    if not target.archive(version).exists():
        yield f"{version}.zip"
    named = latest(target.folder)
    if named is None or Version.read(named.version) < version:
        yield LATEST


def _sums(release: Path) -> bytes:
    return (release / "SHA256SUMS").read_bytes()


def _copy(release: Path, target: Shelf, version: Version) -> None:
    with target.staging() as staging:
        for path in facts(release):
            (staging / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(release / path, staging / path)
        target.place(staging, version)


def point(target: Shelf, version: Version | None) -> None:
    """Let `latest.json` name a version; where there is none, it goes."""
    path = target.folder / LATEST
    if version is None:
        path.unlink(missing_ok=True)
        return
    with replacing(path) as stream:
        stream.write(Latest.of(version).data())


@contextmanager
def alone(to: Path) -> Iterator[None]:
    """One publisher at a time: the others wait."""
    to.mkdir(parents=True, exist_ok=True)
    handle = os.open(to / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
