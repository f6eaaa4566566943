"""A session's folder as its settings and documents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from pipeline.corpus.corrections import Correction, read_corrections
from pipeline.corpus.files import Content, Entry, check_name, entries, read
from pipeline.corpus.located import Loc, Located
from pipeline.corpus.names import (
    CORRECTIONS,
    EXPECTED,
    SETTINGS,
    advice,
    file_name,
    session_day,
)
from pipeline.corpus.problems import Problem, RefusedError, quoted
from pipeline.corpus.settings import CorpusSettings, SessionSettings, read_session
from pipeline.corpus.validation import suggestion
from schemas.corrections import DECIDED
from schemas.words import DocumentKind


@dataclass(frozen=True, slots=True)
class SessionFile:
    """A document in a session's folder.

    Attributes:
        name: File name in NFC.
        path: Path relative to `raw`, with forward slashes.
        kind: What its name says it is.
        suffix: Its ending, without the dot.
        language: Language of a translation of the notes, from the name; else None.
        revision: Revision of the notes, from the name; else None.
        data: The bytes, at most `files.MAX_BYTES`.
        sha256: Their SHA-256, in hex digits.
    """

    name: str
    path: str
    kind: DocumentKind
    suffix: str
    language: str | None
    revision: str | None
    data: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class SessionFolder:
    """A session as it lies in `raw/sessions`.

    Attributes:
        session_id: The folder's name.
        date: The day in it.
        settings: What `session.yaml` states; its defaults where there is none.
        files: The documents, sorted by name; at least one that is no translation.
        record: What the questions are read from: the notes, or what `primary` names; None
            where there are no notes and nothing is named.
        corrections: What `corrections.yaml` says of the session's rows, in its order.
        decisions: What it says of private rows.
    """

    session_id: str
    date: date
    settings: SessionSettings
    files: tuple[SessionFile, ...]
    record: SessionFile | None
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Correction, ...] = ()


@dataclass(slots=True)
class Findings:
    """What reading meets on its way; grows.

    Attributes:
        refused: What was left out.
        warnings: What is odd, but was used.
        inputs: SHA-256 of each file read, by path relative to `raw`.
    """

    refused: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)

    def read(self, entry: Entry, where: str) -> Content:
        """Reads a file and notes it among the inputs; raises `RefusedError`."""
        content = read(entry.path, where)
        self.inputs[where] = content.sha256
        return content


def read_folder(entry: Entry, corpus: CorpusSettings, findings: Findings) -> SessionFolder:
    """Reads one folder of `raw/sessions`; what is refused in it goes to `findings`.

    Raises:
        RefusedError: The session has to be left out: its name, its `session.yaml` or its
            `corrections.yaml` is wrong, it holds no document that can be read, or which notes
            count is not clear.
    """
    where = f"sessions/{entry.name}"
    day = _day(entry, where)
    listing = entries(entry.path, where)
    settings, located = _settings(listing, where, corpus, findings)
    _check_names(settings, located, listing)
    files = tuple(_files(listing, where, findings))
    if all(file.language for file in files):
        message = "holds no document that can be read"
        if files:
            message = "holds only translations; name the page that counts without a language"
        elif not findings.refused:
            message += f"; {EXPECTED}"
        raise RefusedError(Problem(where, None, message))
    record = _record(files, settings, located, where)
    findings.warnings.extend(_day_apart(settings, located, day, corpus))
    said = _corrections(listing, where, corpus, findings)
    corrections = tuple(one for one in said if one.table not in DECIDED)
    decisions = tuple(one for one in said if one.table in DECIDED)
    return SessionFolder(entry.name, day, settings, files, record, corrections, decisions)


def _day(entry: Entry, where: str) -> date:
    check_name(entry, where)
    if not entry.is_folder:
        message = "is no folder; put a session's files into sessions/YYYY-MM-DD/"
        raise RefusedError(Problem(where, None, message))
    day = session_day(entry.name)
    if day is None:
        message = (
            "is no session's id; expected a day of the calendar as YYYY-MM-DD or "
            "YYYY-MM-DD-slug (lower-case letters, digits, hyphens); rename the folder"
        )
        raise RefusedError(Problem(where, None, message))
    return day


def _settings(
    listing: Sequence[Entry], where: str, corpus: CorpusSettings, findings: Findings
) -> tuple[SessionSettings, Located]:
    path = f"{where}/{SETTINGS}"
    for entry in listing:
        if entry.name == SETTINGS:
            return read_session(findings.read(entry, path).data, path, corpus)
    return SessionSettings(), Located(path, None, {})


def _corrections(
    listing: Sequence[Entry], where: str, corpus: CorpusSettings, findings: Findings
) -> tuple[Correction, ...]:
    path = f"{where}/{CORRECTIONS}"
    for entry in listing:
        if entry.name == CORRECTIONS:
            return read_corrections(findings.read(entry, path).data, path, corpus)
    return ()


def _check_names(settings: SessionSettings, located: Located, listing: Sequence[Entry]) -> None:
    """Raises `RefusedError` where `session.yaml` names a document that is not in the folder."""
    names = [entry.name for entry in listing if file_name(entry.name)]
    named: list[tuple[str, Loc]] = [(name, ("documents", name)) for name in settings.documents]
    if settings.primary is not None:
        named.append((settings.primary, ("primary",)))
    problems = [
        located.problem(
            f"names {quoted(name)}, which is no document of this folder; "
            + suggestion(name, names, "documents"),
            *loc,
        )
        for name, loc in named
        if name not in names
    ]
    if problems:
        raise RefusedError(*problems)


def _files(listing: Sequence[Entry], where: str, findings: Findings) -> Iterator[SessionFile]:
    for entry in listing:
        if entry.name not in (SETTINGS, CORRECTIONS):
            try:
                yield _file(entry, f"{where}/{entry.name}", findings)
            except RefusedError as error:
                findings.refused.extend(error.problems)


def _file(entry: Entry, path: str, findings: Findings) -> SessionFile:
    check_name(entry, path)
    name = file_name(entry.name)
    if name is None:
        todo = advice(entry.name.lower())
        if entry.is_folder:
            todo = "a session's files lie in its own folder, not below it"
        raise RefusedError(Problem(path, None, f"is no file of a session; {EXPECTED}; {todo}"))
    content = findings.read(entry, path)
    return SessionFile(
        name=entry.name,
        path=path,
        kind=name.kind,
        suffix=name.suffix,
        language=name.language,
        revision=name.revision,
        data=content.data,
        sha256=content.sha256,
    )


def _day_apart(
    settings: SessionSettings, located: Located, day: date, corpus: CorpusSettings
) -> Iterator[Problem]:
    """A warning where `starts_at` is further from the folder's day than zones can explain."""
    if settings.starts_at is not None:
        start = settings.starts_at.astimezone(ZoneInfo(corpus.time_zone)).date()
        if abs(start - day) > timedelta(days=1):
            message = f"starts_at is {start}, but the folder says {day}; one of them is wrong"
            yield located.problem(message, "starts_at")


