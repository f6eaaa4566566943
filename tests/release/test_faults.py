"""Whatever strikes a release or its publication, no reader sees half of one.

`benchmarks/faults.py` strikes at every call; here it is the last and the middle of each name.
"""

import functools
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.release import ReleaseError
from pipeline.release.publish import publish
from pipeline.release.shelf import Shelf
from pipeline.release.verify import verify
from tests.faults import (
    BROKEN,
    DONE,
    FULL,
    KILLED,
    QUOTA,
    READ_ONLY,
    REFUSED,
    Blow,
    at_once,
    calls_of,
    can_strike,
    small_disk,
    struck,
)
from tests.release.struck import (
    FIRST,
    SECOND,
    Scene,
    locked_release,
    publishing,
    releasing,
    rewritten,
)

needs_strace = pytest.mark.skipif(not can_strike(), reason="strace is absent, or may hold nothing")
needs_mount = pytest.mark.skipif(
    not shutil.which("mount") or bool(subprocess.call(["unshare", "-m", "true"])),
    reason="no disk may be mounted",
)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return releasing(tmp_path_factory.mktemp("releasing"))


@pytest.fixture(scope="module")
def shelf(released: Scene, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A shelf of both releases."""
    released.work()
    folder = tmp_path_factory.mktemp("shelves") / "shelf"
    shutil.copytree(released.folder, folder)
    released.clear()
    return Shelf(folder)


@pytest.fixture(scope="module")
def published(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return publishing(tmp_path_factory.mktemp("publishing") / "public", shelf)


def faults(scene: Scene, blow: Blow) -> Iterator[str]:
    yield from (f"{blow}: {fault}" for fault in scene.faults(struck(scene.work, blow)))
    scene.clear()


@needs_strace
def test_a_publication_that_is_struck_leaves_nothing_half(published: Scene) -> None:
    calls = calls_of(published.work)
    published.clear()
    assert {"write", "fsync", "rename", "mkdir"} <= calls.keys()
    for number, (call, often) in enumerate(sorted(calls.items())):
        error = (FULL, QUOTA, READ_ONLY, BROKEN)[number % 4]
        for blow in (Blow(call, often), Blow(call, 1 + often // 2, error)):
            assert list(faults(published, blow)) == []


@needs_strace
@pytest.mark.parametrize(
    "blow",
    [Blow("fsync", 100), Blow("rename", 29), Blow("write", 90, FULL)],
    ids=str,
)
def test_a_release_that_is_struck_leaves_nothing_half(blow: Blow, released: Scene) -> None:
    assert list(faults(released, blow)) == []


@needs_strace
def test_what_writes_in_place_is_found_out(published: Scene, shelf: Shelf) -> None:
    """The control: a publisher that copies straight to where readers look."""
    straight = functools.partial(
        shutil.copytree, shelf.path(SECOND), published.folder / str(SECOND)
    )
    ended = struck(straight, Blow("sendfile", 30))
    assert ended == KILLED
    assert list(published.faults(ended, mended=False)) == [f"{SECOND} is not whole"]
    published.clear()


@needs_mount
def test_on_a_full_disk_what_was_there_stays_whole(shelf: Shelf, tmp_path: Path) -> None:
    with small_disk(tmp_path, 8) as mounted:
        assert mounted
        publish(shelf, FIRST, tmp_path)
        filler = tmp_path / ".filler"
        filler.write_bytes(bytes(shutil.disk_usage(tmp_path).free - 200_000))
        with pytest.raises(ReleaseError, match="No space left on device"):
            publish(shelf, SECOND, tmp_path)
        assert verify(tmp_path / str(FIRST)).sound
        assert not (tmp_path / str(SECOND)).exists()
        filler.unlink()
        publish(shelf, SECOND, tmp_path)
        assert verify(tmp_path / str(SECOND)).sound


@needs_mount
def test_a_disk_that_takes_no_writes_is_told_of(shelf: Shelf, tmp_path: Path) -> None:
    with small_disk(tmp_path, 8) as mounted:
        assert mounted
        publish(shelf, FIRST, tmp_path)
        subprocess.run(["mount", "-o", "remount,ro", str(tmp_path)], check=True)
        with pytest.raises(ReleaseError, match="Read-only file system"):
            publish(shelf, SECOND, tmp_path)
        assert verify(tmp_path / str(FIRST)).sound


def test_of_six_who_publish_at_once_one_does_and_all_find_it(published: Scene) -> None:
    assert at_once([published.work] * 6) == [DONE] * 6
    assert list(published.faults(DONE)) == []
    published.clear()


def test_of_six_who_release_at_once_one_does(released: Scene) -> None:
    release = functools.partial(locked_release, released.folder.parent)
    ended = at_once([release] * 6)
    assert DONE in ended
    assert set(ended) <= {DONE, REFUSED}  # another was writing
    assert list(released.faults(DONE)) == []
    released.clear()


def test_of_six_with_another_release_of_one_version_one_wins(shelf: Shelf, tmp_path: Path) -> None:
    works = []
    for number in range(6):
        other = Shelf(tmp_path / str(number))
        rewritten(shelf.path(FIRST), other.path(FIRST), f"The {number}th.")
        works.append(functools.partial(publish, other, FIRST, tmp_path / "public"))
    assert sorted(at_once(works)) == [DONE] + [REFUSED] * 5
    assert verify(tmp_path / "public" / str(FIRST)).sound
    assert verify(tmp_path / "public" / f"{FIRST}.zip").sound
