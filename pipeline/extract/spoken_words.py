"""The rules of `spoken.yaml`: what in transcripts and chats is no word of the session."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


@cache
def spoken_rules() -> Mapping[str, Mapping[str, list[str]]]:
    """The file: rules by name, each with its expressions and its examples."""
    text = files(__package__).joinpath("spoken.yaml").read_text("utf-8")
    rules: Mapping[str, Mapping[str, list[str]]] = yaml.load(text, yaml.CSafeLoader)
    return rules


@cache
def spoken_rule(name: str) -> re.Pattern[str]:
    """The expression of a rule, to be used with `fullmatch`."""
    expressions = "|".join(spoken_rules()[name]["match"])
    return re.compile(expressions, re.IGNORECASE | re.DOTALL)
