"""Lines of text without marks: what they hold, and how they are written and put together."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from markdown_it.common.normalize_url import validateLink

from pipeline.readers.document import BlockKind, Link
from pipeline.readers.traced import Traced

# words with single spaces between them: one piece of the source
_PIECE = re.compile(r"\S+(?: \S+)*")
# Thai, Lao, Burmese, Khmer, Chinese and Japanese with their punctuation
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """What stands between two line breaks, never empty.

    `hard` tells that the author broke the line before it, `bold` that all of it and nothing
    beyond it is set in bold; `shape` is the kind and depth that an HTML tag gave it.
    """

    text: Traced
    strong: tuple[tuple[int, int], ...]
    links: tuple[Link, ...]
    hard: bool
    bold: bool
    shape: tuple[BlockKind, int] | None = None

    def cut(self, start: int) -> "TextLine":
        """The line from `start` on; something must be left of it."""
        strong = [(max(a - start, 0), b - start) for a, b in self.strong if b > start]
        links = [
            Link(max(link.start - start, 0), link.end - start, link.target)
            for link in self.links
            if link.end > start
        ]
        text = self.text.cut(start)
        return replace(self, text=text, strong=tuple(strong), links=tuple(links))

    @classmethod
    def join(cls, lines: Sequence["TextLine"], separator: str = " ") -> "TextLine":
        """The lines as one; bold that goes on from one to the next is one span.

        A space is not put between two letters of a script that writes none between words.
        """
        if len(lines) == 1:
            return lines[0]
        texts: list[Traced] = []
        strong: list[tuple[int, int]] = []
        links: list[Link] = []
        start = 0
        for line, after in zip_longest(lines, lines[1:]):
            spans = [(a + start, b + start) for a, b in line.strong]
            if strong and spans and spans[0][0] == start <= strong[-1][1] + 1:
                spans[0] = (strong.pop()[0], spans[0][1])
            strong += spans
            links += [Link(k.start + start, k.end + start, k.target) for k in line.links]
            text = line.text.text + (_separator(line, after, separator) if after else "")
            texts.append(Traced(text, line.text.origins))
            start += len(text)
        return replace(
            lines[0], text=Traced.join(texts, ""), strong=tuple(strong), links=tuple(links)
        )


def _separator(line: TextLine, after: TextLine, separator: str) -> str:
    spaceless = _SPACELESS.match(line.text.text[-1]) and _SPACELESS.match(after.text.text)
    return "" if spaceless and separator == " " else separator


class LineWriter:
    """A line that is being written."""

    def __init__(self, *, bold: bool) -> None:
        """Begin a line; `bold` tells that bold goes on from the line before it."""
        self.spaced = False
        self._began_bold = bold
        self._parts: list[str] = []
        self._length = 0
        self._origins: list[tuple[int, int, int]] = []
        self._next = (0, 0)  # where the source goes on
        self._strong: list[tuple[int, int]] = []
        self._links: list[Link] = []
        self._strong_from: int | None = None
        self._link_from: int | None = None

    def write(self, text: str, line: int, char: int, *, bold: bool, linked: bool) -> None:
        """Add a piece of one source line, its white space collapsed."""
        end = 0
        for piece in _PIECE.finditer(text):
            spaced = self._length > 0 and (self.spaced or piece.start() > 0)
            start = self._put(piece[0], line, char + piece.start(), spaced=spaced)
            if bold and self._strong_from is None:
                self._strong_from = start
            if linked and self._link_from is None:
                self._link_from = start
            self.spaced, end = False, piece.end()
        self.spaced = self.spaced or end < len(text)

    def _put(self, text: str, line: int, char: int, *, spaced: bool) -> int:
        if spaced:
            self._parts.append(" ")
            self._length += 1
        start = self._length
        if (line, char - spaced) != self._next:
            self._origins.append((start, line, char))
        self._parts.append(text)
        self._length += len(text)
        self._next = (line, char + len(text))
        return start

    def end_strong(self) -> None:
        """Bold ends here."""
        if self._strong_from is not None and self._strong_from < self._length:
            self._strong.append((self._strong_from, self._length))
        self._strong_from = None

    def end_link(self, target: str) -> None:
        """A link ends here."""
        if self._link_from is not None and target and validateLink(target):
            self._links.append(Link(self._link_from, self._length, target))
        self._link_from = None

    def linked(self) -> str:
        """The text of the link that is open."""
        if self._link_from is None or self._length - self._link_from > 1:
            return ""
        return self._parts[-1]

    def unlink(self) -> None:
        """Take back the one character of the link that is open."""
        self._parts.pop()
        self._length -= 1
        if self._origins[-1][0] == self._length:
            self._origins.pop()
        if self._parts[-1:] == [" "]:
            self._parts.pop()
            self._length -= 1
        self._next, self._link_from, self.spaced = (0, 0), None, True

    def finish(self, *, hard: bool, bold: bool, shape: tuple[BlockKind, int] | None) -> TextLine:
        """The line; `bold` tells that bold goes on behind it."""
        self.end_strong()
        alone = self._strong == [(0, self._length)] and not (bold or self._began_bold)
        text = unicodedata.normalize("NFC", "".join(self._parts))
        if len(text) < self._length:  # accents written as entities, joined with their letters
            self._shorten(len(text))
        traced = Traced(text, tuple(self._origins))
        return TextLine(traced, tuple(self._strong), tuple(self._links), hard, alone, shape)

    def __bool__(self) -> bool:
        """Whether anything is written."""
        return self._length > 0

    def _shorten(self, length: int) -> None:
        def within(offset: int) -> int:
            return min(offset, length - 1)

        self._origins = [(within(offset), line, char) for offset, line, char in self._origins]
        self._strong = [(within(start), min(end, length)) for start, end in self._strong]
        self._links = [Link(within(k.start), min(k.end, length), k.target) for k in self._links]
