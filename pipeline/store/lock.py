"""One build at a time writes to a folder of outputs."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.store import StoreError


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


def _acquire(out: Path) -> int:
    out.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    handle = os.open(out / ".lock", flags, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.pread(handle, 200, 0).decode(errors="replace").strip() or "just started"
        os.close(handle)
        raise StoreError(
            f"another build ({owner}) is writing to {out}; wait for it or stop it"
        ) from None
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
    return handle
