"""What the program reads in one document, as plain rows."""

import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.corpus import load_corpus
from pipeline.dataset import Dataset, NothingBuiltError, build_dataset
from schemas.words import FollowUpKind, Mode, Outcome, Status

_UNDATED = date(1970, 1, 1)
_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """An answer; `person` is the name it was resolved to, `attribution` the label."""

    lines: tuple[int, int]
    person: str | None
    attribution: str | None
    mode: Mode


@dataclass(frozen=True, slots=True)
class ReadFollowUp:
    """A promise; `due` is the first and last day that its words allow."""

    lines: tuple[int, int]
    kind: FollowUpKind
    due: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question with its answers in order and what was promised in them."""

    lines: tuple[int, int]
    heading: str | None
    outcome: Outcome
    status: Status
    answers: tuple[ReadAnswer, ...] = ()
    follow_ups: tuple[ReadFollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The questions of a document in order; `problem` says why it could not be read."""

    questions: tuple[ReadQuestion, ...]
    problem: str | None = None


def read_source(source: Path, day: date | None) -> Reading:
    """What the program makes of one file of notes, put alone into a corpus of its own."""
    with tempfile.TemporaryDirectory() as raw:
        folder = Path(raw, "sessions", (day or _UNDATED).isoformat())
        folder.mkdir(parents=True)
        Path(folder, f"notes{source.suffix.lower()}").write_bytes(source.read_bytes())
        try:
            return read_tables(build_dataset(load_corpus(Path(raw))))
        except NothingBuiltError as error:
            problem = "; ".join(one.message for one in error.problems)
            return Reading((), problem or "could not be built")


def read_tables(dataset: Dataset) -> Reading:
    """The rows of a data set of one document."""
    tables = {
        name: dataset.tables[name].to_pylist()
        for name in ("people", "questions", "answers", "follow_ups")
    }
    names = {row["person_id"]: row["name"] for row in tables["people"]}
    answers = _by_question(tables["answers"], "position")
    follow_ups = _by_question(tables["follow_ups"], "line_start")
    return Reading(
        tuple(
            ReadQuestion(
                lines=_lines(row),
                heading=row["heading"],
                outcome=Outcome(row["outcome"]),
                status=Status(row["status"]),
                answers=tuple(_answer(one, names) for one in answers[row["question_id"]]),
                follow_ups=tuple(map(_follow_up, follow_ups[row["question_id"]])),
            )
            for row in sorted(tables["questions"], key=lambda row: row["position"])
        )
    )


def _by_question(rows: Sequence[_Row], order: str) -> Mapping[object, Sequence[_Row]]:
    by_question: dict[object, list[_Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row[order]):
        by_question[row["question_id"]].append(row)
    return by_question


def _answer(row: _Row, names: Mapping[str, str]) -> ReadAnswer:
    person = names[row["person_id"]] if row["person_id"] else None
    return ReadAnswer(_lines(row), person, row["attribution"], Mode(row["mode"]))


def _follow_up(row: _Row) -> ReadFollowUp:
    due = (row["due_earliest"], row["due_latest"]) if row["due_earliest"] else None
    return ReadFollowUp(_lines(row), FollowUpKind(row["kind"]), due)


def _lines(row: _Row) -> tuple[int, int]:
    return row["line_start"], row["line_end"]
