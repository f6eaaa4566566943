"""The phrases of `moderation.yaml`, by which questions are put in a moderated session."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# words with which people go on; they stand before what is said
_LEAD = (
    r"(?:(?:so|and|then|now|okay|ok|right|well|great|finally|also|next|alright|all right),? ){0,4}"
)


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
    expressions = expressions.replace("{ask}", ask).replace("{lead}", _LEAD)
    return re.compile(expressions, re.IGNORECASE)
