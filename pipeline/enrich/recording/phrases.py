"""The phrases of `recording.yaml`: what a session says when a question begins."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Opening:
    """An expression that stands where a question begins, and how strongly it says so (0 to 1)."""

    name: str
    weight: float
    pattern: re.Pattern[str]
    speaks: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The file: openings, those that ask indirectly, the endings words lose, numbers as words."""

    openings: tuple[Opening, ...]
    indirect: tuple[Opening, ...]
    replies: tuple[Opening, ...]
    endings: tuple[str, ...]
    numbers: Mapping[str, str]


@cache
def phrases() -> Phrases:
    """The phrases, read once."""
    stated = yaml.load(
        files(__package__).joinpath("recording.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    indirect = tuple(_opening(name, rule) for name, rule in stated["indirect"].items())
    return Phrases(
        (*(_opening(name, rule) for name, rule in stated["openings"].items()), *indirect),
        indirect,
        tuple(_opening(name, rule) for name, rule in stated["replies"].items()),
        tuple(stated["endings"]),
        {word: str(number) for number, words in stated["numbers"].items() for word in words},
    )


def _opening(name: str, rule: Mapping[str, object]) -> Opening:
    expressions = "|".join(f"(?:{line})" for line in rule["match"])  # type: ignore[attr-defined]
    return Opening(
        name,
        float(rule["weight"]),  # type: ignore[arg-type]
        re.compile(rf"\b(?:{expressions})\b", re.IGNORECASE),
        tuple(rule["speaks"]),  # type: ignore[arg-type]
        tuple(rule["silent"]),  # type: ignore[arg-type]
    )
