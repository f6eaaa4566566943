"""What stands in a mail and is not what its writer says now: the rules of `trim.yaml`."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


@cache
def trim_rules() -> Mapping[str, Mapping[str, list[str]]]:
    """The rules of `trim.yaml` by name, each with its expressions and its examples."""
    text = files(__package__).joinpath("trim.yaml").read_text("utf-8")
    rules: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(text)
    return rules


@cache
def trim_rule(name: str) -> re.Pattern[str]:
    """The expression of a rule, to be used with `match`."""
    return re.compile("|".join(f"(?:{one})" for one in trim_rules()[name]["match"]), re.IGNORECASE)
