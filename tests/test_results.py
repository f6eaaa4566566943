"""Incremental builds: what was read before is not read again, and nobody can tell from the bytes."""

import os
import random
import shutil
from pathlib import Path

import pytest

from pipeline import shards
from pipeline.corpus import load_corpus
from pipeline.dataset import NothingBuiltError, build_dataset
from pipeline.engine.guard import Guarded
from pipeline.store import StoreError
from pipeline.store.cache import Bucket, Cache
from pipeline.version import results_key
from tests.hostile import Hostile

TEXT = "Quay call\n\nBo Ek hosted.\n\nFees\n\n  • Why {0}?\nBo: We will follow up on {0}.\n"
DAYS = [f"2031-05-{day:02}" for day in range(1, 25)]


@pytest.fixture
def raw(tmp_path):
    for day in DAYS:
        write(tmp_path / "raw", day, day)
    (tmp_path / "raw" / "topics.yaml").write_text("fees: {label: Fees}\n")
    return tmp_path / "raw"


@pytest.fixture
def read(monkeypatch):
    """The sessions that are read in this process, in order."""
    names = []
    read_session = shards.read_session

    def noted(folder, *rest):
        names.append(folder.session_id)
        return read_session(folder, *rest)

    monkeypatch.setattr(shards, "read_session", noted)
    return names


def write(raw: Path, session: str, about: str) -> Path:
    notes = raw / "sessions" / session / "notes.txt"
    notes.parent.mkdir(parents=True, exist_ok=True)
    notes.write_text(TEXT.format(about))
    return notes


def build(raw, engine=None, anew=()):
    """A build with the cache beside `raw`."""
    loaded = load_corpus(raw)
    cache = Cache(raw.parent / "cache", results_key(loaded.corpus))
    return build_dataset(loaded, engine=engine, cache=cache, anew=anew)


def assert_as_from_nothing(raw, built):
    fresh = build_dataset(load_corpus(raw))
    assert built.report == fresh.report
    assert built.tables == fresh.tables
    for name, table in built.tables.items():
        assert table.schema.equals(fresh.tables[name].schema, check_metadata=True), name


def test_nothing_changed_reads_nothing(raw, read):
    build(raw)
    assert sorted(read) == DAYS
    read.clear()
    built = build(raw)
    assert read == []
    assert_as_from_nothing(raw, built)


def test_what_changed_is_read_and_nothing_else(raw, read):
    build(raw)
    read.clear()
    write(raw, DAYS[3], "the crane")
    write(raw, "2032-01-01", "the lock")
    (raw / "sessions" / DAYS[5]).rename(raw / "sessions" / "2032-02-02")
    shutil.rmtree(raw / "sessions" / DAYS[7])
    built = build(raw)
    assert sorted(read) == [DAYS[3], "2032-01-01", "2032-02-02"]
    assert_as_from_nothing(raw, built)


def test_chosen_sessions_are_read_again_and_give_the_same(raw, read):
    first = build(raw)
    read.clear()
    again = build(raw, anew=[DAYS[3], DAYS[5]])
    assert sorted(read) == [DAYS[3], DAYS[5]]
    assert again.tables == first.tables
    with pytest.raises(NothingBuiltError) as error:
        build(raw, anew=["2031-13-13"])
    assert [str(one) for one in error.value.problems] == ["sessions/2031-13-13: is not there"]


def test_times_do_not_hide_a_change(raw, read):
    build(raw)
    read.clear()
    notes = raw / "sessions" / DAYS[3] / "notes.txt"
    before = notes.stat()
    notes.write_text(TEXT.format(DAYS[3][::-1]))
    os.utime(notes, ns=(before.st_atime_ns, before.st_mtime_ns))
    os.utime(raw / "sessions" / DAYS[4] / "notes.txt")
    build(raw)
    assert read == [DAYS[3]]


@pytest.mark.parametrize("name", ["topics.yaml", "corpus.yaml"])
def test_what_all_sessions_hang_on_rebuilds_all(raw, read, name):
    build(raw)
    read.clear()
    content = {"topics.yaml": "fees: {label: Why}\n", "corpus.yaml": "license: CC0-1.0\n"}[name]
    (raw / name).write_text(content)
    built = build(raw)
    assert sorted(read) == DAYS
    assert_as_from_nothing(raw, built)


def test_other_code_makes_all_anew(raw, read, monkeypatch):
    build(raw)
    read.clear()
    monkeypatch.setattr("pipeline.version.sessions_version", lambda: "another")
    build(raw)
    assert sorted(read) == DAYS


