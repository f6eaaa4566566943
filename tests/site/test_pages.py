"""What stands on the pages, read as a browser without a script would read them."""

import gzip
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path
from xml.etree import ElementTree as ET

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.release.shelf import Shelf
from pipeline.site.charts import rate_by_group
from pipeline.site.content import Topic
from pipeline.site.layout import ASSETS, Layout, clock, day_in_words, size
from pipeline.site.linked_data import _cut, _most
from pipeline.site.pages import session_page
from pipeline.site.reading import read_release
from pipeline.site.texts import as_html
from pipeline.site.topics import outline
from tests.site import releases
from tests.site.conftest import site_of
from tests.site.releases import HOSTILE, SESSION


def page(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / path).read_text("utf-8"))


def linked(found: LexborHTMLParser) -> dict:
    return json.loads(found.css_first("script[type='application/ld+json']").text())


def question(found: LexborHTMLParser, words: str):
    (article,) = [node for node in found.css("article") if words in node.css_first("h3").text()]
    return article


def test_a_session_shows_its_questions_in_order_with_all_that_belongs_to_them(invented_site):
    found = page(invented_site, f"sessions/{SESSION}.html")
    asked = [node.text(strip=True) for node in found.css("article h3")]
    assert len(asked) == 10
    assert asked[0].endswith("Will the last boat leave later in summer?")
    second = question(found, "The pier at Ella")
    assert [node.text() for node in second.css(".by b")] == ["Sinéad O’Brien", "Ferry Office"]
    assert second.css_first(".outcome").text() == "deferred"
    assert second.css_first(".status").text() == "answered"
    assert "in writing" in second.css(".by")[1].text()
    promise = second.css_first(".promise")
    assert "We will follow up in writing" in promise.text()
    kept_by = promise.css_first("a").attributes["href"]
    assert (
        found.css_first(f"#{kept_by.partition('#')[2]}").css_first(".by b").text() == "Ferry Office"
    )
    assert "notes.txt, line" in second.css_first(".source").text()


def test_the_recording_is_entered_at_the_second(invented_site):
    found = page(invented_site, f"sessions/{SESSION}.html")
    (link,) = question(found, "Will the last boat").css(".meta a[href^='https://video']")
    assert link.attributes["href"].endswith("#t=65")
    assert link.text() == "1:05 in the recording"


def test_differences_stand_where_they_belong_and_invite_a_report(invented_site):
    found = page(invented_site, f"sessions/{SESSION}.html")
    (difference,) = question(found, "How long is the waiting list").css(".difference")
    assert "no trace in the recording" in difference.text()
    assert "tell those who publish" in difference.text()
    told = f"mailto:quays@tidewell.example?subject={SESSION}/d-bbbbbbbbbbbb"
    assert difference.css_first("a").attributes["href"] == told
    assert "1:02:05 in the recording" in found.html
    assert "quay lights" in found.body.text()
    assert not question(found, "Will the last boat").css(".difference")


def test_every_link_within_the_site_leads_somewhere(invented_site, real_site):
    for site in (invented_site, real_site):
        ids = {}
        pages = sorted(site.rglob("*.html"))
        for path in pages:
            found = [
                node.attributes["id"] for node in LexborHTMLParser(path.read_text()).css("[id]")
            ]
            assert len(found) == len(set(found)), path
            ids[path] = set(found)
        for path in pages:
            for node in LexborHTMLParser(path.read_text()).css("[href], [src]"):
                told = node.attributes.get("href") or node.attributes.get("src")
                if told.startswith(("https:", "mailto:")):
                    continue
                file, _, anchor = told.partition("#")
                target = (path.parent / file).resolve() if file else path
                assert target.is_file(), (path, told)
                if anchor and "=" not in anchor:
                    assert anchor in ids[target], (path, told)


