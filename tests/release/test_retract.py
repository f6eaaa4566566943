"""A release that is retracted says so and why, can be verified, and is nobody's newest any more."""

import json

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.release import ReleaseError
from pipeline.release.freeze import release
from pipeline.release.publish import latest, publish
from pipeline.release.retract import retract, take_down
from pipeline.release.shelf import Shelf
from pipeline.release.verify import verify
from pipeline.store.folders import facts
from tests.release.conftest import DAY
from tests.release.struck import FIRST, SECOND

REASON = "A name was published."


@pytest.fixture
def shelf(out):
    return Shelf(out / "releases")


def test_a_retracted_release_stays_as_it_was_and_is_published_no_more(shelf, first, tmp_path):
    before = facts(first)
    stone = retract(shelf, FIRST, f" {REASON} ")
    assert (stone.version, stone.reason, stone.instead) == ("2031.6.1", REASON, None)
    assert retract(shelf, FIRST, REASON) == stone
    assert (
        json.loads(shelf.folder.joinpath("2031.6.1.retracted.json").read_text())["reason"] == REASON
    )
    assert facts(first) == before
    assert verify(first).sound
    assert (shelf.versions(), shelf.standing()) == ((FIRST,), ())
    with pytest.raises(ReleaseError, match=f"retracted.*{REASON}"):
        publish(shelf, FIRST, tmp_path / "public")


def test_what_was_published_goes_and_latest_moves(shelf, out, spoil, tmp_path):
    spoil("topics", "scope_note", "Something else.")
    release(out, DAY)
    to = tmp_path / "public"
    publish(shelf, FIRST, to)
    publish(shelf, SECOND, to)
    take_down(retract(shelf, SECOND, REASON), to)
    assert latest(to).version == "2031.6.1"
    assert sorted(path.name for path in to.iterdir() if path.name[0] != ".") == [
        "2031.6.1", "2031.6.1.zip", "2031.6.2.retracted.json", "latest.json",
    ]  # fmt: skip
    assert verify(to / "2031.6.1").sound
    with pytest.raises(ReleaseError, match="retracted"):
        publish(shelf, SECOND, to)
    take_down(retract(shelf, FIRST, REASON), to)
    assert latest(to) is None


def test_a_retracted_number_is_never_given_again(shelf, out, spoil):
    retract(shelf, FIRST, REASON)
    with pytest.raises(ReleaseError, match=r"since 2031\.6\.1 was retracted"):
        release(out, DAY)
    spoil("topics", "scope_note", "Something else.")
    assert release(out, DAY).version == SECOND


def test_what_cannot_be_retracted_is_refused(shelf):
    with pytest.raises(ReleaseError, match=r"2031\.6\.2 is not in"):
        retract(shelf, SECOND, REASON)
    with pytest.raises(ReleaseError, match="a reason is needed"):
        retract(shelf, FIRST, "  ")
    retract(shelf, FIRST, REASON)
    with pytest.raises(ReleaseError, match=f"already: {REASON}"):
        retract(shelf, FIRST, "Another.")
    shelf.folder.joinpath("2031.6.1.retracted.json").write_text("{")
    with pytest.raises(ReleaseError, match="cannot be read"):
        shelf.tombstone(FIRST)


def test_the_command_wants_a_reason_and_says_what_stands_instead(out):
    arguments = ["retract", "2031.6.1", "--out", str(out)]
    run = CliRunner()
    assert run.invoke(main, arguments).exit_code == 2
    done = run.invoke(main, [*arguments, "--reason", REASON])
    assert done.stdout == "retracted: 2031.6.1; instead: none\n"
    again = json.loads(run.invoke(main, [*arguments, "--reason", REASON, "--json"]).stdout)
    assert (again["retracted"]["reason"], again["still_held"]) == (REASON, [])
