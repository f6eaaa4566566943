"""Sessions' rows to the whole tables."""

import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pipeline.corpus import Corpus, LoadedCorpus, Problem, SessionFolder
from pipeline.corpus.problems import RefusedError
from pipeline.corrections import corrected
from pipeline.enrich.meaning import SemanticExtraError
from pipeline.enrich.topic import TopicIndex
from pipeline.extract.accounting import Use
from pipeline.link.proposals import people_to_review
from pipeline.link.tables import link
from pipeline.rows import Row, Tables, session_rows, topic_rows
from pipeline.session import ReadDocument, read_session
from pipeline.store.parquet import to_arrow
from schemas import TABLES
from schemas.words import FollowUpStatus

Track = Callable[[Sequence[SessionFolder]], Iterable[SessionFolder]]


class NothingBuiltError(Exception):
    """Not one session could be built; `problems` say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems."""
        super().__init__("no session could be built")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The whole tables, and a report of what became of every file.

    `report` is plain data: per session and document the format and the lines left out by
    rule, then what was refused, then what is odd, then people of whom two may be one.
    """

    tables: Mapping[str, pa.Table]
    report: Mapping[str, object]


def build_dataset(loaded: LoadedCorpus, track: Track = iter) -> Dataset:
    """Read every session and put their rows together; `track` may show how far it is.

    A session that cannot be read, or at which the program fails, costs itself and is named.

    Raises:
        NothingBuiltError: no session could be built.
    """
    try:
        topics = TopicIndex(loaded.corpus.topics, semantic=loaded.corpus.semantic)
    except SemanticExtraError as error:
        raise NothingBuiltError([Problem("corpus.yaml", None, str(error))]) from error
    rows: list[Tables] = []
    documents: dict[str, object] = {}
    refused = list(loaded.refused)
    warnings = list(loaded.warnings)
    for folder in track(loaded.sessions):
        try:
            session = read_session(folder, loaded.corpus, topics)
            own = session_rows(session, loaded.corpus, topics)
            rows.append(corrected(own, folder, loaded.corpus))
        except RefusedError as refusal:
            refused += refusal.problems
        except Exception as fault:  # noqa: BLE001 - a fault of ours must cost this session only
            refused.append(Problem(f"sessions/{folder.session_id}", None, _fault(fault)))
        else:
            refused += session.refused
            warnings += session.warnings
            documents[session.folder.session_id] = {
                read.document_id: _account(read) for read in session.documents
            }
    if not rows:
        raise NothingBuiltError(refused)
    tables = assemble(loaded.corpus, rows)
    report = {
        "sessions": documents,
        "refused": [str(problem) for problem in sorted(refused, key=lambda p: p.order)],
        "warnings": [str(problem) for problem in sorted(warnings, key=lambda p: p.order)],
        "people_to_review": people_to_review(tables, loaded.corpus),
    }
    return Dataset(tables, report)


def _fault(fault: Exception) -> str:
    """Where the program failed, without the message: it may quote the text."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    return (
        f"could not be built ({type(fault).__name__} at {Path(place.filename).name}:"
        f"{place.lineno}); this is a fault of the program, please report it"
    )


def _account(read: ReadDocument) -> Mapping[str, object]:
    return {
        "format": read.document.format,
        "layouts": list(read.layouts),
        "boilerplate": dict(sorted(read.lines(Use.BOILERPLATE).items())),
        "quarantined": dict(sorted(read.lines(Use.QUARANTINED).items())),
    }


def assemble(corpus: Corpus, sessions: Iterable[Tables]) -> Mapping[str, pa.Table]:
    """Put the rows of all sessions together, each table sorted by its key."""
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    names: dict[tuple[object, object], str] = {}  # as the session itself spells them
    for tables in sessions:
        for table, added in tables.items():
            rows[table].extend(added)
        for session in tables["sessions"]:
            for person in tables.get("people", ()):
                names[session["session_id"], person["person_id"]] = str(person["name"])
    rows |= link(rows)
    rows["people"] = _once(rows["people"])
    rows["topics"] = list(topic_rows(corpus))
    rows["questions_flat"] = list(_questions_flat(rows, names))
    return {table: to_arrow(model, rows[table]) for table, model in TABLES.items()}


def _once(people: Iterable[Row]) -> list[Row]:
    """Each person once; of several spellings of one name, the first in order of code points."""
    by_id: dict[object, Row] = {}
    for person in sorted(people, key=lambda row: (str(row["name"]), str(row["kind"]))):
        by_id.setdefault(person["person_id"], person)
    return list(by_id.values())


def _questions_flat(
    rows: Mapping[str, Sequence[Row]], names: Mapping[tuple[object, object], str]
) -> Iterator[Row]:
    """One wide row a question, from the tables that it sums up."""
    sessions = {row["session_id"]: row for row in rows["sessions"]}
    sources = {row["document_id"]: row["source_url"] for row in rows["documents"]}
    labels = {row["topic_id"]: row["label"] for row in rows["topics"]}
    answers = Counter(row["question_id"] for row in rows["answers"])
    respondents: dict[object, dict[str, None]] = defaultdict(dict)
    for answer in rows["answers"]:
        if answer["person_id"]:
            name = names[answer["session_id"], answer["person_id"]]
            respondents[answer["question_id"]][name] = None
    promises = Counter(
        row["question_id"] for row in rows["follow_ups"] if row["status"] == FollowUpStatus.OPEN
    )
    for question in rows["questions"]:
        question_id, session = question["question_id"], sessions[question["session_id"]]
        yield {
            "question_id": question_id,
            "session_id": question["session_id"],
            "session_title": session["title"],
            "date": session["date"],
            "position": question["position"],
            "text": question["text"],
            "topic_label": labels.get(question["topic_id"]),
            "respondents": "; ".join(respondents[question_id]) or None,
            "answers": answers[question_id],
            "outcome": question["outcome"],
            "status": question["status"],
            "open_promises": promises[question_id],
            "source_url": sources[question["document_id"]],
        }
