"""A folder of `raw/sessions` as it is looked at, and later read: content decides, never times."""

import hashlib
import json
import re
from dataclasses import dataclass

from pipeline.corpus.files import Entry, entries, read
from pipeline.corpus.names import CORRECTIONS, SETTINGS, file_name
from pipeline.corpus.problems import Problem, RefusedError
from pipeline.corpus.sessions import Findings, SessionFolder, read_folder
from pipeline.corpus.settings import CorpusSettings

_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in `raw/sessions`, by content; nothing of it is kept in memory.

    Attributes:
        entry: Where it is.
        contents: The names in it, each with the SHA-256 of what is read, or what stands in its
            way; sorted by name.
        size: How many bytes will be read.
    """

    entry: Entry
    contents: tuple[tuple[str, str], ...]
    size: int

    @property
    def name(self) -> str:
        """The folder's name: the id of its session, if it is one."""
        return self.entry.name

    @property
    def where(self) -> str:
        """How problems name it."""
        return f"sessions/{self.name}"

    @property
    def hashes(self) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 of each file that is read, sorted by name."""
        return tuple(item for item in self.contents if _SHA256.fullmatch(item[1]))

    @property
    def digest(self) -> str:
        """SHA-256, in hex digits, of all that reading the folder can depend on."""
        facts = [self.name, self.entry.is_folder, self.entry.fault, self.contents]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class LoadedSession:
    """A folder that was read.

    Attributes:
        session: The session; None where it was left out.
        refused: What was left out, and why.
        warnings: What is odd but cost nothing.
        inputs: SHA-256 of each file read, by path relative to `raw`.
        settled: Whether reading the same content again would give the same.
    """

    session: SessionFolder | None
    refused: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    inputs: tuple[tuple[str, str], ...]
    settled: bool = True


def look(entry: Entry) -> Folder:
    """Look at one entry of `raw/sessions`: every file that can be one of a session is hashed."""
    where = f"sessions/{entry.name}"
    if not entry.is_folder:
        return Folder(entry, (), 0)
    try:
        listing = entries(entry.path, where)
    except RefusedError as error:
        return Folder(entry, (("", str(error)),), 0)
    contents = []
    total = 0
    for item in listing:
        told, size = _content(item, f"{where}/{item.name}")
        contents.append((item.name, told))
        total += size
    return Folder(entry, tuple(contents), total)


def _content(item: Entry, where: str) -> tuple[str, int]:
    if item.fault or not (item.name in (SETTINGS, CORRECTIONS) or file_name(item.name)):
        return item.fault or "", 0
    try:
        content = read(item.path, where)
    except RefusedError as error:
        return str(error), 0
    return content.sha256, len(content.data)


def load_session(folder: Folder, settings: CorpusSettings) -> LoadedSession:
    """Read the session in a folder."""
    findings = Findings()
    session = None
    try:
        session = read_folder(folder.entry, settings, findings)
    except RefusedError as error:
        for problem in error.problems:
            message = f"{problem.message}; the session is left out"
            findings.refused.append(Problem(problem.path, problem.line, message))
    if _changed(folder, findings):
        message = "was changed while it was read, and is left out; build again when it is whole"
        return LoadedSession(None, (Problem(folder.where, None, message),), (), (), settled=False)
    return LoadedSession(
        session,
        tuple(findings.refused),
        tuple(findings.warnings),
        tuple(sorted(findings.inputs.items())),
    )


def _changed(folder: Folder, findings: Findings) -> bool:
    """Whether a folder was read as something else than it was looked at."""
    seen = {f"{folder.where}/{name}": told for name, told in folder.contents}
    if any(seen.get(path) != sha256 for path, sha256 in findings.inputs.items()):
        return True
    # what was refused may have been taken away meanwhile, or come
    return bool(findings.refused) and look(folder.entry) != folder
