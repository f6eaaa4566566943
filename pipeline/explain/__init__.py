"""Why a question got its outcome: read anew from its session, with the lines it rests on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from pipeline.corpus import load_corpus
from pipeline.corpus.corrections import Correction
from pipeline.corpus.files import entries
from pipeline.corpus.problems import RefusedError
from pipeline.corrections import corrected
from pipeline.enrich.judged import JudgedQuestion
from pipeline.enrich.recording import Reason
from pipeline.enrich.topic import TopicIndex
from pipeline.explain.rules import Heard, heard_in
from pipeline.explain.sources import Line, lines_of
from pipeline.explain.topics import why_topic
from pipeline.rows import Row, Tables, session_rows
from pipeline.session import read_session

_NEAREST = 3
_TABLES = {"answers": "answer_id", "follow_ups": "follow_up_id", "questions": "question_id"}


class UnknownRowError(Exception):
    """There is no such question, answer or follow-up; `nearest` are ids that may be meant."""

    def __init__(self, row_id: str, nearest: Sequence[str]) -> None:
        """Says what there is in its place."""
        self.nearest = tuple(nearest)
        hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"there is no question, answer or follow-up '{row_id}'{hint}")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that is known of why a question's rows are as they are.

    `question`, `answers`, `follow_ups` and `fulfilments` are rows as published, after
    corrections; `heard` tells by answer what spoke in it, `model` how probable the model holds
    each outcome, null where it was not asked; `topic` why the topic is what it is; `place` why
    it is where it is in the recording, null where there is none or nothing of it is heard;
    `corrections` what a person said of any of the rows; `lines` the source.
    """

    question: Row
    answers: tuple[Row, ...]
    follow_ups: tuple[Row, ...]
    fulfilments: tuple[Row, ...]
    heard: Mapping[str, tuple[Heard, ...]]
    model: Mapping[str, float] | None
    topic: tuple[str, ...]
    corrections: tuple[Correction, ...]
    lines: tuple[Line, ...]
    place: Reason | None = None


def explain(raw: Path, row_id: str) -> Explanation:
    """Explain the question that an id names, or that its answer or follow-up belongs to.

    Only its own session is read; what later sessions show is in the tables, not here.

    Raises:
        UnknownRowError: no row of the session, or no session, has the id.
        RefusedError: the session cannot be read, or its corrections cannot be applied.
        CorpusError: the corpus cannot be read.
    """
    session_id = row_id.partition("/")[0]
    loaded = load_corpus(raw, session_id)
    if not loaded.sessions:
        if loaded.refused:
            raise RefusedError(*loaded.refused)
        known = [entry.name for entry in entries(raw / "sessions", "sessions")]
        raise UnknownRowError(row_id, get_close_matches(session_id, known, n=_NEAREST, cutoff=0))
    (folder,) = loaded.sessions
    topics = TopicIndex(loaded.corpus.topics)
    session = read_session(folder, loaded.corpus, topics)
    plain = session_rows(session, loaded.corpus, topics)
    rows = corrected(plain, folder, loaded.corpus)
    key = _question_of(row_id, plain)
    if not _of(rows, "questions", "question_id", key):
        withdrawn = next(c for c in folder.corrections if c.row_id == key)
        raise RefusedError(withdrawn.problem(f"the question is withdrawn ({withdrawn.reason})"))
    (question,) = _of(plain, "questions", "question_id", key)
    judged = session.questions[int(str(question["position"])) - 1]
    return replace(
        _published(rows, key),
        heard=_heard(judged, _of(plain, "answers", "question_id", key)),
        model=_model(judged),
        topic=tuple(why_topic(judged, topics)),
        corrections=tuple(_spoken_of(folder.corrections, plain, key)),
        lines=lines_of(session.documents, _rows_of(plain, key)),
        place=session.why_there(int(str(question["position"])) - 1),
    )


def _published(rows: Tables, key: str) -> Explanation:
    (question,) = _of(rows, "questions", "question_id", key)
    promises = _of(rows, "follow_ups", "question_id", key)
    made = {row["follow_up_id"] for row in promises}
    kept = tuple(row for row in rows.get("fulfilments", ()) if row["follow_up_id"] in made)
    answers = _of(rows, "answers", "question_id", key)
    return Explanation(question, answers, promises, kept, {}, None, (), (), ())


def _question_of(row_id: str, rows: Tables) -> str:
    for table, key in _TABLES.items():
        for row in rows.get(table, ()):
            if row[key] == row_id:
                return str(row["question_id"])
    known = [str(row[key]) for table, key in _TABLES.items() for row in rows.get(table, ())]
    raise UnknownRowError(row_id, get_close_matches(row_id, known, n=_NEAREST, cutoff=0))


def _of(rows: Tables, table: str, column: str, value: object) -> tuple[Row, ...]:
    return tuple(row for row in rows.get(table, ()) if row[column] == value)


def _rows_of(rows: Tables, key: str) -> list[tuple[str, Row]]:
    return [
        (table, row) for table in sorted(_TABLES) for row in _of(rows, table, "question_id", key)
    ]


def _heard(judged: JudgedQuestion, answers: Iterable[Row]) -> Mapping[str, tuple[Heard, ...]]:
    decided = {sentence.text for sentence in judged.verdict.evidence}
    return {
        str(row["answer_id"]): tuple(heard_in(reading, decided))
        for row, reading in zip(answers, judged.readings, strict=True)
    }


def _model(judged: JudgedQuestion) -> Mapping[str, float] | None:
    heard = judged.heard
    return {outcome.value: share for outcome, share in heard.outcomes.items()} if heard else None


def _spoken_of(corrections: Iterable[Correction], rows: Tables, key: str) -> Iterator[Correction]:
    ids = {row[_TABLES[table]] for table, row in _rows_of(rows, key)}
    return (correction for correction in corrections if correction.row_id in ids)


__all__ = ["Explanation", "Heard", "Line", "UnknownRowError", "explain"]
