"""Who took part in a session, in which roles, under which titles."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.extract.person import Person
from pipeline.extract.record import Record
from pipeline.readers.traced import Place
from schemas.words import Role


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that shows somebody in a role."""

    person: Person
    role: Role
    title: str | None
    affiliation: str | None
    attribution: str
    place: Place


@dataclass(frozen=True, slots=True)
class Participation:
    """A part somebody had: the place that says most of it, and the others.

    `title` and `affiliation` are the fullest of the session, for whichever role stated.
    """

    mention: Mention
    title: str | None
    affiliation: str | None
    further: tuple[Place, ...]


def participations(record: Record) -> tuple[Participation, ...]:
    """All parts in a session, one a person and role."""
    mentions = sorted(_mentions(record), key=lambda m: (m.person.name, m.person.kind, m.role))
    return tuple(
        part
        for _, said in groupby(mentions, key=lambda m: m.person)
        for part in _parts(tuple(said))
    )


def _mentions(record: Record) -> Iterator[Mention]:
    """The introductions, and each respondent's first answer."""
    for said in record.header.introductions:
        person = record.roster.taking(said)
        place = said.said.place()
        yield Mention(person, said.role, said.title, said.affiliation, said.name, place)
    answered: set[Person] = set()
    for question in record.questions:
        for answer in question.answers:
            if answer.person and answer.attribution and answer.person not in answered:
                answered.add(answer.person)
                title, affiliation = None, None
                if answer.label:
                    title, affiliation = answer.label.title, answer.label.affiliation
                place = answer.paragraphs[0].place()
                yield Mention(
                    answer.person, Role.RESPONDENT, title, affiliation, answer.attribution, place
                )


def _parts(mentions: tuple[Mention, ...]) -> Iterator[Participation]:
    title = max((m.title for m in mentions if m.title), key=len, default=None)
    affiliation = max((m.affiliation for m in mentions if m.affiliation), key=len, default=None)
    for _, said in groupby(mentions, key=lambda m: m.role):
        by_fullness = sorted(said, key=lambda m: -len(m.title or m.affiliation or ""))
        further = tuple(mention.place for mention in by_fullness[1:])
        yield Participation(by_fullness[0], title, affiliation, further)
