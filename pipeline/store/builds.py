"""The builds in `outputs/`, of which `current` names the one that readers see.

    builds/<digest>/{tables,stats}/…  manifest.json
    current → builds/<digest>    tables → current/tables    stats → current/stats

Only one build at a time may write here (`pipeline.store.lock`). A reader who opens
several files takes them from one build by resolving `current` once.
"""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.store import StoreError
from pipeline.store.atomic import point, replacing, sync
from pipeline.store.folders import FileFacts, discard, facts, sync_tree

MANIFEST = "manifest.json"


class Manifest(BaseModel):
    """The digest of a build and the facts of its files by relative path, sorted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    digest: str
    files: dict[str, FileFacts]


@dataclass(frozen=True, slots=True)
class Builds:
    """The builds below the outputs folder `out`."""

    out: Path

    def stage(self) -> Path:
        """A fresh, empty staging folder; one that a crash left behind is removed."""
        discard(self._staging)
        self._staging.mkdir(parents=True)
        return self._staging

    def staged(self) -> Path:
        """The staging folder as it is; where there is none, a fresh copy of the current build.

        Raises:
            StoreError: There is neither, or the current build is damaged.
        """
        if not self._staging.is_dir():
            self._stage_copy()
        return self._staging

    def publish(self, digest: str) -> Path:
        """Make the staging folder the build `digest`, and that the current one.

        A build of that digest that is there already is kept if it matches its manifest and
        is the same, and replaced otherwise. The build that was current before is kept for those who
        are still reading it; all others are removed. Until `current` is swapped, readers
        see the old build; after a crash at any point, the old or the new one.

        Args:
            digest: Hex digits that name the build's content.

        Raises:
            StoreError: There is no staging folder, or something is in a link's place.
            ValueError: The digest is not of hex digits.
        """
        if not re.fullmatch(r"[0-9a-f]+", digest):
            raise ValueError("a digest is of hex digits")
        if not self._staging.is_dir():
            raise StoreError(f"nothing is staged in {self._staging}; build first")
        before, build = self.current(), self._folder / digest
        if build.is_dir() and not self.verify(build) and _facts(build) == _facts(self._staging):
            discard(self._staging)
        else:
            _seal(self._staging, digest)
            self._put(build)
        self._show(build)
        if before != build:
            self._sweep(keep={build, before})
        return build

    def current(self) -> Path | None:
        """The build that readers see; null when nothing was published yet."""
        link = self.out / "current"
        if not link.is_symlink():
            return None
        build = self.out / link.readlink()
        return build if build.is_dir() else None

    def holds(self, digest: str) -> bool:
        """Whether the build `digest` is the current one, and undamaged."""
        build = self.current()
        return build is not None and build.name == digest and not self.verify(build)

    def verify(self, build: Path) -> list[str]:
        """The relative paths of a build's missing, altered and unlisted files, sorted."""
        try:
            listed = Manifest.model_validate_json((build / MANIFEST).read_bytes()).files
        except (OSError, ValueError):
            return [MANIFEST]
        return sorted({path for path, _ in listed.items() ^ _facts(build).items()})

    @property
    def _folder(self) -> Path:
        return self.out / "builds"

    @property
    def _staging(self) -> Path:
        return self._folder / ".staging"

    def _stage_copy(self) -> None:
        current = self.current()
        if current is None:
            raise StoreError(f"there is no build in {self.out} yet; build first")
        if damaged := self.verify(current):
            raise StoreError(f"{current} is damaged ({', '.join(damaged)}); build again")
        copy = self._folder / ".copy"
        discard(copy)
        shutil.copytree(current, copy)
        (copy / MANIFEST).unlink()
        copy.rename(self._staging)

    def _put(self, build: Path) -> None:
        """Move the sealed staging folder to `build`, in the place of a damaged one."""
        if build == self.current():
            # links hold what readers see while the damaged build makes room
            bridge = self._folder / ".bridge"
            discard(bridge)
            shutil.copytree(self._staging, bridge, copy_function=os.link)
            self._show(bridge)
        discard(build)
        self._staging.rename(build)
        sync(self._folder)

    def _show(self, build: Path) -> None:
        point(self.out / "tables", "current/tables")
        point(self.out / "stats", "current/stats")
        point(self.out / "current", f"builds/{build.name}")

    def _sweep(self, keep: set[Path | None]) -> None:
        for build in sorted(self._folder.iterdir()):
            if build.is_dir() and build not in keep:
                discard(build)


def _facts(build: Path) -> dict[str, FileFacts]:
    return facts(build, besides=(MANIFEST,))


def _seal(staging: Path, digest: str) -> None:
    """Bring everything to the disk, and the manifest last."""
    sync_tree(staging)
    manifest = Manifest(digest=digest, files=_facts(staging))
    with replacing(staging / MANIFEST) as stream:
        stream.write(manifest.model_dump_json(indent=1).encode() + b"\n")
