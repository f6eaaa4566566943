"""One session, end to end: its folder to rows of every table. A pure function."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from pipeline.corpus import Corpus, Problem, SessionFile, SessionFolder
from pipeline.corpus.problems import RefusedError
from pipeline.documents import read_document
from pipeline.enrich.judged import JudgedQuestion, judge_questions
from pipeline.enrich.language import detect_language
from pipeline.enrich.recording import Alignment, Reason, Sought, align, why_there
from pipeline.enrich.sightings import History, Revision, stated_day
from pipeline.enrich.topic import TopicIndex
from pipeline.extract.accounting import LineUse, Use, account
from pipeline.extract.dating import contradiction
from pipeline.extract.moderated import read_moderated
from pipeline.extract.moments import Clock
from pipeline.extract.notes import read_notes
from pipeline.extract.offices import Offices
from pipeline.extract.person import Person
from pipeline.extract.record import Record, empty_record
from pipeline.extract.utterances import Utterance, read_utterances
from pipeline.readers.document import Document, UnreadableError
from schemas.words import DocumentKind, DocumentRole, ExtractionMethod

_LANGUAGE_SAMPLE = 100_000  # characters that tell the language of what was said


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document of the session, what it counts for, and what became of its lines.

    `layouts` are the families that the sections of the record are of, `utterances` what was
    said in a transcript or chat.
    """

    file: SessionFile
    role: DocumentRole
    document: Document
    language: str
    uses: tuple[LineUse, ...]
    layouts: tuple[str, ...] = ()
    utterances: tuple[Utterance, ...] = ()

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
class Session:
    """One session as it was read.

    `method` tells what kind of document the questions were read from, `alignment` where in
    the recordings each of them is. `refused` are the files that were left out, `warnings` what is
    odd but cost nothing.
    """

    folder: SessionFolder
    language: str
    record: Record
    record_id: str
    method: ExtractionMethod
    documents: tuple[ReadDocument, ...]
    questions: tuple[JudgedQuestion, ...]
    alignment: Alignment
    refused: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """All that was said, document by document."""
        return tuple(said for read in self.documents for said in read.utterances)

    def why_there(self, number: int) -> Reason | None:
        """Why a question, counted from 0, is where it is in the recordings."""
        return why_there(_sought(self.questions), _recordings(self.documents), number)


def read_session(folder: SessionFolder, corpus: Corpus, topics: TopicIndex) -> Session:
    """Read and judge one session.

    Raises:
        RefusedError: there is no record that can be read.
    """
    refused: list[Problem] = []
    documents: dict[str, Document] = {}
    for lying in folder.files:
        try:
            documents[lying.name] = read_document(lying)
        except UnreadableError as error:
            refused.append(Problem(lying.path, None, str(error)))
        except RefusedError as refusal:
            refused += refusal.problems
    file = folder.record or _without_notes(folder, documents)
    if file is None or file.name not in documents:
        raise RefusedError(*(refused or [_nothing(folder)]))
    document = documents[file.name]
    language = folder.settings.language or detect_language(_text(document), corpus.language)
    reading = _Reading(folder, corpus, language, file, empty_record())
    stated = _stated(folder, corpus)
    if file.kind is DocumentKind.NOTES:
        record = read_notes(document, folder.date, language, stated)
    else:
        record = _moderated(reading.read(file, document), stated)
    reading = replace(reading, record=record)
    read = tuple(
        reading.read(other, documents[other.name])
        for other in folder.files
        if other.name in documents
    )
    history = _history(folder, file, read)
    judged = judge_questions(record.questions, language, folder.date, topics, history)
    questions = tuple(judged)
    return Session(
        folder=folder,
        language=language,
        record=record,
        record_id=f"{folder.session_id}/{file.name}",
        method=_method(file, document),
        documents=read,
        questions=questions,
        alignment=_alignment(questions, read, file),
        refused=tuple(refused),
        warnings=(*_encodings(read), *_warnings(folder, file, document, record)),
    )


def _stated(folder: SessionFolder, corpus: Corpus) -> Mapping[str, Person]:
    return {
        name: Person(known.name, known.kind, known.person_id)
        for name, known in corpus.people_in(folder.session_id).items()
    }


def _without_notes(folder: SessionFolder, documents: Mapping[str, Document]) -> SessionFile | None:
    """The document that stands in for notes: the first transcript, else IRC log, else chat."""

    def rank(file: SessionFile) -> tuple[bool, bool]:
        spoken = file.kind is DocumentKind.TRANSCRIPT
        return not spoken, documents[file.name].format != "irc"

    read = [file for file in folder.files if file.name in documents]
    return min(read, key=rank, default=None)


