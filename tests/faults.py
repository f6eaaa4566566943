"""Work that is struck at a system call: killed there, or told that the disk is full.

The work runs in a process of its own, a fork of one that has imported the program, and waits until
strace holds it. Which call is struck is said by its name and by how many of that name came before.
"""

import multiprocessing
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.release import ReleaseError
from pipeline.store import StoreError

#: Every system call that can change what is on a disk; a file that `openat` makes is empty, and
#: is there as such when the next of these is struck.
WRITES = (
    "write writev pwrite64 pwritev pwritev2 sendfile copy_file_range truncate ftruncate fallocate "
    "fsync fdatasync sync_file_range msync rename renameat renameat2 link linkat symlink symlinkat "
    "mkdir mkdirat rmdir unlink unlinkat chmod fchmod fchmodat utimensat mknod mknodat"
).split()
#: What a full disk, one's own full share of it, and a disk that takes no writes answer.
FULL, QUOTA, READ_ONLY, BROKEN = "ENOSPC", "EDQUOT", "EROFS", "EIO"

DONE, REFUSED, KILLED = 0, 3, -9
MISSED = "MISSED"  # nothing struck the work: it made fewer such calls
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.release.struck"])  # what works are made of


@dataclass(frozen=True, slots=True)
class Blow:
    """What happens at the `at`-th call of a name: a kill, or an error from that call on."""

    call: str
    at: int
    error: str | None = None

    def __str__(self) -> str:
        return f"{self.error or 'kill'} at {self.call} {self.at}"

    def injected(self) -> str:
        """As strace is told."""
        if self.error:
            return f"inject={self.call}:error={self.error}:when={self.at}+"
        return f"inject={self.call}:signal=KILL:when={self.at}"


def can_strike() -> bool:
    """Whether strace is there and may hold a process."""
    strace = shutil.which("strace")
    return strace is not None and not subprocess.call([strace, "-qqo", os.devnull, "true"])


def calls_of(work: Callable[[], object]) -> Counter[str]:
    """How often a work makes each of the calls, when nothing is struck."""
    with tempfile.NamedTemporaryFile("r") as log:
        assert _held(work, "-o", log.name, "-e", f"trace={','.join(WRITES)}") == DONE
        return Counter(re.findall(r"^\d+ +(\w+)\(", log.read(), re.MULTILINE))


def struck(work: Callable[[], object], blow: Blow) -> int | str:
    """Do a work that is struck: DONE, REFUSED with words for people, KILLED, or what else came.

    MISSED where the work came to its end without the blow: it proves nothing.
    """
    with tempfile.NamedTemporaryFile("r") as log:
        ended = _held(work, "-o", log.name, "-e", f"trace={blow.call}", "-e", blow.injected())
        return ended if ended == KILLED or "(INJECTED)" in log.read() else MISSED


def at_once(works: list[Callable[[], object]]) -> list[int]:
    """Do works in processes that start at the same moment; how each ended."""
    start = _FORKS.Barrier(len(works))
    racing = [_FORKS.Process(target=_together, args=(start, work)) for work in works]
    for process in racing:
        process.start()
    for process in racing:
        process.join()
    return [process.exitcode or 0 for process in racing]


@contextmanager
def small_disk(folder: Path, mebibytes: float) -> Iterator[bool]:
    """A disk of that size at a folder; False where none may be mounted."""
    size = f"size={int(mebibytes * 1024)}k"
    command = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    mounted = subprocess.run(command, check=False, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def _held(work: Callable[[], object], *options: str) -> int:
    ours, theirs = _FORKS.Pipe()
    process = _FORKS.Process(target=_waiting, args=(theirs, work))
    process.start()
    command = ["strace", "-f", "-p", str(process.pid), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr
        line = strace.stderr.readline()
        assert "attached" in line, line
        ours.send(None)
        process.join()
        strace.stderr.read()
    return process.exitcode or 0


def _waiting(connection: Connection, work: Callable[[], object]) -> None:
    connection.recv()
    _leaving(work)


def _together(start: object, work: Callable[[], object]) -> None:
    start.wait()  # type: ignore[attr-defined]
    _leaving(work)


def _leaving(work: Callable[[], object]) -> None:
    """Do a work, and end with how it went; nothing is written on the way out."""
    try:
        work()
    except (ReleaseError, StoreError):
        os._exit(REFUSED)
    os._exit(DONE)
