"""Builds that are stopped, killed, raced or short of disk: tables stay whole, the next is right."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.engine import Inline
from pipeline.orchestration.graph import refresh
from pipeline.orchestration.workspace import Workspace
from tests.faults import small_disk

TEXT = "Quay call\n\nBo Ek hosted.\n\nFees\n\n  • Why {0}?\nBo: We will follow up on {0}.\n"
FULL = ("No space left", "is the disk full?")
DAYS = [f"2031-05-{day:02}" for day in range(1, 13)]


def write(raw: Path, about: str) -> None:
    for day in DAYS:
        notes = raw / "sessions" / day / "notes.txt"
        notes.parent.mkdir(parents=True, exist_ok=True)
        notes.write_text(TEXT.format(f"{about} {day}"))


def command(raw: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    officehours = Path(sys.executable).with_name("officehours")
    arguments = [officehours, "build", "--raw", raw, "--out", out, "-q", *options]
    return subprocess.Popen(arguments, start_new_session=True, stderr=subprocess.PIPE, text=True)


def build(raw: Path, out: Path) -> Result:
    arguments = ["build", "--raw", raw, "--out", out, "-q", "--engine", "inline"]
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def tables(out: Path) -> dict[str, bytes]:
    found = sorted((out / "tables").glob("*.parquet")) + sorted((out / "stats").glob("*.parquet"))
    return {file.name: file.read_bytes() for file in found}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus in `raw`, one that differs in `new`, and builds of both."""
    folder = tmp_path_factory.mktemp("stopped")
    for name in ("raw", "new"):
        write(folder / name, name)
        assert build(folder / name, folder / f"out-of-{name}").exit_code == 0
    return folder


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    """The outputs of `raw`, in which `new` is to be built."""
    return Path(shutil.copytree(built / "out-of-raw", tmp_path / "out", symlinks=True))


@pytest.mark.parametrize(
    ("blow", "status", "told"),
    [
        (signal.SIGKILL, -signal.SIGKILL, ""),
        (signal.SIGINT, 2, "stopped; what was read by then is kept"),
    ],
)
def test_a_build_that_is_stopped_leaves_the_last_and_the_next_goes_on(
    built: Path, out: Path, blow: signal.Signals, status: int, told: str
) -> None:
    (kept,) = (out / ".cache").glob("*/manifest.json")
    before = kept.read_bytes()
    process = command(built / "new", out)
    while kept.read_bytes() == before:
        assert process.poll() is None, "it was done before it could be stopped"
        time.sleep(0.002)
    os.killpg(process.pid, blow)
    _, said = process.communicate(timeout=60)
    assert process.returncode == status
    assert told in said
    assert "Traceback" not in said
    assert tables(out) == tables(built / "out-of-raw")
    result = refresh(Workspace(built / "new", out, engine=Inline()))
    (sessions,) = result.asset_materializations_for_node("tables")[:1]
    assert sessions.asset_key.to_user_string() == "sessions"
    assert int(str(sessions.metadata["sessions cached"].value)) > 0
    assert tables(out) == tables(built / "out-of-new")


def test_of_two_builds_side_by_side_one_builds(built: Path, out: Path) -> None:
    both = [command(built / "new", out, "--engine", "inline") for _ in range(2)]
    ends = sorted((said, one.returncode) for one in both for said in [one.communicate()[1]])
    for said, status in ends:
        assert status == 0 or (status == 2 and "another build" in said), said
    assert 0 in [status for _, status in ends]
    assert tables(out) == tables(built / "out-of-new")


def test_a_disk_that_is_full_keeps_the_last_build_and_is_told_for_people(
    built: Path, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, 40) as mounted:
        if not mounted:
            pytest.skip("no disk may be mounted here")
        out = Path(shutil.copytree(built / "out-of-raw", disk / "out", symlinks=True))
        for room in (0, 200_000, 600_000):
            filling = os.statvfs(disk)
            (disk / "full").write_bytes(bytes(filling.f_bavail * filling.f_frsize - room))
            result = build(built / "new", out)
            assert result.exit_code == 2
            assert len(result.stderr.splitlines()) <= 2
            assert any(words in result.stderr for words in FULL), result.stderr
            assert tables(out) == tables(built / "out-of-raw")
            (disk / "full").unlink()
        again = build(built / "new", out)
        assert again.exit_code == 0, again.stderr
        assert tables(out) == tables(built / "out-of-new")
