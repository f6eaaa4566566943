"""The site as its reader meets it, in Chromium: quiet, quick, closed, and usable by everybody."""

import csv
import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

from pipeline.site.finder import finder_script
from tests.site import releases
from tests.site.conftest import site_of
from tests.site.releases import SESSION

FIRST_VIEW_BYTES, FIRST_VIEW_MS, KEY_PRESS_MS = 100_000, 500, 50

# all that another scheme changes
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@dataclass
class Watched:
    """A page, and what it should never do."""

    page: Page
    said: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    bytes: int = 0


@contextmanager
def watched(browser: Browser, **options: object) -> Iterator[Watched]:
    context = browser.new_context(**options)
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation',"
        " e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
    )
    found = Watched(context.new_page())
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda request: found.hosts.add(urlsplit(request.url).netloc))
    found.page.on("requestfailed", lambda request: found.said.extend(failure(request)))
    yield found
    context.close()


def failure(request: Request) -> list[str]:
    """What failed; what the next page cuts short has not."""
    return [] if "ABORTED" in request.failure else [f"{request.url} {request.failure}"]


def pages_of(site: Path) -> list[str]:
    """One page of each kind; 404.html is drawn only where the site is published."""
    session = next(p for p in sorted((site / "sessions").iterdir()) if len(p.stem) > 4)
    topic = next((site / "topics").iterdir())
    kinds = sorted({path.name for path in site.glob("*.html")} - {"404.html"})
    return [*kinds, f"sessions/{session.name}", f"topics/{topic.name}"]


@pytest.fixture(params=["http", "file"])
def address(request, serve):
    """How a site's folder is opened: from a server, and by a double click."""
    return serve if request.param == "http" else lambda site: site.as_uri()


@pytest.mark.parametrize("which", ["real_site", "invented_site", "hostile_site"])
def test_no_page_says_asks_or_runs_anything(which, address, browser, request):
    site = request.getfixturevalue(which)
    base = address(site)
    with watched(browser) as found:
        for path in pages_of(site):
            found.page.goto(f"{base}/{path}", wait_until="load")
            assert found.page.evaluate("window.broken") is None, path
        assert found.said == []
        assert found.hosts == {urlsplit(base).netloc}


def test_the_policy_stops_what_is_not_its_own(serve, browser, invented_site, tmp_path):
    site = Path(shutil.copytree(invented_site, tmp_path / "spoiled"))
    landing = site / "index.html"
    spoiled = "<script>window.broken = 1</script><img src='http://127.0.0.1:9/x.png'></body>"
    landing.write_text(landing.read_text().replace("</body>", spoiled))
    with watched(browser) as found:
        found.page.goto(f"{serve(site)}/index.html")
        assert found.page.evaluate("window.broken") is None
        assert len([line for line in found.said if line.startswith("policy: ")]) == 2


@pytest.mark.parametrize(
    ("which", "scheme", "rules"),
    [("real_site", "light", {}), ("real_site", "dark", COLOURS), ("invented_site", "light", {})],
)
def test_axe_finds_nothing(which, scheme, rules, browser, serve, request):
    site = request.getfixturevalue(which)
    base = serve(site)
    # axe itself is what the policy would stop
    with watched(browser, color_scheme=scheme, bypass_csp=True) as found:
        for path in pages_of(site):
            found.page.goto(f"{base}/{path}")
            broken = Axe().run(found.page, options=rules).response["violations"]
            told = [(v["id"], v["impact"], [n["html"] for n in v["nodes"][:3]]) for v in broken]
            assert told == [], path


@pytest.mark.parametrize("which", ["real_site", "invented_site", "hostile_site"])
def test_a_narrow_phone_never_scrolls_sideways(which, browser, serve, request):
    site = request.getfixturevalue(which)
    base = serve(site)
    with watched(browser, viewport={"width": 320, "height": 640}) as found:
        for path in pages_of(site):
            found.page.goto(f"{base}/{path}")
            assert found.page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("path", ["index.html", "sessions/2022-08-18.html", "questions.html"])
