"""The releases below `outputs/releases`: each is there whole, and never changed.

<version>/   the release    <version>.zip   the same, packed
<version>.retracted.json    where others should no longer use it
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.release import ReleaseError
from pipeline.release.archive import pack
from pipeline.release.manifest import Manifest
from pipeline.release.stated import Stated
from pipeline.release.versions import Version
from pipeline.store.atomic import replacing, sync
from pipeline.store.folders import discard, sync_tree


class Tombstone(Stated):
    """`<version>.retracted.json`: a release that others should no longer use, and why.

    Attributes:
        name: The data set's, as in its manifest; and so `title`, `version` and `released`.
        reason: Why, as a person said it.
        manifest_sha256: By which a copy is known as the retracted one.
        instead: The newest version that stood then; None where none did.
    """

    unreadable = "cannot be read; take it away and retract again"

    name: str
    title: str
    version: str
    released: date
    reason: str
    manifest_sha256: str
    instead: str | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The releases in a folder."""

    folder: Path

    def versions(self) -> tuple[Version, ...]:
        """What is released, the oldest first."""
        if not self.folder.is_dir():
            return ()
        folders = (path for path in self.folder.iterdir() if path.is_dir())
        return tuple(sorted(Version.read(p.name) for p in folders if not p.name.startswith(".")))

    def standing(self) -> tuple[Version, ...]:
        """What is released and not retracted, the oldest first."""
        return tuple(one for one in self.versions() if not self._stone(one).exists())

    def tombstone(self, version: Version) -> Tombstone | None:
        """What is said of a release that is retracted; None of one that is not.

        Raises:
            ReleaseError: it cannot be read.
        """
        path = self._stone(version)
        return Tombstone.read(path.read_bytes(), path) if path.exists() else None

    def bury(self, stone: Tombstone) -> None:
        """Say of a release that it is retracted; what is said already stays.

        Raises:
            OSError: the folder takes no writes.
        """
        path = self._stone(Version.read(stone.version))
        if not path.exists():
            with replacing(path) as stream:
                stream.write(stone.data())

    def path(self, version: Version) -> Path:
        """The folder of a release."""
        return self.folder / str(version)

    def archive(self, version: Version) -> Path:
        """The zip of a release."""
        return self.folder / f"{version}.zip"

    def _stone(self, version: Version) -> Path:
        return self.folder / f"{version}.retracted.json"

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A fresh, empty folder to make a release in; what is not placed goes."""
        staging = self.folder / ".staging"
        discard(staging)
        staging.mkdir(parents=True)
        try:
            yield staging
        finally:
            # what a broken disk does not let go of, the next one removes
            with suppress(OSError):
                discard(staging)

    def place(self, staging: Path, version: Version) -> Path:
        """Make a staged folder the release `version`: of many who try, one does.

        Raises:
            ReleaseError: that version is there already.
        """
        sync_tree(staging)
        release = self.path(version)
        try:
            # a folder takes no name that a folder with files has
            os.rename(staging, release)  # noqa: PTH104
        except OSError as error:
            if release.exists():
                raise ReleaseError(f"{release} is there already; a release never changes") from None
            raise ReleaseError(f"{release} cannot be made ({error.strerror})") from error
        sync(self.folder)
        return release

    def pack(self, version: Version) -> Path:
        """The zip of a release, made if it is not there."""
        archive, release = self.archive(version), self.path(version)
        if not archive.exists():
            manifest = Manifest.of(release)
            pack(release, archive, top=f"{manifest.name}-{version}")
        return archive
