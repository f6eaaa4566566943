"""How long written replies to deferred questions took, as far as the record dates them."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

import pandas as pd

from pipeline.stats.intervals import wilson
from pipeline.stats.promises import days_of_sessions, kept_between
from schemas.statistics import SMALL
from schemas.words import AnswerKind, FollowUpKind, Mode, Outcome

Frames = Mapping[str, pd.DataFrame]
#: Days that a reply took at least and at most; null where the record does not bound it.
Bounds = tuple[int, int | None]

_REPLIES = (AnswerKind.SUBSTANTIVE, AnswerKind.CORRECTION)


def time_to_written_answer(tables: Frames) -> Iterator[Mapping[str, object]]:
    """A row for each calendar year that has deferred questions, and one for all."""
    questions = tables["questions"]
    deferred = questions[questions["outcome"] == Outcome.DEFERRED]
    held = days_of_sessions(tables)
    years = [str(held[session].year) for session in deferred["session_id"]]
    took = _took(tables)
    for year, members in deferred.groupby(pd.Series(years, deferred.index, dtype="str")):
        yield _row(str(year), str(year), members, took)
    yield _row("*", "All", deferred, took)


def _took(tables: Frames) -> Mapping[str, Bounds]:
    """What is known of the time of the reply to each question that has one.

    A written reply dates itself only where it keeps a promise; of two dated ones the first counts.
    """
    answers, promises = tables["answers"], tables["follow_ups"]
    written = answers[(answers["mode"] == Mode.WRITTEN) & answers["kind"].isin(_REPLIES)]
    held, kept = days_of_sessions(tables), kept_between(tables)
    of_replies = promises[promises["kind"] == FollowUpKind.WRITTEN_ANSWER]
    dated: dict[str, Bounds] = {}
    for key, question, session in zip(
        of_replies["follow_up_id"], of_replies["question_id"], of_replies["session_id"], strict=True
    ):
        if key in kept:
            since, (earliest, latest) = held[session], kept[key]
            low = (earliest - since).days if earliest else 0
            high = (latest - since).days if latest else None
            dated[question] = _sooner(dated.get(question), (low, high))
    return {**dict.fromkeys(written["question_id"], (0, None)), **dated}


def _sooner(held: Bounds | None, new: Bounds) -> Bounds:
    if held is None:
        return new
    highs = [high for high in (held[1], new[1]) if high is not None]
    return min(held[0], new[0]), min(highs, default=None)


def _row(
    key: str, label: str, questions: pd.DataFrame, took: Mapping[str, Bounds]
) -> Mapping[str, object]:
    replied = [took[question] for question in questions["question_id"] if question in took]
    share = wilson(len(replied), len(questions))
    return {
        "key": key,
        "label": label,
        "deferred": len(questions),
        "replied": len(replied),
        "dated": sum(high is not None for _, high in replied),
        "reply_rate": share.rate,
        "reply_low": share.low,
        "reply_high": share.high,
        "median_days_low": _median([low for low, _ in replied]),
        "median_days_high": _median([high for _, high in replied]),
        "confirmed": int(questions["confirmed"].sum()),
        "small": len(questions) < SMALL,
    }


def _median(days: Sequence[int | None]) -> float | None:
    """The median, where no bound is later than all; null where it is no day."""
    if not days:
        return None
    middle = median(float("inf") if day is None else float(day) for day in days)
    return None if middle == float("inf") else middle
