"""Phrase rules: data in YAML, one file a purpose, each rule with the examples that hold it."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from pipeline.readers.traced import Traced

_NEEDED = frozenset({"id", "phrase", "says", "silent"})
_SHOWN = frozenset({"shows", "kind"})
_OPTIONAL = _SHOWN | {"strength", "unless"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase and what it shows, in the words of the file it comes from."""

    rule_id: str
    shows: str
    strong: bool
    phrase: re.Pattern[str]
    unless: re.Pattern[str] | None
    says: tuple[str, ...]
    silent: tuple[str, ...]

    def speaks(self, sentence: str) -> bool:
        """Whether the rule fires on a sentence."""
        plain = sentence.replace("’", "'")
        if self.phrase.search(plain) is None:
            return False
        return self.unless is None or self.unless.search(plain) is None


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that spoke, and the sentence it spoke on."""

    rule: Rule
    sentence: Traced


@cache
def load_rules(purpose: str, language: str) -> tuple[Rule, ...]:
    """The rules of `<purpose>.yaml` for a language, in their order; none for an unknown one."""
    return read_rules(files(__package__).joinpath(f"{purpose}.yaml").read_text("utf-8"), language)


def read_rules(text: str, language: str) -> tuple[Rule, ...]:
    """The rules that a YAML text states for a language.

    Raises:
        ValueError: a rule lacks a key, has an unknown one, another's id, an unknown term, or
            a phrase that is no regular expression.
    """
    source = yaml.safe_load(text)
    terms = source["terms"].get(language, {})
    rules = tuple(_rule(stated, terms) for stated in source["rules"].get(language, ()))
    ids = [rule.rule_id for rule in rules]
    if again := sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1}):
        raise ValueError(f"several rules have the id {again}")
    return rules


def _rule(stated: dict[str, Any], terms: dict[str, str]) -> Rule:
    named = stated.get("id")
    missing, unknown = _NEEDED - stated.keys(), stated.keys() - _NEEDED - _OPTIONAL
    shown = stated.keys() & _SHOWN
    if missing or unknown or len(shown) != 1:
        raise ValueError(
            f"rule {named}: lacks {sorted(missing)}, has unknown {sorted(unknown)}, "
            f"and needs one of {sorted(_SHOWN)}"
        )
    if stated.get("strength", "weak") not in ("strong", "weak"):
        raise ValueError(f"rule {named}: strength is strong or weak")

    def compiled(expression: str) -> re.Pattern[str]:
        for name, words in terms.items():
            expression = expression.replace(f"{{{name}}}", words)
        if term := re.search(r"\{[a-z_]+\}", expression):
            raise ValueError(f"rule {named}: unknown term {term[0]}")
        try:
            return re.compile(expression, re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"rule {named}: {error}") from error

    return Rule(
        rule_id=stated["id"],
        shows=stated[shown.pop()],
        strong=stated.get("strength") == "strong",
        phrase=compiled(stated["phrase"]),
        unless=compiled(stated["unless"]) if "unless" in stated else None,
        says=tuple(stated["says"]),
        silent=tuple(stated["silent"]),
    )
