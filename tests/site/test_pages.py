"""What stands on the pages, read as a browser without a script would read them."""

import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.site.content import Topic
from pipeline.site.layout import clock, day_in_words, size
from pipeline.site.topics import outline
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
                if told.startswith("https:"):
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
