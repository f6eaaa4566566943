"""The people of one session, and who a label means."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.introductions import Introduction
from pipeline.extract.labels import Label
from pipeline.extract.names import is_name, name_word_pattern
from pipeline.extract.words import words
from schemas.words import PersonKind


@dataclass(frozen=True, slots=True)
class Person:
    """A person or team of a session, by full name."""

    name: str
    kind: PersonKind = PersonKind.PERSON


@dataclass(frozen=True)
class Roster:
    """Everybody whom a record names: in the header's introductions and in full labels.

    `header` is the header's text, where a first name may stand with its surname although no
    part in the session is given; `common_words` are the words that the record also writes in
    lower case, which an unknown speaker's name is not.
    """

    introductions: tuple[Introduction, ...]
    labels: tuple[Label, ...]
    header: str
    common_words: frozenset[str]

    def credits(self, label: Label, *, text_follows: bool) -> bool:
        """Whether a label is a speaker's; a sub-heading may look just like one."""
        if any(self._holders(name) for name in label.names):
            return True
        if not text_follows:
            return label.letter
        if label.team or label.title or label.affiliation:
            return True
        parts = {_fold(part) for name in label.names for part in name.split()}
        return self.common_words.isdisjoint(parts)

    def person(self, label: Label) -> Person | None:
        """Whom a label means; None where it could be several people."""
        if label.team:
            return Person(label.names[0], PersonKind.TEAM)
        for name in label.names:
            if holders := self._holders(name):
                return _only(holders)
        return Person(label.names[0])

    def introduced(self, name: str) -> Person | None:
        """The one known person whom a bare name in running text means, else None."""
        return _only(self._holders(name))

    def _holders(self, name: str) -> frozenset[str]:
        """The full names that a printed name can mean: whole, by first name, by surname."""
        wanted = _fold(name)
        if wanted in self._full_names:
            return frozenset({self._full_names[wanted]})
        known = frozenset(self._full_names.values())
        return (
            frozenset(full for full in known if _fold(full).startswith(f"{wanted} "))
            or frozenset(full for full in known if _fold(full).endswith(f" {wanted}"))
            or self._in_header(name)
        )

    def _in_header(self, name: str) -> frozenset[str]:
        particles = "|".join(sorted(words().name_particles))
        found = re.findall(
            rf"\b{re.escape(name)}(?:\s+(?:{particles}))*\s+{name_word_pattern()}", self.header
        )
        return frozenset(full for full in (one.rstrip(".'’-") for one in found) if is_name(full))

    @cached_property
    def _full_names(self) -> Mapping[str, str]:
        """Every printed name that is known in full → the full name."""
        printed = [label.names for label in self.labels if not label.team]
        printed += [(introduced.name,) for introduced in self.introductions]
        full: dict[str, str] = {}
        for names in printed:
            if len(names[0].split()) > 1:
                full.update({_fold(name): full.get(_fold(names[0]), names[0]) for name in names})
        return full


def _only(holders: frozenset[str]) -> Person | None:
    return Person(next(iter(holders))) if len(holders) == 1 else None


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
