"""Fields that calls of any organisation talk about, each known by its words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import yaml

from pipeline.enrich.content_words import stem


def fields_of(stems: Iterable[str]) -> Mapping[str, float]:
    """The fields in which some stems stand, and how far each is theirs alone (0 to 1)."""
    found: dict[str, float] = defaultdict(float)
    for one in stems:
        fields = _by_stem().get(one, ())
        for field in fields:
            found[field] += 1 / len(fields)
    return found


def stems_of(field: str) -> frozenset[str]:
    """The stems by which a field is known."""
    return _fields()[field]


@cache
def _fields() -> Mapping[str, frozenset[str]]:
    source = yaml.load(
        files(__package__).joinpath("fields.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return {
        field: frozenset(stem(word) for word in words.replace("|", " ").split())
        for field, words in source.items()
    }


@cache
def _by_stem() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for field, stems in _fields().items():
        for one in sorted(stems):
            found[one].append(field)
    return {one: tuple(fields) for one, fields in found.items()}
