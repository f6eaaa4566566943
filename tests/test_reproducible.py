"""The same inputs give the same bytes in any folder, zone, locale and hash seed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from schemas import STATISTICS, TABLES
from tests.conftest import ROOT

SETTINGS = (
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C"},
    {"TZ": "America/Caracas", "PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"},
)


def files(folder: Path) -> dict[Path, bytes]:
    return {
        file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def test_two_builds_and_their_releases_are_the_same_bytes(tmp_path: Path) -> None:
    builds = []
    for number, settings in enumerate(SETTINGS):
        place = tmp_path / ("deep/" * number) / f"place {number}"
        raw = Path(shutil.copytree(ROOT / "raw", place / "corpus"))
        command = [Path(sys.executable).parent / "officehours", "release", "-q"]
        subprocess.run(
            [*command, "--raw", raw, "--out", place / "made", "--date", "2022-09-01"],
            env={**os.environ, **settings},
            cwd=place,
            check=True,
        )
        builds.append(place / "made" / "current")
    first, second = map(files, builds)
    assert len(first) == len(TABLES) + len(STATISTICS) + 4  # dictionary, origin, report, manifest
    assert first == second
    assert builds[0].readlink() == builds[1].readlink()
    first, second = (files(build.parent / "releases") for build in builds)
    assert Path("2022.9.1.zip") in first
    assert first == second
