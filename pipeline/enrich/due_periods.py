"""What is named in a sentence about time: days, weekdays, months, quarters, seasons, years.

`PERIODS` are the rules in the order in which they read. A day, month, quarter or season
without a year is the next one that is not over; seasons are northern and whole months
(spring from March, winter from December). "on Friday" is the next after the session's day,
"this Friday" may be that day itself, "next Friday" lies in the next calendar week, but "el
próximo viernes" is the coming one.
"""

from collections.abc import Callable
from datetime import date

from pipeline.enrich.calendar_days import (
    MONTHS_OF_YEAR,
    Feast,
    Span,
    Unit,
    calendar_span,
    days_on,
    feast_of,
    half_of,
    months_from,
    soonest,
    upcoming,
    whole_months,
)
from pipeline.enrich.calendar_words import Meaning
from pipeline.enrich.cascade import Found, rules
from pipeline.enrich.due_days import (
    drop,
    nth_weekday,
    one,
    period,
    weekday_named,
    weekday_of,
    weeks_on,
    whole,
)

# months in a numbered part of a year
_LENGTHS = {Unit.QUARTER: 3, Unit.SEMESTER: 6}


def _yearly(found: Found, day: date, in_year: Callable[[int], Span], *, sure: bool) -> Meaning:
    """A yearly span in the year that was said, else the next that is not over."""
    if "year" not in found:
        return period(soonest(in_year, day), sure=sure, fixed=False)
    year = found["year"].span
    if whole_months(year) != MONTHS_OF_YEAR:
        raise ValueError("not a year")
    return period(in_year(year.first.year))


def _year(found: Found, _day: date) -> Meaning:
    return period(months_from(found["year"].low, 1, 12), sure=False)


def _named_year(found: Found, _day: date) -> Meaning | None:
    is_year = Unit(found["unit"].low) is Unit.YEAR
    return period(found["year"].span) if is_year else None


def _unit(found: Found, day: date) -> Meaning | None:
    unit = Unit(found["unit"].low)
    ahead = 1 if "next" in found else -1 if "last" in found else 0
    return None if unit is Unit.DAY else period(calendar_span(day, unit, ahead))


def _weekend(found: Found, day: date) -> Meaning | None:
    is_weekend = Unit(found["unit"].low) is Unit.WEEKEND
    return period(calendar_span(day, Unit.WEEKEND)) if is_weekend else None


def _days_of_month(found: Found, day: date) -> Meaning:
    month, first = found["month"].low, found["day"].low
    last = found.get("to", found["day"]).low
    return _yearly(
        found, day, lambda year: Span(date(year, month, first), date(year, month, last)), sure=True
    )


def _monthday(found: Found, day: date) -> Meaning:
    said = found["date"]

    def in_year(year: int) -> Span:
        return Span(date(year, said.low, said.high), date(year, said.low, said.high))

    return _yearly(found, day, in_year, sure=True)


def _feast(found: Found, day: date) -> Meaning:
    def in_year(year: int) -> Span:
        return Span(*[feast_of(year, Feast(found["feast"].low))] * 2)

    if "next" in found and "year" not in found:
        return period(upcoming(in_year, day))
    return _yearly(found, day, in_year, sure=True)


def _after_next(found: Found, day: date) -> Meaning | None:
    if "weekday" in found:
        return one(days_on(calendar_span(day, Unit.WEEK, 2).first, found["weekday"].low))
    unit = Unit(found["unit"].low)
    return None if unit is Unit.DAY else period(calendar_span(day, unit, 2))


def _months(found: Found, day: date) -> Meaning:
    name = found["name"]
    first, length = {
        "month": (name.low, 1),
        "season": (3 * name.low + 3, 3),
        "quarter": (3 * name.low - 2, 3),
        "half": (6 * name.low - 5, 6),
    }[name.kind]

    def in_year(year: int) -> Span:
        return months_from(year, first, length)

    if "next" in found:
        return period(upcoming(in_year, day))
    return _yearly(found, day, in_year, sure=name.sure or "this" in found)


