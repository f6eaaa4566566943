"""Warm worker processes under a watchdog: an item at which one breaks costs that item."""

import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic

from pipeline.engine import EngineError, Item_contra, Part, Whole_co, Work
from pipeline.engine.place import Place
from pipeline.engine.worker import Broke, Done, Failed, Ready

#: A worker that is silent for so many times what its item may take of the processor is ended.
PATIENCE = 5
_STARTING = 120
_LOOKING = 1  # second between looks at where workers are

# the folders of modules are handed on, so that a worker finds what its work is made of
_START = (
    "import sys; fd, place, *sys.path = sys.argv[1:]; "
    "from multiprocessing.connection import Connection; from pipeline.engine.place import Place; "
    "from pipeline.engine.worker import serve; serve(Connection(int(fd)), Place(int(place)))"
)

Said = Broke | Done | Failed | Ready


@dataclass(frozen=True, slots=True)
class _Task:
    """Items that are done together; `again` where its one item broke a worker before."""

    items: Sequence[Any]
    again: bool = False

    def without(self, position: int) -> "Iterator[_Task]":
        """What is left to do when a worker broke at a position; behind the last, at joining."""
        if position < len(self.items):
            apart, others = [self.items[position]], list(self.items)
            del others[position]
            yield _Task(others)
        else:
            apart = list(self.items)
        for item in apart:
            yield _Task([item], again=len(apart) == 1)


class _Worker:
    """A process, what it does, and until when it may be silent."""

    def __init__(self, work: Work[Any, Any, Any], task: _Task) -> None:
        """Start it with its first task; it says when it is ready."""
        self._work = work
        self._task = task
        self._seen, self._deadline = -1, 0.0
        ours, theirs = socket.socketpair()
        with theirs, tempfile.TemporaryFile() as shared:
            self._place = Place(shared)
            self._expect(-1, _STARTING)
            fds = [theirs.fileno(), shared.fileno()]
            command = [sys.executable, "-P", "-c", _START, *map(str, fds), *sys.path]
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and no shell
                command, pass_fds=fds, stdin=subprocess.DEVNULL, start_new_session=True
            )
        self.connection = Connection(ours.detach())
        self.connection.send(work)
        self.connection.send(task.items)

    @property
    def task(self) -> _Task:
        """What it does, or did last."""
        return self._task

    @property
    def position(self) -> int:
        """The item of its task that it is at: behind the last it joins them; below 0 it starts."""
        return self._place.get()

    def give(self, task: _Task) -> None:
        """Let it do another task."""
        self._task = task
        self._expect(0, PATIENCE * self._seconds(0))
        self.connection.send(task.items)

    def hear(self) -> Said:
        """What it says next; that it broke, where it says no more."""
        try:
            said: Said = self.connection.recv()
        except (EOFError, ConnectionError):
            return Broke(self._ended())
        return said

    def late(self) -> Broke | None:
        """That it broke, where it stayed at one item for too long."""
        now, position = time.monotonic(), self.position
        if position != self._seen:
            self._seen, self._deadline = position, now + PATIENCE * self._seconds(position)
        if now < self._deadline:
            return None
        return Broke(f"took longer than {PATIENCE * self._seconds(position)} s")

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        self.connection.close()

    def _expect(self, position: int, seconds: float) -> None:
        """It is at a position, and may be for so long."""
        self._place.put(position)
        self._seen, self._deadline = position, time.monotonic() + seconds

    def _seconds(self, position: int) -> int:
        here = self._task.items[position : position + 1] or self._task.items
        return sum(map(self._work.seconds, here))

    def _ended(self) -> str:
        code = self._process.wait()
        if code == -signal.SIGXCPU:
            return f"took longer than {self._seconds(self.position)} s of processor time"
        if code < 0:
            return f"ended the process that read it ({signal.Signals(-code).name})"
        return f"ended the process that read it (exit status {code})"


class _Tasks:
    """What is still to be done: what broken workers left first."""

    def __init__(self, fresh: Iterator[_Task]) -> None:
        self._fresh = fresh
        self._left: deque[_Task] = deque()

    def next(self) -> _Task | None:
        """A task with something to do; null where all is done."""
        while self._left:
            if (task := self._left.popleft()).items:
                return task
        return next(self._fresh, None)

    def after(self, worker: _Worker, why: str, work: Work[Any, Any, Any]) -> Iterator[Any]:
        """Takes back what a broken worker had; what stands for its item where that is lost."""
        if worker.position < 0:
            raise EngineError(f"a worker could not be started: it {why}")
        if worker.task.again:
            yield work.join([work.lost(worker.task.items[0], why)])
        else:
            self._left.extend(worker.task.without(worker.position))


@dataclass(frozen=True, slots=True)
class Guarded:
    """So many workers on this machine.

    An item at which a worker breaks (it dies, takes too long, needs too much memory) is tried
    once more alone; what shared its shard is done again without it.
    """

    workers: int

    def map(
        self, work: Work[Item_contra, Part, Whole_co], shards: Iterable[Sequence[Item_contra]]
    ) -> Iterator[Whole_co]:
        """The wholes, as workers come to them.

        Raises:
            EngineError: A worker cannot be started.
        """
        with closing(Crew(work, self.workers)) as crew:
            yield from crew.do(shards)


class Crew(Generic[Item_contra, Part, Whole_co]):
    """Workers of one work, kept warm between shards."""

    def __init__(self, work: Work[Item_contra, Part, Whole_co], workers: int) -> None:
        """Nobody is started before there is something to do."""
        self._work = work
        self._workers = workers
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []

    def do(self, shards: Iterable[Sequence[Item_contra]]) -> Iterator[Whole_co]:
        """The wholes of shards, as workers come to them.

        Raises:
            EngineError: A worker cannot be started.
        """
        tasks = _Tasks(_Task(shard) for shard in shards if shard)
        while True:
            while len(self._busy) < self._workers and (task := tasks.next()):
                self._busy.append(self._set_to_work(task))
            if not self._busy:
                return
            for worker, said in _heard(self._busy):
                match said:
                    case Done(whole):
                        self._busy.remove(worker)
                        self._idle.append(worker)
                        yield whole
                    case Failed(why):
                        raise EngineError(why)
                    case Broke(why):
                        self._busy.remove(worker)
                        worker.kill()
                        yield from tasks.after(worker, why, self._work)

    def close(self) -> None:
        """End all workers, whatever they do."""
        for worker in (*self._idle, *self._busy):
            worker.kill()

    def _set_to_work(self, task: _Task) -> _Worker:
        if not self._idle:
            return _Worker(self._work, task)
        worker = self._idle.pop()
        worker.give(task)
        return worker


def _heard(busy: Sequence[_Worker]) -> Iterator[tuple[_Worker, Said]]:
    """What workers say next, if one says something soon or is late."""
    speaking = wait([worker.connection for worker in busy], _LOOKING)
    for worker in list(busy):
        if worker.connection in speaking:
            yield worker, worker.hear()
        elif late := worker.late():
            yield worker, late
