"""What each line of wikitext is: heading, list item, table row, or text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.readers.document import BlockKind
from pipeline.readers.table_spans import spans
from pipeline.readers.wikitext_edits import BREAK, HIDDEN, SOFT, STRONG_OFF, STRONG_ON, literal

_DEEPEST_HEADING = 6
_TEXT = re.compile(rf"[^\s{HIDDEN}{BREAK}{SOFT}{STRONG_ON}{STRONG_OFF}]")
_HEAD = re.compile(rf"[{HIDDEN}{BREAK}]*")
# a space before an indent's colon would make one of `text :)`
_MARKS = re.compile(rf"(?:[ \t]*(?=[*#]))?(?:{HIDDEN}*[*#:;])+")
_RULE = re.compile("-{4,}")
_REDIRECT = re.compile(r"#REDIRECT\b", re.IGNORECASE)
_TABLE_START = re.compile(rf"[ \t:]*{literal('{')}\|")
_TABLE_LINE = re.compile(r"[ \t]*(?P<mark>\|\}|\|-|\|\+|\||!)")
_CELL_END = re.compile(r"\[\[[^\[\]]*\]\]|(?P<mark>\|\||!!)")


@dataclass(frozen=True, slots=True)
class Shape:
    """A line with text, which stands from the index `start` of the page on.

    `joins_before` and `joins_after` tell whether its text goes on with a paragraph before it,
    and whether the text of the next line may go on with it; of one in a table, `row` numbers the
    table and the row in it, and `spans` are rows and columns of its cells.
    """

    kind: BlockKind
    text: str
    start: int
    depth: int = 0
    joins_before: bool = False
    joins_after: bool = False
    row: tuple[int, int] | None = None
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Silent:
    """A line without text, from `start` up to `end` of the page, that ends a paragraph.

    `rule` says what it is; it is empty where the line is blank or its markup was hidden.
    """

    start: int
    end: int
    rule: str = ""


class Lines:
    """Reads the lines of a page from the first to the last."""

    def __init__(self) -> None:
        """Begin a page."""
        self._tables = 0  # that are open
        self._row = (0, 0)  # the last table, and the row in it
        self._in_row = False  # that a cell of the row stands above
        self._under_item = False

    def read(self, page: str) -> Iterator[Shape | Silent]:
        """What each line is; `page` is what the scan left of the text."""
        start = 0
        for line in page.split("\n"):
            yield self._line(line, start)
            start += len(line) + 1

    def _line(self, line: str, start: int) -> Shape | Silent:
        end = start + len(line)
        if not _TEXT.search(line):
            return Silent(start, end)
        head = _HEAD.match(line)
        skipped = head.end() if head else 0
        text, begin = line[skipped:], start + skipped
        known = self._table(text, begin) or self._marked(text, begin)
        if known:
            return known
        if rule := _RULE.match(text):
            text, begin = text[rule.end() :], begin + rule.end()
            if not _TEXT.search(text):
                return Silent(start, end, "rule")
        self._under_item = False
        as_it_stands = line.startswith(" ")
        return Shape(
            BlockKind.PARAGRAPH,
            text,
            begin,
            joins_before=not (as_it_stands or rule or BREAK in line[:skipped]),
            joins_after=not (as_it_stands or text.rstrip(f" \t{HIDDEN}").endswith(BREAK)),
        )

    def _marked(self, text: str, begin: int) -> Shape | Silent | None:
        if text.startswith("=") and (heading := _heading(text, begin)):
            self._under_item = False
            return heading
        if _REDIRECT.match(text):
            return Silent(begin, begin + len(text), "redirect")
        marks = _MARKS.match(text)
        return self._item(marks, text, begin) if marks else None

    def _table(self, text: str, begin: int) -> Shape | Silent | None:
        silent = Silent(begin, begin + len(text), "table")
        if _TABLE_START.match(text):
            self._tables += 1
            self._row = (self._row[0] + 1, 1)
            self._in_row = False
            self._under_item = False
            return silent
        found = _TABLE_LINE.match(text) if self._tables else None
        if found is None:
            return None
        mark = found["mark"]
        self._tables -= mark == "|}"
        if mark in ("|}", "|-"):
            self._row = (self._row[0], self._row[1] + 1)
            self._in_row = False
            return silent
        cells, spanned = _cells(text[found.end() :], heads=mark == "!")
        if not _TEXT.search(cells):
            return Silent(begin, begin + len(text)) if HIDDEN in text else silent
        joins = mark != "|+"
        behind = joins and self._in_row  # a cell beside another is set apart by a bar
        self._in_row = joins
        return Shape(
            BlockKind.PARAGRAPH,
            f"|{cells}" if behind else cells,
            begin + found.end() - behind,
            joins_before=joins,
            joins_after=joins,
            row=self._row if joins else None,
            spans=spanned,
        )

    def _item(self, marks: re.Match[str], text: str, begin: int) -> Shape | Silent:
        signs = re.sub(r"[^*#:;]", "", marks[0])
        indent = not signs.strip(":")
        # an indented line under a list's item is about the item
        depth = len(signs) if indent and self._under_item else len(signs) - 1
        self._under_item = self._under_item or not indent
        if not _TEXT.search(text, marks.end()):
            return Silent(begin, begin + len(text), "empty_item")
        return Shape(BlockKind.ITEM, text[marks.end() :], begin + marks.end(), depth)


def _heading(text: str, begin: int) -> Shape | Silent | None:
    title = text.rstrip(f"{HIDDEN}{BREAK} \t")
    inner = title.strip("=")
    if not _TEXT.search(inner):
        return Silent(begin, begin + len(text), "rule")
    before = len(title) - len(title.lstrip("="))
    after = len(title) - len(title.rstrip("="))
    level = min(before, after, _DEEPEST_HEADING)
    if not level:
        return None
    return Shape(BlockKind.HEADING, title[level:-level], begin + level, level)


def _cells(text: str, *, heads: bool) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A table line's text, of the same length, with bars between cells and no attributes.

    And how many rows and columns each of the cells spans.
    """
    ends = [
        found.start()
        for found in _CELL_END.finditer(text)
        if found["mark"] == "||" or (heads and found["mark"])
    ]
    parts: list[str] = []
    spanned: list[tuple[int, int]] = []
    for start, end in zip((0, *(end + 2 for end in ends)), (*ends, len(text)), strict=True):
        pipe = text.find("|", start, end)
        attributes = text[start : max(pipe, start)]
        hidden = len(attributes) + 1 if "=" in attributes and "[" not in attributes else 0
        parts.append(HIDDEN * hidden + text[start + hidden : end])
        spanned.append(spans(attributes) if hidden else (1, 1))
    return " |".join(parts), tuple(spanned)
