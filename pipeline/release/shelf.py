"""The releases below `outputs/releases`: each is there whole, and never changed.

<version>/   the release    <version>.zip   the same, packed
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.release import ReleaseError
from pipeline.release.archive import pack
from pipeline.release.manifest import Manifest
from pipeline.release.versions import Version
from pipeline.store.atomic import sync
from pipeline.store.folders import discard, sync_tree


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

    def path(self, version: Version) -> Path:
        """The folder of a release."""
        return self.folder / str(version)

    def archive(self, version: Version) -> Path:
        """The zip of a release."""
        return self.folder / f"{version}.zip"

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
