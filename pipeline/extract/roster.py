"""The people of one session, and who a label means."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.extract.full_names import fold, goes_by, names_in_full
from pipeline.extract.held_offices import holders, is_doubtful
from pipeline.extract.introductions import Introduction
from pipeline.extract.keys import Keyed, speaker_key
from pipeline.extract.known_names import KnownNames
from pipeline.extract.labels import Label
from pipeline.extract.legend import signs
from pipeline.extract.names import initials, is_name, is_team, name_pattern, without_honorific
from pipeline.extract.person import Person
from pipeline.extract.printed_labels import PrintedLabels
from pipeline.extract.words import words
from pipeline.ids import slug
from schemas.words import PersonKind, Role


@dataclass(frozen=True)
class Roster:
    """Everybody whom a record names: in the header's introductions and in full labels.

    `header` is the header's text, where a first name may stand with its surname although no
    part in the session is given, `titled` the title and the headings over the first question,
    `text` all of the record; `common_words` are the words that it also writes in lower case, which
    an unknown speaker's name is not; `stated` are the people whom a person says that printed names
    mean, by the slug of the name; `users` are the full names of those who go by a user's name.
    """

    introductions: tuple[Introduction, ...]
    labels: tuple[Label, ...]
    header: str
    common_words: frozenset[str]
    stated: Mapping[str, Person] = field(default_factory=dict)
    users: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    titled: str = ""

    def knows(self, label: Label) -> bool:
        """Whether a label names somebody whom the record names in full elsewhere."""
        return bool(self._meant(label))

    def surely_names(self, label: Label) -> bool:
        """Whether a label cannot be the topic of what follows: `Fees: why so high?`."""
        described = label.asks or label.title or label.affiliation or not label.names
        full = any(len(name.split()) > 1 for name in label.names)
        titled = without_honorific(label.printed) != label.printed
        return bool(described or full or titled or self.knows(label))

    def credits(self, label: Label, *, text_follows: bool) -> bool:
        """Whether a label is a speaker's; a sub-heading may look just like one."""
        if label.office:
            if not text_follows:
                return self.heads_turns(label, _TURNS_OF_LISTED)
            sure = self.knows(label) or self.heads_turns(label, 2)
            return sure or not is_doubtful(label.names[0])
        if label.unsure:
            known = self.knows(label) or label.printed in self._printed.speakers_apart
            known = known or label.printed in self._header_lines
            return known or (label.posts and self._printed.are_of_chat)
        sure = not label.names or label.asks or label.posts or label.printed.startswith("@")
        if sure or self.knows(label):
            return True
        if not text_follows:
            return label.letter or self.heads_turns(label, 2)
        again = self.heads_turns(label, _TURNS_OF_LISTED) and self._lists(label.names[0])
        return label.team or again or self._names_somebody(label)

    @cached_property
    def _header_lines(self) -> frozenset[str]:
        return frozenset(self.header.split("\n"))

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
        full = self._printed.shortened.get(label.names[0], label.names[0])
        if initials(full) and not self._printed.is_also_spelt_small(full):
            return None
        return self.introduced(full) or self._stated(Person(self._spelling(full)))

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

    def only_asks(self, label: Label) -> bool:
        """Whether a label is short for that of whoever asks: `AM:` for `Audience member:`."""
        return label.printed in self._asking_initials and not self.knows(label)

    @cached_property
    def _asking_initials(self) -> frozenset[str]:
        said = (label.printed.split() for label in self.labels if label.asks and not label.names)
        return frozenset("".join(word[0] for word in one).upper() for one in said if len(one) > 1)

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
    def signs(self) -> Mapping[str, str]:
        """Whom the record's legend sets signs for."""
        return signs(self.text)

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
    def numbers_speakers(self) -> bool:
        """Whether more than a host and a guest have but a number, so that any may answer."""
        said = {label.printed for label in self.labels if not label.names}
        numbered = (words().unnamed_speakers.fullmatch(one) for one in said if one[-1:].isdigit())
        return sum(map(bool, numbered)) > _PAIR

    @cached_property
    def _key(self) -> Mapping[str, Keyed]:
        return speaker_key(self.header)

    @cached_property
    def names_speakers(self) -> bool:
        """Whether names of people who do not only ask stand before their words."""
        return bool(self._credited)

    @cached_property
    def surely_names_speakers(self) -> bool:
        """Whether they do more than once, or somebody's whom the header names.

        Once it may be words that are nobody's name ("Plain answer: …").
        """
        named = (label.names[0] in self.header for label in self._credited)
        return len(self._credited) > 1 or any(named)

    @cached_property
    def _credited(self) -> list[Label]:
        named = [label for label in self.labels if label.names and not label.asks]
        return [label for label in named if self.credits(label, text_follows=True)]

    def _taking_part(self, role: Role) -> frozenset[Person]:
        return frozenset(self.taking(said) for said in self.introductions if said.role is role)

    def introduced(self, name: str) -> Person | None:
        """The one known person whom a bare name in running text means, else None."""
        return _only(self._people(name))

    def taking(self, said: Introduction) -> Person:
        """Who takes the part that the header gives somebody."""
        team = self._stated(Person(said.name, PersonKind.TEAM)) if is_team(said.name) else None
        return team or self.introduced(said.name) or self._stated(Person(said.name))

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
        if not meant and (label.names[0].islower() or label.names[0] in self._posters):
            meant = self._called(label.names[0])
        if meant or " " in label.names[0] or len(label.names[0]) == 1:
            return meant
        last = label.names[0]
        named = self._known.by_surname(last.title() if last.isupper() else last)
        if without_honorific(label.printed) == label.printed:
            named = frozenset(name for name in named if self._lists(name))
        return self._known_as(named)

    @cached_property
    def _posters(self) -> frozenset[str]:
        return frozenset(label.names[0] for label in self.labels if label.posts and label.names)

    def _called(self, user: str) -> frozenset[Person]:
        """Those who answer whose name a user's holds a part of, else whom the header names."""
        people = self._answering or self._known_as(self._known.in_header)
        return frozenset(one for one in people if goes_by(user, one.name))

    def _holding(self, held: str) -> frozenset[Person]:
        """The people whom the header, or else a label in full, gives an office."""
        named = holders(held, self.header) or self._printed.titled.get(held.casefold(), frozenset())
        found = {self.introduced(name) or self._stated(Person(name)) for name in named}
        return frozenset(found)

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
        return self._printed.heads_turns(label, number)

    @cached_property
    def _printed(self) -> PrintedLabels:
        return PrintedLabels(self.labels)

    def _names_somebody(self, label: Label) -> bool:
        """Whether an unknown label is described, or is more than words of the language."""
        parts = {part.casefold() for name in label.names for part in name.split()}
        described = label.title or label.affiliation or label.letter
        return bool(described) or not parts <= self.common_words

    @cached_property
    def _known(self) -> KnownNames:
        beside: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for label in self.labels:
            if label.affiliation and len(label.names[0].split()) > 1:
                beside[label.affiliation] |= {label.names[0]}
        full = names_in_full(self._named())
        return KnownNames(full, self.header, self.users, beside, self.text, self.titled)

    def _named(self) -> Iterator[tuple[str, ...]]:
        """The names of everybody introduced, or labelled with more than words of the language."""
        yield from ((said.name,) for said in self.introductions)
        for label in self.labels:
            if not (label.team or label.office) and self._names_somebody(label):
                yield label.names

    def _spelling(self, name: str) -> str:
        """A name as the record spells it first."""
        introduced = (said.name for said in self.introductions if fold(said.name) == fold(name))
        return next(introduced, None) or self._printed.spellings.get(fold(name), name)


_PAIR = 2
_TURNS_OF_LISTED = 3  # of somebody whose name is a word, too


def _only(people: frozenset[Person]) -> Person | None:
    return next(iter(people)) if len(people) == 1 else None
