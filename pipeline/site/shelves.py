"""What pages across sessions need of each: gathered in one pass, with little kept."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.site.content import Promise, Question, Session
from pipeline.site.finder import FinderRow, finder_rows
from schemas.words import Outcome, Status

#: How many of the newest sessions and promises stand on the page of all years.
NEWEST = 300
#: How many of its newest questions the page of a topic shows.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """A session in a list."""

    session_id: str
    title: str
    series: str | None
    day: date
    questions: int
    deferred: int
    still_open: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in a list, with its session."""

    session_id: str
    day: date
    question: Question


@dataclass(slots=True)
class Shelf:
    """The sessions of one year, the oldest first."""

    year: str
    entries: list[Entry] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    rows: list[list[FinderRow]] = field(default_factory=list)

    def add(self, session: Session) -> None:
        """Take up a session."""
        self.entries.append(_entry(session))
        self.promises += [p for q in session.questions for p in q.promises if p.is_open]
        self.rows.append(finder_rows(session))


@dataclass(slots=True)
class Index:
    """All years: how many of what each has, when open promises were made, and the newest."""

    topics: Mapping[str, deque[Asked]]
    sessions: dict[str, int] = field(default_factory=dict)
    questions: dict[str, int] = field(default_factory=dict)
    promises: dict[str, int] = field(default_factory=dict)
    made_on: Counter[date] = field(default_factory=Counter)
    newest: deque[Entry] = field(default_factory=lambda: deque(maxlen=NEWEST))
    promised: deque[Promise] = field(default_factory=lambda: deque(maxlen=NEWEST))

    def add_topics(self, session: Session) -> None:
        """Take up a session's questions under their topics."""
        for question in session.questions:
            if question.topic:
                found = Asked(session.session_id, session.day, question)
                self.topics[question.topic.topic_id].append(found)

    def add(self, shelf: Shelf) -> None:
        """Take up a year."""
        self.sessions[shelf.year] = len(shelf.entries)
        self.questions[shelf.year] = sum(map(len, shelf.rows))
        self.promises[shelf.year] = len(shelf.promises)
        self.made_on.update(promise.made_on for promise in shelf.promises)
        self.newest.extend(shelf.entries)
        self.promised.extend(shelf.promises)


def due_first(promise: Promise) -> tuple[bool, date, str]:
    """The order of promises: what is due first, and last what has no day."""
    due = promise.due_latest
    return due is None, due or promise.made_on, promise.target.anchor


def _entry(session: Session) -> Entry:
    return Entry(
        session_id=session.session_id,
        title=session.title,
        series=session.series,
        day=session.day,
        questions=len(session.questions),
        deferred=sum(q.outcome == Outcome.DEFERRED for q in session.questions),
        still_open=sum(q.status == Status.OPEN for q in session.questions),
    )