def _record(
    files: Sequence[SessionFile], settings: SessionSettings, located: Located, where: str
) -> SessionFile | None:
    """The notes that count: `primary`, else the newest; a page without a revision is newest.

    Where there are no notes, `primary` may name what stands in for them.
    """
    notes = [file for file in files if file.kind is DocumentKind.NOTES and not file.language]
    if settings.primary is not None:
        for file in notes or files:
            if file.name == settings.primary:
                return file
        message = f"{quoted(settings.primary)} cannot be primary; name notes that can be read"
        raise RefusedError(located.problem(message, "primary"))

    def age(file: SessionFile) -> tuple[bool, list[int | str]]:
        revision = settings.document(file.name).revision or file.revision
        return revision is None, _natural(revision or "")

    unversioned = [file for file in notes if file.revision is None]
    newest = [file for file in notes if age(file) == max(map(age, notes))]
    rivals = unversioned if len(unversioned) > 1 else newest
    if len(rivals) > 1:
        names = " and ".join(file.name for file in rivals)
        message = (
            f"{names} cannot both be the record; name one as 'primary' in session.yaml, "
            "or name older and newer ones notes@<revision>.<ending>"
        )
        raise RefusedError(Problem(where, None, message))
    return rivals[0] if rivals else None


def _natural(revision: str) -> list[int | str]:
    """A sort key by which revision 9 is older than revision 10."""
    parts = re.split("([0-9]+)", revision)
    return [int(part) if index % 2 else part for index, part in enumerate(parts)]
