"""The people of one session, and who a label means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pipeline.extract.introductions import Introduction
from pipeline.extract.labels import Label
from pipeline.extract.names import is_name, name_pattern, name_word_pattern, without_honorific
from pipeline.extract.words import words
from pipeline.ids import slug
from schemas.words import PersonKind, Role

_LONGEST_UNSPACED = 14
# `ZedBoats`, `MDennis`, `zed_9`: written as people write user names, and not names
_USER_NAME = re.compile(r"(?=\S{4,})\S*(?:[a-z][A-Z]|[A-Z]{2}[a-z]|[\d_])\S*")


@dataclass(frozen=True, slots=True)
class Person:
    """A person or team of a session, by full name; `stated_id` where the name does not tell it."""

    name: str
    kind: PersonKind = PersonKind.PERSON
    stated_id: str | None = None

    @property
    def person_id(self) -> str:
        """The slug of the full name, unless another id is stated."""
        return self.stated_id or slug(self.name)


@dataclass(frozen=True)
class Roster:
    """Everybody whom a record names: in the header's introductions and in full labels.

    `header` is the header's text, where a first name may stand with its surname although no
    part in the session is given; `common_words` are the words that the record also writes in
    lower case, which an unknown speaker's name is not; `stated` are the people whom a person
    says that printed names mean, by the slug of the name.
    """

    introductions: tuple[Introduction, ...]
    labels: tuple[Label, ...]
    header: str
    common_words: frozenset[str]
    stated: Mapping[str, Person] = field(default_factory=dict)

    def knows(self, label: Label) -> bool:
        """Whether a label names somebody whom the record names in full elsewhere."""
        return bool(self._meant(label))

    def credits(self, label: Label, *, text_follows: bool) -> bool:
        """Whether a label is a speaker's; a sub-heading may look just like one."""
        if not label.names or self.knows(label):
            return True
        if not text_follows:
            return label.letter or self._recurs(label)
        return label.team or self._names_somebody(label)

    def person(self, label: Label) -> Person | None:
        """Whom a label means; None where it could be several people."""
        if not label.names:
            return None
        if label.team:
            return self._stated(Person(self._spelling(label.names[0]), PersonKind.TEAM))
        if people := self._meant(label):
            return _only(people)
        if are_initials(label.names[0]) and not self._is_also_spelt_small(label.names[0]):
            return None
        return self._stated(Person(self._spelling(label.names[0])))

    def _is_also_spelt_small(self, name: str) -> bool:
        spelt = (other for label in self.labels for other in label.names)
        return any(_fold(other) == _fold(name) and not other.isupper() for other in spelt)

    def moderates(self, label: Label) -> bool:
        """Whether a label is that of somebody introduced as the facilitator."""
        person = self.person(label) if self.introductions else None
        return person is not None and any(
            said.role is Role.FACILITATOR and self.introduced(said.name) == person
            for said in self.introductions
        )

    @property
    def only_respondent(self) -> Person | None:
        """The one person introduced as answering, else the only host; None where several are."""
        for role in (Role.RESPONDENT, Role.HOST):
            people = {self.taking(said) for said in self.introductions if said.role is role}
            if people:
                return people.pop() if len(people) == 1 else None
        return None

    def introduced(self, name: str) -> Person | None:
        """The one known person whom a bare name in running text means, else None."""
        return _only(self._people(name))

    def taking(self, said: Introduction) -> Person:
        """Who takes the part that the header gives somebody."""
        return self.introduced(said.name) or self._stated(Person(said.name))

    def _meant(self, label: Label) -> frozenset[Person]:
        """The people whom a label can mean; `Mr Lima` is a surname for certain.

        Two names of a label are one person's where they can be, and else two people's.
        """
        meant: frozenset[Person] = frozenset()
        for name in label.names:
            people = self._people(name)
            meant = (meant & people) or (meant | people)
        if not meant and without_honorific(label.printed) != label.printed:
            return self._known_as(self._before_in_header(label.names[0]))
        return meant

    def _people(self, name: str) -> frozenset[Person]:
        """The people whom a printed name can mean."""
        stated = self.stated.get(slug(name))
        return frozenset({stated}) if stated else self._known_as(self._holders(name))

    def _known_as(self, names: frozenset[str]) -> frozenset[Person]:
        return frozenset(self._stated(Person(name)) for name in names)

    def _stated(self, person: Person) -> Person:
        return self.stated.get(slug(person.name), person)

    def _holders(self, name: str) -> frozenset[str]:
        """The full names that a printed name can mean: whole, by first name, by surname.

        `Ana C.` and `AnaC` mean those whose names go on so, `AC` those with these initials.
        """
        if glued := re.fullmatch(r"(?P<first>[^\W\d_]+[a-zà-ÿ])(?P<initial>[A-Z])", name):
            name = f"{glued['first']} {glued['initial']}"
        wanted = _fold(name)
        if wanted in self._full_names:
            return frozenset({self._full_names[wanted]})
        known = frozenset(self._full_names.values())
        if are_initials(name):
            declared = self._declared(name)
            return declared or frozenset(full for full in known if _initials(full) == name)
        return (
            frozenset(full for full in known if _begins(wanted, _fold(full)))
            or frozenset(full for full in known if _ends(wanted, _fold(full)))
            or self._in_header(name)
            or self._by_user_name(name)
        )

    def _by_user_name(self, name: str) -> frozenset[str]:
        """Whose user name it is: stated beside the full name, or made from it."""
        if not _USER_NAME.fullmatch(name):
            return frozenset()
        beside = {
            label.names[0]
            for label in self.labels
            if label.affiliation == name and len(label.names[0].split()) > 1
        }
        made = {full for full in self._full_names.values() if _letters(name) in _user_names(full)}
        return self._declared(name) or frozenset(beside) or frozenset(made)

    def _in_header(self, name: str) -> frozenset[str]:
        """The names of the header that go on from `name`, a first name.

        Where a script puts no space between names, a part may stand anywhere in the whole.
        """
        if name and not (name[0].isupper() or name[0].islower()):
            found = re.findall(rf"[\w·・]*{re.escape(name)}[\w·・]*", self.header)
            whole = {full for full in found if len(name) < len(full) <= _LONGEST_UNSPACED}
            return frozenset(whole)
        first, _, initial = name.rstrip(".").rpartition(" ")
        goes_on = len(initial) == 1 and bool(first)
        particles = "|".join(sorted(words().name_particles))
        begun = (
            rf"{re.escape(first)}\s+(?={initial})"
            if goes_on
            else rf"{re.escape(name)}(?:\s+(?:{particles}))*\s+"
        )
        found = re.findall(rf"\b{begun}{name_word_pattern()}", self.header)
        return frozenset(full for full in (one.rstrip(".'’-") for one in found) if is_name(full))

    def _recurs(self, label: Label) -> bool:
        """Whether a label heads several turns, as the names of speakers do."""
        return sum(other.names == label.names for other in self.labels) > 1

    def _declared(self, initials: str) -> frozenset[str]:
        """Whom the header gives initials or a user name: `AL – Ana Lima`, `Ana Lima (AL)`."""
        patterns = (
            rf"(?m)^\W*{re.escape(initials)}\s*[-–—=]\s*(?P<name>{name_pattern()})",
            rf"(?P<name>{name_pattern()})\s*\((?:User:|@)?{re.escape(initials)}\)",
        )
        found = {
            match["name"] for pattern in patterns for match in re.finditer(pattern, self.header)
        }
        return frozenset(full for full in found if is_name(full))

    def _before_in_header(self, name: str) -> frozenset[str]:
        """The names of the header that end in `name`, a surname."""
        particles = "|".join(sorted(words().name_particles))
        found = re.findall(
            rf"(?:{name_word_pattern()}\s+){{1,2}}(?:(?:{particles})\s+){{0,2}}{re.escape(name)}\b",
            self.header,
        )
        names = (without_honorific(full) for full in found)
        return frozenset(full for full in names if is_name(full) and " " in full)

    def _names_somebody(self, label: Label) -> bool:
        """Whether an unknown label is described, or is more than words of the language."""
        parts = {part.casefold() for name in label.names for part in name.split()}
        return bool(label.title or label.affiliation) or not parts <= self.common_words

    @cached_property
    def _full_names(self) -> Mapping[str, str]:
        """Every printed name that is known in full → the full name.

        `Ana Maria` is none where `Ana Maria Lima` is another, nor is `van der Berg`.
        """
        printed: list[tuple[str, ...]] = [(person.name,) for person in self.introductions]
        printed += [
            label.names for label in self.labels if not label.team and self._names_somebody(label)
        ]
        full: dict[str, str] = {}
        for names in printed:
            if len(names[0].split()) > 1:
                full.setdefault(_fold(names[0]), names[0])
        whole = dict(full)
        for names in printed:
            if len(names[0].split()) > 1:
                own = _fold(names[0])
                free = (n for n in names[1:] if not _is_anothers(_fold(n), own, whole))
                full.update({_fold(name): whole[own] for name in free})
        return {
            spelling: name
            for spelling, name in full.items()
            if not any(_begins(_fold(name), long) or _ends(_fold(name), long) for long in full)
        }

    def _spelling(self, name: str) -> str:
        """A name as the record spells it first."""
        return self._spellings.get(_fold(name), name)

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        """Every printed name → its first spelling."""
        names = [introduced.name for introduced in self.introductions]
        names += [name for label in self.labels for name in label.names]
        return {_fold(name): name for name in reversed(names)}


def are_initials(name: str) -> bool:
    """Whether a label is nothing but initials, which no name is."""
    return re.fullmatch(r"[^\W\d_]{1,3}", name) is not None and name.isupper()


def _initials(full: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s-]+", full) if part[:1].isupper())


def _begins(name: str, full: str) -> bool:
    initial = re.search(r" \w$", name)
    return full != name and full.startswith(name if initial else f"{name} ")


def _ends(name: str, full: str) -> bool:
    return full.endswith(f" {name}")


def _is_anothers(name: str, own: str, whole: Iterable[str]) -> bool:
    """Whether a name beside a full one is, or is a part of, somebody else's."""
    others = (full for full in whole if full != own)
    return any(name == full or _begins(name, full) or _ends(name, full) for full in others)


def _only(people: frozenset[Person]) -> Person | None:
    return next(iter(people)) if len(people) == 1 else None


def _letters(name: str) -> str:
    return slug(name).replace("-", "")


def _user_names(full: str) -> frozenset[str]:
    """The user names that are made from a full name: `AnaLima`, `ALima`."""
    first, *_, last = slug(full).split("-")
    return frozenset({_letters(full), first[0] + last})


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    return slug(name).replace("-", " ")
