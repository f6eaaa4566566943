"""What wikitext's names of templates, tags and namespaces mean, from `wikitext.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Names:
    """`wikitext.yaml`; `dropped` and `namespaces` tell the rule of a name."""

    all_shown: frozenset[str]
    first_shown: frozenset[str]
    last_shown: frozenset[str]
    parameters: frozenset[str]
    questions: frozenset[str]
    answers: frozenset[str]
    dropped: Mapping[str, str]
    literal: frozenset[str]
    strong: frozenset[str]
    breaking: frozenset[str]
    spacing: frozenset[str]
    inline: frozenset[str]
    namespaces: Mapping[str, str]

    def is_tag(self, name: str) -> bool:
        """Whether a word between angle brackets is a tag and no text."""
        kinds = (self.literal, self.strong, self.breaking, self.spacing, self.inline)
        return name in self.dropped or any(name in kind for kind in kinds)


@cache
def names() -> Names:
    """The names, read at first use."""
    source = yaml.load(
        files(__package__).joinpath("wikitext.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    templates = source["templates"]
    return Names(
        all_shown=frozenset(templates["all"]),
        first_shown=frozenset(templates["first"]),
        last_shown=frozenset(templates["last"]),
        parameters=frozenset(source["parameters"]),
        questions=frozenset(source["questions"]),
        answers=frozenset(source["answers"]),
        dropped=_inverted(source["dropped"]),
        literal=frozenset(source["literal"]),
        strong=frozenset(source["strong"]),
        breaking=frozenset(source["breaking"]),
        spacing=frozenset(source["spacing"]),
        inline=frozenset(source["inline"]),
        namespaces=_inverted(source["namespaces"]),
    )


def _inverted(by_rule: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: rule for rule, listed in by_rule.items() for name in listed}
