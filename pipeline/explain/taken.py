"""What each line of a session's files was taken for, before anything is built."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.corpus import LoadedSession, Problem, SessionFolder, load_corpus, load_session
from pipeline.corpus.files import entries
from pipeline.corpus.folders import look
from pipeline.corpus.problems import RefusedError
from pipeline.corrections import corrected
from pipeline.enrich.topic import TopicIndex
from pipeline.explain.summaries import SUMMARIES, spoken_by
from pipeline.extract.accounting import Use
from pipeline.readers.traced import Place
from pipeline.rows import Tables, session_rows
from pipeline.session import ReadDocument, Session, read_session

_SESSIONS = "sessions"


@dataclass(frozen=True, slots=True)
class Holding:
    """Something that stands in a line: what it is, in a few words more, and the id of its row."""

    what: str
    detail: str = ""
    row_id: str | None = None


@dataclass(frozen=True, slots=True)
class TakenLine:
    """A line as it stands in the file, the way it went, by which rule or reason, and what for."""

    number: int
    text: str
    use: Use
    why: str
    holds: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class TakenDocument:
    """A document: what it is, what it counts for, and its lines."""

    document_id: str
    format: str
    role: str
    lines: tuple[TakenLine, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A session's documents; `refused` is what was left out, `warnings` what is odd."""

    session_id: str
    documents: tuple[TakenDocument, ...]
    refused: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    rows: Mapping[str, int] = field(default_factory=dict)


def taken(folder: Path, raw: Path) -> Taken:
    """Read one session's folder, and tell what each line was taken for.

    The topics, people and settings are those of the corpus that the folder lies in; of `raw`
    where it lies in none.

    Raises:
        RefusedError: there is no such folder, or nothing of it can be read.
        CorpusError: the corpus cannot be read.
    """
    above = folder.absolute().parent
    if above.name == _SESSIONS:
        raw = above.parent
    found = [entry for entry in entries(above, str(above)) if entry.path.name == folder.name]
    if not found:
        message = "is not there; expected the folder of a session"
        raise RefusedError(Problem(str(folder), None, message))
    loaded = load_corpus(raw, found[0].name)
    read = load_session(look(found[0]), loaded.corpus)
    if read.session is None:
        raise RefusedError(*read.refused)
    topics = TopicIndex(loaded.corpus.topics)
    session = read_session(read.session, loaded.corpus, topics)
    plain = session_rows(session, loaded.corpus, topics)
    try:
        rows = corrected(plain, read.session, loaded.corpus)
    except RefusedError as refusal:
        return _taken(session, plain, read, refusal.problems)
    return _taken(session, rows, read, ())


def _taken(
    session: Session, rows: Tables, read: LoadedSession, problems: Sequence[Problem]
) -> Taken:
    folder: SessionFolder = session.folder
    held = [*_of_rows(rows), *_of_record(session), *_said(session)]
    return Taken(
        folder.session_id,
        tuple(_document(document, held) for document in session.documents),
        (*read.refused, *session.refused, *problems),
        (*read.warnings, *session.warnings),
        {name: len(rows.get(name, ())) for name in ("questions", "answers", "follow_ups")},
    )


_Held = tuple[str, int, int, Holding]


def _document(read: ReadDocument, held: Sequence[_Held]) -> TakenDocument:
    by_line: dict[int, dict[Holding, None]] = {}
    for document_id, first, last, holding in held:
        if document_id == read.document_id:
            for number in range(first, last + 1):
                by_line.setdefault(number, {})[holding] = None
    ways = [
        (run.use, run.why) for run in read.uses for _ in range(run.line_start, run.line_end + 1)
    ]
    return TakenDocument(
        read.document_id,
        read.document.format,
        read.role,
        tuple(
            TakenLine(
                number, text, use, why, tuple(by_line.get(number, ())) if text.strip() else ()
            )
            for number, (text, (use, why)) in enumerate(
                zip(read.document.lines, ways, strict=True), start=1
            )
        ),
    )


def _of_rows(rows: Tables) -> Iterator[_Held]:
    for table, summary in SUMMARIES.items():
        for row in rows.get(table, ()):
            row_id = row[summary.key] if summary.key else None
            holding = Holding(summary.what, summary.detail(row), str(row_id) if row_id else None)
            place = (int(str(row[name])) for name in ("line_start", "line_end"))
            yield (str(row["document_id"]), *place, holding)  # type: ignore[misc] # two of them


def _of_record(session: Session) -> Iterator[_Held]:
    """What of the record makes no row of its own."""
    header = session.record.header
    if header.title:
        yield _at(session, header.title.place(), Holding("title"))
    for stated in header.stated:
        yield _at(session, stated.place(), Holding("facts of the session"))
    for judged in session.questions:
        if heading := judged.question.heading:
            yield _at(session, heading.place(), Holding("heading"))


def _said(session: Session) -> Iterator[_Held]:
    for said in session.utterances:
        holding = Holding("said", spoken_by(said), said.utterance_id)
        yield said.document_id, said.line_start, said.line_end, holding


def _at(session: Session, place: Place, holding: Holding) -> _Held:
    return session.record_id, place.line_start, place.line_end, holding
