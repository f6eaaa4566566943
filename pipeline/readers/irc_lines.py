"""The lines of IRC logs as the usual programs write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

_STAMP = re.compile(
    r"\s*(?:"
    r"T (?P<epoch>\d{9,10})(?=\s)"
    r"|[\[(]?(?P<iso>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?)[\])]?(?=\s|$)"
    r"|(?P<month>[^\W\d_]{3,4})\.? (?P<day>\d{1,2}) (?P<of_day>\d{1,2}:\d\d(?::\d\d)?)(?=\s|$)"
    r"|[\[(]?(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?)[\])]?(?=\s|$)"
    r")"
)
_NICK = re.compile(
    r"\s*(?:\*\*)?\\?(?:<|&lt;)\s?[@+%&~!]?(?P<nick>[^<>\n]{1,60}?)\\?(?:>|&gt;)(?:\*\*)?(?:\s|$)"
)
_NAMED = re.compile(r"\s*(?P<nick>[^\s:<>*]{1,40}):(?:\s|$)")
_TABBED = re.compile(r"\s*(?![-=!<>]+\t)[@+]?(?P<nick>[^\s:<>*]{1,40})\t(?=\S)")
_BRACKETED = re.compile(r"\s*\[(?P<nick>[^\s<>*]{1,40}?)\](?:\s|$)")
_ACTION = re.compile(r"\s*(?:[*—•]\s+|\*{3}(?=[^\s*])|Action: )(?P<nick>\S{1,40})\s+(?=\S)")
_NOTED = re.compile(
    r"\s*-(?!(?i:\w{1,20}serv)\b)(?P<nick>\w[^\s()<>]{0,39}?)(?:\([^\s()]{1,80}\))?-\s+(?=\S)"
)
_RENAME = re.compile(
    r"\W*(?P<old>[^\s<>]{1,40}) (?:is now known as|has changed (?:his|her|their) nick to"
    r"|est maintenant connu sous le nom de|heißt jetzt|ist jetzt bekannt als)"
    r" (?P<new>[^\s<>]{1,40}?)\.?\s*$"
    r"|\s*(?:\*{3}|Nick change:) (?P<was>[^\s<>]{1,40}) (?:→|->) (?P<is>[^\s<>]{1,40})\s*$"
)
_WHO = r"[*—•←→⇐⇒]?\s*\S{1,60}(?: [\[(].{0,120}?[\])])?"
_NOTICE = re.compile(
    r"\s*(?:"
    r"(?:\*{2,}|-!-|-->|<--|={2,}|-{3,}|=-=|=!=|--(?=\t)|\|<--|-->\|)(?:\s|\W*$)"
    r"|-\w{1,20}serv\b[^\s-]{0,80}-(?:\s|$)"
    rf"|{_WHO} (?:has )?(?:joined|left|quit|parted|entered)"
    r"(?: (?:the (?:room|channel|chat)|#\S+|IRC|\().{0,200}|\.?\s*$)"
    rf"|{_WHO} (?:sets mode|(?:has )?(?:set|changed) the (?:topic|subject) to|was kicked"
    r"|gives (?:voice|channel))"
    r"|\*?\s*(?:mode (?:\(|/|is [+-])|topic (?:for|set|is ')|(?:you are )?now talking (?:in|on) \S"
    r"|set by \S+ on )"
    r"|session (?:start|close|ident|time): "
    r")",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?P<month>[^\W\d_]{3}) (?P<day>\d{1,2})(?: \d\d:\d\d:\d\d)?(?: [A-Z]{3,4})?"
    r" (?P<year>(?:19|20)\d\d)\b"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ESCAPED = re.compile(r"\\([\\_<>*\[\]()#+.!~`-])")
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
_NOON = 12
_SOME, _MOST = 0.2, 0.5  # of the lines that a log shows its style in, at least
_HEADED = 0.1  # of the lines without a nick that end in a colon, in what is no log


class Style(StrEnum):
    """How a log sets nicks apart; `EATEN` where a web page has taken them for tags."""

    ANGLED = "angled"
    NAMED = "named"
    TABBED = "tabbed"
    BRACKETED = "bracketed"
    EATEN = "eaten"


_NICKS = {
    Style.ANGLED: _NICK,
    Style.NAMED: _NAMED,
    Style.TABBED: _TABBED,
    Style.BRACKETED: _BRACKETED,
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a line was written: a moment, or a time of day; neither where that makes no sense."""

    end: int
    sent_at: datetime | None = None
    clock: time | None = None
    month: int | None = None
    day: int | None = None
    written: bool = False

    @property
    def sound(self) -> bool:
        """Whether the line's time makes sense, or it has none."""
        return not self.written or self.sent_at is not None or self.clock is not None


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something in a line, and where it begins."""

    nick: str
    at: int
    action: bool = False


def style_of(lines: Iterable[str]) -> Style | None:
    """How most lines set nicks apart; None where it looks like no log."""
    counts = dict.fromkeys(Style, 0)
    total = 0
    headed = 0
    for line in lines:
        if not line.strip():
            continue
        total += 1
        stamp = read_stamp(line)
        if _NICK.match(line, stamp.end):
            counts[Style.ANGLED] += 1
        elif is_notice(line, stamp):
            total -= 1
        elif stamp.written:
            # the heads of a call's chat in a language unknown to us: some may be private
            headed += line.rstrip().endswith(":")
            found = next(
                (s for s, nick in _NICKS.items() if nick.match(line, stamp.end)), Style.EATEN
            )
            counts[found] += 1
    style = max(counts, key=lambda one: counts[one])
    if counts[Style.ANGLED]:
        style = Style.ANGLED
    if style is Style.EATEN and headed >= _HEADED * counts[style]:
        return None
    enough = _MOST if style is Style.EATEN else _SOME
    return style if total and sum(counts.values()) >= enough * total else None


def read_stamp(line: str) -> Stamp:
    """The stamp at the head of a line."""
    found = _STAMP.match(line)
    if found is None:
        return Stamp(0)
    end = found.end()
    try:
        if found["epoch"]:
            return Stamp(end, datetime.fromtimestamp(int(found["epoch"]), UTC), written=True)
        if found["iso"]:
            return Stamp(end, datetime.fromisoformat(found["iso"]), written=True)
        clock = read_clock(found["clock"] or found["of_day"])
    except ValueError:
        return Stamp(end, written=True)
    if found["month"]:
        month = _month(found["month"])
        return Stamp(end, None, clock, month, int(found["day"]), written=True)
    return Stamp(end, None, clock, written=True)


def read_said(line: str, stamp: Stamp, style: Style) -> Said | None:
    """Who speaks in a line; None where nobody's name stands there."""
    stamped = style is Style.ANGLED or (style is not Style.EATEN and stamp.written)
    if stamped and (found := _NICKS[style].match(line, stamp.end)):
        return Said(unescaped(found["nick"]).strip(), found.end())
    if style is not Style.ANGLED and (found := _NICK.match(line, stamp.end)):
        return Said(unescaped(found["nick"]).strip(), found.end())
    if stamp.written and (found := _NOTED.match(line, stamp.end)):
        return Said(found["nick"], found.end())
    if style is not Style.EATEN and (found := _ACTION.match(line, stamp.end)):
        return Said(found["nick"], found.end(), action=True)
    return None


