"""What the pages hold: a release as frozen values, without tables and without markup.

Every text in them is inert (`pipeline.site.inert`), every address leads to a web page or is
null, and null means: not known. An `anchor` is the last part of a row's id.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from schemas.words import (
    AnswerKind,
    Channel,
    DeferralBasis,
    Disappearance,
    DiscrepancyKind,
    FollowUpKind,
    FulfilmentMethod,
    LinkRelation,
    Mode,
    Outcome,
    OutcomeMethod,
    Role,
    Status,
    WithdrawalReason,
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """A row on the page of a session."""

    session_id: str
    anchor: str

    @classmethod
    def of(cls, row_id: str) -> "Target":
        """The row of an id `<session_id>/<anchor>`."""
        session_id, _, anchor = row_id.rpartition("/")
        return cls(session_id, anchor)


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a file of the record, and where that was published."""

    file: str
    first: int
    last: int
    address: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in the recording, in milliseconds, and the address at which it begins to play."""

    ms: int
    address: str | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the corpus's list."""

    topic_id: str
    label: str
    broader_id: str | None
    scope_note: str | None
    alt_labels: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that keeps a promise or reports it kept, and the days between which it was."""

    answer: Target
    earliest: date | None
    latest: date | None
    method: FulfilmentMethod


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise made in an answer; it is kept where the record shows so."""

    target: Target
    question: Target
    made_on: date
    by: str | None
    kind: FollowUpKind
    text: str
    due_text: str | None
    due_earliest: date | None
    due_latest: date | None
    is_open: bool
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of one respondent; `same_as` is the answer with the same words, where shown."""

    anchor: str
    by: str | None
    mode: Mode
    kind: AnswerKind
    paragraphs: tuple[str, ...]
    same_as: Target | None
    moment: Moment | None
    place: Place
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A difference between notes and recording; `heard` is what was said, where it is known."""

    anchor: str
    kind: DiscrepancyKind
    score: float
    heard: str | None
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class Link:
    """A question of another session that goes with this one; `earlier` if it came before."""

    target: Target
    relation: LinkRelation
    earlier: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that belongs to it."""

    anchor: str
    position: int
    text: str
    heading: str | None
    topic: Topic | None
    channel: Channel | None
    language: str
    outcome: Outcome
    basis: DeferralBasis | None
    evidence: str | None
    method: OutcomeMethod
    status: Status
    confirmed: bool
    answers: tuple[Answer, ...]
    discrepancies: tuple[Discrepancy, ...]
    links: tuple[Link, ...]
    moment: Moment | None
    place: Place

    @property
    def respondents(self) -> tuple[str, ...]:
        """The names of who answered, in order, each once."""
        return tuple(dict.fromkeys(answer.by for answer in self.answers if answer.by))

    @property
    def promises(self) -> tuple[Promise, ...]:
        """The promises made in its answers."""
        return tuple(promise for answer in self.answers for promise in answer.promises)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who took part in a session in office, and as what."""

    name: str
    title: str | None
    affiliation: str | None
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file that the session was read from."""

    file: str
    kind: str
    role: str
    lines: int
    quarantined: int
    address: str | None
    license: str | None


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that an earlier release held: `what` it was, and why it is no longer there.

    The anchor of a session is empty: its address is that of the page.
    """

    anchor: str
    what: str
    last_release: str
    why: Disappearance
    reason: WithdrawalReason | None
    replaced_by: Target | None


@dataclass(frozen=True, slots=True)
class Session:
    """One session, whole.

    `unnoted` are the questions heard that its notes do not hold; `gone` are rows that earlier
    releases held, whose addresses still lead here.
    """

    session_id: str
    title: str
    series: str | None
    day: date
    starts_at: datetime | None
    language: str
    recording: str | None
    license: str
    policy: str | None
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    channels: tuple[Channel, ...]
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]
    unnoted: tuple[Discrepancy, ...]
    gone: tuple[Gone, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file of the release: its path there, size and SHA-256."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms of the data: an SPDX id, what they are called, and where they stand."""

    spdx: str
    title: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the releases up to this one: its version and day, and how many questions it has."""

    version: str
    released: date
    questions: int


@dataclass(frozen=True, slots=True)
class Release:
    """The facts of a release: what it is called, what is in it, and what it counts.

    `contact` is the address, of the web or `mailto:`, to which readers tell what is wrong; `rows`
    counts the rows of each table and statistic; `statistics` holds the rows of each statistic;
    `editions` are the releases up to this one, the newest first.
    """

    name: str
    version: str
    released: date
    schema_version: str
    codebook_version: str
    title: str
    authors: str
    contact: str | None
    licence: Licence | None
    as_of: date
    rows: Mapping[str, int]
    statistics: Mapping[str, tuple[Row, ...]]
    files: tuple[File, ...]
    editions: tuple[Edition, ...]

    @property
    def folder(self) -> str:
        """The folder that its zip unpacks to."""
        return f"{self.name}-{self.version}"
