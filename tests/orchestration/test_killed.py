"""A run as the daemon starts one, killed in the middle with all that belongs to it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from pipeline.engine import Inline
from pipeline.orchestration.graph import dagster_home, refresh
from pipeline.orchestration.lost import lost_runs
from pipeline.orchestration.workspace import Workspace
from pipeline.store.lock import build_lock
from tests.conftest import ROOT

NOTES = "Quay call\n\nBo Ek hosted.\n\nFees\n\n  • Why {0}?\nBo: We will follow up on {0}.\n"
HURRIED = "tests.orchestration.hurried"

Built = tuple[Path, Path, dict[str, bytes]]


def write(raw: Path, about: str) -> None:
    for day in range(1, 13):
        notes = raw / "sessions" / f"2031-05-{day:02}" / "notes.txt"
        notes.parent.mkdir(parents=True, exist_ok=True)
        notes.write_text(NOTES.format(f"{about} {day}"))


def tables(out: Path) -> dict[str, bytes]:
    found = [*(out / "tables").glob("*.parquet"), *(out / "stats").glob("*.parquet")]
    assert found
    return {file.name: file.read_bytes() for file in found}


def launch(raw: Path, out: Path, command: str) -> subprocess.Popen[bytes]:
    """A command of Dagster, in a process group of its own."""
    where = {
        "OFFICEHOURS_RAW": str(raw),
        "OFFICEHOURS_OUT": str(out),
        "DAGSTER_HOME": str(dagster_home(out)),
    }
    program, *arguments = command.split()
    return subprocess.Popen(
        [Path(sys.executable).with_name(program), *arguments],
        env={**os.environ, **where}, cwd=ROOT, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def kill(process: subprocess.Popen[bytes]) -> None:
    """All of its group, with no word of warning."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)


def wait_until(reached: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 300
    while not reached():
        assert process.poll() is None, "it was done too early"
        assert time.monotonic() < end, "it never came"
        time.sleep(0.002)


def built_anew(raw: Path, out: Path) -> dict[str, bytes]:
    assert refresh(Workspace(raw, out, engine=Inline())).success
    return tables(out)


class Looks:
    """The sensor that gives lost runs up, look after look."""

    def __init__(self, out: Path, instance: dg.DagsterInstance) -> None:
        self.sensor, self.instance, self.cursor = lost_runs(out), instance, None

    def __call__(self) -> None:
        result = self.sensor(dg.build_sensor_context(self.instance, self.cursor))
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """A corpus, its outputs and their tables; then every session is written anew."""
    raw, out = tmp_path / "raw", tmp_path / "out"
    write(raw, "first")
    before = built_anew(raw, out)
    write(raw, "second")
    return raw, out, before


def reading(out: Path) -> Callable[[], bool]:
    """Whether sessions have been read since, and are kept; the tables come later."""
    (kept,) = (out / ".cache").glob("*/manifest.json")
    cached = kept.read_bytes()
    return lambda: kept.read_bytes() != cached


def test_a_run_that_is_killed_leaves_whole_tables_and_is_given_up(
    built: Built, tmp_path: Path
) -> None:
    raw, out, before = built
    process = launch(raw, out, "dagster job execute -m pipeline.definitions -j refresh")
    wait_until(reading(out), process)
    kill(process)
    assert tables(out) == before

    with dg.DagsterInstance.from_config(str(out / ".dagster")) as instance:
        (dead,) = instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED]))
        looks = Looks(out, instance)
        with build_lock(out):
            looks(), looks()
        looks()
        assert not instance.get_run_by_id(dead.run_id).is_finished
        looks()
        assert instance.get_run_by_id(dead.run_id).is_failure

    after = built_anew(raw, out)
    assert after == built_anew(raw, tmp_path / "anew") != before


def test_the_daemon_killed_with_its_run_builds_what_it_left_when_it_is_back(
    built: Built, tmp_path: Path
) -> None:
    raw, out, before = built
    daemon = launch(raw, out, f"dagster-daemon run -m {HURRIED}")
    wait_until(reading(out), daemon)
    kill(daemon)
    assert tables(out) == before

    daemon = launch(raw, out, f"dagster-daemon run -m {HURRIED}")
    try:
        wait_until(lambda: tables(out) != before, daemon)
    finally:
        kill(daemon)
    assert tables(out) == built_anew(raw, tmp_path / "anew")