def test_each_question_says_of_itself_what_it_is_and_deferred_ones_accept_no_answer(invented_site):
    graph = linked(page(invented_site, f"sessions/{SESSION}.html"))["@graph"]
    assert [node["@type"] for node in graph] == ["QAPage"] * 10
    told = {node["mainEntity"]["name"]: node["mainEntity"] for node in graph}
    first = told["Will the last boat leave later in summer?"]
    assert first["acceptedAnswer"]["author"]["name"] == "Sinéad O’Brien"
    deferred = next(node for name, node in told.items() if name.startswith("The pier"))
    assert "acceptedAnswer" not in deferred
    assert len(deferred["suggestedAnswer"]) == deferred["answerCount"] == 2
    unanswered = told["What does a winter berth cost?"]
    assert unanswered["answerCount"] == 0
    assert "acceptedAnswer" not in unanswered


def test_the_landing_page_is_the_dataset_of_its_croissant(invented_site):
    told = linked(page(invented_site, "index.html"))
    croissant = json.loads((invented_site / "release" / "croissant.json").read_text())
    assert told["@type"] == "sc:Dataset"
    for name in ("@context", "conformsTo", "version", "citeAs", "license", "rai:dataLimitations"):
        assert told[name] == croissant[name]
    assert told["name"] == "Tidewell open quays"
    assert "recordSet" not in told
    packed, described, *files = told["distribution"]
    assert len(files) == len(croissant["distribution"])
    assert packed["encodingFormat"] == "application/zip"
    assert described["contentUrl"] == "release/croissant.json"
    for file in (packed, *files):
        data = (invented_site / file["contentUrl"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]


def test_the_landing_page_says_how_right_the_labels_are_and_how_that_was_measured(
    invented_site, real_site
):
    found = page(invented_site, "index.html").css_first("#accuracy")
    assert "1 document with 10 questions was compared" in found.text()
    assert "One record, coded by one person." in found.text()
    rows = [row.text(separator="|").replace("\n", "") for row in found.css("tbody tr")]
    assert any("|90%|60% to 98%|9 of 10" in row for row in rows)
    assert any("had all been called answered|" in row and "|60%|" in row for row in rows)
    (deferred,) = [row for row in rows if row.startswith(("deferred|", "|deferred|"))]
    assert "100%|34% to 100%|2 of 2|67%|21% to 94%|2 of 3" in deferred
    assert not [row for row in rows if "declined" in row]
    unknown = page(real_site, "index.html").css_first("#accuracy").text()
    assert "were not compared with coding by hand" in unknown


def test_the_landing_page_counts_what_the_tables_count(real_site):
    figures = page(real_site, "index.html").css(".figures li")
    assert [node.text().split() for node in figures] == [
        ["1", "session"], ["23", "questions"], ["26", "answers"], ["4", "deferred"],
        ["1", "of", "these", "open"], ["10", "open", "promises"],
    ]  # fmt: skip


def test_topics_are_listed_below_their_broader_ones_with_counts(real_site):
    rows = [node.text(separator="|") for node in page(real_site, "topics.html").css("tbody tr")]
    labels = [node.text() for node in page(real_site, "topics.html").css("tbody a")]
    assert labels.index("Governance") < labels.index("Board governance")
    assert labels.index("Board governance") < labels.index("Board elections")
    assert len(rows) == 24
    found = page(real_site, "topics/copyright.html")
    assert "1 question, 1 deferred: 100%" in found.body.text()
    assert "Fewer than ten questions" in found.body.text()


def test_topics_that_are_each_others_broader_ones_are_not_lost():
    def topic(name: str, broader: str | None) -> Topic:
        return Topic(name, name, broader, None, None)

    found = outline([topic("b", "a"), topic("a", "b"), topic("d", "c"), topic("c", None)])
    assert [(depth, t.topic_id) for depth, t in found] == [(0, "c"), (1, "d"), (0, "a"), (1, "b")]


def test_hostile_text_is_text_on_every_page(hostile_site):
    shown = re.sub(r"\s+", " ", HOSTILE.replace("\u202e", "").replace("\u2066", ""))
    for path in sorted(hostile_site.rglob("*.html")):
        source = path.read_text("utf-8")
        found = LexborHTMLParser(source)
        assert not found.css("img, iframe, object, embed, base, [style]"), path
        for script in found.css("script"):
            assert "src" in script.attributes or script.attributes["type"] == "application/ld+json"
        for node in found.css("*"):
            assert not [name for name in node.attributes if name.startswith("on")], path
            for name in ("href", "src", "action"):
                told = node.attributes.get(name) or ""
                assert not told.strip().lower().startswith(("javascript", "data", "vbscript")), path
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", source), path
    text = re.sub(
        r"\s+", " ", page(hostile_site, f"sessions/{SESSION}.html").css_first("h1").text()
    )
    assert text == shown


def test_hostile_text_is_text_in_linked_data_and_in_scripts(hostile_site):
    graph = linked(page(hostile_site, f"sessions/{SESSION}.html"))["@graph"]
    assert graph[0]["mainEntity"][
        "text" if "text" in graph[0]["mainEntity"] else "name"
    ].startswith("=cmd|")
    data = (hostile_site / "assets" / "data" / "2031.js").read_text("utf-8")
    assert "<" not in data
    assert "\u2028" not in data
    rows = json.loads(data.removeprefix('officeHours("2031",').rstrip().removesuffix(");"))
    assert len(rows) == 10


def test_hostile_text_is_text_for_those_who_read_the_data_set_and_its_feeds(hostile_site):
    home, words = "https://data.example/quay/", HOSTILE.replace("\u202e", "").replace("\u2066", "")
    told = linked(page(hostile_site, "index.html"))
    assert (told["name"], told["url"]) == (words, home)
    assert all(file["contentUrl"].startswith(f"{home}release/") for file in told["distribution"])
    feed = ET.parse(hostile_site / "feed.xml").getroot()
    assert {node.tag.partition("}")[2] for node in feed.iter()} == {
        *("feed", "id", "title", "author", "name", "updated", "link", "entry", "summary"),
    }
    title = " ".join(feed.find("{http://www.w3.org/2005/Atom}title").text.split())
    assert title == f"{' '.join(words.split())}: releases"
    mapped = ET.parse(hostile_site / "sitemap.xml").getroot()
    assert {node.tag.partition("}")[2] for node in mapped.iter()} == {"urlset", "url", "loc"}
    assert all(node.text.startswith(home) for node in mapped.iter() if node.tag.endswith("loc"))


@pytest.mark.parametrize(("ms", "told"), [(0, "0:00"), (65_000, "1:05"), (3_725_999, "1:02:05")])
def test_times_of_a_recording(ms, told):
    assert clock(ms) == told


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (24_444, "24.4 kB"), (5 * 10**9, "5 GB")],
)
def test_sizes(count, told):
    assert size(count) == told


