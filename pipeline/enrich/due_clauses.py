"""What is said of a period: its part, a range, how far off it is, "by" it, "after" it.

`CLAUSES` are the rules in the order in which they read, after those of `due_periods`.
"in 3 weeks" is that one day, "about" allows half a unit around it; how many "a few" are is in
`due.yaml`. "by" and "before" begin with the session's day. "after X" has no end of its own:
it is taken to end three months after X, and so is "not before X", which may be X itself.
Fiscal years and quarters are left out, and so are "since", "every", "last" and "ago".
"""

from datetime import date

from pipeline.enrich.calendar_days import (
    Part,
    Span,
    Unit,
    about,
    calendar_span,
    days_on,
    open_ended,
    part_of,
    units_on,
    years_later,
)
from pipeline.enrich.calendar_words import Meaning
from pipeline.enrich.cascade import Found, rules
from pipeline.enrich.due_days import NOT_DUE, drop, period, whole

_PARTS = {"early": Part.EARLY, "mid": Part.MID, "late": Part.LATE}
_COMING = 3  # "the coming months" are three of them, as in the hand-coded sessions


def _part(found: Found, day: date) -> Meaning:
    """Early, mid or late, or from one part to another; the year's next where it is over."""
    of = found["of"]
    first = part_of(whole(of, day), _PARTS[found["part"].kind])
    last = part_of(whole(of, day), _PARTS[found.get("to", found["part"]).kind])
    span = Span(first.first, last.last)
    if span.last < day and not of.fixed:
        span = years_later(span, 1)
    return period(span, fixed=of.fixed)


def _closing(found: Found, day: date) -> Meaning:
    return period(part_of(calendar_span(day, Unit(found["unit"].low)), Part.LATE))


def _range(found: Found, _day: date) -> Meaning:
    """From one period to another; a year said of one of them is the other's, too."""
    a, b = found["a"], found["b"]
    first, last = a.span, b.span
    if not a.fixed and (b.fixed or first.first > last.last):
        first = _moved(first, last.first.year)
        first = years_later(first, -1) if first.first > last.first else first
    elif a.fixed and not b.fixed and last.last < first.first:
        last = _moved(last, first.first.year)
        last = years_later(last, 1) if last.last < first.first else last
    sure = a.sure or b.sure or "open" in found
    return period(Span(first.first, last.last), sure=sure, fixed=a.fixed or b.fixed)


def _moved(span: Span, year: int) -> Span:
    """The span of the same name that begins in `year`."""
    return years_later(span, year - span.first.year)


# how far off


def _exactly(found: Found, day: date) -> Meaning:
    count, unit = found["count"], Unit(found["unit"].low)
    low = found.get("least", count).low
    span = Span(units_on(day, low, unit), units_on(day, count.high, unit))
    if "about" in found and span.first == span.last:
        span = about(span.first, unit)
    return period(span)


def _after_days(found: Found, _day: date) -> Meaning:
    """So long after a period: a week after 7 September."""
    return _exactly(found, found["period"].span.last)


def _within(found: Found, day: date) -> Meaning:
    count = found["count"].high if "count" in found else 1
    return period(Span(day, units_on(day, count, Unit(found["unit"].low))))


def _coming(found: Found, day: date) -> Meaning:
    """The next month as a span: from the day on, unlike the calendar's next month."""
    unit = Unit(found["unit"].low)
    many = found["unit"].kind == "units"
    if unit is Unit.QUARTER and not many:
        return period(calendar_span(day, unit, 1))
    return period(Span(day, units_on(day, _COMING if many else 1, unit)))


# the words before a period


def _by(found: Found, day: date) -> Meaning:
    end = part_of(whole(found["of"], day), Part.LATE) if "of" in found else found["period"].span
    return period(Span(day, end.last))


def _before(found: Found, day: date) -> Meaning:
    return period(Span(day, days_on(found["period"].span.first, -1)))


