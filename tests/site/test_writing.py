"""The site's folder: whole or as before, the same name for the same pages, one writer."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.site import SiteError
from pipeline.site.pages import site_pages
from pipeline.site.reading import read_build
from pipeline.site.writing import publish
from pipeline.store import StoreError
from pipeline.store.lock import build_lock
from tests.site import releases

PAGES = [("index.html", b"one"), ("a/b.html", b"two")]


def text(out: Path) -> str:
    return (out / "site" / "index.html").read_text()


def test_pages_stand_under_their_paths_and_are_counted(tmp_path):
    written = publish(tmp_path, PAGES)
    assert text(tmp_path) == "one"
    assert (tmp_path / "site" / "a" / "b.html").read_bytes() == b"two"
    assert (written.files, written.bytes) == (2, 6)


def test_the_same_pages_have_the_same_digest_and_others_another(tmp_path):
    first = publish(tmp_path / "a", PAGES).digest
    assert publish(tmp_path / "b", reversed(PAGES)).digest == first
    assert publish(tmp_path / "a", PAGES).digest == first
    assert publish(tmp_path / "a", [*PAGES, ("c.html", b"")]).digest != first


def test_a_failure_on_the_way_leaves_the_old_site(tmp_path):
    publish(tmp_path, PAGES)

    def broken():
        yield "index.html", b"new"
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        publish(tmp_path, broken())
    assert text(tmp_path) == "one"
    publish(tmp_path, [("index.html", b"new")])
    assert text(tmp_path) == "new"


def test_the_site_before_stays_for_its_readers_and_older_ones_go(tmp_path):
    for word in (b"1", b"2", b"3"):
        publish(tmp_path, [("index.html", word)])
    kept = {(site / "index.html").read_bytes() for site in (tmp_path / ".sites").iterdir()}
    assert kept == {b"2", b"3"}


def test_a_folder_of_somebodys_own_is_not_replaced(tmp_path):
    (tmp_path / "site").mkdir()
    with pytest.raises(StoreError, match="move it"):
        publish(tmp_path, PAGES)


def test_two_pages_of_one_path_are_refused(tmp_path):
    with pytest.raises(ValueError, match="two pages"):
        publish(tmp_path, [*PAGES, PAGES[0]])


def test_nothing_is_written_while_another_build_is(tmp_path):
    with build_lock(tmp_path), pytest.raises(StoreError, match="another build"):
        publish(tmp_path, PAGES)


def test_one_build_gives_the_same_bytes_again(tmp_path):
    digests = {
        publish(
            tmp_path / name,
            site_pages(read_build(releases.write(tmp_path / name / "b", releases.invented()))),
        ).digest
        for name in ("here", "there")
    }
    assert len(digests) == 1


def test_a_build_that_is_not_whole_is_named(tmp_path):
    build = releases.write(tmp_path / "build", releases.invented())
    (build / "tables" / "answers.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(SiteError, match=r"no whole build.*answers.*build again"):
        read_build(build)


def test_the_command_says_what_it_wrote_or_why_not(tmp_path, real_build):
    (tmp_path / "current").symlink_to((real_build / "current").resolve())
    done = CliRunner().invoke(main, ["site", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert "site/index.html" in done.stdout
    assert "23" in text(tmp_path)
    quiet = CliRunner().invoke(main, ["site", "-q", "--out", str(tmp_path)])
    assert quiet.output == ""
    nothing = CliRunner().invoke(main, ["site", "--out", str(tmp_path / "empty")])
    assert nothing.exit_code == 2
    assert "build again" in nothing.stderr
