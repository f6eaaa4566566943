"""Dates in text, in every form in which people write them."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.extract.words import words

# office hours are no older, so that the `1900` of `18 August 1900 UTC` is a time
_YEAR = r"(?P<year>(?:199|20[0-9]|21[0-9])[0-9])(?![0-9]|\s*(?:UTC|GMT)\b)"
_DAY = r"[0-3]?[0-9]"
_ORDINAL = r"(?:st|nd|rd|th|er|[.º°ª])?"
_OF = r"(?:(?:of|the|de|del|di|do)\s)?"
_GAP = r"[\s,./‐‑–-]{1,3}"
_TO = r"\s?(?:[-‐‑–—&/]|to|and|bis|und|et|y|e|al?)\s?"
_START = r"(?<![^\W_])(?<![0-9][-.,:/])"
_MONTHS_OF_YEAR = 12
_LEAP_YEAR = 2000
_LONGEST_DATED = 30  # characters
_ANY_YEAR = re.compile("(?:199|20[0-9]|21[0-9])[0-9]|['’][0-9]{2}")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that the characters from `start` up to `end` of a text name."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as it is written; `days` are two where it is a range of days."""

    year: int | None
    month: int
    days: tuple[int, ...]
    start: int
    end: int

    def dates(self, year: int) -> Iterator[date | None]:
        """Its days, in `year` where none is written; None for what is on no calendar."""
        for day in self.days:
            try:
                yield date(self.year or year, self.month, day)
            except ValueError:
                yield None


def full_days(text: str) -> tuple[NamedDay, ...]:
    """The days that `text` names with day, month and year, in their order.

    Of a range (`14–15 May 2031`) these are its first and its last day, at one place. Left out
    are times of talk-page signatures, dates in addresses, days that are on no calendar, and
    numbers that can be read in two ways (`04/05/2031`).
    """
    if not _ANY_YEAR.search(text):
        return ()
    return tuple(
        NamedDay(day, written.start, written.end)
        for written in _written(text)
        if written.year
        for day in written.dates(written.year)
        if day
    )


def year_in(text: str) -> int | None:
    """The one year that `text` names."""
    years = {int(found["year"]) for found in re.finditer(rf"{_START}{_YEAR}(?!\w)", text)}
    return years.pop() if len(years) == 1 else None


def nearest_day(text: str, near: date) -> NamedDay | None:
    """The one day that `text` names without a year, in the year that brings it nearest.

    Of a range (`6/7 May`) it is the first.
    """
    written = list(_written(text))
    if len(written) != 1 or written[0].year:
        return None
    dates = (next(written[0].dates(near.year + year)) for year in (-1, 0, 1))
    found = [day for day in dates if day]
    day = min(found, key=lambda one: abs(one - near), default=None)
    return NamedDay(day, written[0].start, written[0].end) if day else None


def doubtful_days(text: str) -> tuple[NamedDay, ...]:
    """All days that numbers can mean which `full_days` leaves out.

    Numbers that can be read in two ways (`04/05/2031`, `4/5/31`), and eight digits (`20310504`).
    """
    return tuple(
        NamedDay(day, *match.span())
        for form in _doubtful_forms()
        for match in form.finditer(text)
        for day in _readings(match.groupdict())
    )


def _readings(said: Mapping[str, str]) -> Iterator[date]:
    """The days of the calendar that three numbers can be."""
    year = said["year"] if "year" in said else f"20{said['short']}"
    one, other = said["first"], said["second"]
    for day, month in dict.fromkeys(
        ((one, other), (other, one)) if "by" in said else ((one, other),)
    ):
        with suppress(ValueError):
            yield date(int(year), int(month), int(day))


@cache
def _doubtful_forms() -> tuple[re.Pattern[str], ...]:
    numbers = rf"{_START}(?P<first>{_DAY})(?P<by>[-‐‑–/])(?P<second>{_DAY})(?P=by)"
    return (
        re.compile(rf"{numbers}{_YEAR}(?!\.[0-9])"),
        re.compile(rf"{numbers}(?<=/)(?P<short>[0-9]{{2}})(?![\w/])"),
        re.compile(
            r"(?<![0-9])(?P<year>20[0-9]{2})(?P<second>[01][0-9])(?P<first>[0-3][0-9])(?![0-9])"
        ),
    )


def days_in(text: str, year: int) -> tuple[date | None, ...]:
    """All days that `text` names, those without a year in `year`.

    None stands for a day that is on no calendar.
    """
    return tuple(day for written in _written(text) for day in written.dates(year))