def test_a_damaged_cache_is_noticed_and_made_anew(raw, read):
    build(raw)
    read.clear()
    for path in (raw.parent / "cache").rglob("bucket-*"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 255
        path.write_bytes(data)
    built = build(raw)
    assert sorted(read) == DAYS
    assert_as_from_nothing(raw, built)
    read.clear()
    build(raw)
    assert read == []


def test_refusals_and_warnings_are_remembered(raw, read):
    (raw / "sessions" / DAYS[1] / "odd.pdf").write_bytes(b"x")
    (raw / "sessions" / DAYS[2] / "notes.txt").write_bytes(b"\0")
    (raw / "sessions" / DAYS[4] / "notes.txt").write_bytes(
        TEXT.replace("•", "*").format("é").encode("latin-1")
    )
    (raw / "sessions" / "summer").mkdir()
    first = build(raw)
    assert len(first.report["refused"]) == 3
    assert any("latin" in line or "windows" in line for line in first.report["warnings"])
    read.clear()
    again = build(raw)
    assert read == []
    assert again.report == first.report
    assert_as_from_nothing(raw, again)


@pytest.mark.parametrize("seed", range(3))
def test_many_edits_give_what_a_build_from_nothing_gives(raw, seed):
    chance = random.Random(seed)
    for step in range(12):
        sessions = sorted(path.name for path in (raw / "sessions").iterdir())
        session = chance.choice(sessions)
        folder = raw / "sessions" / session
        match chance.choice(["edit", "add", "remove", "rename", "spoil", "settings", "back"]):
            case "edit":
                write(raw, session, f"edit {step}")
            case "add":
                write(raw, f"2033-01-{step + 1:02}", "something new")
            case "remove" if len(sessions) > 2:
                shutil.rmtree(folder)
            case "rename":
                folder.rename(folder.with_name(f"2034-02-{step + 1:02}"))
            case "spoil":
                (folder / "notes.txt").write_bytes(b"\0")
            case "settings":
                (folder / "session.yaml").write_text(f"title: Call {step}\n")
            case "back":
                write(raw, session, session)
        assert_as_from_nothing(raw, build(raw))


def test_what_was_read_before_a_stop_is_not_read_again(raw, read):
    loaded = load_corpus(raw)

    def track(folders):
        for at, folder in enumerate(folders):
            if at == 9:
                raise KeyboardInterrupt
            yield folder

    cache = Cache(raw.parent / "cache", results_key(loaded.corpus))
    with pytest.raises(KeyboardInterrupt):
        build_dataset(loaded, track, cache=cache)
    done = list(read)
    assert len(done) < len(DAYS)
    read.clear()
    built = build(raw)
    assert set(done[:8]).isdisjoint(read)
    assert_as_from_nothing(raw, built)


def test_an_engine_makes_no_difference(raw):
    built = build(raw, Guarded(2))
    assert_as_from_nothing(raw, built)


@pytest.mark.parametrize("how", ["exits", "allocates", "segfaults"])
def test_a_session_that_breaks_its_worker_is_named_and_tried_again(raw, how):
    built = build(raw, Hostile({DAYS[2]: how}))
    (line,) = built.report["refused"]
    assert line.startswith(f"sessions/{DAYS[2]}: ")
    assert "twice; the session is left out: look for" in line
    assert built.report["again"] == [DAYS[2]]
    assert built.tables["sessions"].num_rows == len(DAYS) - 1
    after = build(raw)
    assert after.report["again"] == []
    assert_as_from_nothing(raw, after)


def test_a_file_that_changes_while_it_is_read_is_left_out_and_tried_again(raw):
    loaded = load_corpus(raw)
    write(raw, DAYS[2], "the second half")
    (raw / "sessions" / DAYS[4] / "notes.txt").unlink()
    cache = Cache(raw.parent / "cache", results_key(loaded.corpus))
    built = build_dataset(loaded, cache=cache)
    assert [line.partition(": ")[0] for line in built.report["refused"]] == [
        f"sessions/{DAYS[2]}",
        f"sessions/{DAYS[4]}",
    ]
    assert "changed while it was read" in built.report["refused"][0]
    assert built.report["again"] == [DAYS[2], DAYS[4]]
    assert_as_from_nothing(raw, build(raw))


def test_what_is_damaged_while_others_are_read_ends_the_build(raw, monkeypatch):
    monkeypatch.setattr(Cache, "load", lambda *_: Bucket())
    with pytest.raises(StoreError, match="damaged on the disk"):
        build(raw)
