"""Markdown, as people write it by hand and as it is saved from elsewhere."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, ClassVar

from markdown_it.token import Token

from pipeline.readers.document import Block, BlockKind, Document, Field, LeftOut
from pipeline.readers.front_matter import read_front_matter
from pipeline.readers.markdown_content import Content
from pipeline.readers.markdown_html import hidden
from pipeline.readers.markdown_inline import read_lines
from pipeline.readers.markdown_lines import LineWriter, TextLine
from pipeline.readers.markdown_rules import parser
from pipeline.readers.markdown_tables import is_table_rule, table_row
from pipeline.readers.markdown_turns import bullet_end, heading_mark_end, looks_like_heading, turns
from pipeline.readers.page_fields import PageFields, read_page_fields
from pipeline.readers.text import decode, refuse_data, split_lines

_FENCE = re.compile(r"[\s>]*(?:`{3,}|~{3,})\s*")
_WORD = re.compile(r"\w")
_DEEP_QUOTE = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)  # that the parser leaves as text
_SLANTED = re.compile(r"[\s>]*([*_])(?![\s*_])[^*_]{3,}\1[.?!]?\s*")
_CONTAINER_MARKS = re.compile(r"(?:[>*+-]|\d{1,9}[.)]|\s)*")


def read_markdown(data: bytes) -> Document:
    """Read Markdown: CommonMark, bent towards what people write by hand.

    Lines of a paragraph are one block, unless the author broke the line, or it opens like a
    turn (`Name: …`, `**Q:** …`, `<nick> …`, `[05:41] …`), a signature or an item, or it or
    the line before it is bold from end to end, or all begin with a capital and one but the
    last is short: such lines list things. A row of a table is a paragraph with ` | `
    between its cells; text in quotes and HTML is text. Code is left out (rule `code`), unless
    a file holds more lines of it than of anything else: then each of its lines is a paragraph.

    Raises:
        UnreadableError: the bytes are no text, or a line is longer than 1 MiB.
    """
    text, encoding = decode(data)
    lines = split_lines(text)
    refuse_data(lines, "Markdown")
    fields, start = read_front_matter(lines)
    stated = read_page_fields(lines) if not start else PageFields()
    fields += stated.fields
    page = _Page(tuple("" if n in stated.lines else line for n, line in enumerate(lines, 1)))
    page.read(start)
    blocks = tuple(sorted(page.blocks, key=lambda block: block.line_start))
    heads = (*range(1, start + 1), *sorted(stated.lines))
    left_out = page.left_out | dict.fromkeys(heads, "front_matter")
    return Document(
        format="markdown",
        encoding=encoding,
        lines=lines,
        blocks=blocks,
        fields=fields,
        left_out=tuple(_left_out(lines, (*blocks, *fields), left_out)),
    )


def _left_out(
    lines: Sequence[str], claims: Sequence[Block | Field], rules: Mapping[int, str]
) -> Iterator[LeftOut]:
    """The lines that hold something and are nowhere else, by the rule that says why."""
    claimed = _claimed(lines, claims)
    open_lines = [n for n, line in enumerate(lines, start=1) if line.strip() and not claimed[n]]
    numbered = (
        (number - i, rules.get(number, "markup"), number) for i, number in enumerate(open_lines)
    )
    for (_, rule), run in groupby(numbered, key=lambda entry: entry[:2]):
        numbers = [number for _, _, number in run]
        yield LeftOut(numbers[0], numbers[-1], rule)


def _claimed(lines: Sequence[str], claims: Sequence[Block | Field]) -> bytearray:
    claimed = bytearray(len(lines) + 1)
    for claim in claims:
        length = claim.line_end - claim.line_start + 1
        claimed[claim.line_start : claim.line_end + 1] = b"\1" * length
    return claimed


class _Page:
    """The blocks of a page, as the parser's tokens yield them.

    `left_out` says for lines that hold something else than text what it is (1-based); a
    line may hold text as well.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.blocks: list[Block] = []
        self.left_out: dict[int, str] = {}
        self._lines = lines
        self._env: dict[str, Any] = {"left_out": self.left_out}
        self._blanks = _blanks(lines)
        self._code: list[int] = []
        self._heading: Token | None = None
        self._depth = 0  # of the lists that are open
        self._quotes = 0  # that are open
        self._item_begins = False
        self._indents: list[int] = []  # of the bullets that the parser does not know

    def read(self, start: int) -> None:
        """Read all lines but the first `start`."""
        shown = (
            "" if n < start or not line.strip() else line for n, line in enumerate(self._lines)
        )
        for token in parser().parse("\n".join(shown), self._env):
            if handler := self._HANDLERS.get(token.type):
                handler(self, token)
        claimed = _claimed(self._lines, self.blocks)
        if len(self._code) > sum(claimed):
            self._read_code()
        for number, line in enumerate(self._lines[start:], start=start + 1):
            if not claimed[number] and number not in self.left_out and _WORD.search(line):
                self._read_unparsed(number)

    def _open_list(self, _: Token) -> None:
        self._depth += 1

    def _close_list(self, _: Token) -> None:
        self._depth -= 1

    def _turn_quote(self, token: Token) -> None:
        self._quotes += token.nesting

    def _turn_item(self, token: Token) -> None:
        self._item_begins = token.nesting > 0

    def _turn_heading(self, token: Token) -> None:
        self._heading = token if token.nesting > 0 else None

    def _inline(self, token: Token) -> None:
        text = _DEEP_QUOTE.sub("", token.content)
        content = Content.of(text, _span(token)[0], self._lines)
        heading = self._heading
        if heading is None:
            self._text(content)
        elif heading.markup == "-" and not looks_like_heading(token.content):
            self.left_out[_span(heading)[1]] = "rule"
            self._text(content)
        elif lines := read_lines(content, self._env):
            self._add(TextLine.join(lines), BlockKind.HEADING, int(heading.tag[1]))

    def _text(self, content: Content) -> None:
        rows = content.lines() if "\n" in content.text else []
        rule = next((i for i, pair in enumerate(pairwise(rows), 1) if is_table_rule(*pair)), None)
        if rule is None:
            self._turns(read_lines(content, self._env))
            return
        if before := rows[: rule - 1]:
            text = "\n".join(row.text for row in before)
            self._turns(read_lines(Content(text, content.places[: rule - 1]), self._env))
        self.left_out.setdefault(content.places[rule][1], "table_rule")
        for row in (rows[rule - 1], *rows[rule + 1 :]):
            self._row(row)

    def _row(self, row: Content) -> None:
        if line := table_row(row, self._env):
            self._add(line, BlockKind.PARAGRAPH)

    def _html_block(self, token: Token) -> None:
        content = Content.of(token.content, _span(token)[0], self._lines)
        shown, end = [], 0
        for start, stop, rule in hidden(content.text):
            for line in range(content.place(start)[0], content.place(stop - 1)[0] + 1):
                self.left_out.setdefault(line, rule)
            shown += [content.text[end:start], re.sub(r"[^\n]", " ", content.text[start:stop])]
            end = stop
        text = "".join((*shown, content.text[end:]))
        self._turns(read_lines(Content(text, content.places), self._env))

    def _code_lines(self, token: Token) -> None:
        first, last = _span(token)
        fences = set()
        if token.type == "fence":
            fences = {first, last} if _FENCE.fullmatch(self._lines[last - 1]) else {first}
        for number in range(first, last + 1):
            if number in fences:
                self.left_out[number] = "code_fence"
            elif self._lines[number - 1].strip():
                self.left_out[number] = "code"
                self._code.append(number)

    def _rule(self, token: Token) -> None:
        self.left_out[_span(token)[0]] = "rule"

    def _definition(self, token: Token) -> None:
        first, last = _span(token)
        self.left_out.update(dict.fromkeys(range(first, last + 1), "reference"))

    def _turns(self, lines: Sequence[TextLine]) -> None:
        for turn in turns(lines):
            line = TextLine.join(turn)
            text = line.text.text
            if line.shape:
                kind, depth = line.shape
                self._add(line, kind, depth + (self._depth if kind is BlockKind.ITEM else 0))
            elif end := bullet_end(text):
                self._add(line.cut(end), BlockKind.ITEM, self._indented(line))
            elif end := heading_mark_end(text):
                self._add(line.cut(end), BlockKind.HEADING, text[:end].count("#"))
            elif self._item_begins:
                self._add(line, BlockKind.ITEM, self._depth - 1)
            else:
                self._indents.clear()
                self._add(line, BlockKind.PARAGRAPH)

    def _indented(self, line: TextLine) -> int:
        """The depth of an item by how far its bullet stands to the right."""
        if self._item_begins:
            return self._depth - 1
        _, _, char = line.text.origins[0]
        self._indents = [*(indent for indent in self._indents if indent < char), char]
        return self._depth + len(self._indents) - 1

    def _add(self, line: TextLine, kind: BlockKind, depth: int = 0) -> None:
        self._item_begins = False
        first, last = line.text.origins[0][1], line.text.origins[-1][1]
        if self._heading and kind is BlockKind.HEADING:
            last = _span(self._heading)[1]
        blank = self._blanks[first - 1]
        block = Block(
            kind,
            line.text,
            first,
            last,
            blank,
            depth,
            line.strong,
            line.links,
            slanted=_SLANTED.fullmatch("\n".join(self._lines[first - 1 : last])) is not None,
            quoted=self._quotes > 0,
        )
        self.blocks.append(block)

    def _read_code(self) -> None:
        for number in self._code:
            writer = LineWriter(bold=False)
            writer.write(self._lines[number - 1], number, 0, bold=False, linked=False)
            self._add(writer.finish(hard=True, bold=False, shape=None), BlockKind.PARAGRAPH)

    def _read_unparsed(self, number: int) -> None:
        """A line that lies deeper than the parser goes."""
        line = self._lines[number - 1]
        marks = _CONTAINER_MARKS.match(line)
        start = marks.end() if marks else 0
        self._turns(read_lines(Content(line[start:], ((0, number, start),)), self._env))

    _HANDLERS: ClassVar[Mapping[str, Callable[["_Page", Token], None]]] = {
        "bullet_list_open": _open_list,
        "bullet_list_close": _close_list,
        "ordered_list_open": _open_list,
        "ordered_list_close": _close_list,
        "blockquote_open": _turn_quote,
        "blockquote_close": _turn_quote,
        "list_item_open": _turn_item,
        "list_item_close": _turn_item,
        "heading_open": _turn_heading,
        "heading_close": _turn_heading,
        "inline": _inline,
        "html_block": _html_block,
        "fence": _code_lines,
        "code_block": _code_lines,
        "hr": _rule,
        "definition": _definition,
    }


def _blanks(lines: Sequence[str]) -> list[int]:
    """How many blank lines stand right before each line."""
    blanks, blank = [], 0
    for line in lines:
        blanks.append(blank)
        blank = 0 if line.strip() else blank + 1
    return blanks


def _span(token: Token) -> tuple[int, int]:
    """The first and the last line of a block, 1-based."""
    first, end = token.map or [0, 0]
    return first + 1, max(end, first + 1)
