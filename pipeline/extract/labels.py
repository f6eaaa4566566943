"""Speaker labels: what stands before the colon at the head of a turn."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.names import is_name, is_team, is_title, name_pattern, without_honorific
from pipeline.extract.words import words
from pipeline.readers.traced import Traced


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label.

    `printed` is the label as it stands there; `names` are the names in it, the fullest
    first (`Ana Lima/Barke9` holds two; `Speaker 4` none); `team` tells that a group speaks,
    `letter` that a written message follows (`From the … Department:`), `asks` that the label
    stands for whoever asks (`Audience:`), `moderates` that it is the moderator's.
    """

    printed: str
    names: tuple[str, ...]
    title: str | None = None
    affiliation: str | None = None
    team: bool = False
    letter: bool = False
    asks: bool = False
    moderates: bool = False


def read_label(text: Traced) -> tuple[Label, Traced] | None:
    """The label at the head of `text` and what follows it; None where there is none."""
    match = _label_pattern().match(text.text)
    if match is None:
        return None
    rest = text.cut(match.end())
    label = _team(match) or _person(match)
    return (label, rest) if label else None


def _team(match: re.Match[str]) -> Label | None:
    said = match["said"]
    named = re.match(r"from\s+(?:the\s+|our\s+)?(?=\S)", said, re.IGNORECASE)
    name = said[named.end() :] if named else re.sub(r"^[Tt]he\s+", "", said)
    if not re.match(name_pattern(), name) or not (named or is_team(name)):
        return None
    if name.split()[0].casefold() in words().not_names:
        return None
    if named and not is_team(name) and is_name(name):
        return Label(match["label"].strip(), (name,), letter=True)
    return Label(match["label"].strip(), (name,), team=True, letter=named is not None)


def _person(match: re.Match[str]) -> Label | None:
    names = tuple(without_honorific(name.strip()) for name in match["said"].split("/"))
    if not all(is_name(name) for name in names):
        return None
    described = match["described"]
    letter = described is not None and words().in_writing.search(described) is not None
    titled = described is not None and is_title(described)
    return Label(
        printed=match["label"].strip(),
        names=tuple(sorted(names, key=lambda name: -len(name.split()))),
        title=described if titled and not letter else None,
        affiliation=None if titled or letter else described,
        letter=letter,
    )


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<label>(?P<said>[^\s:：(][^:：(\n]{0,80}?)(?:\s*\((?P<described>[^()\n]{1,120})\))?)"
        r"\s*(?:：|:(?:\s|$))\s*"
    )
