"""One build at a time writes to a folder of outputs."""

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.store import StoreError

_GLANCE_SECONDS = 0.05


@contextmanager
def build_lock(out: Path) -> Iterator[None]:
    """Hold the lock of the outputs folder `out`, made if it is not there.

    The kernel releases it when the process dies, however it dies. A forked child that
    lives on keeps it: start helpers with exec (spawn, forkserver), not with a bare fork.

    Raises:
        StoreError: Another build, of this process or another, holds it.
    """
    handle = _acquire(out)
    try:
        yield
    finally:
        os.ftruncate(handle, 0)
        os.close(handle)


def is_held(out: Path) -> bool:
    """Whether a build, of any process, is writing to the outputs folder `out`."""
    try:
        handle = os.open(out / ".lock", os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return False
    try:
        return not _locked(handle, fcntl.LOCK_SH)
    finally:
        os.close(handle)


def _acquire(out: Path) -> int:
    out.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    handle = os.open(out / ".lock", flags, 0o644)
    if not _locked(handle, fcntl.LOCK_EX):
        owner = os.pread(handle, 200, 0).decode(errors="replace").strip() or "just started"
        os.close(handle)
        raise StoreError(f"another build ({owner}) is writing to {out}; wait for it or stop it")
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
    return handle


def _locked(handle: int, kind: int) -> bool:
    """Whether the lock could be had; asked twice, for somebody may only have looked at it."""
    for wait in (_GLANCE_SECONDS, 0):
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(wait)
        else:
            return True
    return False
