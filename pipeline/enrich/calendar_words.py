"""A sentence as the words of it that speak of time, by a language's vocabulary.

The vocabularies are data, in `due.yaml`; what is none of their words becomes `other`.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

import yaml

from pipeline.enrich.calendar_days import MONTHS_OF_YEAR, Span, Unit

_VOCABULARY_FILE = "due.yaml"
_YEARS = range(1900, 2200)
_YEAR_DIGITS = 4
_LEAP_YEAR = 2000

# behind these a lower-case "may" or "march" is a month
_PLACING = frozenset({"in", "at", "by", "until", "before", "after", "to"})
_BEFORE_MONTHS = frozenset({"in", "of", "by", "until", "next", "early", "mid", "late"})
_PARTS = frozenset({"early", "mid", "late"})

# no class is repeated without being consumed by one branch or the last, so time is linear
_PIECES = r"""
    (?P<iso>     (?<![\w.-]) [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} (?![0-9-]) )
  | (?P<numeric> (?<![\w./-]) [0-9]{{1,2}}(?P<by>[./-])[0-9]{{1,2}}(?P=by)
                 (?: [0-9]{{4}} (?![\w/-]) | (?<=\.)(?![\w/.-]) ) )
  | (?P<decimal> [^\W\d]{{0,9}}[0-9]+(?:[.,:/][0-9]+)+ )
  | (?P<ordinal> [0-9]{{1,2}}(?:{marks})(?!\w) )
  | (?P<word>    \w+ )
  | (?P<mark>    [^\w\s] )
"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some words say.

    `kind` is the grammar's name for it; `low` and `high` are its numbers: of a month 1 to 12,
    of a count its bounds, of a `period` the ordinals of its first and last day.
    `sure` is false for what is only a date behind a word like "in" ("April", "2023", "Q3");
    `fixed` is false for a period whose year was not said.
    """

    kind: str
    low: int = 0
    high: int = 0
    sure: bool = True
    fixed: bool = True

    @property
    def span(self) -> Span:
        """The days of a period."""
        return Span(date.fromordinal(self.low), date.fromordinal(self.high))


_OTHER = Meaning("other")
_STOP = Meaning("stop")
_MARKS = {",": Meaning("comma"), "/": Meaning("slash")} | dict.fromkeys("-‐‑‒–—", Meaning("dash"))


@dataclass(frozen=True, slots=True)
class Token:
    """A meaning and where it stands: offsets into the text, the end behind its last letter."""

    meaning: Meaning
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a vocabulary, in lower case, and what they mean."""

    words: tuple[str, ...]
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A language's words about time.

    `phrases` are kept under their first word, the longest first; `titled` words count only
    when written with a capital; `day_first` says how 7/9/2022 is read.
    """

    phrases: Mapping[str, tuple[Phrase, ...]]
    titled: frozenset[str]
    day_first: bool
    pieces: re.Pattern[str]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of an ISO 639-1 language; without words where the file has none."""
    data = _languages().get(language, {})
    pieces = _pieces(data.get("ordinal_marks", []))
    phrases = sorted(_phrases(data, pieces), key=lambda p: (p.words[0], -len(p.words), p.words))
    return Vocabulary(
        phrases={
            first: tuple(group) for first, group in groupby(phrases, key=lambda p: p.words[0])
        },
        titled=frozenset(data.get("titled", [])),
        day_first=data.get("day_first", False),
        pieces=pieces,
    )


