"""Rows → one session, whole: its questions, their answers, and what was promised in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from pipeline.enrich.recording import deep_link
from pipeline.site.content import (
    Answer,
    Discrepancy,
    Document,
    Gone,
    Kept,
    Link,
    Moment,
    Person,
    Place,
    Promise,
    Question,
    Row,
    Session,
    Target,
    Topic,
)
from pipeline.site.inert import web_address
from pipeline.site.tables import Rows
from schemas.words import (
    AnswerKind,
    Channel,
    DeferralBasis,
    DiscrepancyKind,
    FollowUpKind,
    FollowUpStatus,
    FulfilmentMethod,
    Mode,
    Outcome,
    OutcomeMethod,
    Role,
    Status,
)

#: The tables whose rows belong to sessions, each with the column that names the session.
SESSION_TABLES: Mapping[str, str] = {
    "sessions": "session_id",
    "documents": "document_id",
    "participations": "session_id",
    "session_topics": "session_id",
    "session_channels": "session_id",
    "questions": "question_id",
    "answers": "answer_id",
    "follow_ups": "follow_up_id",
    "fulfilments": "follow_up_id",
    "utterances": "utterance_id",
    "discrepancies": "discrepancy_id",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known across sessions.

    Topics by id, names of people by id, links by question, and what is gone by session.
    """

    topics: Mapping[str, Topic]
    names: Mapping[str, str]
    links: Mapping[str, tuple[Link, ...]]
    gone: Mapping[str, tuple[Gone, ...]]


def session_of(rows: Mapping[str, Rows], known: Known) -> Session:
    """The session of its rows in each of `SESSION_TABLES`."""
    return _Reading(rows, known).session()


class _Reading:
    """The rows of one session, looked up by what they belong to."""

    def __init__(self, rows: Mapping[str, Rows], known: Known) -> None:
        self.rows = rows
        self.known = known
        (self.row,) = rows["sessions"]
        self.day: date = self.row["date"]
        self.recording = web_address(self.row["recording_url"])
        self.sources = {row["document_id"]: row["source_url"] for row in rows["documents"]}
        self.answers = _grouped(rows["answers"], "question_id")
        self.promises = _grouped(rows["follow_ups"], "answer_id")
        self.kept = _grouped(rows["fulfilments"], "follow_up_id")
        self.heard = {row["utterance_id"]: row for row in rows["utterances"]}
        self.labels = {row["answer_id"]: self.name(row) for row in rows["answers"]}

    def session(self) -> Session:
        row, rows = self.row, self.rows
        return Session(
            session_id=row["session_id"],
            title=row["title"],
            series=row["series"],
            day=self.day,
            starts_at=row["starts_at"],
            language=row["language"],
            recording=self.recording,
            license=row["license"],
            policy=row["follow_up_policy"],
            people=tuple(self.people()),
            topics=tuple(self.known.topics[r["topic_id"]] for r in rows["session_topics"]),
            channels=tuple(Channel(r["channel"]) for r in rows["session_channels"]),
            documents=tuple(_document(r) for r in rows["documents"]),
            questions=tuple(
                self.question(r) for r in sorted(rows["questions"], key=itemgetter("position"))
            ),
            unnoted=self.discrepancies(None),
            gone=self.known.gone.get(row["session_id"], ()),
        )

    def people(self) -> Iterable[Person]:
        for person_id, parts in groupby(self.rows["participations"], itemgetter("person_id")):
            held = tuple(parts)
            yield Person(
                name=self.known.names[person_id],
                title=next((r["title"] for r in held if r["title"]), None),
                affiliation=next((r["affiliation"] for r in held if r["affiliation"]), None),
                roles=tuple(Role(r["role"]) for r in held),
            )

    def question(self, row: Row) -> Question:
        key = row["question_id"]
        answers = sorted(self.answers.get(key, ()), key=itemgetter("position"))
        return Question(
            anchor=Target.of(key).anchor,
            position=row["position"],
            text=row["text"],
            heading=row["heading"],
            topic=self.known.topics[row["topic_id"]] if row["topic_id"] else None,
            channel=Channel(row["channel"]) if row["channel"] else None,
            language=row["language"],
            outcome=Outcome(row["outcome"]),
            basis=DeferralBasis(row["deferral_basis"]) if row["deferral_basis"] else None,
            evidence=row["outcome_evidence"],
            method=OutcomeMethod(row["outcome_method"]),
            status=Status(row["status"]),
            confirmed=row["confirmed"],
            answers=tuple(self.answer(r, row["recording_url"]) for r in answers),
            discrepancies=self.discrepancies(key),
            links=self.known.links.get(key, ()),
            moment=_moment(row["recording_start_ms"], row["recording_url"]),
            place=self.place(row),
        )

    def answer(self, row: Row, recording: str | None) -> Answer:
        key = row["answer_id"]
        return Answer(
            anchor=Target.of(key).anchor,
            by=self.labels[key],
            mode=Mode(row["mode"]),
            kind=AnswerKind(row["kind"]),
            paragraphs=tuple(filter(None, map(str.strip, row["text"].split("\n")))),
            same_as=Target.of(row["same_as"]) if row["same_as"] else None,
            moment=_moment(row["recording_start_ms"], recording),
            place=self.place(row),
            promises=tuple(self.promise(r) for r in self.promises.get(key, ())),
        )

    def promise(self, row: Row) -> Promise:
        key = row["follow_up_id"]
        return Promise(
            target=Target.of(key),
            question=Target.of(row["question_id"]),
            made_on=self.day,
            by=self.known.names.get(row["person_id"]) or self.labels.get(row["answer_id"]),
            kind=FollowUpKind(row["kind"]),
            text=row["text"],
            due_text=row["due_text"],
            due_earliest=row["due_earliest"],
            due_latest=row["due_latest"],
            is_open=row["status"] == FollowUpStatus.OPEN,
            kept=tuple(
                Kept(
                    answer=Target.of(r["answer_id"]),
                    earliest=r["earliest"],
                    latest=r["latest"],
                    method=FulfilmentMethod(r["method"]),
                )
                for r in self.kept.get(key, ())
            ),
        )

    def discrepancies(self, question_id: str | None) -> tuple[Discrepancy, ...]:
        return tuple(
            self.discrepancy(row)
            for row in self.rows["discrepancies"]
            if row["question_id"] == question_id
        )

    def discrepancy(self, row: Row) -> Discrepancy:
        heard = self.heard.get(row["utterance_id"])
        return Discrepancy(
            anchor=Target.of(row["discrepancy_id"]).anchor,
            kind=DiscrepancyKind(row["kind"]),
            score=row["score"],
            heard=heard["text"] if heard else None,
            moment=_moment(heard["start_ms"], self.recording) if heard else None,
        )

    def name(self, row: Row) -> str | None:
        return self.known.names.get(row["person_id"]) or row["attribution"]

    def place(self, row: Row) -> Place:
        document = row["document_id"]
        return Place(
            file=Target.of(document).anchor,
            first=row["line_start"],
            last=row["line_end"],
            address=web_address(self.sources.get(document)),
        )


def _grouped(rows: Rows, column: str) -> Mapping[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def _moment(ms: int | None, recording: str | None) -> Moment | None:
    if ms is None:
        return None
    address = web_address(recording)
    return Moment(ms, deep_link(address, ms) if address else None)


def _document(row: Row) -> Document:
    return Document(
        file=Target.of(row["document_id"]).anchor,
        kind=row["kind"],
        role=row["role"],
        lines=row["lines"],
        quarantined=row["lines_quarantined"],
        address=web_address(row["source_url"]),
        license=row["license"],
    )