def test_days_are_written_in_no_locale(invented_site):
    assert "6 May 2031" in page(invented_site, f"sessions/{SESSION}.html").body.text()
    assert day_in_words.__doc__


def test_the_citation_and_the_examples_are_those_of_the_release(invented_site, monkeypatch):
    found = page(invented_site, "index.html")
    cited = found.css_first("#citation").text()
    assert cited == (
        "Contributors to Tidewell open quays (2031). Tidewell open quays (version 2031.6.1) [data set]."
    )
    assert cited in (invented_site / "release" / "README.md").read_text()
    monkeypatch.chdir(invented_site / "release")
    code = {
        node.css_first("h3").text(): node.css_first("code").text()
        for node in found.css(".tabs section")
    }
    assert list(code) == ["pandas", "DuckDB", "R", "Hugging Face"]
    exec(code["pandas"], {})
    assert duckdb.sql(code["DuckDB"]).fetchall()


def test_downloads_are_listed_with_their_sizes_and_sums(invented_site):
    found = page(invented_site, "index.html")
    for row in found.css("#download tbody tr"):
        told, _, _, sha256 = [cell.text() for cell in row.css("td")]
        data = (invented_site / "release" / told).read_bytes()
        assert hashlib.sha256(data).hexdigest() == sha256
    (packed,) = (invented_site / "release").glob("*.zip")
    assert found.css_first("#sum").text() == hashlib.sha256(packed.read_bytes()).hexdigest()


