"""Links that wait for the next build: they are found anew where what they rest on has changed.

How much a word tells hangs on all sessions, so that one that asks something else may change any
link: all are found anew then, and none where nothing that sessions are compared by has changed.
"""

import hashlib

import pyarrow as pa

from pipeline.clues.kept import read_clues
from pipeline.link.tables import link
from pipeline.store.cache import BUCKETS, Bucket, Cache, Entry
from pipeline.store.parquet import as_arrow
from pipeline.version import code_version
from schemas import TABLES

_BUCKET = BUCKETS  # behind those of sessions
_NAME = "links"


def linked(clues: pa.Table, cache: Cache | None) -> dict[str, pa.Table]:
    """The tables that `link` finds by the clues of all sessions, in any order."""
    digest = _digest(clues)
    kept = cache.load(_BUCKET) if cache else Bucket()
    if _NAME in kept.entries and kept.entries[_NAME].digest == digest:
        return dict(kept.tables)
    found = {name: as_arrow(TABLES[name], rows) for name, rows in link(read_clues(clues)).items()}
    if cache:
        cache.save(_BUCKET, Bucket({_NAME: Entry(digest, {}, {})}, found))
    return found


def _digest(clues: pa.Table) -> str:
    """What links are made from: the code, and the clues, whose order tells nothing."""
    digest = hashlib.sha256(code_version().encode())
    for clue in sorted(clues.column(0).to_pylist()):
        digest.update(clue.encode())
    return digest.hexdigest()