def _moderated(read: ReadDocument, stated: Mapping[str, Person]) -> Record:
    """The record in a transcript or IRC log; other chats hold none."""
    if read.file.kind is DocumentKind.TRANSCRIPT or read.document.format == "irc":
        return read_moderated(read.utterances, read.uses, stated)
    return replace(empty_record(), uses=read.uses)


def _method(file: SessionFile, document: Document) -> ExtractionMethod:
    if file.kind is DocumentKind.NOTES:
        return ExtractionMethod.NOTES
    return ExtractionMethod.IRC if document.format == "irc" else ExtractionMethod.TRANSCRIPT


def _text(document: Document) -> str:
    """The text that tells the language of a document."""
    if document.cues:
        return "\n".join(cue.text.text for cue in document.cues)[:_LANGUAGE_SAMPLE]
    return "\n".join(document.lines)


def _encodings(documents: Iterable[ReadDocument]) -> Iterator[Problem]:
    """A warning for each document in another encoding than UTF-8: it may have been guessed."""
    for read in documents:
        encoding = read.document.encoding
        if encoding != "utf-8":
            message = f"is not UTF-8; it was read as {encoding}; save it as UTF-8 to be sure"
            yield Problem(read.file.path, None, message)


def _warnings(
    folder: SessionFolder, file: SessionFile, document: Document, record: Record
) -> Iterator[Problem]:
    header, address = record.header, folder.settings.document(file.name).source_url
    fields = () if document.format == "html" else document.fields  # a page's is when it went out
    stated = next((one.values[0] for one in fields if one.name == "date" and one.values), None)
    if apart := contradiction(folder.date, header.title, header.held, address, stated):
        yield Problem(file.path, *apart)


def _nothing(folder: SessionFolder) -> Problem:
    message = "holds nothing that can be read; add notes.txt"
    return Problem(f"sessions/{folder.session_id}", None, message)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What all documents of a session are read with; `main` is the file of the record."""

    folder: SessionFolder
    corpus: Corpus
    language: str
    main: SessionFile
    record: Record

    def read(self, file: SessionFile, document: Document) -> ReadDocument:
        """A document, and what became of its lines."""
        if file.kind is not DocumentKind.NOTES:
            return self._spoken(file, document)
        if file is self.main:
            uses, layouts = self.record.uses, self.record.layouts
            role = DocumentRole.RECORD
            return ReadDocument(file, role, document, self.language, uses, layouts)
        role = DocumentRole.TRANSLATION if file.language else DocumentRole.REVISION
        unused = LineUse(1, len(document.lines), Use.BOILERPLATE, role)
        uses = account(document, [unused])
        return ReadDocument(file, role, document, file.language or self.language, uses)

    def _spoken(self, file: SessionFile, document: Document) -> ReadDocument:
        settings = self.folder.settings
        zone = ZoneInfo(self.corpus.time_zone)
        day = self.folder.date
        if settings.starts_at:
            day = settings.starts_at.astimezone(zone).date()
        recording = settings.recording_of(file.name)
        clock = Clock(day, zone, recording.offset_ms if recording else 0)
        document_id = f"{self.folder.session_id}/{file.name}"
        said = read_utterances(document_id, document, Offices.of(self.record), clock)
        role = DocumentRole.RECORD if file is self.main else DocumentRole.SUPPLEMENT
        return ReadDocument(
            file, role, document, self.language, said.uses, utterances=said.utterances
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


def _alignment(
    questions: Iterable[JudgedQuestion], documents: Iterable[ReadDocument], record: SessionFile
) -> Alignment:
    """The questions laid on the session's recordings; only notes can differ from them."""
    alignment = align(_sought(questions), _recordings(documents))
    if record.kind is not DocumentKind.NOTES:
        return replace(alignment, discrepancies=())
    return alignment


def _sought(questions: Iterable[JudgedQuestion]) -> list[Sought]:
    return [
        Sought(
            judged.question.text.text,
            tuple(reading.answer for reading in judged.readings),
            judged.question.listed_after,
        )
        for judged in questions
    ]


def _recordings(documents: Iterable[ReadDocument]) -> list[tuple[Utterance, ...]]:
    return [read.utterances for read in documents if read.file.kind is DocumentKind.TRANSCRIPT]
