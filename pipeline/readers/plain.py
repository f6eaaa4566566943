"""Plain text: bare headings, bulleted items, and paragraphs of one line each."""

import re
from collections.abc import Iterator

from pipeline.readers.document import Block, BlockKind, Document
from pipeline.readers.text import decode, split_lines
from pipeline.readers.traced import Traced

_BULLET = re.compile(r"(?P<indent>\s*)(?:[•‣◦▪●○·*+-]|\d{1,3}[.)])\s+(?=\S)")
_HEADING_END = re.compile(r"[^.,;:!]$")
_HEADING_WORDS = 14


def read_plain(data: bytes) -> Document:
    """Read plain text.

    A bare line with blank lines around it, no sentence's end, and something behind it is
    taken for a heading; an indented line under an item goes on with the item; every other
    line is a paragraph.

    Raises:
        UnreadableError: the bytes are no text.
    """
    text, encoding = decode(data)
    lines = split_lines(text)
    return Document("text", encoding, lines, tuple(_blocks(lines)))


def _blocks(lines: tuple[str, ...]) -> Iterator[Block]:
    indents: list[int] = []  # of the list levels that are open
    item: Block | None = None
    blank = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            blank += 1
            continue
        bullet = _BULLET.match(line)
        indent = len(line) - len(line.lstrip())
        if item and not blank and not bullet and indent > indents[-1]:
            text = Traced.join((item.text, _content(line, number)))
            item = Block(item.kind, text, item.line_start, number, item.blank_before, item.depth)
            continue
        if item:
            yield item
            item = None
        if bullet:
            indents = [open_indent for open_indent in indents if open_indent < indent] + [indent]
            content = _content(line, number, bullet.end())
            item = Block(BlockKind.ITEM, content, number, number, blank, len(indents) - 1)
        else:
            indents = []
            yield _bare(lines, number, blank)
        blank = 0
    if item:
        yield item


def _bare(lines: tuple[str, ...], number: int, blank: int) -> Block:
    line = lines[number - 1]
    alone = (number == 1 or blank > 0) and not "".join(lines[number : number + 1]).strip()
    looks = _HEADING_END.search(line.rstrip()) and len(line.split()) <= _HEADING_WORDS
    last = number == len(lines)
    kind = BlockKind.HEADING if alone and looks and not last else BlockKind.PARAGRAPH
    return Block(kind, _content(line, number), number, number, blank)


def _content(line: str, number: int, start: int = 0) -> Traced:
    return Traced.at(line, number).cut(start)
