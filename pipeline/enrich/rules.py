"""Phrase rules: data in YAML, one file a language, each rule with the examples that hold it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from pipeline.enrich.expressions import Expression, Heard, Terms
from pipeline.enrich.literals import Finder
from pipeline.extract.no_reply import no_reply_rules
from schemas.words import Outcome

_NEEDED = frozenset({"id", "phrase", "says", "silent"})
_MEANING = frozenset({"shows", "kind"})
_WAY = frozenset({"kind"})
_STRENGTHS = ("strong", "weak")
_PARTS = ("joint", "opening", "frame", "proposes", "compound", "asks_when")
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase and what it means, in the words of the file it comes from.

    `shows` is what it says of the question, `kind` the promise that it makes; a rule that
    `silences` has neither. A `minor` promise counts only where the answer makes no other.
    """

    rule_id: str
    shows: str | None
    strong: bool
    kind: str | None
    minor: bool
    phrase: Expression
    unless: Expression
    says: tuple[str, ...]
    silent: tuple[str, ...]

    def speaks(self, clause: str | Heard) -> bool:
        """Whether the rule fires on a clause."""
        heard = clause if isinstance(clause, Heard) else Heard(plainly(clause))
        return self.phrase.found_in(heard) and not self.unless.found_in(heard)


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language, in the order of their file.

    `joint` is what stands between two clauses, `opening` the beginning of one that goes on
    behind its comma, `frame` what a minute-taker puts before the words of a respondent,
    `proposes` what makes of a promise a proposal to all, `compound` the mark of a question that
    asks for two things, `asks_when` of one that asks for a time; a clause in which a rule of
    `silences` speaks is heard by no other. `ways` name the kind of a promise by its verb and
    object.
    """

    joint: re.Pattern[str]
    opening: re.Pattern[str]
    frame: re.Pattern[str]
    proposes: re.Pattern[str]
    compound: re.Pattern[str]
    asks_when: re.Pattern[str]
    silences: tuple[Rule, ...]
    rules: tuple[Rule, ...]
    ways: tuple[Rule, ...]

    def way(self, said: str) -> str | None:
        """The kind of a promise that the first of `ways` names; null where none speaks."""
        heard = Heard(plainly(said))
        return next((way.kind for way in self.ways if way.speaks(heard)), None)

    def spoken(self, clauses: Sequence[str]) -> list[tuple[Rule, ...] | None]:
        """For each clause the rules that speak on it; null where one of `silences` does."""
        heard = [Heard(plainly(clause)) for clause in clauses]
        near = self._finder.in_texts([one.small for one in heard])
        return list(map(self._speaking, heard, near))

    def _speaking(self, heard: Heard, near: Iterable[int]) -> tuple[Rule, ...] | None:
        speaking: list[Rule] = []
        for position in near:
            if self._every[position].speaks(heard):
                if position < len(self.silences):
                    return None
                speaking.append(self._every[position])
        return tuple(speaking)

    @cached_property
    def _every(self) -> tuple[Rule, ...]:
        return (*self.silences, *self.rules)

    @cached_property
    def _finder(self) -> Finder:
        return Finder([rule.phrase.literals for rule in self._every])


def plainly(text: str) -> str:
    """The text with its apostrophes as phrases write them; nothing moves."""
    return text.replace("’", "'").replace("‘", "'")


@cache
def load_phrases(language: str) -> Phrases | None:
    """The phrases of a language (ISO 639-1, with or without a region); null where none are."""
    code = language.partition("-")[0].lower()
    source = files(__package__).joinpath(f"phrases.{code}.yaml")
    if not source.is_file():
        return None
    phrases = read_phrases(source.read_text("utf-8"))
    return replace(phrases, rules=(*phrases.rules, _no_reply(code)))


def _no_reply(code: str) -> Rule:
    """That nobody replied, in the words by which lines of notes say so."""
    stated = no_reply_rules()[code]
    return Rule(
        rule_id="records_no_reply",
        shows=Outcome.UNANSWERED,
        strong=False,
        kind=None,
        minor=False,
        phrase=Terms({}, {}).expression("\n".join(stated.lines), "records_no_reply"),
        unless=Expression(),
        says=tuple(stated.says),
        silent=tuple(stated.silent),
    )


def read_phrases(text: str) -> Phrases:
    """The phrases that a YAML text states.

    Raises:
        ValueError: a rule lacks a key, has an unknown one, another's id, an unknown term, or
            a phrase that is no regular expression.
    """
    source = yaml.load(text, yaml.CSafeLoader)
    terms = Terms.read(source["terms"])
    silences = tuple(_rule(stated, terms, frozenset()) for stated in source["silences"])
    rules = tuple(_rule(stated, terms, _MEANING) for stated in source["rules"])
    ways = tuple(_rule(stated, terms, _WAY) for stated in source.get("ways", ()))
    ids = [rule.rule_id for rule in (*silences, *rules, *ways)]
    if again := sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1}):
        raise ValueError(f"several rules have the id {again}")
    parts = {name: terms.pattern(source.get(name, _NEVER), name) for name in _PARTS}
    return Phrases(silences=silences, rules=rules, ways=ways, **parts)


def _rule(stated: dict[str, Any], terms: Terms, meaning: frozenset[str]) -> Rule:
    named = f"rule {stated.get('id')}"
    allowed = _NEEDED | {"unless"} | (meaning and meaning | {"strength", "minor"})
    missing, unknown = _NEEDED - stated.keys(), stated.keys() - allowed
    if missing or unknown or (meaning and not stated.keys() & meaning):
        raise ValueError(
            f"{named}: lacks {sorted(missing)}, has unknown {sorted(unknown)}, "
            f"and needs one of {sorted(meaning)}"
        )
    if stated.get("strength", "weak") not in _STRENGTHS:
        raise ValueError(f"{named}: strength is strong or weak")
    return Rule(
        rule_id=stated["id"],
        shows=stated.get("shows"),
        strong=stated.get("strength") == "strong",
        kind=stated.get("kind"),
        minor=stated.get("minor", False),
        phrase=terms.expression(stated["phrase"], named),
        unless=terms.expression(stated.get("unless", ""), named),
        says=tuple(stated["says"]),
        silent=tuple(stated["silent"]),
    )
