"""Whole folders of files: what they hold, on the disk for good, and away."""

import hashlib
import shutil
from collections.abc import Collection
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.store.atomic import sync


class FileFacts(BaseModel):
    """What a file must be: its size in bytes and the hex digits of its SHA-256."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: int
    sha256: str


def facts(folder: Path, besides: Collection[str] = ()) -> dict[str, FileFacts]:
    """The facts of all files but those named, by relative path, sorted."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in besides:
            with path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            found[name] = FileFacts(bytes=path.stat().st_size, sha256=sha256)
    return dict(sorted(found.items()))


def sync_tree(folder: Path) -> None:
    """Wait until everything in a folder is on the disk."""
    for path in folder.rglob("*"):
        sync(path)
    sync(folder)


def discard(folder: Path) -> None:
    """Remove a folder; one that is only half removed never keeps the name of a whole one."""
    trash = folder.with_name(".discarded")
    if trash.exists():
        shutil.rmtree(trash)
    if folder.exists():
        folder.rename(trash)
        shutil.rmtree(trash)