def test_charts_say_what_they_show_and_have_a_table(invented_site):
    found = page(invented_site, "index.html")
    pictures = found.css("svg")
    assert len(pictures) == len(found.css("section:has(svg) > details table")) >= 2
    for picture in pictures:
        names = picture.attributes["aria-labelledby"].split()
        assert all(picture.css_first(f"#{name}").text() for name in names)
    rows = {
        row.css_first("td").text(): row.text(separator="|") for row in found.css("details tbody tr")
    }
    assert "|1|33%|" in rows["Ferries"].replace("\n", "")
    assert "No topic found" in rows


def test_hostile_labels_are_text_in_pictures(hostile_site):
    found = page(hostile_site, "index.html")
    assert any(node.text().startswith("=cmd|") for node in found.css("svg text"))
    for node in found.css("svg *"):
        assert node.tag in {"title", "desc", "g", "path", "line", "text"}
        assert not {"style", "href"} & set(node.attributes)


def test_dictionary_and_codebook_are_pages(invented_site):
    found = page(invented_site, "dictionary.html")
    assert found.css_first("#words-outcome") is not None
    assert "put off" in found.body.text()
    assert "What counts" in page(invented_site, "codebook.html").body.text() or page(
        invented_site, "codebook.html"
    ).css("table")


def test_html_in_a_text_of_the_release_is_text():
    told = as_html(
        '# T\n\n<script>x()</script> and <b onclick="x()">b</b>\n\n<a id="ok"></a>\n\n[l](javascript:x)'
    )
    assert "<script" not in told
    assert "<b " not in told
    assert '<a id="ok"></a>' in told
    assert 'href="javascript' not in told


def test_the_feed_lists_releases(invented_site):
    feed = ET.parse(invented_site / "feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    assert [entry.find(f"{atom}title").text for entry in feed.iter(f"{atom}entry")] == [
        "Release 2031.6.1"
    ]
    ids = [node.text for node in feed.iter(f"{atom}id")]
    assert len(set(ids)) == len(ids) == 2


def test_all_scripts_together_are_small(invented_site):
    assert sum(path.stat().st_size for path in (invented_site / "assets").glob("*.js")) < 15_000


def test_sessions_and_promises_have_pages_for_all_years_and_for_each(years_site):
    days = [node.text() for node in page(years_site, "sessions.html").css("td time")]
    assert days == ["9 September 2031", "6 May 2031", "1 March 2030"]
    nav = page(years_site, "sessions.html").css(".years a")
    assert [node.text(strip=True) for node in nav] == ["20312", "20301"]
    assert len(page(years_site, "sessions/2031.html").css("tbody tr")) == 2
    assert len(page(years_site, "promises.html").css("tbody tr")) == 3 * 2  # two in each session
    assert len(page(years_site, "promises/2030.html").css("tbody tr")) == 2


def test_sessions_lead_to_those_before_and_after(years_site):
    found = page(years_site, "sessions/2031-05-06.html").css(".beside a")
    assert [node.attributes["href"] for node in found] == ["2030-03-01.html", "2031-09-09.html"]
    assert len(page(years_site, "sessions/2030-03-01.html").css(".beside a")) == 1


