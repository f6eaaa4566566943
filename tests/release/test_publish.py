"""A release is laid out whole or not at all, once, and `latest.json` only moves forward."""

import json

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.release import ReleaseError
from pipeline.release.freeze import release
from pipeline.release.publish import latest, publish
from pipeline.release.shelf import Shelf
from pipeline.release.versions import Version
from pipeline.store.folders import facts
from tests.release.conftest import DAY

FIRST, SECOND = Version(2031, 6, 1), Version(2031, 6, 2)


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