def _after(found: Found, day: date) -> Meaning:
    span = found["period"].span
    return NOT_DUE if span.last < day else period(open_ended(days_on(span.last, 1), span.last))


def _not_before(found: Found, day: date) -> Meaning:
    span = found["period"].span
    return NOT_DUE if span.last < day else period(open_ended(span.first, span.last))


def _in(found: Found, _day: date) -> Meaning:
    return period(found["period"].span)


def _session(_found: Found, day: date) -> Meaning:
    return period(Span(day, day))


_COUNT = "count=count|number unit=unit|units"
_COUNTS = "least=count|number to|until|dash|or count=count|number unit=unit|units"
_OR_TWO = "least=count|number unit=unit or count=count|number"
_PART = "part=early|mid|late"

CLAUSES = (
    *rules(["period of? the? fiscal unit? period?", "fiscal unit? of? period"], drop),
    *rules(
        [
            "before the? late of? the? of=period",
            "before the? late of|from? the? of=unit|units",
            "before the? of=closing",
            "before the|this? of=unit|units ends",
            "before the? of=period ends",
        ],
        _by,
    ),
    *rules(
        [
            f"{_PART} dash? to|until|or|and|slash dash? to=early|mid|late dash? of? the? of=period",
            f"{_PART} dash? of|in? the? of=period",
            f"{_PART} dash? of|in|from? the? of=unit|units",
        ],
        _part,
    ),
    *rules(["unit=closing"], _closing),
    *rules(
        [
            "open=between the? a=period and in|at? the? b=period",
            "open=from the? a=period to|until|dash the? b=period",
            "a=period to|until|dash|slash|or in|at|to? the? b=period",
        ],
        _range,
    ),
    *rules(["between now and the? period=period"], _by),
    *rules(
        [
            "since the? period",
            "every the? period",
            f"{_COUNTS} ago",
            f"ago about? {_COUNTS}",
            f"spent|last|since|every|before|by|after|at about|around? {_COUNTS}",
        ],
        drop,
    ),
    *rules([f"{_COUNT} after the? period=period"], _after_days),
    *rules(
        [
            f"within about? {_COUNT} after|of the|this session",
            *(
                f"in|take|at? within|up_to about|around|the|coming? next? {count}"
                for count in (_COUNTS, _COUNT)
            ),
            *(f"in|within|at|around? the? coming|next {count}" for count in (_COUNTS, _COUNT)),
            "in|within|at? the count=count|number coming|next unit=unit|units",
            "within the unit=unit",
            "in|within|at? coming|next unit=unit or count=count|number",
        ],
        _within,
    ),
    *rules(
        [
            "in|within|at|around? the? coming unit=unit|units",
            "in|within|at? next unit=units",
            "in|within|at? the unit=unit|units to_come",
        ],
        _coming,
    ),
    *rules(
        [
            f"in|take about=about|around? {_COUNTS}",
            f"{_COUNTS} from_now",
            f"{_COUNTS} after the|this session",
            f"{_COUNTS} ~other|or|or_so",
            f"in|take about? {_OR_TWO}",
            f"{_OR_TWO} from_now",
            f"in|take {_COUNT} about=or_so",
            f"in about=about|around? {_COUNT}",
            f"{_COUNT} after the|this session",
            f"take count? about=about|around? {_COUNT}",
            f"{_COUNT} from_now",
        ],
        _exactly,
    ),
    *rules(
        [
            "by|until|within in|at|around|about? the? period=period",
            "period=period at_latest",
        ],
        _by,
    ),
    *rules(["before in|at? the? period=period"], _before),
    *rules(["after the? period=period"], _after),
    *rules(["not_before in|at? the? period=period"], _not_before),
    *rules(["in|at|from|around the? period=period"], _in),
    *rules(
        [
            "after the? late? of|the|this of|the|this? session",
            "in|at|to? the? late of|the|this of|the|this? session",
            "as_soon_as the|this session ends",
        ],
        _session,
    ),
)
