"""Plain text: bare headings, bulleted items, and paragraphs, hard-wrapped or not."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from pipeline.readers.document import Block, BlockKind, Document, LeftOut
from pipeline.readers.page_fields import read_page_fields
from pipeline.readers.plain_dialects import Dialect, read_dialect
from pipeline.readers.skins import without_skin_marks
from pipeline.readers.text import decode, refuse_data, split_lines
from pipeline.readers.traced import Traced

_BULLET = re.compile(r"(?P<indent>\s*)(?:[•‣◦▪●○·*+-]|\d{1,3}[a-z]?[.)])\s+(?=\S)")
# one to four words and a colon, or a message's time: what begins so does not go on with a line
_LABEL = re.compile(
    r"\s*(?:(?:[^\s:]{1,30}\s){0,3}[^\s:]{1,30}\s?[:：](?=\s|$)"
    r"|\[\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?\]\s|(?:\d{1,2}:\d{2}(?::\d{2})?\s)?<[^<>\n]{1,40}>\s)"
)
# what a mail or a chat puts before words of somebody else
_QUOTED = re.compile(r"\s{0,3}(?:>\s?)+(?=\S)")
_BARE_MARK = re.compile(r"\s*>[>\s]*$")
_RULE = re.compile(r"\s*([-=_*~#+])(?:\s?\1){3,}\s*$")
# it is no channel's name, no sentence ends there, nor do quotation marks hold all of it, or open
# what goes on
_HEADING = re.compile(
    r"(?!\[[\d :./-]{4,24}\]\s+\S+:\s)(?!#\S+$)"
    r"(?![\"“„«](?:.*[\"”“»]$|[^\"”“»]*$))(?!.*[.,;:!][\"”’»)]*$)"
)
_AGENDA_ITEM = re.compile(r"\s*\d{1,3}[.)]\s+(?=[^\W\d_]{2})")
_INITIALS = re.compile(r"\s*[A-Z]{2,3}:\s+\S")
_FEWEST_TURNS, _FEWEST_ASKED = 5, 2
_AGENDA_WORDS = 6
_HEADING_WORDS = 14
_WIDEST_WRAP = 100
_FEWEST_WRAPPED = 4


def read_plain(data: bytes) -> Document:
    """Read plain text.

    A bare line with blank lines around it, or over a rule of dashes and the like, without a
    sentence's end and with something behind it is taken for a heading; so is such a line that is
    numbered, where it is in capitals, or those present speak by their initials. An indented line
    under an item goes on with the item, and in a hard-wrapped text a line goes on with the full one
    above it; a line that begins like a speaker's label never does. Lines behind `>` are a
    quotation. Every other line is a paragraph. Org and AsciiDoc are read by their marks.

    Raises:
        UnreadableError: the bytes are no text, or a line is too long for anybody's notes.
    """
    text, encoding = decode(data)
    lines = split_lines(text)
    refuse_data(lines, "notes")
    stated = read_page_fields(lines)
    dialect = read_dialect(lines, stated.lines)
    ruled = frozenset(number for number, line in enumerate(lines, start=1) if _RULE.match(line))
    blocks = tuple(without_skin_marks(_blocks(dialect, ruled)))
    rules = dict.fromkeys(sorted(ruled), "rule")
    rules |= dict.fromkeys(sorted(stated.lines), "front_matter")
    rules |= dict.fromkeys(sorted(dialect.silent), "markup")
    bare = (number for number, line in enumerate(lines, start=1) if _BARE_MARK.match(line))
    rules |= dict.fromkeys(bare, "markup")
    left_out = tuple(LeftOut(number, number, rule) for number, rule in rules.items())
    return Document("text", encoding, lines, blocks, stated.fields, left_out)


def _blocks(dialect: Dialect, ruled: Container[int]) -> Iterator[Block]:
    lines = dialect.lines
    full = _wrap_width(lines)
    indents: list[int] = []  # of the list levels that are open
    held: Block | None = None
    parts: list[Traced] = []  # the text of `held`, line by line
    blank = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip() or _BARE_MARK.match(line):
            blank += number not in dialect.silent
            continue
        if number in ruled or number in dialect.headings:
            yield from _whole(held, parts)
            held = None
            yield from _heading(dialect, number, blank)
            blank = 0 if number in dialect.headings else blank
            continue
        is_heading = (number + 1 in ruled or _numbers_agenda(lines, number)) and _heads(line)
        quote = _QUOTED.match(line)
        start = quote.end() if quote else 0
        bullet = None if is_heading or quote else _BULLET.match(line)
        indent = len(line) - len(line.lstrip())
        goes_on = held is not None and not (blank or bullet) and held.quoted == bool(quote)
        if held and goes_on and not _LABEL.match(line, start):
            hangs = held.kind is BlockKind.ITEM and indent > indents[-1]
            if quote or hangs or (full and len(lines[number - 2].rstrip()) >= full):
                parts.append(_content(line, number, start))
                held = replace(held, line_end=number)
                continue
        yield from _whole(held, parts)
        if bullet:
            indents = [open_indent for open_indent in indents if open_indent < indent] + [indent]
            content = _content(line, number, bullet.end())
            held = Block(BlockKind.ITEM, content, number, number, blank, len(indents) - 1)
        else:
            indents = indents if indents and indent > indents[0] else []
            held = _bare(lines, number, blank, ruled)
        parts = [held.text]
        blank = 0
    yield from _whole(held, parts)


def _heading(dialect: Dialect, number: int, blank: int) -> Iterator[Block]:
    """The heading that the marks of Org or AsciiDoc make of a line."""
    if depth := dialect.headings.get(number):
        content = _content(dialect.lines[number - 1], number)
        yield Block(BlockKind.HEADING, content, number, number, blank, depth)


def _whole(block: Block | None, parts: Sequence[Traced]) -> Iterator[Block]:
    if block:
        yield replace(block, text=Traced.join(parts)) if len(parts) > 1 else block


def _bare(lines: Sequence[str], number: int, blank: int, ruled: Container[int]) -> Block:
    if quote := _QUOTED.match(lines[number - 1]):
        content = _content(lines[number - 1], number, quote.end())
        return Block(BlockKind.PARAGRAPH, content, number, number, blank, quoted=True)
    content = _content(lines[number - 1], number)
    first = number == 1 or blank > 0 or number - 1 in ruled
    apart = number + 1 in ruled or not "".join(lines[number : number + 1]).strip()
    last = number == len(lines)
    alone = first and (apart or _numbers_agenda(lines, number))
    is_heading = alone and _heads(content.text) and not last
    kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
    return Block(kind, content, number, number, blank)


def _numbers_agenda(lines: Sequence[str], number: int) -> bool:
    """Whether a numbered line is one of an agenda, as in minutes: `4. REPORTS`.

    It stands apart from what is before it, and no other item right under it; it is in capitals, or
    short, where questions are put in turns by initials (`AL: …`).
    """
    line = lines[number - 1]
    before = "".join(lines[max(number - 2, 0) : number - 1])
    under = "".join(lines[number : number + 1])
    apart = not (before.strip() or _BULLET.match(under) or line.rstrip().endswith("?"))
    if not apart or _AGENDA_ITEM.match(line) is None:
        return False
    return line.isupper() or (len(line.split()) <= _AGENDA_WORDS and _by_initials(tuple(lines)))


@lru_cache(maxsize=1)
def _by_initials(lines: tuple[str, ...]) -> bool:
    """Whether questions are put and answered in turns that initials open."""
    turns = [line for line in lines if _INITIALS.match(line)]
    return len(turns) >= _FEWEST_TURNS and sum("?" in turn for turn in turns) >= _FEWEST_ASKED


def _heads(line: str) -> bool:
    """Whether a line that stands alone, or over a rule, reads like a heading."""
    return bool(_HEADING.match(line.strip())) and len(line.split()) <= _HEADING_WORDS


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
    return Traced.at(line, number).cut(start)
