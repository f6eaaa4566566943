"""A release is laid out whole or not at all, once, and `latest.json` only moves forward."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.release import ReleaseError
from pipeline.release.freeze import release
from pipeline.release.publish import latest, publish
from pipeline.release.shelf import Shelf
from pipeline.release.verify import verify
from pipeline.release.versions import Version
from pipeline.store.folders import facts
from tests.release.conftest import DAY

FIRST, SECOND = Version(2031, 6, 1), Version(2031, 6, 2)

# leaves the process at the n-th call that changes a folder of the target
_KILLED = """
import os, sys
from pathlib import Path
from pipeline.release.publish import publish
from pipeline.release.shelf import Shelf
from pipeline.release.versions import Version

out, to, left = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def watch(event, arguments):
    global left
    writes = event in ("os.rename", "os.mkdir", "os.remove", "shutil.copyfile") or (
        event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wx")
    )
    if writes and to in str(arguments[:2]):
        left -= 1
        if left < 0:
            os._exit(9)

sys.addaudithook(watch)
publish(Shelf(out / "releases"), Version.read("2031.6.1"), Path(to))
"""


@pytest.fixture
def shelf(out):
    return Shelf(out / "releases")


def test_a_release_is_there_as_it_was_released(shelf, first, tmp_path):
    to = tmp_path / "public"
    done = publish(shelf, FIRST, to)
    assert done.made == ("2031.6.1", "2031.6.1.zip", "latest.json")
    assert facts(to / "2031.6.1") == facts(first)
    assert (to / "2031.6.1.zip").read_bytes() == shelf.archive(FIRST).read_bytes()
    assert json.loads((to / "latest.json").read_text()) == {
        "version": "2031.6.1", "path": "2031.6.1/", "archive": "2031.6.1.zip",
    }  # fmt: skip
    assert publish(shelf, FIRST, to).made == ()


def test_a_dry_run_makes_nothing(shelf, tmp_path):
    done = publish(shelf, FIRST, tmp_path / "public", dry_run=True)
    assert done.made == ("2031.6.1", "2031.6.1.zip", "latest.json")
    assert not (tmp_path / "public").exists()


def test_latest_never_moves_back(shelf, out, spoil, tmp_path):
    spoil("topics", "scope_note", "Something else.")
    release(out, DAY)
    to = tmp_path / "public"
    publish(shelf, SECOND, to)
    assert publish(shelf, FIRST, to).made == ("2031.6.1", "2031.6.1.zip")
    assert latest(to).version == "2031.6.2"


def test_another_of_that_version_is_never_replaced(shelf, tmp_path):
    to = tmp_path / "public"
    publish(shelf, FIRST, to)
    (to / "2031.6.1" / "README.md").write_text("Another.")
    with pytest.raises(ReleaseError, match="is another or not whole"):
        publish(shelf, FIRST, to)
    assert (to / "2031.6.1" / "README.md").read_text() == "Another."


def test_what_is_not_whole_is_not_published(shelf, first, tmp_path):
    (first / "README.md").write_text("Another.")
    with pytest.raises(ReleaseError, match="not whole"):
        publish(shelf, FIRST, tmp_path / "public")
    with pytest.raises(ReleaseError, match=r"2031\.6\.2 is not in"):
        publish(shelf, SECOND, tmp_path / "public")
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("left", [0, 1, 2, 5, 40, 85, 90, 94])
def test_a_publisher_that_dies_leaves_nothing_half_and_the_next_finishes(left, out, tmp_path):
    to = tmp_path / "public"
    command = [sys.executable, "-c", _KILLED, str(out), str(to), str(left)]
    died = subprocess.run(command, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, check=False)
    assert died.returncode in (0, 9)
    there = to / "2031.6.1"
    assert not there.exists() or verify(there).sound
    assert not (to / "2031.6.1.zip").exists() or verify(to / "2031.6.1.zip").sound
    assert latest(to) is None or verify(there).sound
    publish(Shelf(out / "releases"), FIRST, to)
    assert verify(there).sound
    assert latest(to).version == "2031.6.1"
    assert sorted(path.name for path in to.iterdir()) == [
        ".lock", "2031.6.1", "2031.6.1.zip", "latest.json",
    ]  # fmt: skip


def test_of_many_who_publish_one_lays_it_out(out, tmp_path):
    to = tmp_path / "public"
    officehours = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    command = [*officehours, "publish", "2031.6.1", "--json", "--out", str(out), "--to", str(to)]
    racing = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    made = [json.loads(process.communicate()[0])["made"] for process in racing]
    assert sorted(map(len, made)) == [0, 0, 0, 3]
    assert verify(to / "2031.6.1").sound


def test_the_command_says_what_it_made(out, tmp_path):
    arguments = ["publish", "2031.6.1", "--out", str(out), "--to", str(tmp_path / "public")]
    run = CliRunner()
    assert run.invoke(main, [*arguments, "--dry-run"]).stdout.startswith(
        "would be made: 2031.6.1\n"
    )
    assert run.invoke(main, arguments).stdout.startswith("made: 2031.6.1\n")
    assert run.invoke(main, arguments).stdout == "all is there\n"
    refused = run.invoke(main, ["publish", "2031.7.1", *arguments[2:]])
    assert (refused.exit_code, "is not in" in refused.stderr) == (2, True)
