"""Whom the words of a talk introduce: greetings, and first words of those who speak."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.extract.full_names import letters_of
from pipeline.extract.introductions import Introduction
from pipeline.extract.names import is_name, is_team, name_pattern, without_honorific
from pipeline.extract.words import words
from pipeline.readers.traced import Traced
from schemas.words import Role

_SAID_WHO = (
    r"(?:^|[.!,]\s+)(?:(?:and|so)\s+)?(?:I['’]m|I am|[Mm]y name(?: is|['’]s))\s+(?P<name>{name})"
)
_MYSELF = _SAID_WHO + r"\s*[.,!–—-]"
_LONGEST_GREETING = 200


def says_who(text: str) -> str | None:
    """The full name under which somebody introduces themselves with their first words."""
    said = re.search(_SAID_WHO.format(name=name_pattern()), text[:_LONGEST_GREETING])
    name = re.split(r"(?<=\w\w)\.", said["name"])[0] if said else ""
    return name if " " in name and is_name(name) else None


def self_introduced(text: Traced, header: str) -> Iterator[Introduction]:
    """Whom an answer's first words introduce, where the header names them, too."""
    opening = text.text[:_LONGEST_GREETING]
    for said in re.finditer(_MYSELF.format(name=name_pattern()), opening):
        name = said["name"].rstrip(".")
        if is_name(name) and re.search(rf"\b{re.escape(name)}\b", header):
            yield Introduction(name, Role.RESPONDENT, None, None, text)
            return


_GREETED = (
    r"\b(?:hi|hey|hello|thanks|thank you|welcome),?\s+(?:(?:there|so much)\s+)?{first}\b"
    r"|@{first}\b|(?:^|[.!?:]\s+){first},\s|,\s{first}\s?[?!]"
)


def greeted(
    title: Traced, said: Iterable[str], common_words: frozenset[str]
) -> Iterator[Introduction]:
    """Whoever is the whole of a title, where the record greets or asks them by first name.

    A user's name in its addresses tells of them, too (`quay.example/analima`), unless the title
    may be of a thing, which the record calls by `common_words`.
    """
    name = without_honorific(title.text)
    if " " in name and is_name(name):
        evidence = _GREETED.format(first=re.escape(name.split()[0]))
        if common_words.isdisjoint(name.casefold().split()):
            evidence += rf"|[/@]{re.escape(letters_of(name))}\b"
        call = re.compile(evidence, re.IGNORECASE)
        if any(call.search(one) for one in said):
            yield Introduction(name, Role.RESPONDENT, None, None, title)


def greeted_in_full(text: Traced) -> Iterator[Introduction]:
    """Whom the first words of a talk greet by a full name: `Good evening, Ms Ana Lima.`."""
    found = _greeting().search(text.text[:_LONGEST_GREETING])
    name = without_honorific((found["behind"] or found["before"]).rstrip(".")) if found else ""
    if " " in name and is_name(name) and not is_team(name):
        yield Introduction(name, Role.RESPONDENT, None, None, text)


@cache
def _greeting() -> re.Pattern[str]:
    greets = rf"(?i:{words().greets.pattern})"
    some = rf"(?:[^\W\d_]{{1,10}}\.?\s+)?{name_pattern()}"
    behind = rf"\b{greets}\s*,?\s+(?P<behind>{some})(?=\s*[,.!;]|$)"
    return re.compile(rf"{behind}|(?:^|[.!?]\s+)(?P<before>{some}),\s+{greets}\b")
