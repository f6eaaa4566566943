"""Work on a Dask cluster: the same code in the same guarded processes, on other machines."""

import pickle
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from pipeline.engine import EngineError, Item_contra, Part, Whole_co, Work
from pipeline.engine.guard import Crew, Guarded

#: For how long a cluster may be without workers.
PATIENCE = 60
# how many shards each thread of the cluster has before it, so that it never waits for the next
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Dask scheduler by address.

    Its workers must see the items (sessions lie in a folder that all machines share under the
    same path) and have the same program installed. What one leaves behind another does again.
    """

    address: str

    def map(
        self, work: Work[Item_contra, Part, Whole_co], shards: Iterable[Sequence[Item_contra]]
    ) -> Iterator[Whole_co]:
        """The wholes, as the cluster comes to them.

        Raises:
            EngineError: There is no cluster of that address, or it has lost all its workers.
        """
        try:
            distributed: Any = import_module("distributed")  # an extra, and slow to load
        except ImportError:
            raise EngineError(
                "Dask is not installed; install the extra: pip install -e '.[dask]'"
            ) from None
        try:
            client = distributed.Client(self.address, timeout=PATIENCE, set_as_default=False)
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError) as error:
            raise EngineError(f"no Dask cluster with workers answers at {self.address}") from error
        with client:
            packed = pickle.dumps(work)
            waiting: dict[Any, Sequence[Item_contra]] = {}
            left = iter(shards)
            while True:
                for shard in _next(left, _AHEAD * _threads(client) - len(waiting)):
                    waiting[client.submit(do_shard, packed, shard, pure=False)] = shard
                if not waiting:
                    return
                for future in self._done(distributed, client, list(waiting)):
                    shard = waiting.pop(future)
                    try:
                        wholes = future.result()
                    except distributed.KilledWorker:  # no worker outlived it: here it is guarded
                        wholes = Guarded(1).map(work, [shard])
                    yield from wholes

    def _done(self, distributed: Any, client: Any, futures: list[Any]) -> list[Any]:
        """The futures that are done; waits for one."""
        while True:
            try:
                with client.as_current():
                    found = distributed.wait(futures, PATIENCE, "FIRST_COMPLETED")
                return list(found.done)
            except TimeoutError:
                if not _threads(client):
                    raise EngineError(
                        f"the Dask cluster at {self.address} has lost all its workers"
                    ) from None


def do_shard(packed: bytes, shard: Sequence[Any]) -> list[Any]:
    """On the cluster: the wholes of a shard, by a guarded process that waits for the next."""
    return list(_crew(packed, threading.get_ident()).do([shard]))


@cache
def _crew(packed: bytes, _thread: int) -> Crew[Any, Any, Any]:
    return Crew(pickle.loads(packed), 1)  # noqa: S301 - Dask itself takes pickles from its client


def _threads(client: Any) -> int:
    return sum(client.nthreads().values())


def _next(shards: Iterator[Sequence[Any]], count: int) -> Iterator[Sequence[Any]]:
    """The next shards that are not empty."""
    for _ in range(count):
        if shard := next(shards, None):
            yield shard
