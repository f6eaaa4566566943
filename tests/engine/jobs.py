"""Work for the engines' tests: it breaks in every way that a hostile file could make it break."""

import ctypes
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


def _loop() -> None:
    while True:
        pass


def _sleep() -> None:
    time.sleep(600)


def _allocate() -> None:
    kept = []
    while True:
        kept.append(bytearray(32 * 1024**2))


def _segfault() -> None:
    ctypes.string_at(0)


BREAKS = {
    "loops": (_loop, "took longer than 1 s of processor time"),
    "sleeps": (_sleep, "took longer than 3 s"),
    "allocates": (_allocate, "needed more than 1024 MiB of memory"),
    "exits": (lambda: os._exit(7), "ended the process that read it (exit status 7)"),
    "segfaults": (_segfault, "ended the process that read it (SIGSEGV)"),
    "is killed": (
        lambda: os.kill(os.getpid(), signal.SIGKILL),
        "ended the process that read it (SIGKILL)",
    ),
}


@dataclass(frozen=True)
class Job:
    """Says each item in capitals; one that `BREAKS` names breaks the process."""

    once: Path | None = None  # breaks only while this file is there, and takes it away

    def prepare(self) -> None:
        pass

    def one(self, item: str) -> str:
        if item in BREAKS and (self.once is None or self.once.exists()):
            if self.once:
                self.once.unlink()
            BREAKS[item][0]()
        return item.upper()

    def lost(self, item: str, why: str) -> str:
        return f"{item}: {why}"

    def join(self, parts: Sequence[str]) -> list[str]:
        if "JOINS BADLY" in parts:
            os._exit(9)
        return list(parts)

    def seconds(self, _item: str) -> int:
        return 1
