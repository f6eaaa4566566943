"""Spans of days: the arithmetic of weeks, months, quarters, seasons and years.

Months clamp at their end, weeks run from Monday to Sunday. Everything here is pure;
a day that no calendar has raises ValueError or OverflowError.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from dateutil.easter import easter

#: How many months on "after X" is taken to end; the words themselves set no bound.
OPEN_END_MONTHS = 3

MONTHS_OF_YEAR = 12

_THURSDAY, _FRIDAY, _SATURDAY, _SUNDAY = 3, 4, 5, 6
_YEARS_AHEAD = 9  # between two 29ths of February lie up to eight years


class Unit(IntEnum):
    """A unit in which time is counted or named."""

    DAY = 1
    WORKDAY = 2
    WEEK = 3
    FORTNIGHT = 4
    MONTH = 5
    QUARTER = 6
    SEMESTER = 7
    YEAR = 8
    HALF = 9
    HOUR = 10
    WEEKEND = 11
    MINUTE = 12


class Feast(IntEnum):
    """A day that has a name."""

    EASTER = 1
    PENTECOST = 2
    THANKSGIVING = 3
    CHRISTMAS = 4
    NEW_YEAR = 5


class Part(IntEnum):
    """A part of a longer span."""

    EARLY = 0
    MID = 1
    LATE = 2


_OF_DAY = {Unit.HOUR: 24, Unit.MINUTE: 24 * 60}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEMESTER: 6, Unit.YEAR: 12}

_FIXED = {Feast.CHRISTMAS: (12, 25), Feast.NEW_YEAR: (1, 1)}

# length of a span in months → first and last month of its early, middle and late part
_PARTS_OF_MONTHS = {
    3: ((1, 1), (2, 2), (3, 3)),
    6: ((1, 2), (3, 4), (5, 6)),
    12: ((1, 3), (5, 8), (10, 12)),
}
_PARTS_OF_MONTH = ((1, 10), (11, 20), (21, 31))
_PARTS_OF_WEEK = ((0, 1), (2, 3), (4, 6))


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included; no days where `last` is the earlier."""

    first: date
    last: date


def days_on(day: date, count: int) -> date:
    """The day `count` days after `day` (before it where negative)."""
    return day + timedelta(days=count)


def feast_of(year: int, feast: Feast) -> date:
    """The day of a feast, as the western churches and the United States keep it."""
    if feast in _FIXED:
        return date(year, *_FIXED[feast])
    if feast is Feast.THANKSGIVING:
        first = date(year, 11, 1)
        return days_on(first, (_THURSDAY - first.weekday()) % 7 + 21)
    return days_on(easter(year), 49 if feast is Feast.PENTECOST else 0)


