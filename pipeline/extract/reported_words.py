"""The rules of `reported.yaml`: how minutes report who asked and who replied."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_MOST_BEFORE = 80  # characters of a subject
# a subject that begins with a capital letter
_WHO = r"(?P<who>(?-i:[^\W\d_a-zà-öø-ÿ])[^?!,;:]{0,60}?)"
_WHO_BEHIND = r"(?P<who>[^.?!,;:]{2,50}?)(?=[,:]|\s(?:que|che)\b)"


@dataclass(frozen=True, slots=True)
class Reports:
    """The expressions of all languages; those of replies hold `who` replies.

    `subject` is what may stand before the verb of a sentence: no other sentence.
    """

    subject: re.Pattern[str]
    asks: re.Pattern[str]
    raises: re.Pattern[str]
    replies: re.Pattern[str]
    answers: re.Pattern[str]
    within: re.Pattern[str]
    behind: re.Pattern[str]
    nobody: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Subjects:
    """What stands around the name of who is said to reply, and words that name nobody."""

    courtesy: re.Pattern[str]
    article: re.Pattern[str]
    party: re.Pattern[str]
    pronouns: frozenset[str]
    groups: frozenset[str]


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


def reported_question(sentence: str) -> Report | None:
    """The question that a sentence reports, if it does."""
    known = _reports()
    for pattern, surely in ((known.asks, True), (known.raises, False)):
        found = pattern.search(sentence)
        if (
            found
            and found.start() <= _MOST_BEFORE
            and known.subject.fullmatch(sentence[: found.start()])
        ):
            return Report(asks=True, surely=surely, verb=found.start())
    return None


def report(sentence: str) -> Report | None:
    """What a sentence reports, if that is a question or a reply."""
    if asked := reported_question(sentence):
        return asked
    known = _reports()
    for pattern in (known.answers, known.behind, known.nobody, known.replies, known.within):
        if found := pattern.match(sentence):
            who = found.groupdict().get("who") or ""
            if known.subject.fullmatch(who):
                surely = pattern in (known.answers, known.behind)
                return Report(asks=False, surely=surely, within=pattern is known.within, who=who)
    return None


def turn_asks(said: str) -> bool:
    """Whether words behind a speaker's name report a question: `asks who votes`."""
    return _turn("turn_asks").match(said) is not None


def turn_replies(said: str) -> bool:
    """Whether words behind a speaker's name report a reply: `answers that nobody does`."""
    return _turn("turn_replies").match(said) is not None


@cache
def _turn(name: str) -> re.Pattern[str]:
    rules = reported_rules().values()
    also, verbs = (_either(_all(rules, one)) for one in ("also", name))
    return re.compile(rf"(?:(?:{also})\s)?(?:{verbs})\b")


@cache
def subjects() -> Subjects:
    """What the file says of subjects, of all languages."""
    rules = reported_rules().values()
    courtesies, parties = (_either(_all(rules, name)) for name in ("courtesies", "parties"))
    articles = _either(_all(rules, "articles"))
    return Subjects(
        courtesy=re.compile(rf"^(?:{courtesies})\s+(?=\w)"),
        article=re.compile(rf"^(?:(?:{articles})\s|l['’])", re.IGNORECASE),
        party=re.compile(
            rf"\s*\([^()]*\)$|\s(?:{parties})\s(?:(?:{articles}|den)\s)?[A-Z]{{2,6}}\b.*$"
        ),
        pronouns=frozenset(_all(rules, "pronouns")),
        groups=frozenset(_all(rules, "groups")),
    )


@cache
def reported_rules() -> Mapping[str, Mapping[str, Any]]:
    """The file, by language."""
    text = files(__package__).joinpath("reported.yaml").read_text("utf-8")
    rules: Mapping[str, Mapping[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return rules


@cache
def _reports() -> Reports:
    rules = reported_rules().values()
    also, inverted = (_either(_all(rules, name)) for name in ("also", "inverted"))

    def verb(name: str) -> re.Pattern[str]:
        verbs = _either(_all(rules, name))
        return _any([rf"{_WHO}(?:\s(?:{also}))?\s(?:{verbs})\b(?!\s(?:{inverted})\s)"])

    abbreviations = _either(_all(rules, "abbreviations"))
    return Reports(
        subject=re.compile(rf"(?:[^.?!]|\b(?:{abbreviations}|\d{{1,2}})\.)*", re.IGNORECASE),
        asks=_any(
            rf"(?:{_either(rule['asks'])})\s(?:{rule['whom']})?(?:{_either(rule['what'])})\b"
            for rule in rules
        ),
        raises=_any(rf"(?:{one})\b" for one in _all(rules, "raises")),
        replies=verb("replies"),
        answers=verb("answers"),
        within=verb("within"),
        behind=_any([rf"(?:{_either(_all(rules, 'behind'))}){_WHO_BEHIND}"]),
        nobody=_any(rf"(?:{one})\b" for one in _all(rules, "nobody")),
    )


def _all(rules: Iterable[Mapping[str, Sequence[str]]], name: str) -> Iterator[str]:
    return (one for rule in rules for one in rule.get(name, ()))


def _either(expressions: Iterable[str]) -> str:
    return "|".join(expressions)


def _any(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{one})" for one in expressions), re.IGNORECASE)
