"""What a release shows at a glance: its counts, and its rates as charts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from pipeline.site.charts import counts, rate_by_group, rate_by_year
from pipeline.site.content import Release, Row
from pipeline.site.layout import day_in_words
from pipeline.site.shelves import Index

_MOST_TOPICS = 20
_AGES = (
    ("up to a month", 30),
    ("one to three months", 91),
    ("three months to a year", 365),
    ("one to two years", 730),
)
_OLDEST = "more than two years"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of rates or counts, what to know about it, and the same as a table."""

    title: str
    note: str
    picture: Markup
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def charts(release: Release, index: Index) -> Iterator[Chart]:
    """The headline charts; one that would hold no more than a number is left out."""
    topics = [rate for rate in release.statistics["deferral_by_topic"] if rate["key"] != "*"]
    topics.sort(key=lambda rate: (-rate["questions"], str(rate["label"])))
    if topics:
        yield _by_topic(topics)
    years = [rate for rate in release.statistics["deferral_by_year"] if rate["key"] != "*"]
    if len(years) > 1:
        yield _by_year(years)
    if index.made_on:
        yield _by_age(index.made_on, release.as_of)


def figures(release: Release, open_promises: int) -> list[tuple[int, str, str]]:
    """What is counted first: a number, what it counts, and where that can be seen."""
    whole = all_of(release.statistics["deferral_by_year"])
    deferred, resolved = whole["deferred"], whole["resolved"]
    return [
        (release.rows["sessions"], "sessions", "sessions.html"),
        (release.rows["questions"], "questions", "questions.html"),
        (release.rows["answers"], "answers", "questions.html"),
        (deferred, "deferred", "questions.html#outcome=deferred"),
        (deferred - resolved, "of these open", "questions.html#status=open"),
        (open_promises, "open promises", "promises.html"),
    ]


def all_of(rates: Sequence[Row]) -> Row:
    """The row of all groups together."""
    return next(rate for rate in rates if rate["key"] == "*")


def _by_topic(topics: Sequence[Row]) -> Chart:
    shown = topics[:_MOST_TOPICS]
    left = len(topics) - len(shown)
    small = sum(rate["small"] for rate in shown)
    note = (
        f"A dot is the share of a topic's questions that were deferred, the bar around it the 95 % "
        f"interval; in brackets, deferred of all. {_few(small, len(shown), 'topics')}"
        f"{f' The {left} topics with the fewest questions are left out.' if left else ''}"
    )
    return Chart(
        "Deferred, by topic",
        note,
        rate_by_group(shown, "by-topic", "Deferral rate by topic", note),
        ("Topic", *_RATE_HEADS),
        tuple((_label(rate), *_rate_cells(rate)) for rate in topics),
    )


def _by_year(years: Sequence[Row]) -> Chart:
    small = sum(rate["small"] for rate in years)
    note = (
        "A dot is the share of a year's questions that were deferred, the bar around it the 95 % "
        f"interval. {_few(small, len(years), 'years')}"
    )
    return Chart(
        "Deferred, over time",
        note,
        rate_by_year(years, "by-year", "Deferral rate by year", note),
        ("Year", *_RATE_HEADS),
        tuple((str(rate["label"]), *_rate_cells(rate)) for rate in years),
    )


def _by_age(made_on: Mapping[date, int], as_of: date) -> Chart:
    bars = dict.fromkeys([*(label for label, _ in _AGES), _OLDEST], 0)
    for day, count in made_on.items():
        age = (as_of - day).days
        bars[next((label for label, limit in _AGES if age <= limit), _OLDEST)] += count
    note = (
        f"How long before {day_in_words(as_of)} the promises were made that the record does not "
        "show kept."
    )
    found = list(bars.items())
    return Chart(
        "Open promises, by age",
        note,
        counts(found, "by-age", "Open promises by age", note),
        ("Made", "Open promises"),
        tuple((label, f"{count:,}") for label, count in found),
    )


_RATE_HEADS = ("Questions", "Deferred", "Rate", "95 % interval")


def _rate_cells(rate: Row) -> tuple[str, ...]:
    return (
        f"{rate['questions']:,}",
        f"{rate['deferred']:,}",
        f"{rate['deferral_rate']:.0%}",
        f"{rate['deferral_low']:.0%} to {rate['deferral_high']:.0%}",
    )


def _few(small: int, groups: int, what: str) -> str:
    if not small:
        return ""
    which = "All" if small == groups else f"{small} of the"
    return f"{which} {what} have fewer than ten questions: their rates say little."


def _label(rate: Row) -> str:
    """A group's name; the questions without a topic have one, too."""
    return "No topic found" if rate["key"] is None else str(rate["label"])
