"""What was read of mails and chats, kept below outputs/private for the next build.

A reading is known by a digest of all that it was made from: content alone decides whether it is
made again. What was forgotten, or is no longer sent in, goes from here with the next build.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from pipeline.engine import Engine, Item_contra, Work
from pipeline.store.cache import BUCKETS, Bucket, Cache, Entry, bucket_number

Item = TypeVar("Item")
Found = TypeVar("Found")


class Form(Protocol[Item_contra, Found]):
    """How readings of one kind are put away: under which names, and as which plain data."""

    def digest(self, item: Item_contra) -> str | None:
        """The name of the reading of an item, which changes with it; None where none is kept."""

    def name(self, found: Found) -> str | None:
        """The name of a reading; None where it is not to be kept."""

    def facts(self, found: Found) -> Mapping[str, object]:
        """A reading as plain data."""

    def again(self, item: Item_contra, facts: Mapping[str, Any]) -> Found:
        """The reading of an item, from its plain data."""


def read_or_kept(
    items: Iterable[Item],
    form: Form[Item, Found],
    cache: Cache,
    work: Work[Item, Found, Sequence[Found]],
    engine: Engine,
    shard: int,
) -> list[Found]:
    """The readings of all items, in no order: those that wait in the cache, and the others made.

    Whatever ends this, what was read by then is in the cache. `shard` is how many items are
    given to an engine together.

    Raises:
        EngineError: the engine does not work.
    """
    kept = _Kept(cache, form)
    missing = kept.take(items)
    try:
        for whole in engine.map(work, _shards(missing, shard)):
            kept.found += whole
    finally:
        kept.save()
    return kept.found


class _Kept(Generic[Item, Found]):
    """Readings as they are found, beside the names that the cache has."""

    def __init__(self, cache: Cache, form: Form[Item, Found]) -> None:
        self.found: list[Found] = []
        self._cache = cache
        self._form = form
        self._before: list[frozenset[str]] = []

    def take(self, items: Iterable[Item]) -> list[Item]:
        """Find what is in the cache, one bucket at a time; give back the items of the rest."""
        missing: list[Item] = []
        wanted: dict[int, list[tuple[str, Item]]] = defaultdict(list)
        for item in items:
            if name := self._form.digest(item):
                wanted[bucket_number(name)].append((name, item))
            else:
                missing.append(item)
        for number in range(BUCKETS):
            entries = self._cache.load(number).entries
            self._before.append(frozenset(entries))
            for name, item in wanted.pop(number, ()):
                if name in entries:
                    self.found.append(self._form.again(item, entries[name].facts))
                else:
                    missing.append(item)
        return missing

    def save(self) -> None:
        """Write the buckets of which the names have changed; what is no longer found goes."""
        named: dict[int, dict[str, Found]] = defaultdict(dict)
        for one in self.found:
            if name := self._form.name(one):
                named[bucket_number(name)][name] = one
        for number, before in enumerate(self._before):
            now = named.pop(number, {})
            if now.keys() != before:
                entries = {
                    name: Entry(name, self._form.facts(one), {})
                    for name, one in sorted(now.items())
                }
                self._cache.save(number, Bucket(entries))
        self._cache.sweep()


def _shards(items: Iterable[Item], size: int) -> Iterator[Sequence[Item]]:
    waiting = iter(items)
    while shard := list(islice(waiting, size)):
        yield shard
