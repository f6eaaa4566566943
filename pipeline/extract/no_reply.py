"""The rules of `no_reply.yaml`: how note takers say that nobody replied."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class NoReply:
    """What one language says of it: expressions of whole lines, with their examples."""

    lines: Sequence[str]
    says: Sequence[str]
    silent: Sequence[str]


@cache
def no_reply_rules() -> Mapping[str, NoReply]:
    """The file, by language; an expression allows for marks around what it stands for."""
    text = files(__package__).joinpath("no_reply.yaml").read_text("utf-8")
    return {
        language: NoReply(
            [rf"^\W*(?:{line})\W*$" for line in rule["phrase"].splitlines()],
            rule["says"],
            rule["silent"],
        )
        for language, rule in yaml.load(text, yaml.CSafeLoader).items()
    }


def tells_of_no_reply(line: str) -> bool:
    """Whether a line of notes, in any of the languages, only tells that nobody replied."""
    return _any().search(line.replace("’", "'")) is not None


@cache
def _any() -> re.Pattern[str]:
    lines = (line for rule in no_reply_rules().values() for line in rule.lines)
    return re.compile("|".join(lines), re.IGNORECASE)
