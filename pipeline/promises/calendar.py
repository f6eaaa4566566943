"""Promises as an iCalendar file (RFC 5545): the same promises give the same bytes."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pipeline.promises import Promise
from schemas.words import FollowUpKind

_LINE = 75  # octets, without the line end


def as_ics(promises: Iterable[Promise]) -> str:
    """A calendar of to-dos, and of events for votes and meetings that have days.

    Nothing in it is of the day on which it is made: a promise's stamp is the day it was given.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Office Hours Dataset//Promises//EN"]
    for promise in promises:
        lines += _component(promise)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _component(promise: Promise) -> Iterator[str]:
    is_event = promise.kind == FollowUpKind.EVENT and promise.due_earliest is not None
    name = "VEVENT" if is_event else "VTODO"
    yield f"BEGIN:{name}"
    yield f"UID:{_text(promise.follow_up_id)}"
    yield f"DTSTAMP:{promise.made_on:%Y%m%d}T000000Z"
    if is_event and promise.due_earliest and promise.due_latest:
        # the end of an event in days is the day after its last
        yield f"DTSTART;VALUE=DATE:{_day(promise.due_earliest)}"
        yield f"DTEND;VALUE=DATE:{_day(promise.due_latest + timedelta(days=1))}"
        yield "TRANSP:TRANSPARENT"
    elif promise.due_latest:
        yield f"DUE;VALUE=DATE:{_day(promise.due_latest)}"
    yield f"SUMMARY:{_text(promise.text)}"
    yield f"DESCRIPTION:{_text(_description(promise))}"
    yield f"CATEGORIES:{_text(promise.kind)}"
    if not is_event:
        yield f"STATUS:{'COMPLETED' if promise.kept else 'NEEDS-ACTION'}"
    if promise.source_url and re.fullmatch(r"\S+", promise.source_url):
        yield f"URL:{promise.source_url}"
    yield f"END:{name}"


def _description(promise: Promise) -> str:
    by = f"Promised by {promise.by} " if promise.by else "Promised "
    lines = [f"{by}on {promise.made_on}, in reply to: {promise.question}"]
    if promise.due_text:
        lines.append(f"Due '{promise.due_text}': {promise.due_earliest} to {promise.due_latest}")
    if promise.days_late:
        lines.append(f"Late by {promise.days_late} days")
    return "\n".join(lines)


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _text(value: str) -> str:
    """A value of type TEXT: what has a meaning there is escaped, other control characters go."""
    escaped = re.sub(r"([\\;,])", r"\\\1", re.sub(r"\r\n?", "\n", value))
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", escaped).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A content line as lines of no more than 75 octets; no character is cut in two."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    yield piece
