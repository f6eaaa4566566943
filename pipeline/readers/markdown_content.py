"""The text of one block of Markdown, and where it stands in the source."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_BOLD = "**"


@dataclass(frozen=True, slots=True)
class Content:
    """The text of one block, and where each of its lines stands in the source.

    `places` holds (offset in the text, line, character), one entry a line.
    """

    text: str
    places: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, text: str, first: int, lines: Sequence[str]) -> "Content":
        """Text that the parser cut from `lines`, from the line numbered `first` on."""
        text = text.rstrip("\n")
        places = []
        offset = 0
        for number, part in enumerate(text.split("\n"), start=first):
            source, said = lines[number - 1], part.strip()
            char = len(source.rstrip()) - len(said)
            if char < 0 or not source.startswith(said, char):  # the marks behind a heading
                char = max(source.find(said, source.find("#") + 1), 0)
            places.append((offset + len(part) - len(part.lstrip()), number, char))
            offset += len(part) + 1
        return cls(text, tuple(places))

    def lines(self) -> "list[Content]":
        """Each line by itself."""
        lines, start = [], 0
        for row, (offset, line, char) in zip(self.text.split("\n"), self.places, strict=True):
            lines.append(Content(row, ((offset - start, line, char),)))
            start += len(row) + 1
        return lines

    def cut(self, start: int, end: int) -> "Content":
        """What stands in one line from `start` up to `end`."""
        return Content(self.text[start:end], ((0, *self.place(start)),))

    def place(self, offset: int) -> tuple[int, int]:
        """The line and character at `offset`."""
        index = bisect_right(self.places, offset, key=lambda place: place[0]) - 1
        start, line, char = self.places[max(index, 0)]
        return line, max(char + offset - start, 0)


def bold_to_line_end(content: Content) -> Content:
    """The text with bold print that the next line closes with its first characters closed before.

    Programs print `**Why?` and `**The tide.` below it so, and a parser takes neither for a mark.
    """
    if f"\n{_BOLD}" not in content.text.replace(" ", ""):
        return content
    rows, places = content.text.split("\n"), list(content.places)
    for at in range(len(rows) - 1):
        row, said = rows[at], rows[at + 1].lstrip()
        if row.count(_BOLD) % 2 and said.startswith(_BOLD) and said[len(_BOLD) :].strip("* "):
            rows[at] = row.rstrip() + _BOLD + row[len(row.rstrip()) :]
            rows[at + 1] = rows[at + 1].replace(_BOLD, "", 1)
            offset, line, char = places[at + 1]
            places[at + 1] = (offset + len(_BOLD), line, char + len(_BOLD))
    return Content("\n".join(rows), tuple(places))
