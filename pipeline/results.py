"""The results of all sessions: those that wait in the cache, and those that have to be read."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.corpus import Folder, LoadedCorpus, Problem
from pipeline.engine import Engine
from pipeline.shards import ReadSessions, Shard, Told, concatenated
from pipeline.store import StoreError
from pipeline.store.cache import BUCKETS, Bucket, Cache, Entry, bucket_number

_SHARD_SESSIONS = 16
_SHARD_BYTES = 1_000_000


def read_all(
    loaded: LoadedCorpus,
    engine: Engine,
    cache: Cache | None,
    progress: Iterator[object],
    anew: Collection[str] = (),
) -> tuple[tuple[Told, ...], dict[str, pa.Table]]:
    """What became of every folder, and the rows of all, in no order.

    Folders named in `anew` are read though they wait in the cache. `progress` goes on by one for
    every folder. Whatever ends this, what was read by then is in
    the cache.

    Raises:
        StoreError: what was put away a moment ago is damaged.
    """
    folders: dict[int, list[Folder]] = {number: [] for number in range(BUCKETS)}
    for folder in loaded.folders:
        folders[bucket_number(folder.name)].append(folder)
    buckets = {number: _Filling(number, found, cache, anew) for number, found in folders.items()}
    cached = {name for filling in buckets.values() for name in filling.kept.entries}
    try:
        shards = (shard for filling in buckets.values() for shard in _shards(filling.missing))
        for _ in cached:
            next(progress, None)
        for shard in engine.map(ReadSessions(loaded.corpus), shards):
            for _ in shard.told:
                next(progress, None)
            buckets[bucket_number(shard.told[0][0].name)].add(shard)
    finally:
        for filling in buckets.values():
            filling.save()
    if cache:
        cache.sweep()
    whole = [filling.whole() for filling in buckets.values()]
    entries = (entry for bucket in whole for entry in bucket.entries.items())
    told = (_told(name, entry, cached=name in cached) for name, entry in entries)
    return tuple(sorted(told, key=_name)), concatenated(bucket.tables for bucket in whole)


class _Filling:
    """A bucket: what of it was kept, what is missing, and what was added."""

    def __init__(
        self, number: int, folders: Sequence[Folder], cache: Cache | None, anew: Collection[str]
    ) -> None:
        """Keep of the cached bucket what was made from folders as they are now, but for some."""
        now = {folder.name: folder.digest for folder in folders}
        before = cache.load(number) if cache else Bucket()
        self.kept = before.only(
            name
            for name, entry in before.entries.items()
            if now.get(name) == entry.digest and name not in anew
        )
        self.missing = [folder for folder in folders if folder.name not in self.kept.entries]
        self._number = number
        self._cache = cache
        self._waiting = len(self.missing)
        self._added: list[Shard] = []
        self._put_away = False
        self._changed = self.kept is not before

    def add(self, shard: Shard) -> None:
        """Take a shard; a bucket that is full is saved."""
        self._added.append(shard)
        self._waiting -= len(shard.told)
        self._changed = True
        if not self._waiting:
            self.save()

    def save(self) -> None:
        """Save what is there, but for what should be tried again.

        What is saved whole is not held any longer: while others read, memory is theirs.
        """
        if self._changed and self._cache:
            whole = self.whole()
            settled = whole.only(name for name, e in whole.entries.items() if e.facts["settled"])
            self._cache.save(self._number, settled)
            if settled is whole and whole.entries:
                self.kept, self._put_away = Bucket(), True
        self._changed = False

    def whole(self) -> Bucket:
        """What was kept and what was added, as one.

        Raises:
            StoreError: it was put away, and is damaged.
        """
        if self._put_away and self._cache:
            self.kept, self._put_away = self._cache.load(self._number), False
            if not self.kept.entries:
                raise StoreError("what was read has been damaged on the disk; build again")
        if self._added:
            entries = {
                told.name: Entry(told.digest, _facts(told), rows)
                for shard in self._added
                for told, rows in shard.told
            }
            pieces = [self.kept.tables, *(shard.tables for shard in self._added)]
            self.kept = Bucket({**self.kept.entries, **entries}, concatenated(pieces))
            self._added = []
        return self.kept


def _shards(folders: Iterable[Folder]) -> Iterator[Sequence[Folder]]:
    """Few sessions at a time: enough to be worth a message, and few to be done again."""
    shard: list[Folder] = []
    size = 0
    for folder in folders:
        if shard and (len(shard) == _SHARD_SESSIONS or size + folder.size > _SHARD_BYTES):
            yield shard
            shard, size = [], 0
        shard.append(folder)
        size += folder.size
    if shard:
        yield shard


def _facts(told: Told) -> dict[str, object]:
    return {
        "documents": told.documents,
        "refused": [[problem.path, problem.line, problem.message] for problem in told.refused],
        "warnings": [[problem.path, problem.line, problem.message] for problem in told.warnings],
        "settled": told.settled,
    }


def _told(name: str, entry: Entry, *, cached: bool) -> Told:
    facts: Mapping[str, Any] = entry.facts
    return Told(
        name,
        entry.digest,
        facts["documents"],
        tuple(Problem(*problem) for problem in facts["refused"]),
        tuple(Problem(*problem) for problem in facts["warnings"]),
        facts["settled"],
        cached,
    )


def _name(told: Told) -> str:
    return told.name
