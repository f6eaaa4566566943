"""One session, end to end: its folder to rows of every table. A pure function."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.corpus import Corpus, Problem, SessionFile, SessionFolder
from pipeline.corpus.problems import RefusedError
from pipeline.enrich.follow_ups import FollowUp, find_follow_ups
from pipeline.enrich.fulfilment import kept, modes
from pipeline.enrich.language import detect_language
from pipeline.enrich.outcome import Reading, Verdict, judge, read_answer
from pipeline.enrich.sightings import History, Revision, stated_day
from pipeline.enrich.topic import Assignment, TopicIndex
from pipeline.extract.accounting import LineUse, Use, account
from pipeline.extract.dating import contradiction
from pipeline.extract.notes import read_notes
from pipeline.extract.record import Question, Record
from pipeline.extract.roster import Person
from pipeline.extract.several import sessions_in
from pipeline.readers.document import Document, UnreadableError
from pipeline.readers.html import read_html
from pipeline.readers.markdown import read_markdown
from pipeline.readers.plain import read_plain
from pipeline.readers.sniff import seems_to_be
from pipeline.readers.wikitext import read_wikitext
from schemas.words import DocumentKind, DocumentRole

READERS: Mapping[str, Callable[[bytes], Document]] = {
    "txt": read_plain,
    "md": read_markdown,
    "html": read_html,
    "wiki": read_wikitext,
    "wikitext": read_wikitext,
}
_LOOSE = frozenset({"txt", "md"})  # any text could be one; the other readers tell by themselves
_SHOWN_DAYS = 3


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document of the session, what it counts for, and what became of its lines.

    `layouts` are the families that the sections of the record are of.
    """

    file: SessionFile
    role: DocumentRole
    document: Document
    language: str
    uses: tuple[LineUse, ...]
    layouts: tuple[str, ...] = ()

    @property
    def document_id(self) -> str:
        """Session and file name."""
        return self.file.path.removeprefix("sessions/")

    def lines(self, use: Use) -> Counter[str]:
        """How many lines went one way, by rule or reason."""
        counts: Counter[str] = Counter()
        for run in self.uses:
            if run.use is use:
                counts[run.why] += run.line_end - run.line_start + 1
        return counts


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question with everything that was made of it."""

    question: Question
    language: str
    topic: Assignment
    readings: tuple[Reading, ...]
    verdict: Verdict
    follow_ups: tuple[tuple[FollowUp, ...], ...]


@dataclass(frozen=True, slots=True)
class Session:
    """One session as it was read.

    `refused` are the files that were left out, `warnings` what is odd but cost nothing.
    """

    folder: SessionFolder
    language: str
    record: Record
    record_id: str
    documents: tuple[ReadDocument, ...]
    questions: tuple[JudgedQuestion, ...]
    refused: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def read_session(folder: SessionFolder, corpus: Corpus, topics: TopicIndex) -> Session:
    """Read and judge one session.

    Raises:
        RefusedError: there is no record that can be read.
    """
    refused: list[Problem] = []
    documents: dict[str, Document] = {}
    for file in folder.files:
        try:
            documents[file.name] = _document(file)
        except UnreadableError as error:
            refused.append(Problem(file.path, None, str(error)))
        except RefusedError as refusal:
            refused += refusal.problems
    if folder.record is None or folder.record.name not in documents:
        raise RefusedError(*(refused or [_no_notes(folder)]))
    document = documents[folder.record.name]
    text = "\n".join(document.lines)
    language = folder.settings.language or detect_language(text, corpus.language)
    record = read_notes(document, folder.date, language, _stated(folder, corpus))
    read = tuple(
        _read(file, documents[file.name], record if file is folder.record else None, language)
        for file in folder.files
        if file.name in documents
    )
    history = _history(folder, folder.record, read)
    return Session(
        folder=folder,
        language=language,
        record=record,
        record_id=f"{folder.session_id}/{folder.record.name}",
        documents=read,
        questions=tuple(_judged(q, folder, language, topics, history) for q in record.questions),
        refused=tuple(refused),
        warnings=(*_encodings(read), *_warnings(folder, folder.record, record)),
    )


def _stated(folder: SessionFolder, corpus: Corpus) -> Mapping[str, Person]:
    return {
        name: Person(known.name, known.kind, known.person_id)
        for name, known in corpus.people_in(folder.session_id).items()
    }


def _document(file: SessionFile) -> Document:
    reader = READERS.get(file.suffix)
    if file.kind is not DocumentKind.NOTES or reader is None:
        raise UnreadableError(
            f"is {file.kind} as .{file.suffix}, which this version cannot read; "
            f"expected notes as {', '.join('.' + suffix for suffix in READERS)}; left out"
        )
    if file.suffix in _LOOSE and (other := seems_to_be(file.data)):
        raise UnreadableError(f"seems to be {other}; expected notes")
    document = reader(file.data)
    parts = sessions_in(document)
    if parts:
        days = list(dict.fromkeys(str(part.day) for part in parts))
        shown = ", ".join(days if len(days) <= _SHOWN_DAYS else [*days[:_SHOWN_DAYS], "…"])
        message = (
            f"holds {len(parts)} sessions ({shown}); run `officehours split` on this file: it "
            "makes a folder for each"
        )
        raise RefusedError(Problem(file.path, parts[0].line_start, message))
    return document


def _encodings(documents: Iterable[ReadDocument]) -> Iterator[Problem]:
    """A warning for each document in another encoding than UTF-8: it may have been guessed."""
    for read in documents:
        encoding = read.document.encoding
        if encoding != "utf-8":
            message = f"is not UTF-8; it was read as {encoding}; save it as UTF-8 to be sure"
            yield Problem(read.file.path, None, message)


def _warnings(folder: SessionFolder, file: SessionFile, record: Record) -> Iterator[Problem]:
    header, address = record.header, folder.settings.document(file.name).source_url
    if apart := contradiction(folder.date, header.title, header.held, address):
        yield Problem(file.path, *apart)


def _no_notes(folder: SessionFolder) -> Problem:
    return Problem(f"sessions/{folder.session_id}", None, "holds no notes; add notes.txt")


def _read(
    file: SessionFile, document: Document, record: Record | None, language: str
) -> ReadDocument:
    if record is not None:
        return ReadDocument(
            file, DocumentRole.RECORD, document, language, record.uses, record.layouts
        )
    role = DocumentRole.TRANSLATION if file.language else DocumentRole.REVISION
    lines = len(document.lines)
    unused = LineUse(1, lines, Use.BOILERPLATE, role)
    return ReadDocument(
        file, role, document, file.language or language, account(document, [unused])
    )


def _history(
    folder: SessionFolder, record: SessionFile, documents: Iterable[ReadDocument]
) -> History:
    """The other revisions of the record and their days, as the settings or their names state."""

    def day(file: SessionFile) -> date | None:
        stated = folder.settings.document(file.name)
        return stated_day(stated.revision or file.revision, stated.retrieved)

    def revision(read: ReadDocument) -> Revision:
        text = "\n".join(block.text.text for block in read.document.blocks)
        return Revision.of(text, day(read.file))

    return History(
        day(record),
        tuple(revision(read) for read in documents if read.role is DocumentRole.REVISION),
    )


def _judged(
    question: Question,
    folder: SessionFolder,
    language: str,
    topics: TopicIndex,
    history: History,
) -> JudgedQuestion:
    said = tuple(read_answer(answer, language) for answer in question.answers)
    readings = tuple(modes(said, history))
    promises = (find_follow_ups(reading, folder.date, language) for reading in readings)
    return JudgedQuestion(
        question=question,
        language=detect_language(question.text.text, language),
        topic=topics.assign(question),
        readings=readings,
        verdict=judge(question, readings),
        follow_ups=tuple(
            tuple(kept(made, place, readings, folder.date, history))
            for place, made in enumerate(promises)
        ),
    )
