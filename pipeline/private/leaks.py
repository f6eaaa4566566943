"""Where private words stand in a folder, whatever they are packed in.

`leaks` opens what it knows (Parquet with its footers, statistics and dictionaries, SQLite with its
journals, Arrow streams, archives in archives) and reads the bytes of everything, in the encodings
that words survive. It is as good as its positive controls in `tests/private/test_leaks.py`.
"""

import base64
import gzip
import html
import io
import sqlite3
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

_DEEPEST = 5
_KEY, _BITS, _PIECE = 8, 20, 1 << 20


def leaks(folder: Path, words: Iterable[str]) -> dict[str, set[str]]:
    """The words that stand below a folder, each with the files and names it is found in.

    Raises:
        ValueError: a word is shorter than eight letters, and would be found by chance.
    """
    needles = _Needles({form: word for word in words for form in _forms(word)})
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        where = path.relative_to(folder).as_posix()
        pieces = [where.encode("utf-8", "replace")]
        if path.is_symlink():
            pieces.append(str(path.readlink()).encode())
        elif path.is_file():
            pieces += _opened(path.read_bytes(), path.name)
        for word in {word for piece in pieces for word in needles.within(piece)}:
            found.setdefault(word, set()).add(where)
    return found


class _Needles:
    """Words by the forms they may stand in, looked for all at once.

    The first eight bytes of a form, as a number, are its key. All numbers of eight bytes that
    stand anywhere in the data are held against a table of the keys' hashes; the few that pass are
    compared with the form itself.
    """

    def __init__(self, forms: Mapping[bytes, str]) -> None:
        if any(len(form) < _KEY for form in forms):
            raise ValueError("what is looked for is of eight letters or more")
        self._forms = forms
        self._by_key: dict[int, list[bytes]] = {}
        for form in forms:
            self._by_key.setdefault(int.from_bytes(form[:_KEY], "little"), []).append(form)
        self._keys = np.array(sorted(self._by_key), "<u8")
        self._table = np.zeros(1 << _BITS, bool)
        self._table[_hashed(self._keys)] = True

    def within(self, data: bytes) -> set[str]:
        """The words that stand in some bytes, in large or small letters."""
        plain = data.lower()
        return {self._forms[form] for start in range(_KEY) for form in self._at(plain, start)}

    def _at(self, plain: bytes, start: int) -> Iterator[bytes]:
        count = max(len(plain) - start, 0) // _KEY
        if not count or not len(self._keys):
            return
        numbers = np.frombuffer(plain, "<u8", count, start)
        for first in range(0, count, _PIECE):
            piece = numbers[first : first + _PIECE]
            maybe = np.flatnonzero(self._table[_hashed(piece)])
            for at in maybe[np.isin(piece[maybe], self._keys)].tolist():
                place = start + _KEY * (first + at)
                for form in self._by_key[int(piece[at])]:
                    if plain.startswith(form, place):
                        yield form


def _hashed(numbers: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    return (numbers * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - _BITS)


def _forms(word: str) -> Iterator[bytes]:
    """A word in the encodings it may stand in, in small letters."""
    plain = word.lower()
    yield plain.encode()
    yield word.encode().lower()  # which leaves letters beyond ASCII as they are
    yield plain.encode("utf-16-le")
    yield plain.encode("utf-16-be")
    yield plain.encode().hex().encode()
    for case in (word, plain):
        for before in range(3):  # whatever stands before it, a run of the same digits is left
            digits = base64.b64encode(b"\0" * before + case.encode())
            yield digits[4 if before else 0 : -4].lower()


def _opened(data: bytes, name: str, depth: int = 0) -> Iterator[bytes]:
    """The bytes of a file, and of everything in it."""
    yield data
    if depth == _DEEPEST:
        return
    for open_it in (_parquet, _arrow, _sqlite, _zip, _tar, _gzip, _text):
        try:
            for inner, inner_name in open_it(data, name):
                yield inner_name.encode()
                yield from _opened(inner, inner_name, depth + 1)
        except (
            OSError,
            ValueError,
            EOFError,
            KeyError,
            sqlite3.Error,
            pa.ArrowException,
            zipfile.BadZipFile,
        ):
            continue


def _parquet(data: bytes, _name: str) -> Iterator[tuple[bytes, str]]:
    if not data.startswith(b"PAR1"):
        return
    file = parquet.ParquetFile(io.BytesIO(data))
    told = [str(file.schema_arrow), str(file.metadata.metadata), str(file.metadata.created_by)]
    told += [str(field.metadata) for field in file.schema_arrow]
    for group in range(file.metadata.num_row_groups):
        for column in range(file.metadata.num_columns):
            told.append(str(file.metadata.row_group(group).column(column).statistics))
    yield "\n".join(told).encode(), ""
    for column in file.read().columns:
        yield from ((cells, "") for cells in _cells(column))
    strings = [f.name for f in file.schema_arrow if pa.types.is_string(f.type)]
    dictionaries = parquet.read_table(io.BytesIO(data), columns=strings, read_dictionary=strings)
    for column in dictionaries.columns:
        for chunk in column.chunks:
            if isinstance(chunk, pa.DictionaryArray):
                yield str(chunk.dictionary.to_pylist()).encode(), ""


def _cells(column: pa.ChunkedArray) -> Iterator[bytes]:
    for chunk in column.chunks:
        if pa.types.is_string(chunk.type):
            yield chunk.buffers()[2].to_pybytes() if chunk.buffers()[2] else b""
        else:
            yield str(chunk.to_pylist()).encode()


def _arrow(data: bytes, _name: str) -> Iterator[tuple[bytes, str]]:
    """Arrow streams, alone or one after the other behind a head, as the cache has them."""
    start = 0
    while (start := data.find(b"\xff\xff\xff\xff", start)) >= 0:
        try:
            with pa.ipc.open_stream(pa.py_buffer(data[start:])) as reader:
                yield str(reader.read_all().to_pylist()).encode(), ""
        except (pa.ArrowException, OSError, ValueError):
            pass
        start += 4


def _sqlite(data: bytes, _name: str) -> Iterator[tuple[bytes, str]]:
    if not data.startswith(b"SQLite format 3"):
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.db"
        path.write_bytes(data)
        with sqlite3.connect(path) as database:
            yield "\n".join(database.iterdump()).encode("utf-8", "replace"), ""


def _zip(data: bytes, _name: str) -> Iterator[tuple[bytes, str]]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for item in archive.infolist():
                yield archive.read(item) + item.comment, item.filename


def _tar(data: bytes, name: str) -> Iterator[tuple[bytes, str]]:
    if data[257:262] == b"ustar" or name.endswith(".tar"):
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for item in archive:
                inner = archive.extractfile(item)
                yield (inner.read() if inner else b""), item.name


def _gzip(data: bytes, _name: str) -> Iterator[tuple[bytes, str]]:
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data), ""


def _text(data: bytes, _name: str) -> Iterator[tuple[bytes, str]]:
    """What pages and JSON write in other letters, and lines that were broken."""
    if b"&#" in data or b"\\u" in data or b"=\n" in data:
        text = html.unescape(data.decode("utf-8", "replace")).replace("=\n", "")
        plain = text.encode("ascii", "replace").replace(b"\\u00", b"\\x")
        if plain != data:
            yield plain.decode("unicode_escape", "replace").encode(), ""
