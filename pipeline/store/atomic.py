"""Files and links that are there whole or not at all, after a crash or a power cut, too."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.store import StoreError

#: The mode of files that only their owner may read.
OWNER_ONLY = 0o600
ANYBODY = 0o666  # less what the owner's umask takes away


@contextmanager
def replacing(path: Path, mode: int = ANYBODY) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` when the block ends well.

    Until then `path` is as it was; where the block raises, it stays so. `mode` is who may read
    it from its first byte on.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(beside, flags, mode), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    sync(path.parent)


def point(link: Path, target: str) -> None:
    """Make `link` a symbolic link to `target`, a path relative to the link's folder.

    Raises:
        StoreError: A real file or folder is in the link's place.
    """
    if link.is_symlink():
        if link.readlink() == Path(target):
            return
    elif link.exists():
        raise StoreError(f"{link} must be a link to {target}, but is a file or folder; move it")
    beside = link.with_name(f".{link.name}.new")
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)
    beside.replace(link)
    sync(link.parent)


def sync(path: Path) -> None:
    """Wait until a file's bytes, or a folder's list of names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
