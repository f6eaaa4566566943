"""The rules of `reported.yaml`: how minutes report who asked and who replied."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_MOST_BEFORE = 80  # characters of a subject
# what may stand before the verb of a sentence: no other sentence
_SUBJECT = re.compile(
    r"(?:[^.?!]|\b(?:mr|mrs|ms|dr|cllr|prof|st|hr|fr|frl|bgm|m|mm|mme|sr|sra|sig|d|\d{1,2})\.)*",
    re.IGNORECASE,
)
# a subject whose words begin with a capital letter, perhaps behind an article, and nothing else
_WHO = r"(?P<who>(?-i:[^\W\d_a-zà-öø-ÿ])[^?!,;:]{0,60}?)(?:\s(?:also|then|ebenfalls))?\s"
_NOT_BEHIND = r"(?!\s(?:er|sie|es|man|hij|zij)\s)"
_WHO_BEHIND = r"(?P<who>[^.?!,;:]{2,50}?)(?=[,:]|\s(?:que|che)\b)"


@dataclass(frozen=True, slots=True)
class Reports:
    """The expressions of all languages; those of replies hold `who` replies."""

    asks: re.Pattern[str]
    raises: re.Pattern[str]
    replies: re.Pattern[str]
    answers: re.Pattern[str]
    within: re.Pattern[str]
    behind: re.Pattern[str]
    nobody: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that reports a question, whose subject ends at `verb`, or a reply.

    `surely` is false of a concern, and of a verb that reports other things, too; `within` is true
    of one that reports a reply only beside its question.
    """

    asks: bool
    surely: bool = False
    within: bool = False
    verb: int = 0
    who: str = ""


def report(sentence: str) -> Report | None:
    """What a sentence reports, if that is a question or a reply."""
    known = _reports()
    for pattern, surely in ((known.asks, True), (known.raises, False)):
        found = pattern.search(sentence)
        if (
            found
            and found.start() <= _MOST_BEFORE
            and _SUBJECT.fullmatch(sentence[: found.start()])
        ):
            return Report(asks=True, surely=surely, verb=found.start())
    for pattern in (known.answers, known.behind, known.nobody, known.replies, known.within):
        if found := pattern.match(sentence):
            who = found.groupdict().get("who") or ""
            if _SUBJECT.fullmatch(who):
                surely = pattern in (known.answers, known.behind)
                return Report(asks=False, surely=surely, within=pattern is known.within, who=who)
    return None


@cache
def groups() -> frozenset[str]:
    """Words for those who are many, or for nobody in particular."""
    return frozenset(_all(reported_rules().values(), "groups"))


@cache
def reported_rules() -> Mapping[str, Mapping[str, Any]]:
    """The file, by language."""
    text = files(__package__).joinpath("reported.yaml").read_text("utf-8")
    rules: Mapping[str, Mapping[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return rules


@cache
def _reports() -> Reports:
    rules = reported_rules().values()
    return Reports(
        asks=_any(
            rf"(?:{_either(rule['asks'])})\s(?:{rule['whom']})?(?:{_either(rule['what'])})\b"
            for rule in rules
        ),
        raises=_any(rf"(?:{one})\b" for one in _all(rules, "raises")),
        replies=_any([_verb(_all(rules, "replies"))]),
        answers=_any([_verb(_all(rules, "answers"))]),
        within=_any([_verb(_all(rules, "within"))]),
        behind=_any([rf"(?:{_either(_all(rules, 'behind'))}){_WHO_BEHIND}"]),
        nobody=_any(rf"(?:{one})\b" for one in _all(rules, "nobody")),
    )


def _verb(verbs: Iterable[str]) -> str:
    return rf"{_WHO}(?:{_either(verbs)})\b{_NOT_BEHIND}"


def _all(rules: Iterable[Mapping[str, Sequence[str]]], name: str) -> Iterator[str]:
    return (one for rule in rules for one in rule.get(name, ()))


def _either(expressions: Iterable[str]) -> str:
    return "|".join(expressions)


def _any(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{one})" for one in expressions), re.IGNORECASE)
