"""A worker that breaks costs the item at which it broke, and no other."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.engine import EngineError, Inline, guard
from pipeline.engine.guard import Guarded
from tests.engine.jobs import BREAKS, Job

SHARDS = [[f"item {number}" for number in range(start, start + 5)] for start in range(0, 30, 5)]
ALL = sorted(item.upper() for shard in SHARDS for item in shard)


def done(wholes):
    return sorted(part for whole in wholes for part in whole)


@pytest.mark.parametrize("engine", [Inline(), Guarded(1), Guarded(3)])
def test_every_item_is_done_once(engine):
    assert done(engine.map(Job(), SHARDS)) == ALL
    assert list(engine.map(Job(), [])) == []


@pytest.mark.parametrize("how", BREAKS)
def test_an_item_that_breaks_its_worker_is_named_and_the_others_are_done(how, monkeypatch):
    monkeypatch.setattr(guard, "PATIENCE", 3 if how == "sleeps" else 100)  # machines may be busy
    shards = [*SHARDS[:2], ["before", how, "behind"], *SHARDS[2:]]
    expected = sorted([*ALL, "BEFORE", "BEHIND", f"{how}: {BREAKS[how][1]}"])
    assert done(Guarded(2).map(Job(), shards)) == expected


def test_what_breaks_once_is_done_at_the_second_time(tmp_path):
    (tmp_path / "once").touch()
    shards = [["a", "exits", "b"]]
    assert done(Guarded(1).map(Job(tmp_path / "once"), shards)) == ["A", "B", "EXITS"]


def test_several_in_one_shard(tmp_path):
    found = done(Guarded(2).map(Job(), [["exits", "a", "segfaults", "b", "is killed"]]))
    assert [line.partition(":")[0] for line in found] == [
        "A", "B", "exits", "is killed", "segfaults",
    ]  # fmt: skip


def test_a_shard_that_cannot_be_joined_is_done_item_by_item():
    found = done(Guarded(1).map(Job(), [["a", "joins badly", "b"]]))
    assert found == ["A", "B", "joins badly: ended the process that read it (exit status 9)"]


def test_a_worker_that_cannot_start_is_an_error_and_no_loop(monkeypatch):
    monkeypatch.setattr(guard, "_START", "raise SystemExit(3)")
    with pytest.raises(EngineError, match=r"could not be started: .*exit status 3"):
        list(Guarded(2).map(Job(), SHARDS))


def test_no_process_is_left_behind(monkeypatch):
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(
        guard.subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[-1]
    )
    wholes = Guarded(2).map(Job(), [["a"], ["loops"], ["b"]])
    assert next(wholes) == ["A"]
    wholes.close()
    assert [process.poll() is not None for process in started] == [True] * len(started)
    assert len(started) == 2


def test_workers_end_with_whoever_started_them(tmp_path):
    code = (
        "import os, sys\n"
        "from pipeline.engine import guard\n"
        "from tests.engine.jobs import Job\n"
        "wholes = guard.Guarded(1).map(Job(), [['a'], ['sleeps']])\n"
        "next(wholes)\n"
        "print(*os.popen(f'pgrep -P {os.getpid()} python').read().split(), flush=True)\n"
        "os._exit(1)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True
    )
    (child,) = map(int, found.stdout.split())
    for _ in range(100):
        if not _alive(child):
            return
        time.sleep(0.1)
    pytest.fail("the worker goes on")


def _alive(process):
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text("ascii").split()[2] != "Z"
