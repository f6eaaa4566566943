"""Buckets of results: whole or not there."""

import pyarrow as pa
import pytest

from pipeline.store.cache import BUCKETS, Bucket, Cache, Entry, bucket_number

KEY, OTHER = "0a", "0b"


def bucket(*names):
    """Each entry has as many rows as its name has letters, and every other one a second table."""
    tables = {"texts": [], "odd": []}
    entries = {}
    for at, name in enumerate(names):
        tables["texts"] += [{"row": f"{name}{letter}"} for letter in name]
        tables["odd"] += [{"row": name}] * (at % 2)
        entries[name] = Entry(f"digest of {name}", {"at": at}, {"texts": len(name), "odd": at % 2})
    schema = pa.schema([pa.field("row", pa.string(), nullable=False)])
    return Bucket(
        entries, {name: pa.Table.from_pylist(rows, schema) for name, rows in tables.items()}
    )


def rows(found):
    return {
        name: [row["row"] for row in table.to_pylist()]
        for name, table in found.tables.items()
        if table.num_rows
    }


@pytest.fixture
def folder(tmp_path):
    return tmp_path / ".cache"


def test_a_bucket_is_read_as_it_was_saved(folder):
    Cache(folder, KEY).save(3, bucket("ab", "c", "äö"))
    found = Cache(folder, KEY).load(3)
    assert found.entries == bucket("ab", "c", "äö").entries
    assert rows(found) == {"texts": ["aba", "abb", "cc", "äöä", "äöö"], "odd": ["c"]}
    assert Cache(folder, KEY).load(4) == Bucket()
    assert Cache(folder, OTHER).load(3) == Bucket()


@pytest.mark.parametrize("kept", [(), ("c",), ("ab", "äö"), ("ab", "c", "äö", "x")])
def test_a_bucket_of_only_some_entries(kept):
    found = bucket("ab", "c", "äö").only(kept)
    assert list(found.entries) == [name for name in ("ab", "c", "äö") if name in kept]
    expected = {
        "texts": [name + letter for name in ("ab", "c", "äö") if name in kept for letter in name],
        "odd": ["c"] if "c" in kept else [],
    }
    assert rows(found) == {name: found for name, found in expected.items() if found}


def test_every_byte_that_is_damaged_is_noticed(folder):
    Cache(folder, KEY).save(3, bucket("ab", "c"))
    (path,) = (folder / KEY).glob("bucket-*")
    whole = path.read_bytes()
    for at in [*range(0, len(whole), 97), len(whole) - 1]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert Cache(folder, KEY).load(3) == Bucket(), at
    for spoiled in (b"", whole[:-1], whole + b"\0"):
        path.write_bytes(spoiled)
        assert Cache(folder, KEY).load(3) == Bucket()
    path.unlink()
    assert Cache(folder, KEY).load(3) == Bucket()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"buckets": {"x": 1}}'])
def test_a_manifest_that_is_damaged_is_as_if_it_were_not_there(folder, content):
    Cache(folder, KEY).save(3, bucket("ab"))
    (folder / KEY / "manifest.json").write_text(content)
    cache = Cache(folder, KEY)
    assert cache.load(3) == Bucket()
    cache.save(3, bucket("ab"))
    assert rows(Cache(folder, KEY).load(3))


def test_a_manifest_never_names_what_is_not_there(folder, monkeypatch):
    cache = Cache(folder, KEY)
    cache.save(3, bucket("ab"))
    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", _full)
        with pytest.raises(OSError, match="No space"):
            cache.save(3, bucket("other"))
    assert list(Cache(folder, KEY).load(3).entries) == ["ab"]


def _full(_handle):
    raise OSError(28, "No space left on device")


def test_what_is_no_longer_known_is_swept(folder):
    Cache(folder, OTHER).save(3, bucket("old"))
    cache = Cache(folder, KEY)
    for names in (("ab",), ("ab", "c")):
        cache.save(3, bucket(*names))
    cache.sweep()
    assert [path.name for path in folder.iterdir()] == [KEY]
    assert len(list((folder / KEY).iterdir())) == 2
    assert list(Cache(folder, KEY).load(3).entries) == ["ab", "c"]
    Cache(folder / "none", KEY).sweep()


def test_names_are_spread_over_all_buckets():
    numbers = [bucket_number(f"2031-05-06-s{number}") for number in range(2000)]
    assert set(numbers) == set(range(BUCKETS))
    assert bucket_number("2031-05-06") == 1
    bucket_number("\udcff")