def test_a_page_of_sixty_questions_is_light_on_the_wire(real_site, record_property):
    reading = read_release(Shelf(real_site.parents[1] / "releases"))
    (session,) = reading.sessions()
    sixty = tuple(
        replace(asked, anchor=f"q-{n:012x}", position=n + 1)
        for n, asked in zip(range(60), cycle(session.questions), strict=False)
    )
    long = replace(session, questions=sixty)
    _, html = session_page(Layout(reading.release, None), long, {"before": None, "after": None})
    carried = [html, (ASSETS / "style.css").read_bytes(), (ASSETS / "pages.js").read_bytes()]
    packed, plain = sum(len(gzip.compress(data)) for data in carried), sum(map(len, carried))
    record_property("figure", f"a page of 60 questions: {packed:,} bytes by gzip, {plain:,} plain")
    assert packed < 100_000


def test_machines_are_told_the_beginnings_of_long_answers(real_site):
    for node in linked(page(real_site, "sessions/2022-08-18.html"))["@graph"]:
        told = node["mainEntity"]
        answers = [told.get("acceptedAnswer"), *told.get("suggestedAnswer", ())]
        assert all(len(answer["text"]) < 1_000 for answer in answers if answer)
    assert _most([], 10) == _most([3, 7], 10) == 10
    assert _most([1, 5, 9, 9], 13) == 4
    assert (_cut("one two three", 13), _cut("one two three", 9)) == ("one two three", "one two …")


def test_over_time_there_is_a_chart_only_where_there_are_years(years_site, invented_site):
    titles = [node.text() for node in page(years_site, "index.html").css("svg title")]
    assert titles == ["Deferral rate by topic", "Deferral rate by year", "Open promises by age"]
    assert "Deferral rate by year" not in page(invented_site, "index.html").html


def test_pictures_have_the_same_bytes_again_and_hold_every_group():
    rates = [
        {
            "label": f"Topic {n}", "questions": 4, "deferred": n,
            "deferral_rate": n / 4, "deferral_low": n / 5, "deferral_high": n / 4,
        }
        for n in range(4)
    ]  # fmt: skip
    first, second = (rate_by_group(rates, "x", "Title", "Told") for _ in range(2))
    assert first == second
    assert all(f"Topic {n} ({n} of 4)" in first for n in range(4))


def test_the_address_of_a_question_that_is_gone_says_why(tmp_path):
    releases.released(tmp_path, releases.invented())
    rows = releases.invented()
    lost = next(row for row in rows["questions"] if row["text"].startswith("What does a winter"))
    for name in ("questions", "questions_flat"):
        rows[name] = [row for row in rows[name] if row["question_id"] != lost["question_id"]]
    site = site_of(releases.released(tmp_path, rows), tmp_path)
    found = page(site, f"sessions/{SESSION}.html")
    told = found.css_first(f"p#{lost['question_id'].rpartition('/')[2]}").text()
    assert told.startswith("This question, q-")
    assert "was last in release 2031.6.1: " in told
    assert "winter berth" not in found.html
    assert not found.css("meta[name=robots]")
    assert "1 removed" in page(site, "changes.html").body.text()


def test_a_session_that_is_gone_whole_keeps_its_address(tmp_path):
    early, late = date(2030, 3, 1), date(2031, 5, 6)
    before = releases.several(early, late)
    releases.released(tmp_path, before)
    site = site_of(releases.released(tmp_path, releases.several(late)), tmp_path)
    found = page(site, "sessions/2030-03-01.html")
    told = found.body.text()
    assert "This session was last in release 2031.6.1" in told
    assert found.css_first("meta[name=robots]").attributes["content"] == "noindex"
    for name, own in (("questions", "question_id"), ("follow_ups", "follow_up_id")):
        lost = [row for row in before[name] if row["session_id"] == "2030-03-01"]
        for row in lost:
            assert found.css_first(f"p#{row[own].partition('/')[2]}") is not None
            assert row["text"] not in told
    assert "2030-03-01" not in page(site, "sessions.html").html
