"""The site's folder: every file beside the old ones, then one link swapped.

    .sites/<digest>/…    site → .sites/<digest>

The digest is that of the paths and bytes of all files, so the same pages have the same name.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.atomic import point
from pipeline.store.folders import discard

#: A path below the site's folder, and what the file there holds, or a file that holds it.
Page = tuple[str, bytes | Path]


@dataclass(frozen=True, slots=True)
class Written:
    """A site as it was written: where, under which digest, and how much."""

    link: Path
    digest: str
    files: int
    bytes: int


def publish(out: Path, pages: Iterable[Page]) -> Written:
    """Write the pages below `out` and make them the site that readers see.

    The site before stays for those who are still reading it; older ones are removed. The caller
    holds the lock of `out`.

    Raises:
        StoreError: a real folder is in the link's place.
        ValueError: two pages have one path.
    """
    sites, link = out / ".sites", out / "site"
    staging = sites / ".staging"
    discard(staging)
    digest, files, size = _write(staging, pages)
    os.sync()  # one call for all files, where one for each would cost minutes
    target = sites / digest
    discard(target)
    staging.rename(target)
    before = link.readlink().name if link.is_symlink() else None
    point(link, f"{sites.name}/{digest}")
    for old in sorted(sites.iterdir()):
        if old.name not in {digest, before}:
            discard(old)
    return Written(link, digest, files, size)


def _write(folder: Path, pages: Iterable[Page]) -> tuple[str, int, int]:
    sums: dict[str, str] = {}
    size = 0
    for path, held in pages:
        if path in sums:
            raise ValueError(f"two pages are called {path}")
        target = folder / path
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True)
        if isinstance(held, Path):
            shutil.copyfile(held, target)
        else:
            target.write_bytes(held)
        sums[path] = _sha256(held)
        size += target.stat().st_size
    told = "".join(f"{sums[path]}  {path}\n" for path in sorted(sums))
    return hashlib.sha256(told.encode()).hexdigest()[:16], len(sums), size


def _sha256(held: bytes | Path) -> str:
    if isinstance(held, bytes):
        return hashlib.sha256(held).hexdigest()
    with held.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
