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
    for key, members in questions.groupby(group, dropna=False, sort=True):
        known = key if isinstance(key, str) else None
        yield _rate(known, labels.get(known, known) if known else "None", members)
    yield _rate("*", "All", questions)


def _rate(key: object, label: object, questions: pd.DataFrame) -> Mapping[str, object]:
    deferred = questions[questions["outcome"] == Outcome.DEFERRED]
    basis = deferred["deferral_basis"].value_counts()
    resolved = int(deferred["status"].isin(_RESOLVED).sum())
    deferral = wilson(len(deferred), len(questions))
    resolution = wilson(resolved, len(deferred))
    return {
        "key": key,
        "label": label,
        "questions": len(questions),
        "deferred": len(deferred),
        "deferred_promised": int(basis.get(DeferralBasis.PROMISED, 0)),
        "deferred_listed_after": int(basis.get(DeferralBasis.LISTED_AFTER, 0)),
        "deferral_rate": deferral.rate,
        "deferral_low": deferral.low,
        "deferral_high": deferral.high,
        "resolved": resolved,
        "resolution_rate": resolution.rate,
        "resolution_low": resolution.low,
        "resolution_high": resolution.high,
        "confirmed": int(questions["confirmed"].sum()),
        "small": len(questions) < SMALL,
    }