def months_on(day: date, count: int) -> date:
    """The same day `count` months later, or that month's last where it is shorter."""
    year, month = divmod(day.year * MONTHS_OF_YEAR + day.month - 1 + count, MONTHS_OF_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("a day outside the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def units_on(day: date, count: int, unit: Unit) -> date:
    """The day `count` units after `day`.

    Working days pass over Saturday and Sunday; hours and minutes count by the whole day that
    they fill.
    """
    if unit in _OF_DAY:
        return days_on(day, count // _OF_DAY[unit])
    if unit is Unit.WORKDAY:
        return _workdays_on(day, count)
    if unit in _DAYS:
        return days_on(day, count * _DAYS[unit])
    if unit in _MONTHS:
        return months_on(day, count * _MONTHS[unit])
    raise ValueError(f"nobody counts in {unit.name}")


def _workdays_on(day: date, count: int) -> date:
    weeks, rest = divmod(count, 5)
    day = days_on(day, 7 * weeks)
    for _ in range(rest):
        day = days_on(day, 3 if day.weekday() == _FRIDAY else 1)
    return day


def about(day: date, unit: Unit) -> Span:
    """The days half a unit around `day`."""
    slack = 182 if unit is Unit.YEAR else 15 * _MONTHS.get(unit, 0) or _DAYS.get(unit, 1) // 2 or 1
    return Span(days_on(day, -slack), days_on(day, slack))


def months_from(year: int, month: int, length: int = 1) -> Span:
    """`length` whole months, the first of them `month` of `year`."""
    first = date(year, month, 1)
    last = months_on(first, length - 1)
    return Span(first, last.replace(day=monthrange(last.year, last.month)[1]))


def calendar_span(day: date, unit: Unit, ahead: int = 0) -> Span:
    """The calendar day, week, weekend, month, … of `day`, or the one so many `ahead`."""
    if unit is Unit.DAY:
        return Span(days_on(day, ahead), days_on(day, ahead))
    if unit in (Unit.WEEK, Unit.WEEKEND):
        monday = days_on(day, 7 * ahead - day.weekday())
        first = days_on(monday, _SATURDAY) if unit is Unit.WEEKEND else monday
        return Span(first, days_on(monday, _SUNDAY))
    if unit not in _MONTHS:
        raise ValueError(f"no calendar has a {unit.name}")
    length = _MONTHS[unit]
    first = months_on(day.replace(day=1), length * ahead - (day.month - 1) % length)
    return months_from(first.year, first.month, length)


def soonest(in_year: Callable[[int], Span], day: date) -> Span:
    """The first of a yearly span's occurrences that is not over on `day`."""
    for year in range(day.year - 1, day.year + _YEARS_AHEAD):
        try:
            span = in_year(year)
        except ValueError:
            continue
        if span.last >= day:
            return span
    raise ValueError("no such day in the years to come")


def upcoming(in_year: Callable[[int], Span], day: date) -> Span:
    """The first of a yearly span's occurrences that begins after `day`."""
    span = soonest(in_year, day)
    return span if span.first > day else soonest(in_year, days_on(span.last, 1))


def years_later(span: Span, years: int) -> Span:
    """The span of the same name `years` later; month ends stay month ends."""
    behind = months_on(days_on(span.last, 1), MONTHS_OF_YEAR * years)
    return Span(months_on(span.first, MONTHS_OF_YEAR * years), days_on(behind, -1))


def whole_months(span: Span) -> int:
    """How many whole months the span is made of; 0 where it is not."""
    behind = days_on(span.last, 1)
    if span.first.day != 1 or behind.day != 1:
        return 0
    return (behind.year - span.first.year) * MONTHS_OF_YEAR + behind.month - span.first.month


def part_of(span: Span, part: Part) -> Span:
    """The early, middle or late part.

    Of a month the 1st to 10th, 11th to 20th, 21st to end; of a quarter, season or half its
    thirds; of a year January to March, May to August, October to December; of a week Monday
    and Tuesday, Wednesday and Thursday, Friday to Sunday; a day has no parts.

    Raises:
        ValueError: The span is none of these.
    """
    months = whole_months(span)
    if span.first == span.last:
        return span
    if months == 1:
        first, last = _PARTS_OF_MONTH[part]
        end = min(last, span.last.day)
        return Span(span.first.replace(day=first), span.first.replace(day=end))
    if months in _PARTS_OF_MONTHS:
        first, last = _PARTS_OF_MONTHS[months][part]
        start = months_on(span.first, first - 1)
        return months_from(start.year, start.month, last - first + 1)
    if span == calendar_span(span.first, Unit.WEEK):
        first, last = _PARTS_OF_WEEK[part]
        return Span(days_on(span.first, first), days_on(span.first, last))
    raise ValueError("no parts are known of such a span")


def half_of(span: Span, number: int) -> Span:
    """The first or second half of a month or of an even number of months."""
    months = whole_months(span)
    if number not in (1, 2) or months == 0 or (months > 1 and months % 2):
        raise ValueError("no halves are known of such a span")
    if months == 1:
        middle = span.first.replace(day=15)
    else:
        middle = days_on(months_on(span.first, months // 2), -1)
    return Span(span.first, middle) if number == 1 else Span(days_on(middle, 1), span.last)


def open_ended(first: date, end: date) -> Span:
    """From `first` to three months after `end`."""
    return Span(first, days_on(months_on(days_on(end, 1), OPEN_END_MONTHS), -1))
