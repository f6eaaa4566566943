"""A grammar as a cascade of rules, each of which reads several tokens as one.

A rule's pattern is a line of items: `kind`, `kind|kind`, with `name=` before it to hand the
item to the rule, `?` behind it where it may be missing, `~` before it where it must not
follow. Patterns become regular expressions over one letter a token: no repetition, so the
time grows with the length of the sentence alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.enrich.calendar_words import Meaning, Token

Found = Mapping[str, Meaning]
Reading = Callable[[Found, date], Meaning | None]

_KINDS = (
    "about after after_next ago and around as_soon_as at at_latest before between by closing "
    "coming comma count dash early ends every feast fiscal follow from from_now half in last "
    "late later mid month monthday next not_before now nth number of or or_so ordinal other "
    "period quarter relative season session since slash spent stop take the this to to_come "
    "unit units until up_to weekday within year"
)
_LETTERS = {kind: chr(ord("一") + index) for index, kind in enumerate(_KINDS.split())}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the letters it cannot do without, and what it makes of the tokens it finds."""

    pattern: re.Pattern[str]
    needed: tuple[frozenset[str], ...]
    read: Reading


def rules(patterns: Sequence[str], read: Reading) -> Iterator[Rule]:
    """A rule for each of the patterns, in their order.

    Raises:
        KeyError: A pattern names a kind that there is not.
    """
    for pattern in patterns:
        items = pattern.split()
        needed = tuple(frozenset(_letters(i)) for i in items if i[0] != "~" and i[-1] != "?")
        yield Rule(re.compile("".join(map(_expression, items))), needed, read)


def _letters(item: str) -> str:
    kinds = item.rpartition("=")[2].strip("~?")
    return "".join(_LETTERS[kind] for kind in kinds.split("|"))


def _expression(item: str) -> str:
    letters = f"[{_letters(item)}]"
    if item.startswith("~"):
        return f"(?!{letters})"
    name = item.rpartition("=")[0]
    expression = f"(?P<{name}>{letters})" if name else letters
    return f"{expression}?" if item.endswith("?") else expression


def parse(tokens: Sequence[Token], grammar: Sequence[Rule], day: date) -> Sequence[Token]:
    """The tokens after every rule, in order, has read what it could."""
    letters = _spell(tokens)
    for rule in grammar:
        if all(not needed.isdisjoint(letters) for needed in rule.needed):
            read = _apply(rule, tokens, letters, day)
            if read is not tokens:
                tokens, letters = read, _spell(read)
    return tokens


def _spell(tokens: Sequence[Token]) -> str:
    return "".join(_LETTERS[token.meaning.kind] for token in tokens)


def _apply(rule: Rule, tokens: Sequence[Token], letters: str, day: date) -> Sequence[Token]:
    read: list[Token] = []
    at = 0
    for match in rule.pattern.finditer(letters):
        named = (name for name, letter in match.groupdict().items() if letter)
        found = {name: tokens[match.start(name)].meaning for name in named}
        meaning = _meaning(rule, found, day)
        if meaning is not None:
            start, end = tokens[match.start()].start, tokens[match.end() - 1].end
            read += tokens[at : match.start()]
            read.append(Token(meaning, start, end))
            at = match.end()
    return [*read, *tokens[at:]] if read else tokens


def _meaning(rule: Rule, found: Found, day: date) -> Meaning | None:
    try:
        return rule.read(found, day)
    except (ValueError, OverflowError):  # the words fit, but no calendar has such a day
        return None
