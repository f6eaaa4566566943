"""The site's folder: whole or as before, the same name for the same pages, one writer."""

import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.release.verify import verify
from pipeline.release.versions import Version
from pipeline.site import SiteError
from pipeline.site.pages import site_pages
from pipeline.site.reading import read_release
from pipeline.site.writing import publish
from pipeline.store import StoreError
from pipeline.store.folders import facts
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
    with build_lock(tmp_path):
        done = CliRunner().invoke(main, ["site", "--out", str(tmp_path)])
    assert done.exit_code == 2
    assert "another build" in done.stderr


def test_one_release_gives_the_same_bytes_again(tmp_path):
    digests = set()
    for name in ("here", "there"):
        shelf = releases.released(tmp_path / name, releases.invented())
        digests.add(publish(tmp_path / name, site_pages(read_release(shelf))).digest)
    assert len(digests) == 1


def test_a_release_that_was_altered_has_no_pages(tmp_path):
    shelf = releases.released(tmp_path, releases.invented())
    (shelf.path(shelf.versions()[0]) / "data" / "answers.parquet").write_bytes(b"PAR1")
    with pytest.raises(SiteError, match="not as it was released"):
        read_release(shelf)


def test_an_older_release_has_its_pages_too_and_others_are_named(tmp_path):
    shelf = releases.released(tmp_path, releases.invented())
    (version,) = shelf.versions()
    fewer = releases.invented()
    fewer["discrepancies"] = []
    assert releases.released(tmp_path, fewer).versions() == (version, Version(2031, 6, 2))
    newest = [edition.version for edition in read_release(shelf).release.editions]
    assert newest == ["2031.6.2", "2031.6.1"]
    assert len(read_release(shelf, version).release.editions) == 1
    with pytest.raises(SiteError, match=r"no 2030\.1\.1; released are 2031\.6\.1, 2031\.6\.2"):
        read_release(shelf, Version(2030, 1, 1))


def test_the_command_says_what_it_wrote_or_why_not(tmp_path):
    releases.released(tmp_path, releases.invented())
    done = CliRunner().invoke(main, ["site", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert "site/index.html" in done.stdout
    assert "Tidewell" in text(tmp_path)
    quiet = CliRunner().invoke(main, ["site", "-q", "--out", str(tmp_path)])
    assert quiet.output == ""
    told = json.loads(CliRunner().invoke(main, ["site", "--json", "--out", str(tmp_path)]).stdout)
    assert told["site"] == str(tmp_path / "site")
    nothing = CliRunner().invoke(main, ["site", "--out", str(tmp_path / "empty")])
    assert nothing.exit_code == 2
    assert "officehours release" in nothing.stderr


def test_pages_in_a_zip_are_the_pages(tmp_path):
    releases.released(tmp_path, releases.invented())
    for name in ("one.zip", "two.zip"):
        command = ["site", "-q", "--out", str(tmp_path), "--zip", str(tmp_path / name)]
        assert CliRunner().invoke(main, command).exit_code == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    (folder,) = (tmp_path / "unpacked").iterdir()
    assert folder.name == "tidewell-open-quays-2031.6.1-pages"
    assert facts(folder) == facts((tmp_path / "site").resolve())
    command[-1] = str(tmp_path / "one.zip" / "pages.zip")
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code == 2
    assert "one.zip" in refused.stderr


@pytest.mark.parametrize("wrong", ["javascript:alert(1)", "ftp://x.example", "data.example"])
def test_an_address_that_is_none_is_refused(wrong, tmp_path):
    refused = CliRunner().invoke(main, ["site", "--address", wrong, "--out", str(tmp_path)])
    assert refused.exit_code == 2
    assert "no address of the web" in refused.stderr


def test_with_an_address_there_is_a_map_and_pages_name_their_own(tmp_path):
    shelf = releases.released(tmp_path, releases.invented())
    publish(tmp_path, site_pages(read_release(shelf), "https://data.example/quay/"))
    places = [
        node.text
        for node in ET.parse(tmp_path / "site" / "sitemap.xml").getroot().iter()
        if (node.text or "").strip()
    ]
    assert f"https://data.example/quay/sessions/{releases.SESSION}.html" in places
    for place in places:
        assert (tmp_path / "site" / place.removeprefix("https://data.example/quay/")).is_file()
    lost = (tmp_path / "site" / "404.html").read_text()
    assert 'href="https://data.example/quay/assets/style.css"' in lost
    assert "canonical" not in lost
    assert '<link rel="canonical" href="https://data.example/quay/index.html">' in text(tmp_path)


def test_what_is_downloaded_is_the_release(tmp_path):
    shelf = releases.released(tmp_path, releases.invented())
    publish(tmp_path, site_pages(read_release(shelf)))
    folder = tmp_path / "site" / "release"
    (packed,) = folder.glob("*.zip")
    assert verify(packed).sound
    packed.unlink()
    assert verify(folder).sound