def test_the_first_view_is_light_and_soon_there(path, browser, serve, real_site, record_property):
    base = serve(real_site)
    views = [first_view(browser, f"{base}/{path}") for _ in range(3)]
    size, drawn = min(views)[0], min(drawn for _, drawn in views)
    record_property("figure", f"{path}: {size:,} bytes, drawn after {drawn:.0f} ms (best of 3)")
    assert size < FIRST_VIEW_BYTES
    # the best: the others are those of a machine which has other work, too
    assert drawn < FIRST_VIEW_MS


def first_view(browser: Browser, url: str) -> tuple[int, float]:
    """The bytes on the wire and the milliseconds to the first drawing, with nothing cached."""
    with watched(browser) as found:
        found.page.goto(url, wait_until="load")
        return found.page.evaluate(CARRIED), found.page.evaluate(DRAWN)


CARRIED = """() => performance.getEntries().reduce((sum, e) => sum + (e.transferSize || 0), 0)"""
DRAWN = """() => new Promise(done => {
    const found = performance.getEntriesByName('first-contentful-paint')[0];
    if (found) return done(found.startTime);
    new PerformanceObserver(list => done(list.getEntries()[0].startTime))
        .observe({type: 'paint', buffered: true});
})"""


@pytest.fixture
def finder(browser, address, invented_site) -> Iterator[Page]:
    with watched(browser) as found:
        found.page.goto(f"{address(invented_site)}/questions.html")
        yield found.page
        assert found.said == []


def results(page: Page) -> list[str]:
    return page.locator("#results li > a").all_text_contents()


def test_the_finder_finds_by_words_and_facets(finder):
    assert len(results(finder)) == 10
    assert finder.locator("#found").text_content() == "10 questions"
    finder.fill("#words", "LAST boat")
    assert results(finder) == ["Will the last boat leave later in summer?"]
    finder.fill("#words", "nothing of the kind")
    assert results(finder) == []
    assert finder.locator("#found").text_content() == "0 questions"
    finder.click("#clear")
    finder.select_option("#outcome", "deferred")
    assert len(results(finder)) == 3
    finder.select_option("#topic", "ferries")
    assert len(results(finder)) == 1
    finder.click("#clear")
    finder.fill("#by", "sinead")
    assert len(results(finder)) >= 2
    finder.click("#clear")
    finder.select_option("#topic", "none")
    assert len(results(finder)) == 2


def test_what_is_sought_stands_in_the_address_and_comes_back_from_it(finder, browser):
    finder.fill("#words", "boat & pier")
    finder.fill("#words", "boat")
    finder.select_option("#outcome", "answered")
    assert finder.url.endswith("#q=boat&outcome=answered")
    found = results(finder)
    with watched(browser) as other:
        other.page.goto(finder.url)
        assert results(other.page) == found
        assert other.page.input_value("#words") == "boat"
        other.page.goto(finder.url.partition("#")[0] + "#outcome=deferred&topic=nowhere&q=%E0")
        assert other.said == []


def test_results_lead_to_the_question_by_the_keyboard_alone(finder):
    finder.focus("#words")
    finder.keyboard.type("last boat")
    for _ in range(12):
        finder.keyboard.press("Tab")
        if finder.evaluate("document.activeElement.closest('#results') !== null"):
            break
    finder.keyboard.press("Enter")
    finder.wait_for_url("**/sessions/**")
    assert f"/sessions/{SESSION}.html#q-" in finder.url
    assert finder.locator(":target h3").text_content().endswith("later in summer?")


