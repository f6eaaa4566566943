"""Runs of apostrophes, which switch bold and italics on and off."""

import re

QUOTES = "'{2,}"

_ITALICS, _STRONG, _BOTH = 2, 3, 5


def quote_marks(text: str) -> dict[int, tuple[int, bool]]:
    """What each run of apostrophes in a line is, by its place.

    That is how many apostrophes of it are text, and whether it switches bold. As in MediaWiki,
    where both bold and italics stay open, one bold mark is an apostrophe and an italic mark
    (`l''Avvenire''` written with three).
    """
    runs = [(run.start(), run.end() - run.start()) for run in re.finditer(QUOTES, text)]
    marks = {start: _width(length) for start, length in runs}
    strong = [start for start, width in marks.items() if width in (_STRONG, _BOTH)]
    italics = [start for start, width in marks.items() if width in (_ITALICS, _BOTH)]
    if len(strong) % 2 and len(italics) % 2:
        candidates = [start for start, width in marks.items() if width == _STRONG]
        if candidates:
            marks[min(candidates, key=lambda start: _unlikely(text, start))] = _ITALICS
    return {
        start: (length - marks[start], marks[start] in (_STRONG, _BOTH)) for start, length in runs
    }


def _width(length: int) -> int:
    """How many apostrophes of a run are markup."""
    return _STRONG if length == _STRONG + 1 else min(length, _BOTH)


def _unlikely(text: str, start: int) -> int:
    """How unlikely an apostrophe is before the mark: least so behind a word of one letter."""
    before = text[max(start - 2, 0) : start].rjust(2)
    if before[1] == " ":
        return 2
    return 0 if before[0] == " " else 1