def is_dated(text: str) -> bool:
    """Whether a short text names a day of the calendar, of whatever year."""
    return len(text) <= _LONGEST_DATED and any(days_in(text, _LEAP_YEAR))


def _written(text: str) -> Iterator[_Written]:
    """The dates in a text; where two overlap, the one that begins first, or is longer."""
    matches = [match for form in _forms() for match in form.finditer(text)]
    end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() < end:
            continue
        if "skipped" in match.re.groupindex:
            end = match.end()
        elif written := _read(match):
            end = match.end()
            yield written


def _read(match: re.Match[str]) -> _Written | None:
    """The date in a match; None where it is none, or could be another one as well."""
    said = match.groupdict()
    short = f"20{said['short']}" if said.get("short") else None
    year = int(said["year"] or short or 0) or None
    if "name" in said:
        name = said["name"].casefold()
        month = words().months.get(name) or (words().short_months.get(name) if year else None)
        last = said["day"]
    else:
        last, month = _in_numbers(said)
    if month is None:
        return None
    days = (int(day) for day in (said.get("from"), last, said.get("to")) if day)
    return _Written(year, month, tuple(dict.fromkeys(days)), *match.span())


def _in_numbers(said: dict[str, str]) -> tuple[str, int | None]:
    """Day and month of a date in numbers; no month where either could be the day."""
    if "day" in said:
        return said["day"], int(said["month"])
    first, second = said["first"], said["second"]
    if int(second) > _MONTHS_OF_YEAR >= int(first):
        return second, int(first)
    sure = int(first) > _MONTHS_OF_YEAR or int(first) == int(second) or said["by"].strip() == "."
    return first, int(second) if sure else None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    names = sorted({*words().months, *words().short_months}, key=len, reverse=True)
    month = rf"(?P<name>{'|'.join(names)})\b\.?"
    word, clock, zone = r"[^\W\d]{3,12}", r"[0-9]{1,2}:[0-9]{2}", r"\([A-Z]{3,5}\)"
    more = rf"(?:{_TO}(?P<to>{_DAY}){_ORDINAL}(?![\w:]))?"
    year_behind = rf"(?:{_GAP}{_OF}{_YEAR}|\s['’](?P<short>[0-9]{{2}})\b)?"
    lines, two_digits, same = "(?P<by>[-‐‑–/])", r"(?P<by>[\s_.])", "(?P=by)"
    forms = (
        r"(?P<skipped>https?://\S+)",
        # talk-page signatures: 10:17, 16 July 2021 (UTC); 16 juillet 2021 à 10:17 (CEST)
        rf"(?P<skipped>\b{clock},?\s{_DAY}\.?\s{word}\.?\s[0-9]{{4}}\s{zone})",
        rf"(?P<skipped>\b{_DAY}\s{word}\.?\s[0-9]{{4}}\s(?:à|um)\s{clock}\s{zone})",
        # 2031-05-06, 2031/5/6
        rf"{_START}{_YEAR}{lines}(?P<month>[01]?[0-9]){same}(?P<day>{_DAY})(?![0-9]|{same}[0-9])",
        # 2031 05 06, 2031.05.06: only in two digits, and no further numbers but a time
        (
            rf"{_START}(?<![0-9]\s){_YEAR}{two_digits}(?P<month>[01][0-9]){same}"
            rf"(?P<day>[0-3][0-9])(?![0-9]|{same}[0-9]+(?![0-9:]))"
        ),
        rf"{_YEAR}\s?[年년]\s?(?P<month>[01]?[0-9])\s?[月월]\s?(?P<day>{_DAY})\s?[日일]",
        # 19-03-2031, 19.03.2031, 12/14/2031
        rf"{_START}(?P<first>{_DAY})(?P<by>[-‐‑–/]|\.\s?)(?P<second>{_DAY}){same}{_YEAR}(?!\.[0-9])",
        # December 14th, 2031; 14. Dezember 2031; 2031 December 14
        rf"{_START}{month}{_GAP}{_OF}(?P<day>{_DAY}){_ORDINAL}(?![\w:]){more}{year_behind}",
        (
            rf"{_START}(?:(?P<from>{_DAY}){_ORDINAL}{_TO})?"
            rf"(?P<day>{_DAY}){_ORDINAL}(?:{_GAP})?{_OF}{month}{year_behind}"
        ),
        rf"{_START}{_YEAR}{_GAP}{month}{_GAP}(?P<day>{_DAY})(?:st|nd|rd|th)?(?![\w:])",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)
