"""A hash of what a table says, whatever file and format hold it."""

import hashlib
from collections.abc import Iterator

import numpy as np
import pyarrow as pa


def content_hash(table: pa.Table) -> str:
    """SHA-256, in hex digits, of a table's columns and cells in their order.

    Of each column: its name and its type, each as UTF-8 with a zero byte behind; a byte for
    each row, 1 where it has a value; and the values, zero or empty where it has none. Texts
    are the length of each in bytes, as 64-bit numbers, and then all of them as UTF-8; days are
    those since 1970-01-01, moments microseconds since then; numbers are little-endian.
    """
    digest = hashlib.sha256()
    for field, column in zip(table.schema, table.columns, strict=True):
        digest.update(f"{field.name}\0{field.type}\0".encode())
        for chunk in column.chunks:
            digest.update(np.asarray(chunk.is_valid()).astype("u1").tobytes())
        for piece in _texts(column) if pa.types.is_string(field.type) else _numbers(column):
            digest.update(piece)
    return digest.hexdigest()


def _texts(column: pa.ChunkedArray) -> Iterator[memoryview | bytes]:
    chunks = [chunk.fill_null("") for chunk in column.chunks if len(chunk)]
    offsets = [np.frombuffer(c.buffers()[1], "<i4")[c.offset :][: len(c) + 1] for c in chunks]
    yield from (np.diff(ends).astype("<i8").tobytes() for ends in offsets)
    for chunk, ends in zip(chunks, offsets, strict=True):
        if data := chunk.buffers()[2]:
            yield memoryview(data)[ends[0] : ends[-1]]


def _numbers(column: pa.ChunkedArray) -> Iterator[bytes]:
    plain = {pa.bool_(): pa.uint8(), pa.date32(): pa.int32(), pa.timestamp("us", "UTC"): pa.int64()}
    for chunk in column.chunks:
        numbers = chunk.cast(plain.get(chunk.type, chunk.type)).fill_null(0).to_numpy()
        yield numbers.astype(numbers.dtype.newbyteorder("<")).tobytes()
