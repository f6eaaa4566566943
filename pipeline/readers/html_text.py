"""The text of one block of a page, put together piece by piece."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import accumulate
from typing import NamedTuple

from pipeline.readers.document import Link
from pipeline.readers.text import split_lines
from pipeline.readers.traced import Traced

_ZERO_WIDTH = "\u200b"
_PIECE = re.compile(
    r"(?P<space>[\s\u200b]++)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
    r"|[^\s\u200b&]++(?:\ [^\s\u200b&]++)*+"
    r"|&",
    re.VERBOSE,
)
_TAIL = 32  # characters that a combining mark behind them may change


class Piece(NamedTuple):
    """A piece of text as it is read, at a position of the source; white space as it stands."""

    text: str
    position: int


def pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a stretch of text; an entity is one, white space is one."""
    for match in _PIECE.finditer(source, start, end):
        if match.lastgroup == "entity":
            said = unescape(match[0])
            # an entity may spell a control character, or what is not NFC
            said = said if said.isspace() else "".join(split_lines(said))
            if said:
                yield Piece(said, match.start())
        else:
            yield Piece(match[0], match.start())


def is_space(text: str) -> bool:
    """Whether a piece is white space, of which there is a kind without width."""
    return not text.replace(_ZERO_WIDTH, "").strip()


class TextBuilder:
    """A text that grows, with its origins and the runs of bold and links in it."""

    def __init__(self) -> None:
        """No text yet."""
        self._parts: list[str] = []
        self._length = 0
        self._space = ""
        self._origins: list[tuple[int, int, int]] = []
        self._bold: list[tuple[int, int, int]] = []
        self._links: list[tuple[int, int, int]] = []
        self.slanted = True  # all of it

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self._parts)

    def add_space(self, text: str) -> None:
        """White space, which counts only between words; that without width stays without."""
        if self._space != " ":
            self._space = _ZERO_WIDTH if not text.strip(_ZERO_WIDTH) else " "

    def add(
        self,
        text: str,
        line: int,
        char: int,
        *,
        bold: int = 0,
        link: int = 0,
        slanted: bool = False,
    ) -> None:
        """A piece that stands at a place; `bold` and `link` number its runs, 0 for none."""
        self.slanted = self.slanted and slanted
        if self._space and self._parts:
            self._parts.append(self._space)
            self._length += 1
        elif self._parts and _combines(text[0]):
            self._combine(text)
            return
        self._space = ""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        self._origins.append((start, line, char))
        _extend(self._bold, start, self._length, bold)
        _extend(self._links, start, self._length, link)

    def traced(self) -> Traced:
        """The text, with where it stood."""
        return Traced("".join(self._parts), tuple(self._origins))

    def strong(self) -> tuple[tuple[int, int], ...]:
        """The spans in bold."""
        return tuple((start, end) for start, end, _ in self._bold)

    def links(self, targets: list[str]) -> tuple[Link, ...]:
        """The links, by the list of all targets."""
        return tuple(Link(start, end, targets[number]) for start, end, number in self._links)

    def _combine(self, text: str) -> None:
        """Put a combining mark, and what follows it, onto the letter before it."""
        last = self._parts.pop()
        kept, changed = last[:-_TAIL], unicodedata.normalize("NFC", last[-_TAIL:] + text)
        self._parts += [kept, changed] if kept else [changed]
        old_length, self._length = self._length, self._length + len(kept + changed) - len(last)
        for runs in (self._bold, self._links):
            if runs and runs[-1][1] == old_length:
                runs[-1] = (runs[-1][0], self._length, runs[-1][2])


def _extend(runs: list[tuple[int, int, int]], start: int, end: int, number: int) -> None:
    if not number:
        return
    if runs and runs[-1][2] == number:
        start = runs.pop()[0]
    runs.append((start, end, number))


def _combines(char: str) -> bool:
    """Whether a character may melt into the one before it."""
    return unicodedata.combining(char) > 0 or "\u1160" <= char <= "\u11ff"


class Places:
    """From positions in a page to lines and characters of its source."""

    def __init__(self, lines: Sequence[str]) -> None:
        """The places in `lines` joined with line ends."""
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def line(self, position: int) -> int:
        """The number of the line that a position is in."""
        return bisect_right(self._starts, position)

    def place(self, position: int) -> tuple[int, int]:
        """The number of the line, and the character in it."""
        line = self.line(position)
        return line, position - self._starts[line - 1]


def read_text(source: str, start: int, end: int, places: Places) -> Traced | None:
    """All the text from `start` to `end`, where there is any."""
    builder = TextBuilder()
    for text, position in pieces(source, start, end):
        if is_space(text):
            builder.add_space(text)
        else:
            builder.add(text, *places.place(position))
    return builder.traced() if builder else None
