"""Work that is done item by item, in this process or in guarded ones.

An engine takes shards of items and gives back one result for each part of the shards that was
done together, in any order. Whoever asks must not depend on how items were put together.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

#: After how many new objects a process looks for garbage: sessions are many small things that
#: live until their rows are written, and the default would look through them again and again.
GARBAGE = 50_000

Item_contra = TypeVar("Item_contra", contravariant=True)
Part = TypeVar("Part")
Whole_co = TypeVar("Whole_co", covariant=True)


class EngineError(Exception):
    """The engine itself does not work; the message is for people."""


class Work(Protocol[Item_contra, Part, Whole_co]):
    """What is done with each item; it is sent to other processes, and so are items and wholes."""

    def prepare(self) -> None:
        """What takes time or memory once a process, and counts for no item."""

    def one(self, item: Item_contra) -> Part:
        """What becomes of an item; it raises nothing that one item alone could cause."""

    def lost(self, item: Item_contra, why: str) -> Part:
        """What stands for an item at which a process broke twice; `why` says how."""

    def join(self, parts: Sequence[Part]) -> Whole_co:
        """The parts of several items as one result."""

    def seconds(self, item: Item_contra) -> int:
        """How much processor time an item may take."""


class Engine(Protocol):
    """Something that does work."""

    def map(
        self, work: Work[Item_contra, Part, Whole_co], shards: Iterable[Sequence[Item_contra]]
    ) -> Iterator[Whole_co]:
        """The wholes of all items, each item in exactly one."""


class Inline:
    """Everything in this process and without a guard: for tests, and for a debugger."""

    def map(
        self, work: Work[Item_contra, Part, Whole_co], shards: Iterable[Sequence[Item_contra]]
    ) -> Iterator[Whole_co]:
        """The whole of each shard, in order."""
        work.prepare()
        for shard in shards:
            yield work.join([work.one(item) for item in shard])
