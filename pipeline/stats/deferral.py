"""How often questions are deferred, and how often the reply came."""

from collections.abc import Iterator, Mapping

import pandas as pd

from pipeline.stats.intervals import wilson
from schemas.statistics import SMALL
from schemas.words import Channel, DeferralBasis, Outcome, Status

_RESOLVED = (Status.ANSWERED, Status.PARTLY_ANSWERED)


def by_topic(tables: Mapping[str, pd.DataFrame]) -> Iterator[Mapping[str, object]]:
    """A row for each topic that has questions, one for none, one for all."""
    topics = tables["topics"]
    labels = dict(zip(topics["topic_id"], topics["label"], strict=True))
    return _rates(tables["questions"], "topic_id", labels)


def by_session(tables: Mapping[str, pd.DataFrame]) -> Iterator[Mapping[str, object]]:
    """A row for each session that has questions, and one for all."""
    sessions = tables["sessions"]
    titles = dict(zip(sessions["session_id"], sessions["title"], strict=True))
    return _rates(tables["questions"], "session_id", titles)


def by_channel(tables: Mapping[str, pd.DataFrame]) -> Iterator[Mapping[str, object]]:
    """A row for each channel by which questions came, one for those not known, one for all."""
    labels = {word.value: word.value.replace("_", " ").capitalize() for word in Channel}
    return _rates(tables["questions"], "channel", labels)


def by_year(tables: Mapping[str, pd.DataFrame]) -> Iterator[Mapping[str, object]]:
    """A row for each calendar year of the sessions, and one for all."""
    days = tables["sessions"].set_index("session_id")["date"]
    questions = tables["questions"]
    years = questions["session_id"].map(days).map(lambda day: str(day.year))
    return _rates(questions.assign(year=years.astype("str")), "year", {})


def _rates(
    questions: pd.DataFrame, group: str, labels: Mapping[str, str]
) -> Iterator[Mapping[str, object]]:
    counts = _counted(questions)
    for key, found in counts.groupby(questions[group], dropna=False, sort=True).sum().iterrows():
        known = key if isinstance(key, str) else None
        yield _rate(known, labels.get(known, known) if known else "None", found)
    yield _rate("*", "All", counts.sum())


def _counted(questions: pd.DataFrame) -> pd.DataFrame:
    """For each question, what it adds to the counts of its group: 0 or 1."""
    deferred = questions["outcome"] == Outcome.DEFERRED
    basis = questions["deferral_basis"]
    marks = {
        "deferred": deferred,
        "deferred_promised": deferred & (basis == DeferralBasis.PROMISED),
        "deferred_listed_after": deferred & (basis == DeferralBasis.LISTED_AFTER),
        "resolved": deferred & questions["status"].isin(_RESOLVED),
        "confirmed": questions["confirmed"],
    }
    each = {name: mark.fillna(value=False).astype("int64") for name, mark in marks.items()}
    return pd.DataFrame({"questions": 1, **each}, index=questions.index)


def _rate(key: object, label: object, counts: "pd.Series[int]") -> Mapping[str, object]:
    found = {str(name): int(count) for name, count in counts.items()}
    deferral = wilson(found["deferred"], found["questions"])
    resolution = wilson(found["resolved"], found["deferred"])
    return {
        "key": key,
        "label": label,
        **found,
        "deferral_rate": deferral.rate,
        "deferral_low": deferral.low,
        "deferral_high": deferral.high,
        "resolution_rate": resolution.rate,
        "resolution_low": resolution.low,
        "resolution_high": resolution.high,
        "small": found["questions"] < SMALL,
    }
