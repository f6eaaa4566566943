"""Who speaks in office in a session, and whether a printed name means one of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.names import without_honorific
from pipeline.extract.record import Record
from pipeline.extract.roster import Person, Roster
from pipeline.ids import slug

_DESCRIPTION = re.compile(r"\s*[(\[][^()\[\]]{0,120}[)\]]\s*")
_SEPARATOR = re.compile(r"\s+[-–—|/@:]\s+|\s*[|,]\s*")


def in_office(record: Record) -> frozenset[Person]:
    """Everybody whom a record introduces in a part or credits with an answer."""
    introduced = {
        record.roster.introduced(said.name) or Person(said.name)
        for said in record.header.introductions
    }
    answered = {
        answer.person
        for question in record.questions
        for answer in question.answers
        if answer.person
    }
    return frozenset(introduced | answered)


@dataclass(frozen=True)
class Offices:
    """The people in office of one session."""

    roster: Roster
    people: frozenset[Person]

    @classmethod
    def of(cls, record: Record) -> "Offices":
        """Those of a record."""
        return cls(record.roster, in_office(record))

    def holder(self, printed: str) -> Person | None:
        """The one person in office whom a display name means; None where nobody, or several.

        Display names carry pronouns, teams and places: `Ana Lima (she/her)`, `Ana | Quay`.
        """
        for name in _names(printed):
            person = self._by_name.get(slug(name)) or self.roster.introduced(name)
            if person is not None:
                return self._by_name.get(slug(person.name))
        return None

    @cached_property
    def _by_name(self) -> dict[str, Person]:
        return {slug(person.name): person for person in self.people}


def _names(printed: str) -> Iterator[str]:
    """The readings of a display name, the fullest first."""
    whole = " ".join(printed.replace("_", " ").removeprefix("@").split())
    yield whole
    bare = _DESCRIPTION.sub(" ", whole).strip()
    first = _SEPARATOR.split(bare)[0].strip()
    for name in dict.fromkeys((bare, first, without_honorific(first))):
        if name and name != whole:
            yield name
