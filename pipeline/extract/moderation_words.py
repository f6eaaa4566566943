"""The phrases of `moderation.yaml`, by which questions are put in a moderated session."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def moderation_rules() -> Mapping[str, Mapping[str, Any]]:
    """The rules by name, each with its expressions and its examples."""
    text = files(__package__).joinpath("moderation.yaml").read_text("utf-8")
    rules: Mapping[str, Mapping[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return rules


@cache
def moderation_rule(name: str) -> re.Pattern[str]:
    """The expression of a rule."""
    ask = str(moderation_rules()["asking"]["match"][0])
    expressions = "|".join(moderation_rules()[name]["match"])
    return re.compile(expressions.replace("{ask}", ask), re.IGNORECASE)
