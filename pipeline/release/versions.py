"""The version of the data: year, month, and a running number in that month."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from pipeline.release import ReleaseError

_VERSION = re.compile(r"([0-9]{4})\.([1-9]|1[0-2])\.([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version, `YYYY.M.N`; later ones are greater."""

    year: int
    month: int
    number: int

    @classmethod
    def read(cls, text: str) -> Self:
        """The version that a text names.

        Raises:
            ReleaseError: it names none.
        """
        found = _VERSION.fullmatch(text)
        if not found:
            raise ReleaseError(f"{text!r} is no version; one is written YYYY.M.N, like 2031.5.1")
        return cls(*map(int, found.groups()))

    @classmethod
    def first(cls, day: date) -> Self:
        """The first version of a day's month."""
        return cls(day.year, day.month, 1)

    def following(self, day: date) -> "Version":
        """The next version of a day's month after this one.

        Raises:
            ReleaseError: this one is of a later month.
        """
        first = Version.first(day)
        if self < first:
            return first
        if (self.year, self.month) != (day.year, day.month):
            raise ReleaseError(f"{self} is of a later month than {day}; give a later --date")
        return Version(self.year, self.month, self.number + 1)

    def __str__(self) -> str:
        """As it is written."""
        return f"{self.year}.{self.month}.{self.number}"
