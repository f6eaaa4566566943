"""Results that wait for the next build: 64 buckets, each whole or not there.

    .cache/<key>/manifest.json  bucket-<number>-<start of its SHA-256>

An entry is known by its name, and good for as long as its digest is. The manifest is written
last and holds the SHA-256 of every bucket: one that is damaged or unknown is as if it were not
there. Only one build at a time may write here (`pipeline.store.lock`).
"""

import hashlib
import json
import mmap
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from pydantic import BaseModel, ConfigDict

from pipeline.store.atomic import ANYBODY, replacing

BUCKETS = 64
_MANIFEST = "manifest.json"
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One result.

    Attributes:
        digest: What it was made from.
        facts: Plain data about it.
        rows: How many rows it has in each table.
    """

    digest: str
    facts: Mapping[str, object]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Bucket:
    """Entries by name, and tables that hold the rows of one entry after the other."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    tables: Mapping[str, pa.Table] = field(default_factory=dict)

    def only(self, names: Iterable[str]) -> "Bucket":
        """The bucket without all other entries."""
        kept = frozenset(names)
        entries = {name: entry for name, entry in self.entries.items() if name in kept}
        if len(entries) == len(self.entries):
            return self
        pieces: dict[str, list[pa.Table]] = {table: [] for table in self.tables}
        ends = dict.fromkeys(self.tables, 0)
        for name, entry in self.entries.items():
            for table, rows in entry.rows.items():
                if name in kept:
                    pieces[table].append(self.tables[table].slice(ends[table], rows))
                ends[table] += rows
        return Bucket(entries, {t: pa.concat_tables(found) for t, found in pieces.items() if found})


def bucket_number(name: str) -> int:
    """The bucket of a name, the same for ever."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()[0] % BUCKETS


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    buckets: dict[int, str]


class Cache:
    """The buckets below a folder that were made with one key; those of other keys go."""

    def __init__(self, folder: Path, key: str, mode: int = ANYBODY) -> None:
        """Take `folder` for results that are good under `key`, hex digits.

        `mode` is who may read the files.
        """
        self._folder = folder / key
        self._mode = mode
        self._known = _known(self._folder)

    def load(self, number: int) -> Bucket:
        """A bucket as it was saved; empty where it was not, or is damaged."""
        sha256 = self._known.get(number, "")
        data = _mapped(self._path(number, sha256))
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            self._known.pop(number, None)
            return Bucket()
        return _unpacked(data)

    def save(self, number: int, bucket: Bucket) -> None:
        """Put a bucket in the place of the one of that number."""
        pieces = list(_packed(bucket))
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
        sha256 = digest.hexdigest()
        with replacing(self._path(number, sha256), self._mode) as stream:
            stream.writelines(pieces)
        self._known[number] = sha256
        manifest = _Manifest(buckets=dict(sorted(self._known.items())))
        with replacing(self._folder / _MANIFEST, self._mode) as stream:
            stream.write(manifest.model_dump_json(indent=1).encode() + b"\n")

    def sweep(self) -> None:
        """Remove what no manifest knows: old buckets, and those of other keys."""
        kept = {self._path(*known) for known in self._known.items()}
        kept.add(self._folder / _MANIFEST)
        if self._folder.parent.is_dir():
            for other in self._folder.parent.iterdir():
                if other != self._folder:
                    shutil.rmtree(other)
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path not in kept:
                    path.unlink()

    def _path(self, number: int, sha256: str) -> Path:
        return self._folder / f"bucket-{number:02}-{sha256[:16]}"


def _known(folder: Path) -> dict[int, str]:
    try:
        manifest = _Manifest.model_validate_json((folder / _MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest.buckets


def _mapped(path: Path) -> mmap.mmap | None:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # it is not there, or is empty
        return None


def _packed(bucket: Bucket) -> Iterator[bytes | pa.Buffer]:
    """A bucket's bytes: how long its head is, the head, and the tables one after the other."""
    tables = {name: _stream(table) for name, table in sorted(bucket.tables.items())}
    entries = {
        name: {"digest": entry.digest, "facts": entry.facts, "rows": entry.rows}
        for name, entry in bucket.entries.items()
    }
    sizes = {name: stream.size for name, stream in tables.items()}
    head = json.dumps({"entries": entries, "tables": sizes}).encode()
    yield len(head).to_bytes(_LENGTH, "big")
    yield head
    yield from tables.values()


def _stream(table: pa.Table) -> pa.Buffer:
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    whole = table.replace_schema_metadata(None).combine_chunks()
    with pa.ipc.new_stream(sink, whole.schema, options=options) as writer:
        writer.write_table(whole)
    return sink.getvalue()


def _unpacked(data: mmap.mmap) -> Bucket:
    view = memoryview(data)
    start = _LENGTH + int.from_bytes(view[:_LENGTH], "big")
    head = json.loads(bytes(view[_LENGTH:start]))
    tables = {}
    for name, size in head["tables"].items():
        with pa.ipc.open_stream(pa.py_buffer(view[start : start + size])) as reader:
            tables[name] = reader.read_all()
        start += size
    return Bucket({name: Entry(**entry) for name, entry in head["entries"].items()}, tables)
