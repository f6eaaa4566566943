"""Subjects without what programs put before them."""

import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

_TAG = re.compile(r"\[[^\[\]]{1,60}\]\s*")
_MARKED = re.compile(r"([^\W\d_]{1,12})\.?\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3})?\s?[:：]\s*")
_MOST = 20


class Subject(NamedTuple):
    """What a subject says, and what was before it."""

    text: str
    reply: bool
    forward: bool


@cache
def subject_rules() -> dict[str, Any]:
    """The file `subjects.yaml`."""
    rules: dict[str, Any] = yaml.safe_load(
        files(__package__).joinpath("subjects.yaml").read_text("utf-8")
    )
    return rules


@cache
def automatic() -> re.Pattern[str]:
    """How mails begin their subject that nobody wrote; to be used with `match`."""
    return re.compile("|".join(subject_rules()["automatic"]["match"]), re.IGNORECASE)


def bare_subject(subject: str) -> Subject:
    """A subject without the marks of replies, of forwarding, and of mailing lists."""
    reply = forward = False
    text = subject.strip()
    for _ in range(_MOST):
        if tag := _TAG.match(text):
            text = text[tag.end() :]
        elif (mark := _MARKED.match(text)) and (kind := _kind(mark[1])):
            reply, forward = reply or kind == "reply", forward or kind == "forward"
            text = text[mark.end() :]
        else:
            break
    return Subject(text.strip(), reply, forward)


def _kind(mark: str) -> str | None:
    return next((kind for kind in ("reply", "forward") if mark.lower() in _marks(kind)), None)


@cache
def _marks(kind: str) -> frozenset[str]:
    return frozenset(subject_rules()[kind].split())