def _nth_of(found: Found, day: date) -> Meaning | None:
    """The third quarter, the second half of September, the first week of May."""
    unit, span = Unit(found["unit"].low), whole(found["whole"], day)
    last, n = found["n"].kind == "last", found["n"].low
    months = whole_months(span)
    if unit is Unit.HALF:
        return period(half_of(span, 2 if last else n))
    if unit is Unit.WEEK and months == 1:
        first = days_on(span.last, -6) if last else days_on(span.first, 7 * n - 7)
        return period(Span(first, min(days_on(first, 6), span.last)))
    if unit in _LENGTHS and months == MONTHS_OF_YEAR:
        return period(
            _numbered(span.first.year, MONTHS_OF_YEAR // _LENGTHS[unit] if last else n, unit)
        )
    return None


def _nth(found: Found, day: date) -> Meaning | None:
    unit, n = Unit(found["unit"].low), found["n"].low
    if unit not in _LENGTHS:
        return None
    return period(soonest(lambda year: _numbered(year, n, unit), day), sure=False, fixed=False)


def _numbered(year: int, n: int, unit: Unit) -> Span:
    length = _LENGTHS[unit]
    return months_from(year, length * (n - 1) + 1, length)


def _week_of(found: Found, _day: date) -> Meaning | None:
    span = found["period"].span
    if Unit(found["unit"].low) is not Unit.WEEK or span.first != span.last:
        return None
    return period(calendar_span(span.first, Unit.WEEK))


def _day_of(found: Found, day: date) -> Meaning | None:
    span = whole(found["whole"], day)
    return one(span.first.replace(day=found["day"].low)) if whole_months(span) == 1 else None


def _day_alone(found: Found, day: date) -> Meaning | None:
    """The next such day of a month; two months in a row never both lack it."""
    for ahead in range(3):
        month = calendar_span(day, Unit.MONTH, ahead)
        if 1 <= found["day"].low <= month.last.day:
            there = month.first.replace(day=found["day"].low)
            if there >= day:
                return one(there, sure=False)
    return None


def _relative(found: Found, day: date) -> Meaning:
    return one(days_on(day, found["relative"].low))


def _with_year(*patterns: str) -> tuple[str, ...]:
    years = ("{} comma year=period", "{} of? the? year=period", "{}")
    return tuple(year.format(pattern) for pattern in patterns for year in years)


_TO = "to|until|dash|or the? to=number|ordinal"
_NOT_COUNTED = "~unit|units"

PERIODS = (
    *rules(["year=year"], _year),
    *rules(["unit=unit year=period"], _named_year),
    *rules(
        [
            "unit=unit after_next",
            "after_next unit=unit",
            "weekday=weekday after_next",
        ],
        _after_next,
    ),
    *rules(
        [
            "later? in? this unit=unit|units",
            "later in the unit=unit",
            "next=next unit=unit",
            "unit=unit|units next=next",
            "last=last unit=unit ~of",
            "unit=unit|units last=last",
        ],
        _unit,
    ),
    *rules(["at the? unit=unit"], _weekend),
    *rules(
        _with_year(
            "between the? day=number|ordinal and the? to=number|ordinal of? month=month",
            "between month=month the? day=number|ordinal and the? to=number|ordinal",
            f"from? the? day=number|ordinal {_TO} of? month=month",
            "from the? day=number|ordinal at the? to=number|ordinal of? month=month",
            f"from? month=month the? day=number|ordinal {_TO} {_NOT_COUNTED}",
            "day=number|ordinal of? month=month",
            "day=nth of month=month",
            f"month=month the? day=number|ordinal {_NOT_COUNTED}",
        ),
        _days_of_month,
    ),
    *rules(["date=monthday year=year", "date=monthday"], _monthday),
    *rules(["last month|season|weekday|feast ~of", "month|weekday|feast last"], drop),
    *rules(["next=next feast=feast", *_with_year("feast=feast")], _feast),
    *rules(
        ["next=next|coming name=month|season", "name=month|season next=next"],
        _months,
    ),
    *rules(
        ["this=this name=season|month", *_with_year("name=month|season|quarter|half")],
        _months,
    ),
    *rules(["n=nth|ordinal|last unit=unit of? the? whole=period|unit"], _nth_of),
    *rules(["n=nth|ordinal unit=unit"], _nth),
    *rules(["unit=unit of the? period=period"], _week_of),
    *rules(["every nth|ordinal weekday", "ordinal|nth of every unit"], drop),
    *rules(["n=nth|last weekday=weekday of|in the? whole=period|unit"], nth_weekday),
    *rules(["last weekday"], drop),
    *rules(
        ["weekday=weekday comma? of? the? period=period", "period=period in|at? weekday=weekday"],
        weekday_of,
    ),
    *rules(
        ["weekday=weekday unit=unit", "count=count unit=unit|units at weekday=weekday"], weeks_on
    ),
    *rules(
        [
            "next=next weekday=weekday",
            "this=this weekday=weekday",
            "soon=coming weekday=weekday",
            "weekday=weekday soon=next",
            "weekday=weekday",
        ],
        weekday_named,
    ),
    *rules(["day=ordinal|nth of the? whole=period|unit"], _day_of),
    *rules(["day=ordinal ~other|unit|units|quarter|half|month"], _day_alone),
    *rules(["relative=relative"], _relative),
)
