"""How much of what was asked in recordings the notes hold."""

from collections.abc import Iterator, Mapping

import pandas as pd

from pipeline.stats.intervals import wilson
from schemas.statistics import SMALL
from schemas.words import DiscrepancyKind, DocumentKind


def notes_coverage(tables: Mapping[str, pd.DataFrame]) -> Iterator[Mapping[str, object]]:
    """A row for each session with notes and a transcript in which a question was found."""
    documents, questions = tables["documents"], tables["questions"]
    sessions, differ = tables["sessions"], tables["discrepancies"]
    kinds = documents.groupby("session_id")["kind"].agg(set)
    both = {DocumentKind.NOTES.value, DocumentKind.TRANSCRIPT.value}
    placed = set(questions.loc[questions["recording_start_ms"].notna(), "session_id"])
    covered = [key for key, held in kinds.items() if both <= held and key in placed]
    titles = dict(zip(sessions["session_id"], sessions["title"], strict=True))
    for key in covered:
        yield _row(key, titles[key], _of(questions, key), _of(differ, key))
    chosen = (frame[frame["session_id"].isin(covered)] for frame in (questions, differ))
    yield _row("*", "All", *chosen)


def _of(frame: pd.DataFrame, session_id: object) -> pd.DataFrame:
    return frame[frame["session_id"] == session_id]


def _row(
    key: object, label: str, questions: pd.DataFrame, differ: pd.DataFrame
) -> Mapping[str, object]:
    counts = differ["kind"].value_counts()
    found = int(questions["recording_start_ms"].notna().sum())
    missing = int(counts.get(DiscrepancyKind.QUESTION_NOT_IN_NOTES, 0))
    coverage = wilson(found, found + missing)
    return {
        "key": key,
        "label": label,
        "questions": len(questions),
        "in_recording": found,
        "asked": found + missing,
        **{kind.value: int(counts.get(kind, 0)) for kind in DiscrepancyKind},
        "coverage_rate": coverage.rate,
        "coverage_low": coverage.low,
        "coverage_high": coverage.high,
        "small": found + missing < SMALL,
    }
