"""A release is verified where it was published on the web."""

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.release import ReleaseError
from pipeline.release.addresses import verify_at


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def address(first: Path) -> Iterator[str]:
    """The address of a web server that shows the releases."""
    handler = functools.partial(Quiet, directory=str(first.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_what_is_on_the_web_is_whole(address: str) -> None:
    for name in ("2031.6.1", "2031.6.1/", "2031.6.1.zip"):
        verdict = verify_at(f"{address}/{name}")
        assert (verdict.sound, verdict.version) == (True, "2031.6.1")
    told = CliRunner().invoke(main, ["verify", f"{address}/2031.6.1"]).stdout
    assert told.startswith("2031.6.1 is whole")


def test_what_was_altered_or_removed_there_is_found(address: str, first: Path) -> None:
    (first / "README.md").write_text("Another.")
    (first / "data" / "people.parquet").unlink()
    (first / "SHA256SUMS").write_text("")
    verdict = verify_at(f"{address}/2031.6.1")
    assert verdict.altered == ("README.md",)
    assert verdict.missing == ("SHA256SUMS", "data/people.parquet")
    run = CliRunner().invoke(main, ["verify", f"{address}/2031.6.1"])
    assert (run.exit_code, "altered: README.md" in run.stderr) == (1, True)


def test_a_manifest_that_leads_elsewhere_finds_nothing(address: str, first: Path) -> None:
    shutil.copy(first / "README.md", first.parent / "other.md")
    manifest = first / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"README.md"', '"file:///etc/passwd"'))
    assert verify_at(f"{address}/2031.6.1").missing == ("file:///etc/passwd",)


@pytest.mark.parametrize("name", ["2031.6.2", "2031.6.2.zip", "2031.6.1.zip/x"])
def test_where_no_release_is_there_is_a_word_on_it(name: str, address: str) -> None:
    with pytest.raises(ReleaseError, match=address):
        verify_at(f"{address}/{name}")


def test_where_nobody_answers_there_is_a_word_on_it() -> None:
    with pytest.raises(ReleaseError, match="cannot be read"):
        verify_at("http://127.0.0.1:9/2031.6.1")
