"""Plain text: bare headings, bulleted items, and paragraphs, hard-wrapped or not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.readers.document import Block, BlockKind, Document, UnreadableError
from pipeline.readers.text import decode, split_lines
from pipeline.readers.traced import Traced

_BULLET = re.compile(r"(?P<indent>\s*)(?:[•‣◦▪●○·*+-]|\d{1,3}[.)])\s+(?=\S)")
# one to four words and a colon: a line that somebody begins so is not the end of another
_LABEL = re.compile(r"\s*(?:[^\s:]{1,30}\s){0,3}[^\s:]{1,30}\s?[:：](?=\s|$)")
_SKIN_MARK = re.compile(r"\s*\[edit(?:\s\w+)?\]\s*$")
_HEADING_END = re.compile(r"[^.,;:!]$")
_HEADING_WORDS = 14
_WIDEST_WRAP = 100
_FEWEST_WRAPPED = 4
_LONGEST_LINE = 1_048_576


def read_plain(data: bytes) -> Document:
    """Read plain text.

    A bare line with blank lines around it, no sentence's end, and something behind it is
    taken for a heading. An indented line under an item goes on with the item, and in a
    hard-wrapped text a line goes on with the full one above it; a line that begins like a
    speaker's label never does. Every other line is a paragraph.

    Raises:
        UnreadableError: the bytes are no text, or a line is too long for anybody's notes.
    """
    text, encoding = decode(data)
    lines = split_lines(text)
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_LINE:
            raise UnreadableError(
                f"seems to be data: line {number} has {len(line):,} characters; expected notes"
            )
    return Document("text", encoding, lines, tuple(_blocks(lines)))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    full = _wrap_width(lines)
    indents: list[int] = []  # of the list levels that are open
    held: Block | None = None
    blank = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            blank += 1
            continue
        bullet = _BULLET.match(line)
        indent = len(line) - len(line.lstrip())
        if held and not blank and not bullet and not _LABEL.match(line):
            hangs = held.kind is BlockKind.ITEM and indent > indents[-1]
            if hangs or (full and len(lines[number - 2].rstrip()) >= full):
                text = Traced.join((held.text, _content(line, number)))
                held = replace(held, text=text, line_end=number)
                continue
        if held:
            yield held
        if bullet:
            indents = [open_indent for open_indent in indents if open_indent < indent] + [indent]
            content = _content(line, number, bullet.end())
            held = Block(BlockKind.ITEM, content, number, number, blank, len(indents) - 1)
        else:
            indents = indents if indents and indent > indents[-1] else []
            held = _bare(lines, number, blank)
        blank = 0
    if held:
        yield held


def _bare(lines: Sequence[str], number: int, blank: int) -> Block:
    content = _content(lines[number - 1], number)
    alone = (number == 1 or blank > 0) and not "".join(lines[number : number + 1]).strip()
    looks = _HEADING_END.search(content.text) and len(content.text.split()) <= _HEADING_WORDS
    last = number == len(lines)
    kind = BlockKind.HEADING if alone and looks and not last else BlockKind.PARAGRAPH
    return Block(kind, content, number, number, blank)


def _wrap_width(lines: Sequence[str]) -> int:
    """The length from which a line counts as full in a hard-wrapped text; 0 in any other.

    A text is hard-wrapped where no line is long, and most lines that are followed by another
    are full.
    """
    widths = [len(line.rstrip()) for line in lines if line.strip()]
    widest = max(widths, default=0)
    if widest > _WIDEST_WRAP:
        return 0
    full = widest * 3 // 4
    followed = [
        len(line.rstrip()) >= full
        for line, after in pairwise(lines)
        if line.strip() and after.strip() and not (_BULLET.match(after) or _LABEL.match(after))
    ]
    wrapped = sum(followed) >= max(_FEWEST_WRAPPED, len(followed) * 2 // 3)
    return full if wrapped else 0


def _content(line: str, number: int, start: int = 0) -> Traced:
    mark = _SKIN_MARK.search(line)
    return Traced.at(line, number).cut(start, mark.start() if mark else None)
