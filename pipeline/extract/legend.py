"""Signs that say who answered, where a record has a legend: `those marked † are Bo Ek’s`."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.extract.labels import Label
from pipeline.extract.names import is_name, is_team, name_pattern, without_honorific
from pipeline.extract.words import words
from pipeline.readers.traced import Traced

_MOST = 20_000  # characters of a record's beginning, and of its end, in which a legend stands
_BARE = r"\*{1,3}|[†‡§¶#^]|[¹²³⁴⁵]"
_MARK = rf"[(\[](?:{_BARE})[)\]]|(?:{_BARE})"
_SIGN = rf"(?P<sign>{_MARK}|\[[A-Z]{{2,4}}\])"
_BEHIND_NAME = re.compile(rf"(?<=\w)\s?(?:{_MARK})(?=[\s,;.]|$)")
_FEWEST_NAMED = 2  # names with a sign behind them that make a list of some


def signs(text: str) -> Mapping[str, str]:
    """Whom the legend of a record sets each sign for; none where it has no legend.

    `† = Bo Ek`, `those marked (*) are by Bo Ek`, `[BE] Bo Ek`, `Ana Lima*, Bo Ek**`.
    """
    if not _any_sign().search(text):
        return {}
    if len(text) > 2 * _MOST:
        text = f"{text[:_MOST]}\n{text[-_MOST:]}"
    found: dict[str, str] = {}
    for line in text.split("\n"):
        for sign, name in _entries(line):
            found.setdefault(_bare(sign), name)
    return found


def without_signs(said: str) -> str:
    """Names without the signs that a legend sets behind them: `Ana Lima*, Bo Ek (†)`."""
    return _BEHIND_NAME.sub("", said)


def signed_answer(text: Traced, known: Mapping[str, str]) -> tuple[Label | None, Traced]:
    """Whose a text is by the sign at its head or end, and the text without it."""
    for pattern in (_HEAD, _TAIL):
        found = pattern.search(text.text)
        name = known.get(_bare(found["sign"])) if found else None
        if found and name and found[0] != text.text:
            rest = text.cut(found.end()) if pattern is _HEAD else text.cut(0, found.start())
            return Label(name, (without_honorific(name),), team=is_team(name)), rest
    return None, text


_HEAD = re.compile(rf"^{_SIGN}\s*[:：–—-]?\s*(?=\S)")
_TAIL = re.compile(rf"\s*{_SIGN}\.?$")


@cache
def _any_sign() -> re.Pattern[str]:
    return re.compile(rf"{_BARE}|\[[A-Z]{{2,4}}\]")


def _bare(sign: str) -> str:
    """A sign without its brackets."""
    return sign.strip("()[]")


def _entries(line: str) -> Iterator[tuple[str, str]]:
    """The signs of a line, each with the name that it is set for."""
    for pattern in _forms():
        for found in pattern.finditer(line):
            if name := _named(found["name"]):
                yield found["sign"], name
    listed = [(one["sign"], _named(one["name"])) for one in _behind().finditer(line)]
    if len(listed) >= _FEWEST_NAMED and all(name for _, name in listed):
        yield from ((sign, name) for sign, name in listed if name)
    for found in _initials().finditer(line):
        name = _named(found["name"])
        letters = "".join(part[0] for part in name.split()) if name else ""
        if name and letters.casefold() == _bare(found["sign"]).casefold():
            yield found["sign"], name


def _named(said: str) -> str | None:
    """A full name, or a team's."""
    name = said.rstrip(".,'’-")
    bare = without_honorific(name)
    full = is_name(bare) and (" " in bare or bare != name)
    return name if full or is_team(name) else None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    name = rf"(?:the\s)?(?P<name>{name_pattern()})"
    means = words().sign_means
    return tuple(
        re.compile(form, re.IGNORECASE)
        for form in (
            rf"(?<!\w){_SIGN}\s*(?:{means})\s*(?:{words().sign_by}\s+)?(?-i:{name})",
            (
                rf"(?:{words().sign_marked})\s+{_SIGN}\s*,?\s*(?:(?:{means})\s+)?"
                rf"(?:{words().sign_by}\s+)?(?-i:{name})"
            ),
        )
    )


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<name>{name_pattern()})\s?{_SIGN}(?=\s*(?:[,;.]|$)|\s+(?:and|&)\s)"
    )


@cache
def _initials() -> re.Pattern[str]:
    return re.compile(rf"{_SIGN}\s*(?P<name>{name_pattern()})")
