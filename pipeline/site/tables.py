"""The rows of a release's tables, session by session, each value made inert on its way out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import compute, parquet

from pipeline.site.inert import inert
from pipeline.store.parquet import read_parquet

Rows = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class BySession:
    """A table in which each session's rows stand together, and where they do."""

    table: pa.Table
    spans: Mapping[str, tuple[int, int]]

    def of(self, session_id: str) -> Rows:
        """The rows of a session; none where it has none."""
        start, length = self.spans.get(session_id, (0, 0))
        return rows_of(self.table.slice(start, length)) if length else ()


def by_session(table: pa.Table, key: str) -> BySession:
    """A table sorted by `key`, which is a session's id or begins with it and a slash."""
    spans: dict[str, tuple[int, int]] = {}
    for at, row_id in enumerate(table.column(key).to_pylist()):
        session_id = row_id.partition("/")[0]
        start, length = spans.get(session_id, (at, 0))
        spans[session_id] = start, length + 1
    return BySession(table.combine_chunks(), spans)


def rows_of(table: pa.Table) -> Rows:
    """All rows of a table, in their order."""
    return tuple(
        {name: inert(v) if isinstance(v, str) else v for name, v in row.items()}
        for row in table.to_pylist()
    )


def whole(path: Path) -> Rows:
    """Read all rows of a small table."""
    return rows_of(read_parquet(path))


def picked(path: Path, key: str, wanted: Collection[str]) -> pa.Table:
    """Read the rows of a large table whose `key` is wanted, without ever holding it whole."""
    values = pa.array(sorted(wanted), pa.string())
    with parquet.ParquetFile(path, page_checksum_verification=True) as file:
        found = [
            batch.filter(compute.is_in(batch.column(key), values))
            for batch in file.iter_batches(batch_size=8192)
        ]
        return pa.Table.from_batches(found, file.schema_arrow)
