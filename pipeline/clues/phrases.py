"""Phrases by which a later session points back to an earlier one: data in YAML, with examples."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

import yaml

from pipeline.enrich.expressions import Heard, Line, Terms
from pipeline.enrich.literals import Finder

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
    """A phrase, what it tells, and the sentences on which it must speak and be silent.

    `lines` are those of its pattern as they are tried, on small letters where they know no
    capitals.
    """

    phrase_id: str
    tells: Tells
    pattern: re.Pattern[str]
    lines: tuple[Line, ...]
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
    lines = stated["phrase"].splitlines()
    return Phrase(
        stated["id"],
        Tells(stated["tells"]),
        re.compile("|".join(lines), re.IGNORECASE),
        tuple(Terms({}, {}).line(line, f"phrase {stated['id']}") for line in lines),
        tuple(stated["says"]),
        tuple(stated["silent"]),
    )


POINTING_BACK = frozenset({Tells.AGAIN, Tells.BEFORE, Tells.WHETHER_DONE})


def told(texts: Sequence[str], what: frozenset[Tells]) -> list[frozenset[Tells]]:
    """For each text which of some things the phrases in it say, wherever they stand."""
    lines, finder = _of(what)
    heard = [Heard(_plainly(text)) for text in texts]
    near = finder.in_texts([one.small for one in heard])
    return [
        _said(one, [lines[position] for position in positions])
        for one, positions in zip(heard, near, strict=True)
    ]


def _said(heard: Heard, lines: Iterable[tuple[Tells, Line]]) -> frozenset[Tells]:
    found: set[Tells] = set()
    for tells, line in lines:
        if tells not in found and heard.matches(line):
            found.add(tells)
    return frozenset(found)


@cache
def _of(what: frozenset[Tells]) -> tuple[Sequence[tuple[Tells, Line]], Finder]:
    """The lines of phrases that say one of some things, and what finds those worth trying."""
    lines = [(one.tells, line) for one in load_phrases() if one.tells in what for line in one.lines]
    return lines, Finder([line.literals for _, line in lines])


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


def reported(texts: Sequence[str]) -> list[tuple[Reported, ...]]:
    """The sentences of each answer that report something done; questions report nothing."""
    told_of = told(texts, _DONE)
    return [
        tuple(_reported(text)) if tells else () for text, tells in zip(texts, told_of, strict=True)
    ]


def _reported(text: str) -> Iterator[Reported]:
    said = [s for s in _SENTENCE_END.split(text) if not s.endswith("?")]
    split = [_CLAUSE_END.split(sentence) for sentence in said]
    every = [clause for clauses in split for clause in clauses]
    clauses_tell = iter(zip(told(every, _DONE), told(every, _NOT_DONE), strict=True))
    for sentence, clauses in zip(said, split, strict=True):
        tells = [done for done, undone in islice(clauses_tell, len(clauses)) if not undone]
        if whole := frozenset().union(*tells):
            yield Reported(sentence, whole)


def affirming(texts: Sequence[str]) -> list[bool]:
    """Whether each answer begins with a yes that nothing takes back in its first sentence."""
    firsts = [_SENTENCE_END.split(text.strip(), maxsplit=1)[0] for text in texts]
    yes, undone = told(firsts, frozenset({Tells.YES})), told(firsts, _NOT_DONE)
    return [bool(one) and not other for one, other in zip(yes, undone, strict=True)]


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
