"""The scanner of the canary test finds a word in every format it is planted in."""

import base64
import gzip
import sqlite3
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from pipeline.private.leaks import leaks

WORD = "zqcanarybird"


def table(path: Path, **metadata: str) -> None:
    found = pa.table({"a": [WORD, "x"]}).replace_schema_metadata(metadata)
    parquet.write_table(found, path, compression="zstd")


def in_dictionary(path: Path) -> None:
    """The word is a category of no row."""
    column = pa.DictionaryArray.from_arrays(pa.array([0, 0]), pa.array(["x", WORD]))
    parquet.write_table(pa.table({"a": column}), path, compression="zstd", write_statistics=False)


def in_footer(path: Path) -> None:
    parquet.write_table(pa.table({"a": [1]}).replace_schema_metadata({"told": WORD}), path)


def database(path: Path, *, deleted: bool = False) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("pragma secure_delete=off")
        connection.execute("create table t (a text)")
        connection.execute("insert into t values (?)", [WORD])
        connection.commit()
        if deleted:
            connection.execute("delete from t")
    connection.close()


def journal(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("pragma journal_mode=wal")
    connection.execute("create table t (a text)")
    connection.execute("insert into t values (?)", [WORD])
    connection.commit()
    kept = Path(f"{path}-wal").read_bytes()
    connection.close()
    path.unlink()
    Path(f"{path}-wal").write_bytes(kept)


def zipped(path: Path) -> None:
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", f"<p>{WORD}</p>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", inner.getvalue())


def tarred(path: Path) -> None:
    inner = BytesIO()
    with tarfile.open(fileobj=inner, mode="w") as archive:
        item = tarfile.TarInfo("log.txt")
        item.size = len(WORD)
        archive.addfile(item, BytesIO(WORD.encode()))
    path.write_bytes(gzip.compress(inner.getvalue()))


def streamed(path: Path) -> None:
    sink = pa.BufferOutputStream()
    found = pa.table({"a": [WORD] * 99})
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, found.schema, options=options) as writer:
        writer.write_table(found)
    path.write_bytes(b"head" + sink.getvalue().to_pybytes())


PLANTED = {
    "parquet": table,
    "dictionary": in_dictionary,
    "footer": in_footer,
    "sqlite": database,
    "deleted row": lambda path: database(path, deleted=True),
    "journal": journal,
    "zip in zip": zipped,
    "tar.gz": tarred,
    "arrow stream": streamed,
    "log": lambda path: path.write_text(f"failed at {WORD.upper()}\n", "utf-8"),
    "name": lambda path: path.with_name(f"{WORD}.txt").touch(),
    "link": lambda path: path.symlink_to(WORD),
    "utf-16": lambda path: path.write_text(WORD, "utf-16"),
    "base64": lambda path: path.write_bytes(base64.b64encode(f"ab{WORD}cd".encode())),
    "entities": lambda path: path.write_text("".join(f"&#{ord(c)};" for c in WORD), "utf-8"),
    "json": lambda path: path.write_text("".join(f"\\u{ord(c):04x}" for c in WORD), "utf-8"),
    "broken lines": lambda path: path.write_text(f"{WORD[:5]}=\n{WORD[5:]}", "utf-8"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_word_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    PLANTED[name](tmp_path / "deep" / "file")
    assert set(leaks(tmp_path, [WORD, "zqotherbird"])) == {WORD}


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"a": ["x"]}), tmp_path / "a.parquet")
    (tmp_path / "b.zip").write_bytes(b"PK broken")
    (tmp_path / "c.db").write_bytes(b"SQLite format 3\0 broken")
    (tmp_path / "d.parquet").write_bytes(b"PAR1 broken")
    assert leaks(tmp_path, [WORD]) == {}
