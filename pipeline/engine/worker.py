"""The far side of the guard: a process that does work until it is told to stop, or breaks."""

import gc
import math
import resource
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pipeline.engine import GARBAGE, EngineError, Work
from pipeline.engine.place import Place

#: How much memory one item may need beside what the worker has anyway.
MEMORY_MIB = 1024


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has its work, and waits for items."""


@dataclass(frozen=True, slots=True)
class Done:
    """The whole of a shard."""

    whole: Any


@dataclass(frozen=True, slots=True)
class Broke:
    """The worker met what it cannot go on from, and ends."""

    why: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The engine itself does not work."""

    why: str


def serve(connection: Connection, place: Place) -> None:
    """Take a work, then shards of its items, until the other side closes or an item is too much.

    `place` is told the position of each item that is begun, and behind the last that they are
    joined.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started this
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(EOFError, ConnectionError):
        work: Work[Any, Any, Any] = connection.recv()
        gc.set_threshold(GARBAGE)
        work.prepare()
        _limit_memory()
        connection.send(Ready())
        while True:
            try:
                _do(work, connection.recv(), connection, place)
            except EngineError as error:
                connection.send(Failed(str(error)))
                return
            except MemoryError:
                connection.send(Broke(f"needed more than {MEMORY_MIB} MiB of memory"))
                return


def _do(
    work: Work[Any, Any, Any], items: Sequence[Any], connection: Connection, place: Place
) -> None:
    parts = []
    for position, item in enumerate(items):
        _limit_time(work.seconds(item))
        place.put(position)
        parts.append(work.one(item))
    _limit_time(sum(map(work.seconds, items)))
    place.put(len(items))
    connection.send(Done(work.join(parts)))


def _limit_time(seconds: int) -> None:
    """So much processor time from now on, after which the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime) + seconds)


def _limit_memory() -> None:
    """So much memory from now on, where the system tells how much is in use (Linux does)."""
    told = Path("/proc/self/statm")
    if told.exists():
        pages = int(told.read_text("ascii").split()[0])
        _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + MEMORY_MIB * 1024**2)


def _limit(which: int, soft: int) -> None:
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
