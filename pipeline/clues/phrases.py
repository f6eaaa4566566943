"""Phrases by which a later session points back to an earlier one: data in YAML, with examples."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from pipeline.enrich.literals import Finder, literals_of

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_CLAUSE_END = re.compile(
    r"[,;:]\s+|\s[–—-]\s|\s(?=(?:and|but|und|aber|et|mais|y|pero|e|ma)\s)", re.IGNORECASE
)


class Tells(StrEnum):
    """What a phrase says."""

    AGAIN = "again"
    BEFORE = "before"
    WHETHER_DONE = "whether_done"
    PUBLICATION = "publication"
    EVENT = "event"
    ACTION = "action"
    WRITTEN_ANSWER = "written_answer"
    AS_PROMISED = "as_promised"
    YES = "yes"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, what it tells, and the sentences on which it must speak and be silent."""

    phrase_id: str
    tells: Tells
    pattern: re.Pattern[str]
    says: tuple[str, ...]
    silent: tuple[str, ...]


@cache
def load_phrases() -> tuple[Phrase, ...]:
    """All phrases, in the order of their file."""
    stated = yaml.load(
        files(__package__).joinpath("phrases.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return tuple(_phrase(one) for one in stated)


def _phrase(stated: dict[str, Any]) -> Phrase:
    return Phrase(
        stated["id"],
        Tells(stated["tells"]),
        re.compile("|".join(stated["phrase"].splitlines()), re.IGNORECASE),
        tuple(stated["says"]),
        tuple(stated["silent"]),
    )


POINTING_BACK = frozenset({Tells.AGAIN, Tells.BEFORE, Tells.WHETHER_DONE})


def told(text: str, what: frozenset[Tells]) -> frozenset[Tells]:
    """Which of some things the phrases in a text say, wherever they stand."""
    plain = _plainly(text)
    found: set[Tells] = set()
    for position in _finder().in_text(plain.lower()):
        phrase = load_phrases()[position]
        if phrase.tells in what and phrase.tells not in found and phrase.pattern.search(plain):
            found.add(phrase.tells)
    return frozenset(found)


@cache
def _finder() -> Finder:
    return Finder([literals_of(phrase.pattern.pattern) for phrase in load_phrases()])


def without(text: str, *what: Tells) -> str:
    """A text without the phrases that say one of some things."""
    plain = _plainly(text)
    for tells in what:
        plain = _together()[tells].sub(" ", plain)
    return plain


@dataclass(frozen=True, slots=True)
class Reported:
    """A sentence, and what its clauses report as done."""

    text: str
    tells: frozenset[Tells]


_DONE = frozenset(
    {Tells.PUBLICATION, Tells.EVENT, Tells.ACTION, Tells.WRITTEN_ANSWER, Tells.AS_PROMISED}
)
_NOT_DONE = frozenset({Tells.NOT_DONE})


def reported(text: str) -> Iterator[Reported]:
    """The sentences of an answer that report something done; questions report nothing."""
    if not told(text, _DONE):
        return
    for sentence in _SENTENCE_END.split(text):
        if sentence.endswith("?"):
            continue
        tells: set[Tells] = set()
        for clause in _CLAUSE_END.split(sentence):
            found = told(clause, _DONE)
            if found and not told(clause, _NOT_DONE):
                tells |= found
        if tells:
            yield Reported(sentence, frozenset(tells))


def affirms(text: str) -> bool:
    """Whether an answer begins with a yes that nothing takes back in its first sentence."""
    first = _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
    return bool(told(first, frozenset({Tells.YES}))) and not told(first, _NOT_DONE)


@cache
def _together() -> dict[Tells, re.Pattern[str]]:
    return {
        tells: re.compile(
            "|".join(f"(?:{p.pattern.pattern})" for p in load_phrases() if p.tells is tells),
            re.IGNORECASE,
        )
        for tells in Tells
    }


def _plainly(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'")
