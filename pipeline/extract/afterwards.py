"""Whether a record says of its questions that they were answered after the session."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from pipeline.extract.days import full_days, nearest_day
from pipeline.extract.grouping import Group
from pipeline.extract.header import Header
from pipeline.extract.layouts import Section
from pipeline.extract.unit import Unit
from pipeline.extract.words import words

_ZONE = re.compile(r"\s\([A-Z]{2,5}\)")


def is_listed_after(section: Section, found: Sequence[Group]) -> bool:
    """Whether a section's headings, or its first words, say that it was answered afterwards."""
    over = [one for one in (section.parent, section.heading) if one]
    first = found[0].asked[0] if found else None
    before = takewhile(lambda unit: unit is not first, section.units)
    intro = [unit for unit in before if not (unit.label or unit.mark or unit.is_heading)]
    return any(words().answered_after.search(unit.text.text) for unit in (*over, *intro))


def is_written_afterwards(header: Header, *, in_part: bool) -> bool:
    """Whether the whole record answers what the session did not get to.

    Its title says so, or a paragraph over the first question that also presents the answers, and
    no heading says it `in_part`.
    """
    after, presents = words().answered_after, words().presents_answers
    if header.title and after.search(header.title.text):
        return True
    if in_part:
        return False
    return any(after.search(line) and presents.search(line) for line in header.text.splitlines())


def with_later_stamps(units: Iterable[Unit], held: date) -> Iterator[Unit]:
    """Units of which those that were signed on a later day than the session's say so."""
    for unit in units:
        later = bool(unit.stamp) and _is_later(unit.stamp, held)
        yield replace(unit, later=True) if later else unit


def _is_later(stamp: str, held: date) -> bool:
    said = _ZONE.sub("", stamp)
    near = nearest_day(said, held)
    named = full_days(said) or ((near,) if near else ())
    return any(one.day > held for one in named)
