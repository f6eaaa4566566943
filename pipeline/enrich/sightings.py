"""What other revisions of the record show: which answers came later, and between which days."""

import re
from dataclasses import dataclass
from datetime import date

# so many words in a row; a text of fewer has to be there whole
_RUN = 4
# a reply that was touched up since is the same reply
_ENOUGH = 0.8
# a day, or the time stamp of a web archive; eight digits alone are the number of a revision
_STATED = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)|(\d{4})(\d\d)(\d\d)\d{6}(?!\d)")


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of the record: the day on which it stood so, where known, and its words."""

    day: date | None
    words: str
    runs: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, text: str, day: date | None) -> "Revision":
        """The revision that holds `text`."""
        words = _words(text)
        return cls(day, f" {' '.join(words)} ", _runs(words))

    def holds(self, text: str) -> bool:
        """Whether a text stands in the revision, if only in nearly the same words."""
        words = _words(text)
        if len(words) < _RUN:
            return f" {' '.join(words)} " in self.words
        runs = _runs(words)
        return len(runs & self.runs) >= _ENOUGH * len(runs)


@dataclass(frozen=True, slots=True)
class History:
    """The other revisions of a record, and its own day where known."""

    day: date | None = None
    others: tuple[Revision, ...] = ()

    def came_after(self, text: str, first: str) -> bool:
        """Whether an older revision holds the text `first` and lacks `text`."""
        return any(
            revision.holds(first) and not revision.holds(text)
            for revision in self.others
            if not (self.day and revision.day and revision.day > self.day)
        )

    def days(self, text: str, since: date) -> tuple[date, date | None]:
        """The days between which a text of the record came into it, not before `since`.

        A revision without the text counts only where it is older than one that holds it: of
        pages fetched on one day, none tells which came first.
        """
        days = [(r.day, r.holds(text)) for r in self.others if r.day and r.day >= since]
        if self.day and self.day >= since:
            days.append((self.day, True))
        latest = min((day for day, holds in days if holds), default=None)
        lacking = (day for day, holds in days if not holds and not (latest and day >= latest))
        return max(lacking, default=since), latest


def stated_day(revision: str | None, retrieved: date | None) -> date | None:
    """The day of a revision: the one that its name begins with, else that of its retrieval."""
    if written := _STATED.match(revision or ""):
        try:
            return date(*(int(part) for part in written.groups() if part))
        except ValueError:
            return retrieved
    return retrieved


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _runs(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))