def form_of(line: str, stamp: Stamp) -> str:
    """How a line's time is written, whatever it says: `[0:0:0]` for `[18:09:12]`."""
    return _LETTERS.sub("a", _DIGITS.sub("0", line[: stamp.end].strip()))


def rename_in(line: str, stamp: Stamp) -> tuple[str, str] | None:
    """The old and the new name, where a line says that somebody changes it."""
    found = _RENAME.match(line, stamp.end)
    if found is None:
        return None
    return (found["old"] or found["was"]).strip("*"), found["new"] or found["is"]


def is_notice(line: str, stamp: Stamp) -> bool:
    """Whether a line is the program's, about comings, goings and settings."""
    return _NOTICE.match(line, stamp.end) is not None


def day_in(line: str) -> date | None:
    """The day that a program's line names, as when a log begins or a day ends."""
    found = _DATED.search(line)
    month = _month(found["month"]) if found else None
    if found is None or month is None:
        return None
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


def unescaped(text: str) -> str:
    """A text of Markdown without its backslashes."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _month(name: str) -> int | None:
    short = name.casefold()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def read_clock(written: str) -> time:
    """A time of day, with or without seconds, `pm` and the like.

    Raises:
        ValueError: there is no such time.
    """
    half = written[-2:].casefold() if written[-1:] in "mM" else ""
    hours, minutes, seconds, *_ = (*map(int, written.strip("aApPmM ").split(":")), 0)
    if half:
        hours = hours % _NOON + (_NOON if half == "pm" else 0)
    return time(hours, minutes, seconds)
