"""Phrase rules: data in YAML, one file a purpose, each rule with the examples that hold it."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from pipeline.readers.traced import Traced


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
    source = yaml.safe_load(files(__package__).joinpath(f"{purpose}.yaml").read_text("utf-8"))
    terms = source["terms"].get(language, {})
    return tuple(_rule(stated, terms) for stated in source["rules"].get(language, ()))


def _rule(stated: dict[str, Any], terms: dict[str, str]) -> Rule:
    def compiled(expression: str) -> re.Pattern[str]:
        for name, words in terms.items():
            expression = expression.replace(f"{{{name}}}", words)
        return re.compile(expression, re.IGNORECASE)

    return Rule(
        rule_id=stated["id"],
        shows=stated.get("shows") or stated["kind"],
        strong=stated.get("strength") == "strong",
        phrase=compiled(stated["phrase"]),
        unless=compiled(stated["unless"]) if "unless" in stated else None,
        says=tuple(stated["says"]),
        silent=tuple(stated["silent"]),
    )
