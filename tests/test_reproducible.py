"""The same inputs give the same bytes in any checkout, folder, zone, locale, hash seed and clock."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from schemas import STATISTICS, TABLES
from tests.conftest import ROOT

#: Two machines: what the environment says there, its clock, and who may read what it makes.
MACHINES = (
    (
        {
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "PYTHONHASHSEED": "1",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
        },
        "2023-12-31 23:59:30",
        0o077,
    ),
    (
        {"TZ": "America/Caracas", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"},
        "2041-07-02 03:04:05",
        0o022,
    ),
)
WORD = ("the", "this")


def checkout(place: Path) -> Path:
    """The program, its list of libraries and a corpus, copied without what git does not keep."""
    for name in ("pipeline", "schemas"):
        left_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, place / name, ignore=left_out)
    shutil.copytree(ROOT / "raw", place / "corpus")
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copyfile(ROOT / name, place / name)
    return place


def releasing(
    place: Path, machine: tuple[dict[str, str], str, int], day: str
) -> subprocess.Popen[bytes]:
    """Build and release its corpus by a checkout, on a machine."""
    settings, moment, umask = machine
    # without faketime the clocks are the same
    clock = ["faketime", moment] if shutil.which("faketime") else []
    program = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    where = ["--raw", place / "corpus", "--out", place / "made"]
    return subprocess.Popen(
        [*clock, *program, "release", "-q", *where, "--date", day],
        env={**os.environ, **settings, "FAKETIME_DONT_FAKE_MONOTONIC": "1"},
        cwd=place,
        umask=umask,
    )


def files(folder: Path) -> dict[str, bytes]:
    """Every file by its path and bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_two_builds_and_their_releases_are_the_same_bytes(tmp_path: Path) -> None:
    places = [checkout(tmp_path / ("deep/" * n) / f"place {n}") for n in range(len(MACHINES))]
    for day in ("2022-09-01", "2022-09-20"):
        side_by_side = [*map(releasing, places, MACHINES, [day] * len(MACHINES))]
        assert [process.wait(300) for process in side_by_side] == [0] * len(MACHINES)
        for place in places:
            (notes,) = place.glob("corpus/sessions/*/notes.txt")
            notes.write_text(notes.read_text("utf-8").replace(*map(" {} ".format, WORD)), "utf-8")
    builds = [place / "made" / "current" for place in places]
    first, second = map(files, builds)
    assert len(first) == len(TABLES) + len(STATISTICS) + 4  # dictionary, origin, report, manifest
    assert first == second
    assert builds[0].readlink() == builds[1].readlink()
    first, second = (files(build.parent / "releases") for build in builds)
    assert {"2022.9.1.zip", "2022.9.2.zip"} <= first.keys()
    assert {f"2022.9.{n}/{name}" for n in (1, 2) for name in ("tables.sqlite", "tables.xlsx")} <= (
        first.keys()
    )
    changes = "2022.9.{}/changes/changes.parquet"
    assert len(first[changes.format(2)]) > len(first[changes.format(1)])  # the first has none
    assert sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path)) == []  # fmt: skip
