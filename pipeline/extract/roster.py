"""The people of one session, and who a label means."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.extract.held_offices import holders, is_doubtful, office
from pipeline.extract.introductions import Introduction
from pipeline.extract.keys import Keyed, speaker_key
from pipeline.extract.known_names import KnownNames, NameIndex, fold
from pipeline.extract.labels import Label
from pipeline.extract.names import initials, is_name, name_pattern, without_honorific
from pipeline.extract.words import words
from pipeline.ids import slug
from schemas.words import PersonKind, Role


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
    says that printed names mean, by the slug of the name; `users` are the full names under
    which it links the pages of a wiki's users; `text` is all of the record.
    """

    introductions: tuple[Introduction, ...]
    labels: tuple[Label, ...]
    header: str
    common_words: frozenset[str]
    stated: Mapping[str, Person] = field(default_factory=dict)
    users: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    def knows(self, label: Label) -> bool:
        """Whether a label names somebody whom the record names in full elsewhere."""
        return bool(self._meant(label))

    def surely_names(self, label: Label) -> bool:
        """Whether a label cannot be the topic of what follows: `Fees: why so high?`."""
        described = label.asks or label.title or label.affiliation
        full = any(len(name.split()) > 1 for name in label.names)
        titled = without_honorific(label.printed) != label.printed
        return bool(described or full or titled or not label.names or self.knows(label))

    def credits(self, label: Label, *, text_follows: bool) -> bool:
        """Whether a label is a speaker's; a sub-heading may look just like one."""
        if label.office:
            sure = self.knows(label) or self.heads_turns(label, 2)
            return text_follows and (sure or not is_doubtful(label.names[0]))
        if label.unsure:
            known = self.knows(label) or label.printed in self._small_names
            return known or (label.posts and self._is_chat)
        if not label.names or label.asks or label.posts or self.knows(label):
            return True
        if not text_follows:
            return label.letter or self.heads_turns(label, 2)
        return label.team or self._names_somebody(label)

    def person(self, label: Label) -> Person | None:
        """Whom a label means; None where it could be several people."""
        if not label.names:
            return None
        if label.team:
            return self._stated(Person(self._spelling(label.names[0]), PersonKind.TEAM))
        if label.office:
            return _only(self._holding(label.names[0]))
        if people := self._meant(label):
            return _only(people)
        if initials(label.names[0]) and not self._is_also_spelt_small(label.names[0]):
            return None
        return self._stated(Person(self._spelling(label.names[0])))

    def _is_also_spelt_small(self, name: str) -> bool:
        return fold(name) in self._spelt_small

    @cached_property
    def _spelt_small(self) -> frozenset[str]:
        """The names of labels that are no capitals only."""
        spelt = (name for label in self.labels for name in label.names)
        return frozenset(fold(name) for name in spelt if not name.isupper())

    def moderates(self, label: Label) -> bool:
        """Whether a label is that of somebody introduced as the facilitator."""
        keyed = self._key.get(label.printed.casefold())
        if keyed and keyed.moderates:
            return True
        person = self.person(label) if self.introductions else None
        return person is not None and any(
            said.role is Role.FACILITATOR and self.introduced(said.name) == person
            for said in self.introductions
        )

    def answers(self, label: Label) -> bool:
        """Whether a label is that of somebody introduced as answering, else as the host."""
        person = self.person(label) if self.introductions else None
        return person is not None and person in self._answering

    @cached_property
    def _answering(self) -> frozenset[Person]:
        return self._taking_part(Role.RESPONDENT) or self._taking_part(Role.HOST)

    @property
    def only_respondent(self) -> Person | None:
        """The one person introduced as answering, else the only host; None where several are."""
        return _only(self._answering)

    @cached_property
    def unnamed(self) -> Person | None:
        """Whose the answers are at which no name stands, where the header says so."""
        for clause in re.split(r"[;\n]|(?<=\w\w)\.\s", self.header):
            if words().unnamed_answers.search(clause):
                for name in re.findall(rf"(?<!\w){name_pattern()}", clause):
                    if is_name(name.rstrip(".")):
                        return self.introduced(name) or self._stated(Person(name.rstrip(".")))
        return None

    @property
    def only_guest(self) -> Person | None:
        """The one person introduced as answering, who answers what is asked in headings."""
        return _only(self._taking_part(Role.RESPONDENT))

    def keyed(self, label: Label) -> Person | None:
        """Whom the header says that a number means: `Speaker 2 = Ana Lima`."""
        keyed = self._key.get(label.printed.casefold())
        if keyed is None or keyed.name is None:
            return None
        return self.introduced(keyed.name) or self._stated(Person(keyed.name))

    @cached_property
    def _key(self) -> Mapping[str, Keyed]:
        return speaker_key(self.header)

    @cached_property
    def names_speakers(self) -> bool:
        """Whether names of people who do not only ask stand before their words."""
        named = (label for label in self.labels if label.names and not label.asks)
        return any(self.credits(label, text_follows=True) for label in named)

    def _taking_part(self, role: Role) -> frozenset[Person]:
        return frozenset(self.taking(said) for said in self.introductions if said.role is role)

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
        if label.office:
            return self._holding(label.names[0])
        meant: frozenset[Person] = frozenset()
        for name in label.names:
            people = self._people(name)
            meant = (meant & people) or (meant | people)
        if meant or " " in label.names[0]:
            return meant
        named = self._known.by_surname(label.names[0])
        if without_honorific(label.printed) == label.printed:
            named = frozenset(name for name in named if self._lists(name))
        return self._known_as(named)

    def _holding(self, held: str) -> frozenset[Person]:
        """The people whom the header, or else a label in full, gives an office."""
        named = holders(held, self.header) or self._titled.get(held.casefold(), frozenset())
        found = {self.introduced(name) or self._stated(Person(name)) for name in named}
        return frozenset(found)

    @cached_property
    def _titled(self) -> Mapping[str, frozenset[str]]:
        """Whom labels give an office beside the name: `The Minister for Works (Ana Lima):`."""
        titled: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for label in self.labels:
            if label.title and label.names and not label.office:
                held = office(label.title) or label.title
                titled[held.casefold()] |= {label.names[0]}
        return titled

    def _lists(self, name: str) -> bool:
        """Whether the header has a name in a list, or with what somebody is in brackets."""
        listed = rf"(?:^|[:,;.]\s+|\band\s){re.escape(name)}\s*(?:[(,;.]|$)"
        return re.search(listed, self.header, re.MULTILINE) is not None

    def _people(self, name: str) -> frozenset[Person]:
        """The people whom a printed name can mean; looked up once."""
        people = self._looked_up.get(name)
        if people is None:
            stated = self.stated.get(slug(name))
            people = frozenset({stated}) if stated else self._known_as(self._known.holders(name))
            self._looked_up[name] = people
        return people

    @cached_property
    def _looked_up(self) -> dict[str, frozenset[Person]]:
        return {}

    def _known_as(self, names: frozenset[str]) -> frozenset[Person]:
        return frozenset(self._stated(Person(name)) for name in names)

    def _stated(self, person: Person) -> Person:
        return self.stated.get(slug(person.name), person)

    def names_again(self, label: Label) -> bool:
        """Whether a label heads other turns, or is that of somebody introduced."""
        parts = {part for said in self.introductions for part in said.name.split()}
        return self.heads_turns(label, 2) or not parts.isdisjoint(label.names[0].split())

    def heads_turns(self, label: Label, number: int = 1) -> bool:
        """Whether a label heads so many turns, as the names of speakers do."""
        return self._counts[label.names] >= number

    @cached_property
    def _is_chat(self) -> bool:
        """Whether the record holds enough heads of messages to be a copied chat."""
        return sum(label.posts and label.unsure for label in self.labels) >= _FEWEST_POSTS

    @cached_property
    def _small_names(self) -> frozenset[str]:
        """Names that are written small before what several people say in turns.

        Words before a colon are seldom the same; whoever speaks does so again.
        """
        small = Counter(one.printed for one in self.labels if one.small)
        often = frozenset(name for name, turns in small.items() if turns >= _FEWEST_AGAIN)
        mostly = small.total() >= _FEWEST_AGAIN * len(small)
        return frozenset(small) if mostly and len(often) > 1 else frozenset()

    @cached_property
    def _counts(self) -> Counter[tuple[str, ...]]:
        """How many turns each label heads."""
        return Counter(label.names for label in self.labels)

    def _names_somebody(self, label: Label) -> bool:
        """Whether an unknown label is described, or is more than words of the language."""
        parts = {part.casefold() for name in label.names for part in name.split()}
        return bool(label.title or label.affiliation) or not parts <= self.common_words

    @cached_property
    def _known(self) -> KnownNames:
        beside: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for label in self.labels:
            if label.affiliation and len(label.names[0].split()) > 1:
                beside[label.affiliation] |= {label.names[0]}
        return KnownNames(self._full_names, self.header, self.users, beside, self.text)

    @cached_property
    def _full_names(self) -> Mapping[str, str]:
        """Every printed name that is known in full → the full name.

        `Ana Maria` is none where `Ana Maria Lima` is another, nor is `van der Berg`.
        """
        printed: list[tuple[str, ...]] = [(person.name,) for person in self.introductions]
        printed += [
            label.names
            for label in self.labels
            if not (label.team or label.office) and self._names_somebody(label)
        ]
        full: dict[str, str] = {}
        named = [names for names in printed if _is_full(names[0])]
        for names in named:
            full.setdefault(fold(names[0]), names[0])
        whole = dict(full)
        index = NameIndex({spelling: spelling for spelling in whole})
        for names in named:
            own = fold(names[0])
            free = (n for n in names[1:] if not index.holding(fold(n)) - {own})
            full.update({fold(name): whole[own] for name in free})
        index = NameIndex({spelling: spelling for spelling in full})
        return {
            spelling: name
            for spelling, name in full.items()
            if not (index.beginning(fold(name)) or index.ending(fold(name)))
        }

    def _spelling(self, name: str) -> str:
        """A name as the record spells it first."""
        return self._spellings.get(fold(name), name)

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        """Every printed name → its first spelling."""
        names = [introduced.name for introduced in self.introductions]
        names += [name for label in self.labels for name in label.names]
        return {fold(name): name for name in reversed(names)}


_FEWEST_POSTS = 3
_FEWEST_AGAIN = 2  # turns of somebody whose name is written small


def _only(people: frozenset[Person]) -> Person | None:
    return next(iter(people)) if len(people) == 1 else None


def _is_full(name: str) -> bool:
    return len(name.split()) > 1 and not re.search(r" \w\.?$", name)
