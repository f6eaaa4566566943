"""`people.yaml`: printed names that are one person's, and people who share a name.

Everybody else is who their full name says, in every session.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import RootModel

from pipeline.corpus.located import Located, parse
from pipeline.corpus.names import session_day
from pipeline.corpus.problems import Problem, RefusedError, quoted
from pipeline.corpus.settings import Settings, Text
from pipeline.corpus.validation import validate
from pipeline.ids import slug
from schemas.words import PersonKind


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """An entry: whom its names mean, in all sessions or only in those listed; its line."""

    person_id: str
    name: str
    other_names: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    kind: PersonKind = PersonKind.PERSON
    line: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the full one first."""
        return (self.name, *self.other_names)


class _Entry(Settings):
    name: Text
    other_names: tuple[Text, ...] = ()
    sessions: tuple[Text, ...] = ()
    team: bool = False


class _Entries(RootModel[Mapping[Text, _Entry]]):
    pass


def people_in(people: Iterable[KnownPerson], session_id: str) -> Mapping[str, KnownPerson]:
    """Whom a printed name means in a session, by the slug of the name."""
    meant: dict[str, KnownPerson] = {}
    for person in sorted(people, key=lambda person: bool(person.sessions)):
        if not person.sessions or session_id in person.sessions:
            meant.update({slug(name): person for name in person.names})
    return meant


def read_people(data: bytes, path: str) -> tuple[KnownPerson, ...]:
    """Reads `people.yaml`, sorted by id.

    Raises:
        RefusedError: the file is wrong; or an id is not made of the person's name; or a name
            means two people in one session, or one everywhere and nobody else anywhere.
    """
    located = parse(data, path)
    entries = validate(_Entries, located).root
    people = {
        person_id: KnownPerson(
            person_id,
            entry.name,
            entry.other_names,
            entry.sessions,
            PersonKind.TEAM if entry.team else PersonKind.PERSON,
            located.line(person_id),
        )
        for person_id, entry in entries.items()
    }
    problems = [
        *_wrong_ids(people.values(), located),
        *_no_sessions(people.values(), located),
        *_shared_names(people.values(), located),
    ]
    if problems:
        raise RefusedError(*problems)
    return tuple(person for _, person in sorted(people.items()))


def _wrong_ids(people: Iterable[KnownPerson], located: Located) -> Iterator[Problem]:
    for person in people:
        own = [slug(name) for name in person.names]
        begins = any(person.person_id.startswith(f"{name}-") for name in own)
        if slug(person.person_id) != person.person_id or not (person.person_id in own or begins):
            message = (
                f"the id {quoted(person.person_id)} is not made of the name; expected "
                f"{quoted(own[0])}, or {quoted(own[0] + '-…')} for one of several people"
            )
            yield located.problem(message, person.person_id)


def _no_sessions(people: Iterable[KnownPerson], located: Located) -> Iterator[Problem]:
    for person in people:
        for at, session_id in enumerate(person.sessions):
            if session_day(session_id) is None:
                message = f"{quoted(session_id)} is no session's id; expected YYYY-MM-DD[-slug]"
                yield located.problem(message, person.person_id, "sessions", at)


def _shared_names(people: Iterable[KnownPerson], located: Located) -> Iterator[Problem]:
    """A problem for each name that leaves open whom it means in some session."""
    claims: dict[str, dict[str, KnownPerson]] = defaultdict(dict)
    for person in people:
        for name in person.names:
            claims[slug(name)][person.person_id] = person
    for name, claiming in claims.items():
        taken: dict[str | None, KnownPerson] = {}
        for person in claiming.values():
            for session_id in person.sessions or (None,):
                owner = taken.setdefault(session_id, person)
                if owner is not person:
                    yield _shared(name, person, owner, session_id, located)
        default = claiming.get(name)
        if default and default.sessions and None not in taken:
            message = (
                f"{quoted(name)} is also the id of whoever has this name in other sessions; give "
                f"this person another, such as {quoted(name + '-…')}, or all sessions"
            )
            yield located.problem(message, name)


def _shared(
    name: str, person: KnownPerson, owner: KnownPerson, session_id: str | None, located: Located
) -> Problem:
    where = f"in {session_id}" if session_id else "wherever no sessions are listed"
    message = (
        f"the name {quoted(name)} is {quoted(owner.person_id)} (line "
        f"{located.line(owner.person_id)}) {where}; say by 'sessions' who it is where"
    )
    return located.problem(message, person.person_id)
