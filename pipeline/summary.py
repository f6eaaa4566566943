"""What a build holds, in a few figures."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.private.folder import PrivateFolder, State
from pipeline.store.builds import Builds
from pipeline.store.parquet import read_parquet, to_pandas
from schemas.words import FollowUpStatus, Outcome, Status

_COLUMNS = {
    "sessions": ["session_id"],
    "documents": ["lines", "lines_quarantined"],
    "questions": ["outcome", "status"],
    "answers": ["answer_id"],
    "follow_ups": ["status"],
}


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a build; `refused` and `warnings` are lines for people."""

    sessions: int
    questions: int
    answers: int
    deferred: int
    deferred_open: int
    promises: int
    promises_open: int
    lines: int
    lines_quarantined: int
    tables: str
    statistics: str
    refused: tuple[str, ...]
    warnings: tuple[str, ...]
    people_to_review: int
    submissions_to_review: int


def summarise(out: Path) -> Summary:
    """The figures of the current build below `out`."""
    frames = {
        name: to_pandas(read_parquet(out / "tables" / f"{name}.parquet", columns))
        for name, columns in _COLUMNS.items()
    }
    report = _report(out)
    state = PrivateFolder(out).state()
    questions, promises = frames["questions"], frames["follow_ups"]
    return Summary(
        sessions=len(frames["sessions"]),
        questions=len(questions),
        answers=len(frames["answers"]),
        deferred=int((questions["outcome"] == Outcome.DEFERRED).sum()),
        deferred_open=int((questions["status"] == Status.OPEN).sum()),
        promises=len(promises),
        promises_open=int((promises["status"] == FollowUpStatus.OPEN).sum()),
        lines=int(frames["documents"]["lines"].sum()),
        lines_quarantined=int(frames["documents"]["lines_quarantined"].sum()),
        tables=str(out / "tables"),
        statistics=str(out / "stats"),
        refused=tuple(report["refused"]),
        warnings=(*report["warnings"], *_lost(state)),
        people_to_review=len(report["people_to_review"]),
        submissions_to_review=state.to_review if state else 0,
    )


def is_done(out: Path, digest: str) -> bool:
    """Whether the current build below `out` is `digest`, whole, and has nothing to try again."""
    builds = Builds(out)
    return builds.holds(digest) and not _report(out)["again"]


def as_text(summary: Summary) -> str:
    """The figures in a few lines for people."""
    pairs = summary.people_to_review
    review = f"review      {pairs} pairs of names, by officehours people\n" if pairs else ""
    waiting = summary.submissions_to_review
    if waiting:
        review += f"review      {waiting} of what was sent in, in private/review.csv\n"
    return (
        f"sessions    {summary.sessions}\n"
        f"questions   {summary.questions} with {summary.answers} answers\n"
        f"deferred    {summary.deferred}, of which {summary.deferred_open} still open\n"
        f"promises    {summary.promises}, of which {summary.promises_open} still open\n"
        f"quarantined {summary.lines_quarantined} of {summary.lines} lines\n"
        f"{review}"
        f"tables      {summary.tables} (DICTIONARY.md says what the columns mean)\n"
        f"statistics  {summary.statistics}"
    )


def _lost(state: State | None) -> Iterator[str]:
    for place in state.lost if state else ():
        yield f"{place}: there is no such submission; take the decision away"


def _report(out: Path) -> Mapping[str, Any]:
    report: Mapping[str, Any] = json.loads((out / "current" / "report.json").read_text("utf-8"))
    return report
