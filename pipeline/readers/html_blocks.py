"""The blocks of a page."""

import re
from collections.abc import Iterator, Sequence

from pipeline.readers.document import Block, BlockKind, Cell
from pipeline.readers.html_content import Element
from pipeline.readers.html_office import list_level
from pipeline.readers.html_tags import HEADINGS, INLINE, LISTS
from pipeline.readers.html_text import Places, TextBuilder, is_space, pieces
from pipeline.readers.html_tokens import Source, Token, TokenKind

# at the start of a line: one to four words and a colon, as before what a speaker says
_LABEL = re.compile(
    r"[^\W_][^\s<:：]{0,40}+(?:\ [^\s<:：]{1,40}+){0,3}\s?[:：](?![/\d])", re.VERBOSE
)
_BOLD_LABEL = re.compile(r"[^<\n:：]{1,80}+(?:[:：]|</(?:b|strong)>\s*[:：])", re.IGNORECASE)
_BULLET = re.compile(r"(?:[•‣◦▪●○·*+-]|\d{1,3}[a-z]?[.)])(?:[ \t\xa0]|&nbsp;)++(?=\S)")


def read_blocks(
    source: Source,
    elements: Sequence[Element],
    rules: Sequence[str | None],
    text: str,
    places: Places,
) -> Iterator[Block]:
    """The blocks of the tokens that no rule leaves out, in order."""
    writer = _Writer(source, text, places)
    opened: list[int] = []
    following = 0
    for i, token in enumerate(source.tokens):
        while following < len(elements) and elements[following].start <= i:
            element = elements[following]
            while opened and opened[-1] != element.parent:
                yield from writer.leave(elements[opened.pop()])
            yield from writer.enter(element)
            opened.append(following)
            following += 1
        while opened and elements[opened[-1]].end <= i:
            yield from writer.leave(elements[opened.pop()])
        if not rules[i]:
            yield from writer.take(token)
    yield from writer.end_block()


