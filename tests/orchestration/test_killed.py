"""A run as the daemon starts one, killed in the middle with all that belongs to it."""

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import pytest
from dagster._daemon.monitoring import run_monitoring

from pipeline.engine import Inline
from pipeline.orchestration.graph import dagster_home, refresh
from pipeline.orchestration.workspace import Workspace
from tests.conftest import ROOT

NOTES = "Quay call\n\nBo Ek hosted.\n\nFees\n\n  • Why {0}?\nBo: We will follow up on {0}.\n"
SEVEN_HOURS = 7 * 3600


def write(raw: Path, about: str) -> None:
    for day in range(1, 13):
        notes = raw / "sessions" / f"2031-05-{day:02}" / "notes.txt"
        notes.parent.mkdir(parents=True, exist_ok=True)
        notes.write_text(NOTES.format(f"{about} {day}"))


def tables(out: Path) -> dict[str, bytes]:
    found = [*(out / "tables").glob("*.parquet"), *(out / "stats").glob("*.parquet")]
    assert found
    return {file.name: file.read_bytes() for file in found}


def launch(raw: Path, out: Path) -> subprocess.Popen[bytes]:
    """The job `refresh` in a process group of its own, over the definitions of the service."""
    where = {
        "OFFICEHOURS_RAW": str(raw),
        "OFFICEHOURS_OUT": str(out),
        "DAGSTER_HOME": str(dagster_home(out)),
    }
    dagster = Path(sys.executable).with_name("dagster")
    return subprocess.Popen(
        [dagster, "job", "execute", "-m", "pipeline.definitions", "-j", "refresh"],
        env={**os.environ, **where}, cwd=ROOT, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def test_a_run_that_is_killed_leaves_whole_tables_and_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write(raw, "first")
    assert refresh(Workspace(raw, out, engine=Inline())).success
    before = tables(out)
    write(raw, "second")
    (kept,) = (out / ".cache").glob("*/manifest.json")
    cached = kept.read_bytes()
    process = launch(raw, out)
    while kept.read_bytes() == cached:
        assert process.poll() is None, "it was done before it could be killed"
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)
    assert tables(out) == before

    with dg.DagsterInstance.from_config(str(out / ".dagster")) as instance:
        (dead,) = instance.get_run_records(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED]))
        look = (instance, None, dead, logging.getLogger("quiet"))
        run_monitoring.monitor_started_run(*look)
        assert not instance.get_run_by_id(dead.dagster_run.run_id).is_finished
        monkeypatch.setattr(
            run_monitoring, "get_current_timestamp", lambda: time.time() + SEVEN_HOURS
        )
        run_monitoring.monitor_started_run(*look)
        assert instance.get_run_by_id(dead.dagster_run.run_id).is_failure

    assert refresh(Workspace(raw, out, engine=Inline())).success
    write(tmp_path / "same", "second")
    assert refresh(Workspace(tmp_path / "same", tmp_path / "anew", engine=Inline())).success
    assert tables(out) == tables(tmp_path / "anew")
