"""Sites of the real corpus and of invented ones, on a server and as files, and a browser."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from pipeline.release.freeze import release
from pipeline.release.shelf import Shelf
from pipeline.site.pages import site_pages
from pipeline.site.reading import read_release
from pipeline.site.writing import publish
from tests.site import releases

# a machine without a display, without a network, and perhaps with root for its only user
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def site_of(shelf: Shelf, out: Path) -> Path:
    """The folder of the site of the newest release."""
    return publish(out, site_pages(read_release(shelf))).link.resolve()


@pytest.fixture(scope="session")
def real_site(real_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("real-site")
    (out / "current").symlink_to((real_build / "current").resolve())
    release(out, date(2022, 9, 1))
    return site_of(Shelf(out / "releases"), out)


@pytest.fixture(scope="session")
def invented_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("invented")
    shelf = releases.released(
        out, releases.invented(), contact="quays@tidewell.example", evaluation=releases.evaluation()
    )
    return site_of(shelf, out)


@pytest.fixture(scope="session")
def years_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three sessions in two years."""
    out = tmp_path_factory.mktemp("years")
    rows = releases.several(date(2030, 3, 1), date(2031, 5, 6), date(2031, 9, 9))
    return site_of(releases.released(out, rows), out)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hostile words wherever a release has words, on pages that know their address."""
    out = tmp_path_factory.mktemp("hostile")
    hostile = releases.HOSTILE
    told = releases.evaluation(hostile)
    shelf = releases.released(out, releases.hostile(), hostile, releases.RUNS, told)
    reading = read_release(shelf)
    return publish(out, site_pages(reading, "https://data.example/quay/")).link.resolve()


# Playwright runs an event loop in this thread as long as it lives, and Dagster wants one of its
# own: so every site is built before the browser starts, and it ends with its module
@pytest.fixture(scope="module")
def browser(real_site: Path, invented_site: Path, hostile_site: Path) -> Iterator[Browser]:
    """Debian's Chromium, which `make test` installs."""
    chromium = shutil.which("chromium")
    if chromium is None:
        assert not os.environ.get("CI"), "the browser is missing: make tools installs it"
        pytest.skip("no chromium here: make tools installs it")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield found
        found.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Puts a folder on 127.0.0.1 and gives its address."""
    servers = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