def saved(page: Page) -> list[list[str]]:
    with page.expect_download() as download:
        page.click("#export")
    text = Path(download.value.path()).read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_what_is_shown_is_saved_as_csv(finder):
    finder.select_option("#outcome", "deferred")
    heads, *rows = saved(finder)
    assert heads == ["question_id", "text", "topic_id", "outcome", "status", "respondents"]
    assert [row[1] for row in rows] == results(finder)
    assert {row[3] for row in rows} == {"deferred"}


def test_no_spreadsheet_runs_what_is_saved(browser, serve, hostile_site):
    with watched(browser) as found:
        found.page.goto(f"{serve(hostile_site)}/questions.html")
        _, *rows = saved(found.page)
    assert len(rows) == 10
    assert all(row[1].startswith("'=cmd|") for row in rows)


def test_a_key_press_is_answered_at_once_among_five_thousand(
    browser, serve, invented_site, tmp_path, record_property
):
    site = Path(shutil.copytree(invented_site, tmp_path / "many"))
    rows = [
        (
            SESSION, f"q-{n:012x}",
            f"Question {n} about the ferry, the pier and {n % 97} moorings: " + "and why? " * 25,
            "ferries", "answered", "answered", f"Person {n % 40}",
        )
        for n in range(5000)
    ]  # fmt: skip
    (site / "assets" / "data" / "2031.js").write_bytes(finder_script("2031", rows))
    with watched(browser) as found:
        found.page.goto(f"{serve(site)}/questions.html")
        found.page.evaluate(TIMED)
        found.page.focus("#words")
        found.page.keyboard.type("ferry 42 why", delay=80)
        spent = sorted(found.page.evaluate("window.spent"))
        assert found.page.locator("#found").text_content() != "5,000 questions"
    record_property("figure", "key presses among 5,000 questions, to the next drawing: "
                    f"median {spent[6]:.0f} ms, slowest {spent[-1]:.0f} ms")  # fmt: skip
    assert len(spent) == 12
    # the slowest is that of a machine which has other work, too
    assert spent[6] < KEY_PRESS_MS


def test_many_questions_come_year_by_year_the_newest_first(browser, address, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.site.pages.LIGHT", 29)
    rows = releases.several(date(2030, 3, 1), date(2031, 5, 6), date(2031, 9, 9))
    site = site_of(releases.released(tmp_path, rows), tmp_path)
    with watched(browser) as found:
        asked = []
        found.page.on("request", lambda request: asked.append(Path(request.url).name))
        found.page.goto(f"{address(site)}/questions.html")
        assert len(results(found.page)) == 20
        assert "2031.js" in asked
        assert "2030.js" not in asked
        found.page.select_option("#year", "")
        expect(found.page.locator("#found")).to_have_text("30 questions")
        assert found.page.url.endswith("#year=all")
        found.page.reload()
        expect(found.page.locator("#found")).to_have_text("30 questions")
        assert found.said == []


# from the event that a key press raises to the frame in which its results are drawn
TIMED = """() => {
    window.spent = [];
    addEventListener('input', () => {
        const start = performance.now();
        requestAnimationFrame(() => setTimeout(() => spent.push(performance.now() - start)));
    }, {capture: true});
}"""


def test_lateness_is_that_of_today(browser, serve, real_site):
    with watched(browser) as found:
        found.page.clock.set_fixed_time("2022-09-10T12:00:00Z")
        found.page.goto(f"{serve(real_site)}/promises.html")
        assert "3 days late" in found.page.locator("table").text_content()
        assert "2022-09-10" in found.page.locator(".today").text_content()
        assert found.page.locator(".late").all_text_contents().count("") > 0


def test_without_a_script_everything_can_be_read(browser, serve, invented_site):
    with watched(browser, java_script_enabled=False) as found:
        base = serve(invented_site)
        found.page.goto(f"{base}/questions.html")
        assert "needs JavaScript" in found.page.locator("noscript").text_content()
        assert not found.page.locator("#finder").is_visible()
        found.page.goto(f"{base}/sessions/{SESSION}.html")
        assert found.page.locator("article").count() == 10
