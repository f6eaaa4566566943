import json
import os
import subprocess
import sys

import pytest

from pipeline.store import StoreError
from pipeline.store.builds import MANIFEST, Builds

OLD, NEW, NEWER = "01d", "2e3", "3e4"


def stage(builds, content):
    staging = builds.stage()
    for name in ("tables/questions.parquet", "tables/DICTIONARY.md", "stats/rates.parquet"):
        (staging / name).parent.mkdir(exist_ok=True)
        (staging / name).write_text(f"{content} {name}")


def build(builds, digest):
    stage(builds, digest)
    return builds.publish(digest)


def seen(out):
    """The content that a reader finds behind the public names; all files must agree."""
    names = ("tables/questions.parquet", "tables/DICTIONARY.md", "stats/rates.parquet")
    (content,) = {(out / name).read_text().removesuffix(" " + name) for name in names}
    return content


def snapshot(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.fixture
def builds(tmp_path):
    return Builds(tmp_path / "outputs")


def test_nothing_is_published_at_first(builds):
    assert builds.current() is None
    with pytest.raises(StoreError, match=r"no build in .*outputs yet; build first"):
        builds.staged()
    with pytest.raises(StoreError, match="nothing is staged"):
        builds.publish(NEW)
    assert builds.current() is None


def test_a_build_is_shown_through_relative_links(builds, tmp_path):
    path = build(builds, NEW)
    assert path == builds.current() == builds.out / "builds" / NEW
    assert seen(builds.out) == NEW
    assert not (builds.out / "builds/.staging").exists()
    links = {p.name: str(p.readlink()) for p in builds.out.iterdir() if p.is_symlink()}
    assert links == {
        "current": f"builds/{NEW}",
        "tables": "current/tables",
        "stats": "current/stats",
    }
    builds.out.rename(tmp_path / "moved")
    assert seen(tmp_path / "moved") == NEW


def test_the_manifest_lists_every_file_sorted(builds):
    path = build(builds, NEW)
    manifest = json.loads((path / MANIFEST).read_text())
    assert manifest["digest"] == NEW
    assert list(manifest["files"]) == [
        "stats/rates.parquet",
        "tables/DICTIONARY.md",
        "tables/questions.parquet",
    ]
    assert manifest["files"]["stats/rates.parquet"]["bytes"] == len("2e3 stats/rates.parquet")
    assert builds.verify(path) == []


def test_what_a_build_lost_or_gained_is_named(builds):
    path = build(builds, NEW)
    (path / "tables/questions.parquet").write_text("2e4 tables/questions.parquet")
    (path / "stats/rates.parquet").unlink()
    (path / "tables/extra.csv").touch()
    assert builds.verify(path) == [
        "stats/rates.parquet",
        "tables/extra.csv",
        "tables/questions.parquet",
    ]


@pytest.mark.parametrize("content", [None, "", "[]", '{"digest": "2e3"}', "{"])
def test_a_build_without_its_manifest_is_damaged(builds, content):
    path = build(builds, NEW)
    (path / MANIFEST).unlink()
    if content is not None:
        (path / MANIFEST).write_text(content)
    assert builds.verify(path) == [MANIFEST]


def test_the_previous_build_is_kept_and_older_ones_go(builds):
    for digest in (OLD, NEW, NEWER):
        build(builds, digest)
    assert sorted(p.name for p in (builds.out / "builds").iterdir()) == [NEW, NEWER]
    build(builds, NEWER)
    assert sorted(p.name for p in (builds.out / "builds").iterdir()) == [NEW, NEWER]
    assert seen(builds.out) == NEWER


def test_a_sound_build_of_that_digest_is_kept(builds):
    path = build(builds, NEW)
    inode = (path / MANIFEST).stat().st_ino
    build(builds, NEW)
    assert (path / MANIFEST).stat().st_ino == inode
    assert not (builds.out / "builds/.staging").exists()


def test_an_earlier_build_is_shown_again(builds):
    build(builds, OLD)
    build(builds, NEW)
    build(builds, OLD)
    assert seen(builds.out) == OLD


@pytest.mark.parametrize("current", [NEW, OLD])
def test_a_damaged_build_is_replaced(builds, current):
    build(builds, NEW)
    build(builds, current)
    (builds.out / "builds" / NEW / "stats/rates.parquet").write_text("rot")
    path = build(builds, NEW)
    assert builds.verify(path) == []
    assert seen(builds.out) == NEW


def test_staging_is_fresh(builds):
    stage(builds, OLD)
    assert list(builds.stage().iterdir()) == []


def test_statistics_alone_start_from_the_current_tables(builds):
    old = build(builds, OLD)
    before = snapshot(old)
    staging = builds.staged()
    assert snapshot(staging) == {k: v for k, v in before.items() if k != MANIFEST}
    (staging / "stats/rates.parquet").write_text("later")
    assert builds.staged() == staging
    assert (staging / "stats/rates.parquet").read_text() == "later"
    builds.publish(NEW)
    assert (builds.out / "stats/rates.parquet").read_text() == "later"
    assert snapshot(old) == before


def test_a_damaged_build_is_not_passed_on(builds):
    path = build(builds, OLD)
    (path / "tables/questions.parquet").write_text("rot")
    with pytest.raises(StoreError, match=r"damaged \(tables/questions.parquet\); build again"):
        builds.staged()


@pytest.mark.parametrize("digest", ["", "../up", ".staging", "A b", "a/b"])
def test_a_digest_is_no_path(builds, digest):
    stage(builds, NEW)
    with pytest.raises(ValueError, match="hex digits"):
        builds.publish(digest)


@pytest.mark.parametrize("name", ["tables", "stats", "current"])
def test_a_folder_in_a_links_place_is_never_removed(builds, name):
    (builds.out / name).mkdir(parents=True)
    (builds.out / name / "mine.txt").write_text("mine")
    with pytest.raises(StoreError, match=f"{name} must be a link"):
        build(builds, NEW)
    assert (builds.out / name / "mine.txt").read_text() == "mine"


# Every call that changes a name or waits for the disk is a point to die at: what lies on
# the disk there is also all that a reader of that moment can see.
MOMENTS = ("fsync", "link", "mkdir", "rename", "replace", "rmdir", "symlink", "unlink")


def dies_at(moment, action):
    """Run `action` in a child that dies before its `moment`-th such call: whether it died."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            calls = iter(range(moment + 1_000_000))

            def mortal(call):
                def called(*args, **kwargs):
                    if next(calls) == moment:
                        os._exit(9)
                    return call(*args, **kwargs)

                return called

            for name in MOMENTS:
                setattr(os, name, mortal(getattr(os, name)))
            action()
            status = 0
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 9)
    return status == 9


def first_build(builds):
    return None


def old_build(builds):
    build(builds, OLD)


def older_builds(builds):
    build(builds, NEWER)
    build(builds, OLD)


def damaged_current(builds):
    build(builds, OLD)
    path = build(builds, NEW)
    (path / "extra").write_text("unlisted, so that readers still see all of it")


def damaged_earlier(builds):
    build(builds, NEW)
    (builds.out / "builds" / NEW / "stats/rates.parquet").unlink()
    build(builds, OLD)


@pytest.mark.parametrize(
    ("before", "allowed"),
    [
        (first_build, {None, NEW}),
        (old_build, {OLD, NEW}),
        (older_builds, {OLD, NEW}),
        (damaged_current, {NEW}),
        (damaged_earlier, {OLD, NEW}),
    ],
)
def test_a_crash_at_any_point_leaves_a_whole_build(tmp_path, before, allowed):
    moment, crashed = 0, True
    while crashed:
        builds = Builds(tmp_path / str(moment))
        before(builds)
        crashed = dies_at(moment, lambda b=builds: build(b, NEW))
        content = seen(builds.out) if builds.current() else None
        assert content in allowed, f"moment {moment}"
        if content:
            assert builds.verify(builds.current()) in ([], ["extra"])
        build(builds, NEWER)
        assert seen(builds.out) == NEWER
        assert builds.verify(builds.current()) == []
        kept = {p.name for p in (builds.out / "builds").iterdir()}
        assert kept <= {OLD, NEW, NEWER, ".bridge"}
        assert len(kept) <= 2
        moment += 1
    assert moment > 15


def test_a_crash_while_copying_leaves_no_half_staging(tmp_path):
    moment, crashed = 0, True
    while crashed:
        builds = Builds(tmp_path / str(moment))
        whole = snapshot(build(builds, OLD))
        del whole[MANIFEST]
        crashed = dies_at(moment, builds.staged)
        assert snapshot(builds.staged()) == whole
        moment += 1
    assert moment > 3


def test_a_crash_while_clearing_leaves_no_half_staging(tmp_path):
    moment, crashed = 0, True
    while crashed:
        builds = Builds(tmp_path / str(moment))
        whole = snapshot(build(builds, OLD))
        del whole[MANIFEST]
        stage(builds, NEW)
        crashed = dies_at(moment, builds.stage)
        staging = snapshot(builds.staged())
        assert staging in ({}, whole) or len(staging) == len(whole)
        moment += 1
    assert moment > 5


READ = """
import sys
from pathlib import Path
out, reads = Path(sys.argv[1]), 0
print("reading", flush=True)
while not (out / "enough").exists():
    for name in ("tables/questions.parquet", "stats/rates.parquet"):
        digest, _, rest = (out / name).read_text().partition(" ")
        assert rest == name and digest in ("01d", "2e3"), (digest, rest)
        reads += 1
print(reads)
"""


def test_a_reader_never_misses_a_file(builds):
    build(builds, OLD)
    reader = subprocess.Popen(
        [sys.executable, "-c", READ, builds.out], stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout.readline() == "reading\n"
    for _ in range(50):
        build(builds, NEW)
        build(builds, OLD)
    (builds.out / "enough").touch()
    reads, _ = reader.communicate(timeout=60)
    assert reader.returncode == 0
    assert int(reads) > 50
