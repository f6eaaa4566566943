"""Text that knows where each of its characters stood in the source."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span of a document.

    Lines are 1-based and inclusive; `char_start` counts from the start of the first line,
    `char_end` from the start of the last one, both 0-based, the end exclusive.
    """

    line_start: int
    line_end: int
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, as `origins`, the (offset, line, character) at which its pieces begin.

    From one origin to the next the characters lie side by side in one source line.
    """

    text: str
    origins: tuple[tuple[int, int, int], ...]

    @classmethod
    def at(cls, text: str, line: int, char: int = 0) -> "Traced":
        """A text that lies in one line from `char` on."""
        return cls(text, ((0, line, char),))

    @classmethod
    def join(cls, parts: Iterable["Traced"], separator: str = " ") -> "Traced":
        """The parts one behind the other; a separator belongs to the part before it."""
        parts = list(parts)
        if len(parts) == 1:
            return parts[0]
        texts: list[str] = []
        origins: list[tuple[int, int, int]] = []
        length = 0
        for part in parts:
            if texts:
                length += len(separator)
            origins.extend((length + offset, line, char) for offset, line, char in part.origins)
            texts.append(part.text)
            length += len(part.text)
        return cls(separator.join(texts), tuple(origins))

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.text)

    def cut(self, start: int, end: int | None = None) -> "Traced":
        """The characters from `start` up to `end`, without white space around them."""
        piece = self.text[start:end]
        if piece == self.text and not (piece[:1].isspace() or piece[-1:].isspace()):
            return self
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        first = self._piece(start)
        offset, line, char = self.origins[first]
        last = self._piece(start + max(len(piece), 1) - 1)
        inner = self.origins[first + 1 : last + 1]
        return Traced(
            piece,
            ((0, line, char + start - offset), *((o - start, ln, ch) for o, ln, ch in inner)),
        )

    def place(self) -> Place:
        """Where the whole text stood."""
        _, first_line, first_char = self.origins[0]
        last_offset, last_line, last_char = self.origins[-1]
        return Place(first_line, last_line, first_char, last_char + len(self.text) - last_offset)

    def _piece(self, offset: int) -> int:
        return max(bisect_right(self.origins, (offset, float("inf"), 0)) - 1, 0)