class _Writer:
    """The block that grows, and what it grows in."""

    def __init__(self, source: Source, text: str, places: Places) -> None:
        self._source = source
        self._text = text
        self._places = places
        self._builder = TextBuilder()
        self._heading = 0  # level, 0 for none
        self._lists: list[str] = []
        self._levels: list[int] = []  # of the lists that are open
        self._level = 0  # that an item says of itself
        self._cells: list[Cell] = []  # the places in the tables that are open
        self._tables = 0
        self._preformatted = 0
        self._quotes = 0  # that are open
        self._bullets: list[int] = []  # indents of the bulleted levels of preformatted text
        self._bulleted = False
        self._begins_item = False
        self._new_line = False
        self._bold = 0  # the run of the last piece
        self._blank = 0

    def enter(self, element: Element) -> Iterator[Block]:
        """An element begins."""
        name = element.tag.name
        if name in INLINE:
            return
        yield from self.end_block()
        if name in HEADINGS:
            self._heading = int(name[1])
        elif name in LISTS:
            self._lists.append(name)
            own = list_level(element.tag.attributes.get("class", ""))
            self._levels.append(own or len(self._lists))
            self._begins_item = False
        elif name == "table":
            self._tables += 1
            self._cells.append(Cell(self._tables, 0, 0))
        elif name == "blockquote":
            self._quotes += 1
        elif name == "pre":
            self._preformatted += 1
            self._bullets = []

    def leave(self, element: Element) -> Iterator[Block]:
        """An element ends."""
        name = element.tag.name
        if name in INLINE:
            return
        yield from self.end_block()
        if name in HEADINGS:
            self._heading = 0
        elif name in LISTS:
            self._lists.pop()
            self._levels.pop()
            self._begins_item = False
        elif name == "table":
            self._cells.pop()
        elif name == "blockquote":
            self._quotes -= 1
        elif name == "pre":
            self._preformatted -= 1

    def take(self, token: Token) -> Iterator[Block]:
        """A token of the content."""
        if token.kind is TokenKind.TEXT:
            yield from self._take_text(token)
        elif token.kind is not TokenKind.LINE:
            yield from self.end_block()
            if token.kind in (TokenKind.ITEM, TokenKind.ITEM_END):
                self._begins_item = token.kind is TokenKind.ITEM
                self._level = token.level
            elif token.kind is TokenKind.APART:
                self._blank = max(self._blank, 1)
            elif self._cells and token.kind is not TokenKind.BORDER:
                at = self._cells.pop()
                if token.kind is TokenKind.ROW:
                    at = Cell(at.table, at.row + 1, 0)
                else:
                    at = Cell(at.table, at.row, at.cell + 1, token.rows, token.columns)
                self._cells.append(at)
        elif self._heading:
            self._builder.add_space(" ")
        else:
            yield from self._end_lines(1)

    def end_block(self) -> Iterator[Block]:
        """Nothing more comes to the block."""
        if self._builder:
            yield self._block()
            self._builder = TextBuilder()
            self._blank = 0
            self._heading = 0
            self._begins_item = self._bulleted = False
        self._new_line = False

    def _take_text(self, token: Token) -> Iterator[Block]:
        begin = token.start
        for text, position in pieces(self._text, token.start, token.end):
            if is_space(text):
                yield from self._take_space(text, position)
                continue
            if self._preformatted and not self._builder:
                begin = max(begin, self._take_bullet(position))
            elif not self._builder and not (self._heading or self._lists or self._cells):
                begin = max(begin, self._take_typed_bullet(position))
            if position + len(text) <= begin:
                continue
            said = text[max(begin - position, 0) :]
            if self._new_line and self._begins_turn(position, token.bold):
                yield from self.end_block()
            self._new_line = False
            self._bold = token.bold
            place = self._places.place(max(position, begin))
            style = {"bold": token.bold, "link": token.link}
            self._builder.add(said, *place, **style, slanted=token.slanted)

    def _take_space(self, text: str, position: int) -> Iterator[Block]:
        ends = text.count("\n")
        if self._preformatted and ends and not self._goes_on(text, position + len(text)):
            yield from self._end_lines(ends)
            return
        self._builder.add_space(text)
        self._new_line |= ends > 0 and bool(self._builder) and not self._preformatted

    def _take_bullet(self, position: int) -> int:
        """Where the text begins behind a bullet at the start of a preformatted line."""
        bullet = _BULLET.match(self._text, position)
        if bullet is None:
            return position
        _, indent = self._places.place(position)
        self._bullets = [level for level in self._bullets if level < indent] + [indent]
        self._bulleted = True
        return bullet.end()

    def _take_typed_bullet(self, position: int) -> int:
        """Where the text begins behind a bullet that somebody typed into a paragraph."""
        bullet = None if self._bulleted else _BULLET.match(self._text, position)
        self._bulleted = self._bulleted or bullet is not None
        return bullet.end() if bullet else position

    def _goes_on(self, space: str, position: int) -> bool:
        """Whether an item goes on with the preformatted line that begins at a position."""
        indent = len(space) - space.rfind("\n") - 1
        return (
            self._bulleted
            and bool(self._builder)
            and space.count("\n") == 1
            and indent > self._bullets[-1]
            and not _BULLET.match(self._text, position)
        )

    def _end_lines(self, number: int) -> Iterator[Block]:
        """Lines end as the reader of the page sees them; all but that of text are blank."""
        ended = bool(self._builder)
        yield from self.end_block()
        self._blank += number - ended

    def _begins_turn(self, position: int, bold: int) -> bool:
        """Whether a line of the source begins as if another speaker did."""
        if not self._builder or self._heading or (bold and bold == self._bold):
            return False
        if bold and _BOLD_LABEL.match(self._text, position):
            return True
        return bool(not self._text[position].islower() and _LABEL.match(self._text, position))

    def _block(self) -> Block:
        text = self._builder.traced()
        place = text.place()
        kind, depth = BlockKind.PARAGRAPH, self._lists.count("dl")
        if self._heading:
            kind, depth = BlockKind.HEADING, self._heading
        elif self._bulleted:
            kind, depth = BlockKind.ITEM, max(len(self._lists) + len(self._bullets) - 1, 0)
        elif self._begins_item:
            level = self._level or (self._levels[-1] if self._levels else 1)
            kind, depth = BlockKind.ITEM, level - 1
        return Block(
            kind,
            text,
            place.line_start,
            place.line_end,
            self._blank,
            depth,
            self._builder.strong(),
            self._builder.links(self._source.links),
            self._cells[-1] if self._cells and self._cells[-1].cell else None,
            slanted=self._builder.slanted,
            quoted=self._quotes > 0,
        )
