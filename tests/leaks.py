"""Where private words stand in a folder, whatever they are packed in.

`leaks` opens what it knows (Parquet with its footers, statistics and dictionaries, SQLite with its
journals, Arrow streams, archives in archives) and reads the bytes of everything, in the encodings
that words survive. It is as good as its positive controls in `tests/private/test_leaks.py`.
"""

import base64
import gzip
import html
import io
import json
import sqlite3
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

_DEEPEST = 5


def leaks(folder: Path, words: Iterable[str]) -> dict[str, set[str]]:
    """The words that stand below a folder, each with the files and names it is found in."""
    needles = {form: word for word in words for form in _forms(word)}
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        where = path.relative_to(folder).as_posix()
        pieces = [where.encode("utf-8", "replace")]
        if path.is_symlink():
            pieces.append(str(path.readlink()).encode())
        elif path.is_file():
            pieces += _opened(path.read_bytes(), path.name)
        for piece in pieces:
            plain = piece.lower()
            for form, word in needles.items():
                if form in plain:
                    found.setdefault(word, set()).add(where)
    return found


def _forms(word: str) -> Iterator[bytes]:
    """A word in the encodings it may stand in, in small letters."""
    plain = word.lower()
    yield plain.encode()
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
    yield json.dumps(file.read().to_pylist(), default=str, ensure_ascii=False).encode(), ""
    strings = [f.name for f in file.schema_arrow if pa.types.is_string(f.type)]
    dictionaries = parquet.read_table(io.BytesIO(data), columns=strings, read_dictionary=strings)
    for column in dictionaries.columns:
        for chunk in column.chunks:
            if isinstance(chunk, pa.DictionaryArray):
                yield str(chunk.dictionary.to_pylist()).encode(), ""


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
