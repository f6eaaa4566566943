"""A folder `raw/` as sessions and their files: everything a person put in, nothing guessed.

What cannot be used is refused by name and costs only itself: an unknown file is left out of
its session, a session with a wrong `session.yaml` out of the corpus. Only a wrong
`corpus.yaml`, `topics.yaml` or `people.yaml` stops everything.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pipeline.corpus.files import Entry, entries
from pipeline.corpus.folders import Folder, LoadedSession, load_session, look
from pipeline.corpus.people import KnownPerson, people_in, read_people
from pipeline.corpus.problems import Problem, RefusedError
from pipeline.corpus.sessions import Findings, SessionFile, SessionFolder
from pipeline.corpus.settings import (
    NO_LICENSE,
    CorpusSettings,
    DocumentSettings,
    MailSettings,
    Recording,
    SessionSettings,
    Topic,
    read_corpus,
    read_topics,
)
from pipeline.corpus.validation import suggestion

_CORPUS, _TOPICS, _PEOPLE = "corpus.yaml", "topics.yaml", "people.yaml"
_SESSIONS = "sessions"
_MAIL = "mail"  # private, and read by nobody but pipeline.private
_T = TypeVar("_T")


class CorpusError(Exception):
    """The corpus cannot be built at all.

    `str()` is one line about the first thing that is wrong; `problems` has all of them.
    """

    def __init__(self, *problems: Problem) -> None:
        """Takes at least one problem, the first to be mended first."""
        self.problems = problems
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")


class Corpus(CorpusSettings):
    """`corpus.yaml`, the topics of `topics.yaml` and the people of `people.yaml`, by id."""

    topics: tuple[Topic, ...] = ()
    people: tuple[KnownPerson, ...] = ()

    def people_in(self, session_id: str) -> Mapping[str, KnownPerson]:
        """Whom `people.yaml` says that a printed name means in a session, by its slug."""
        return people_in(self.people, session_id)


@dataclass(frozen=True)
class LoadedCorpus:
    """Everything that lies in `raw/`, looked at and not yet read.

    What is read of it is read when it is asked for, all at once: that is for small corpora.
    `load_session` reads one.

    Attributes:
        corpus: What holds for all sessions.
        folders: All that lies in `raw/sessions`, sorted by name.
        above: What was left out, odd and read beside `sessions`.
    """

    corpus: Corpus
    folders: tuple[Folder, ...]
    above: LoadedSession

    @property
    def fingerprint(self) -> str:
        """SHA-256, in hex digits, of all that a build can depend on."""
        return self._hash_of(self.above.inputs)

    @property
    def fingerprint_beside_topics(self) -> str:
        """The same of all but `topics.yaml`."""
        return self._hash_of(tuple(one for one in self.above.inputs if one[0] != _TOPICS))

    @property
    def topics_fingerprint(self) -> str:
        """SHA-256, in hex digits, of `topics.yaml`; empty where there is none."""
        return dict(self.above.inputs).get(_TOPICS, "")

    def _hash_of(self, inputs: tuple[tuple[str, str], ...]) -> str:
        told = [str(problem) for problem in (*self.above.refused, *self.above.warnings)]
        facts = [inputs, told, [folder.digest for folder in self.folders]]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()

    @property
    def sessions(self) -> tuple[SessionFolder, ...]:
        """Those that can be built, sorted by id."""
        return tuple(read.session for read in self._read if read.session)

    @property
    def refused(self) -> tuple[Problem, ...]:
        """Files and sessions that were left out, sorted by place."""
        return _sorted(problem for read in self._read for problem in read.refused)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is odd but cost nothing, sorted by place."""
        return _sorted(problem for read in self._read for problem in read.warnings)

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """Path relative to `raw` and SHA-256 of each file read, sorted by path."""
        return tuple(sorted(file for read in self._read for file in read.inputs))

    @cached_property
    def _read(self) -> tuple[LoadedSession, ...]:
        return (self.above, *(load_session(folder, self.corpus) for folder in self.folders))


def load_corpus(raw: Path, only: str | None = None) -> LoadedCorpus:
    """Looks at a folder of the shape of `raw/`; where `only` names a session, at no other.

    Raises:
        CorpusError: `raw` or `raw/sessions` is no folder that can be read, or `corpus.yaml`,
            `topics.yaml` or `people.yaml` is wrong.
    """
    findings = Findings()
    no_topics: tuple[Topic, ...] = ()
    try:
        top = {entry.name: entry for entry in entries(raw, str(raw))}
        settings = _optional(top, _CORPUS, read_corpus, CorpusSettings(), findings)
        topics = _optional(top, _TOPICS, read_topics, no_topics, findings)
        people = read_people(*_content(top, _PEOPLE, findings)) if _PEOPLE in top else ()
        folders = entries(raw / _SESSIONS, _SESSIONS)
    except RefusedError as error:
        raise CorpusError(*error.problems) from error
    findings.warnings.extend(_not_read(top))
    findings.warnings.extend(_not_there(people, {entry.name for entry in folders}))
    return LoadedCorpus(
        corpus=Corpus(**dict(settings), topics=topics, people=people),
        folders=tuple(look(entry) for entry in folders if only in (None, entry.name)),
        above=LoadedSession(
            None,
            tuple(findings.refused),
            tuple(findings.warnings),
            tuple(sorted(findings.inputs.items())),
        ),
    )


def _optional(
    top: Mapping[str, Entry],
    name: str,
    parse: Callable[[bytes, str], _T],
    default: _T,
    findings: Findings,
) -> _T:
    if name not in top:
        findings.warnings.append(Problem(name, None, "is not there; built with defaults"))
        return default
    return parse(*_content(top, name, findings))


def _content(top: Mapping[str, Entry], name: str, findings: Findings) -> tuple[bytes, str]:
    return findings.read(top[name], name).data, name


def _not_read(names: Iterable[str]) -> Iterator[Problem]:
    """A warning for whatever lies beside the files that are read."""
    known = (_CORPUS, _TOPICS, _PEOPLE, _SESSIONS, _MAIL)
    for name in names:
        if name not in known:
            yield Problem(name, None, f"is not read; {suggestion(name, known, 'read are')}")


def _not_there(people: Iterable[KnownPerson], sessions: Collection[str]) -> Iterator[Problem]:
    """A warning for each session of `people.yaml` that the corpus has not."""
    for person in people:
        for session_id in person.sessions:
            if session_id not in sessions:
                message = f"{person.person_id} is said to be in {session_id}, which is not there"
                yield Problem(_PEOPLE, person.line, message)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.order))


__all__ = [
    "NO_LICENSE",
    "Corpus",
    "CorpusError",
    "CorpusSettings",
    "DocumentSettings",
    "Folder",
    "KnownPerson",
    "LoadedCorpus",
    "LoadedSession",
    "MailSettings",
    "Problem",
    "Recording",
    "SessionFile",
    "SessionFolder",
    "SessionSettings",
    "Topic",
    "load_corpus",
    "load_session",
]
