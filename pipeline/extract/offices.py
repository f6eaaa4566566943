"""Who speaks in office in a session, and whether a printed name means one of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.header import Header
from pipeline.extract.names import without_honorific
from pipeline.extract.person import Person
from pipeline.extract.record import Question, Record
from pipeline.extract.roster import Roster
from pipeline.extract.words import words
from pipeline.extract.written import PICTURE
from pipeline.ids import slug

_DESCRIPTION = re.compile(r"\s*[(\[][^()\[\]]{0,120}[)\]]\s*")
_SEPARATOR = re.compile(r"\s+[-–—|/@:]\s+|\s*[|,]\s*")


def in_office(record: Record) -> frozenset[Person]:
    """Everybody whom a record introduces in a part or credits with an answer."""
    return people_in_office(record.header, record.roster, record.questions)


def people_in_office(
    header: Header, roster: Roster, questions: Iterable[Question]
) -> frozenset[Person]:
    """Everybody whom the parts of a record introduce in a part or credit with an answer."""
    introduced = {roster.taking(said) for said in header.introductions}
    answered = {
        answer.person for question in questions for answer in question.answers if answer.person
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
        if printed not in self._holders:
            self._holders[printed] = self._holder(printed)
        return self._holders[printed]

    def _holder(self, printed: str) -> Person | None:
        said = slug(printed).split("-")
        if not any(word.startswith(part) for word in said for part in self._parts):
            return None  # most names of a chat share nothing with anybody in office
        for name in readings(printed):
            person = self._by_name.get(slug(name)) or self.roster.introduced(name)
            if person is not None:
                return self._by_name.get(slug(person.name))
        return None

    @cached_property
    def _holders(self) -> dict[str, Person | None]:
        return {}

    @cached_property
    def _parts(self) -> frozenset[str]:
        """What a name has to begin with: parts of the names of those in office, initials."""
        stated = [name for name, person in self.roster.stated.items() if person in self.people]
        slugs = [name.split("-") for name in (*self._by_name, *stated)]
        return frozenset(
            {part for parts in slugs for part in parts}
            | {"".join(part[0] for part in parts) for parts in slugs}
        )

    @cached_property
    def _by_name(self) -> dict[str, Person]:
        return {slug(person.name): person for person in self.people}


def display_name(printed: str) -> str:
    """The name in a display name, by which somebody is known; empty where it holds none."""
    name = list(readings(printed))[-1]
    unnamed = words().unnamed_speakers.fullmatch(printed)
    return name if slug(name) and not unnamed else ""


def readings(printed: str) -> Iterator[str]:
    """The readings of a display name, the fullest first."""
    whole = " ".join(printed.replace("_", " ").removeprefix("@").split())
    yield whole
    bare = " ".join(_DESCRIPTION.sub(" ", PICTURE.sub(" ", whole)).split())
    first = _SEPARATOR.split(bare)[0].strip()
    for name in dict.fromkeys((bare, first, without_honorific(first))):
        if name and name != whole:
            yield name
