"""A release that is made again is the same, and what is not the same is named."""

import shutil

import pytest

from pipeline.origin import Origin
from pipeline.release import ReleaseError
from pipeline.release.freeze import release
from pipeline.release.manifest import Manifest
from pipeline.release.rebuild import check_origin, made_again
from tests.release.conftest import DAY


@pytest.fixture
def elsewhere(out, tmp_path):
    """The same build below other outputs."""

    def copy():
        shutil.rmtree(tmp_path / "again", ignore_errors=True)
        return shutil.copytree(
            out, tmp_path / "again", symlinks=True, ignore=shutil.ignore_patterns("releases")
        )

    return copy


def test_the_first_and_the_next_are_made_again_the_same(first, out, spoil, elsewhere):
    assert made_again(first, elsewhere()) == ()
    spoil("topics", "scope_note", "Something else.")
    second = release(out, DAY).path
    assert made_again(second, elsewhere()) == ()
    shutil.rmtree(first)
    with pytest.raises(ReleaseError, match=r"changed since .*2031\.6\.1: it is needed"):
        made_again(second, elsewhere())


def test_files_that_come_out_otherwise_are_named(first, spoil, elsewhere):
    spoil("topics", "scope_note", "Something else.")
    differing = made_again(first, elsewhere())
    assert {"data/topics.parquet", "csv/topics.csv", "manifest.json"} <= set(differing)
    assert "data/people.parquet" not in differing


def test_a_release_of_something_else_is_not_made_again(first, out):
    origin = Origin.read((out / "current").resolve())
    manifest = Manifest.of(first)
    check_origin(manifest, origin)
    inputs = {f"sessions/{number}/notes.md": "" for number in range(7)}
    other = origin.model_copy(update={"code": "0", "lock": "0", "inputs": inputs})
    with pytest.raises(ReleaseError) as refused:
        check_origin(manifest, other)
    assert f"whose code is {manifest.code}" in str(refused.value)
    assert "requirements.lock is another; other files (corpus.yaml, " in str(refused.value)
