"""What words about time mean as days: what all rules of the grammar make, and weekdays."""

from datetime import date

from pipeline.enrich.calendar_days import Span, Unit, calendar_span, days_on, whole_months
from pipeline.enrich.calendar_words import Meaning
from pipeline.enrich.cascade import Found

#: What a rule makes of words that look like a due day and are none.
NOT_DUE = Meaning("other")


def period(span: Span, *, sure: bool = True, fixed: bool = True) -> Meaning:
    """The meaning of words for the days of `span`; not due where it has no days."""
    if span.last < span.first:
        return NOT_DUE
    return Meaning("period", span.first.toordinal(), span.last.toordinal(), sure, fixed)


def whole(meaning: Meaning, day: date) -> Span:
    """The days of a period, or of the session's own week, month, … ("of the year")."""
    if meaning.kind == "period":
        return meaning.span
    return calendar_span(day, Unit(meaning.low))


def drop(_found: Found, _day: date) -> Meaning:
    """Read the words as not due."""
    return NOT_DUE


def one(day: date, *, sure: bool = True) -> Meaning:
    """The meaning of words for one day."""
    return period(Span(day, day), sure=sure)


def weekday_of(found: Found, _day: date) -> Meaning | None:
    """The weekday of a week that was said; before a date it adds nothing."""
    span = found["period"].span
    if span.first == span.last:
        return found["period"]
    if span != calendar_span(span.first, Unit.WEEK):
        return None
    return one(days_on(span.first, found["weekday"].low))


def nth_weekday(found: Found, day: date) -> Meaning | None:
    """The first, second, … or last such weekday of a month."""
    span = whole(found["whole"], day)
    if whole_months(span) != 1:
        return None
    if found["n"].kind == "last":
        return one(days_on(span.last, -((span.last.weekday() - found["weekday"].low) % 7)))
    ahead = (found["weekday"].low - span.first.weekday()) % 7
    there = days_on(span.first, ahead + 7 * (found["n"].low - 1))
    return one(there) if there <= span.last else None


def weeks_on(found: Found, day: date) -> Meaning | None:
    """So many weeks after a coming weekday: "Friday week", "two weeks on Monday"."""
    unit, count = Unit(found["unit"].low), found.get("count")
    if unit not in (Unit.WEEK, Unit.FORTNIGHT) or (count and count.low != count.high):
        return None
    weeks = (count.low if count else 1) * (2 if unit is Unit.FORTNIGHT else 1)
    return one(days_on(_coming(found["weekday"].low, day), 7 * weeks))


def _coming(weekday: int, day: date, least: int = 1) -> date:
    """The first such weekday that is at least so many days off."""
    return days_on(day, least + (weekday - day.weekday() - least) % 7)


def weekday_named(found: Found, day: date) -> Meaning:
    """The coming weekday, or that of the next week."""
    wanted = found["weekday"]
    if "next" in found and not found["next"].low:
        return one(days_on(calendar_span(day, Unit.WEEK, 1).first, wanted.low))
    least = 0 if "this" in found else 1
    return one(_coming(wanted.low, day, least), sure=wanted.sure or len(found) > 1)