@cache
def _languages() -> Mapping[str, Any]:
    text = files("pipeline.enrich").joinpath(_VOCABULARY_FILE).read_text(encoding="utf-8")
    languages: Mapping[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return languages


def _pieces(ordinal_marks: list[str]) -> re.Pattern[str]:
    marks = "|".join(re.escape(mark) for mark in ordinal_marks) or r"(?!)"
    return re.compile(_PIECES.format(marks=marks), re.VERBOSE | re.IGNORECASE)


def _phrases(data: Mapping[str, Any], pieces: re.Pattern[str]) -> Iterator[Phrase]:
    unsure = {*data.get("unsure", []), *data.get("titled", [])}
    for text, meaning in _meanings(data):
        words = tuple(piece.group().lower() for piece in pieces.finditer(text))
        yield Phrase(words, replace(meaning, sure=text not in unsure))


def _meanings(data: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for kind, words in data.get("words", {}).items():
        yield from ((word, Meaning(kind)) for word in words)
    for kind, values in data.get("values", {}).items():
        for value, words in values.items():
            yield from ((word, Meaning(kind, value, value)) for word in words)
    for kind, units in data.get("units", {}).items():
        for name, words in units.items():
            unit = Unit[name.upper()]
            yield from ((word, Meaning(kind, unit, unit)) for word in words)
    for word, (low, high) in data.get("counts", {}).items():
        yield word, Meaning("count", low, high)


def tokens(text: str, language: str) -> list[Token]:
    """The sentence in order; a run of words that mean nothing here is one `other`."""
    words = vocabulary(language)
    pieces = list(words.pieces.finditer(text))
    lowered = [piece.group().lower().replace("’", "'") for piece in pieces]
    found: list[Token] = []
    at = 0
    while at < len(pieces):
        phrase = _phrase_at(words, lowered, at)
        length = len(phrase.words) if phrase else 1
        start, end = pieces[at].start(), pieces[at + length - 1].end()
        meaning = _in_place(phrase, words, found, text, start, end) if phrase else None
        meaning = meaning or _plain(pieces[at], words)
        if not (meaning.kind == "other" and found and found[-1].meaning.kind == "other"):
            found.append(Token(meaning, start, end))
        at += length
    return found


def _phrase_at(words: Vocabulary, lowered: list[str], at: int) -> Phrase | None:
    for phrase in words.phrases.get(lowered[at], ()):
        if tuple(lowered[at : at + len(phrase.words)]) == phrase.words:
            return phrase
    return None


def _in_place(
    phrase: Phrase, words: Vocabulary, before: list[Token], text: str, start: int, end: int
) -> Meaning:
    """What the phrase means where it stands: "we may", "this year's" are no words of time.

    "At next week's meeting" is.
    """
    possessive = text[end : end + 2] in ("'s", "’s") and text[end + 2 : end + 7] != " time"
    lower_case = text[start].islower() and " ".join(phrase.words) in words.titled
    if possessive and not _is_placed(before):
        return _OTHER
    if lower_case and not _expects_month(before):
        return _OTHER
    return phrase.meaning


def _is_placed(before: list[Token]) -> bool:
    """Whether a word like "at" stands before, with or without a "next" between."""
    kinds = [token.meaning.kind for token in before[-2:]]
    return bool(kinds) and (kinds[-1] in _PLACING or (kinds[-1] == "next" and kinds[0] in _PLACING))


def _expects_month(before: list[Token]) -> bool:
    kinds = [token.meaning.kind for token in before[-2:]]
    return bool(kinds) and (
        kinds[-1] in _BEFORE_MONTHS or (kinds[-1] == "dash" and kinds[0] in _PARTS)
    )


def _plain(piece: re.Match[str], words: Vocabulary) -> Meaning:
    """What a piece means by its form alone."""
    text = piece.group()
    match piece.lastgroup:
        case "iso":
            return _day(*(int(number) for number in text.split("-")))
        case "numeric":
            return _numeric(*re.split(r"[./-]", text), day_first=words.day_first)
        case "ordinal":
            day = int(re.sub(r"[^0-9]", "", text))
            return Meaning("ordinal", day, day)
        case "mark":
            return _MARKS.get(text, _STOP)
        case "word" if re.fullmatch(r"[0-9]{1,4}", text):
            return _number(text)
        case _:
            return _OTHER


def _number(text: str) -> Meaning:
    number = int(text)
    if len(text) == _YEAR_DIGITS:
        return Meaning("year" if number in _YEARS else "other", number, number)
    return Meaning("number" if number else "other", number, number)


def _numeric(first: str, second: str, year: str, *, day_first: bool) -> Meaning:
    """A day of three numbers, unless day and month could be either in this language."""
    a, b = int(first), int(second)
    if not year:
        return _monthday(a, b) if day_first else _OTHER
    if day_first or a > MONTHS_OF_YEAR or a == b:
        return _day(int(year), b, a)
    return _day(int(year), a, b) if b > MONTHS_OF_YEAR else _OTHER


def _monthday(day: int, month: int) -> Meaning:
    """A day of a month without its year: the low number is the month, the high one the day."""
    if not (1 <= month <= MONTHS_OF_YEAR and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]):
        return _OTHER
    return Meaning("monthday", month, day)


def _day(year: int, month: int, day: int) -> Meaning:
    try:
        ordinal = date(year, month, day).toordinal()
    except ValueError:
        return _OTHER
    return Meaning("period", ordinal, ordinal)
