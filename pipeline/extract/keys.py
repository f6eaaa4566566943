"""Who is behind numbered speakers, where a record says so: `Speaker 2 = Ana Lima, Pilot`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.extract.names import is_name, is_title, without_honorific
from pipeline.extract.words import words
from schemas.words import Role

_MOST = 10_000  # characters of a header among which numbers are given names


@dataclass(frozen=True, slots=True)
class Keyed:
    """Who speaks under a number: the name, if it is told, and whether they moderate."""

    name: str | None
    moderates: bool


def speaker_key(header: str) -> Mapping[str, Keyed]:
    """Those whom a header sets equal to numbered speakers, by the label in small letters.

    Behind a colon stand a speaker's words, too: there the line has to be a name and a title.
    """
    header = header[:_MOST]
    number = words().unnamed_speakers.pattern
    entry = re.compile(rf"\b(?P<label>{number})\s*(?P<by>=|→|\bis\b|[-–—]|:)\s*", re.IGNORECASE)
    starts = list(entry.finditer(header))
    ends = [*(start.start() for start in starts[1:]), len(header)]
    found: dict[str, Keyed] = {}
    for start, end in zip(starts, ends, strict=False):
        keyed = _keyed(header[start.end() : end], alone=start["by"] == ":")
        if keyed.name or keyed.moderates:
            found.setdefault(start["label"].casefold(), keyed)
    return found


def _keyed(said: str, *, alone: bool) -> Keyed:
    """Whom the words between one number and the next mean."""
    line = said.strip().partition("\n")[0].rstrip(" ,;.")
    first, *rest = re.split(r"(?:[,;]|(?<![A-Z])\.)\s", line, maxsplit=1)
    who = re.fullmatch(r"(?P<said>[^()]*?)\s*(?:\((?P<beside>[^()]*)\))?", first)
    if who is None or (alone and not all(map(is_title, rest))):
        return Keyed(None, moderates=False)
    moderates = words().roles[Role.FACILITATOR].label.match(f"{who['said']}:") is not None
    name = without_honorific(who["beside"] or "" if moderates else who["said"])
    return Keyed(name if is_name(name) and not is_title(name) else None, moderates)
