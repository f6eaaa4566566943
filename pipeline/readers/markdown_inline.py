"""Markdown's inline text, without marks, line by line as a person sees it."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

from markdown_it.token import Token

from pipeline.readers.document import BlockKind
from pipeline.readers.markdown_content import Content, bold_to_line_end
from pipeline.readers.markdown_html import BLOCKS, ELEMENTS, HIDDEN, PHRASES
from pipeline.readers.markdown_lines import LineWriter, TextLine
from pipeline.readers.markdown_rules import parser
from pipeline.readers.text import split_lines

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*)(?P<rest>[^>]*)")
_END_TAG = re.compile(r"</([A-Za-z][A-Za-z0-9]*)")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_MARK = re.compile(r"[\[*_`<]")
_MOST_MARKS = 100
_FOLDED = 6  # the depth of what stands over a part that is folded away
# what a link to its own place shows
_ANCHORS = frozenset({"#", "¶", "§", "🔗", "⚓"})


def read_lines(content: Content, env: dict[str, Any]) -> list[TextLine]:
    """The lines of a block's text; `env` is that of the parser.

    Where a line holds something that is no text, `env["left_out"]` is told what.
    """
    content = bold_to_line_end(content)
    reader = _Reader(content, env["left_out"])
    for start, end in _stretches(content.text):
        reader.read(parser().inline.parse(content.text[start:end], parser(), env, []), start)
    return reader.finish()


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where a text is cut that holds more marks than the parser takes in at once.

    Its time grows with the square of the marks that open something and are never closed.
    """
    start = 0
    for number, mark in enumerate(_MARK.finditer(text), start=1):
        if number % _MOST_MARKS == 0:
            space = _last_space(text, start, mark.start())
            yield start, space
            start = space
    yield start, len(text)


def _last_space(text: str, start: int, end: int) -> int:
    """Behind the last line end from `start` up to `end`, else the last space, else `end`."""
    for space in ("\n", " "):
        if (at := text.rfind(space, start, end)) > start:
            return at + 1
    return end


class _Reader:
    """Follows the parser's tokens through a block's text."""

    def __init__(self, content: Content, left_out: dict[int, str]) -> None:
        self.lines: list[TextLine] = []
        self._content = content
        self._left_out = left_out
        self._pos = self._start = 0
        self._closed = frozenset(name.lower() for name in _END_TAG.findall(content.text))
        self._hidden: str | None = None
        self._bold = 0
        self._target: str | None = None
        self._hard = True
        self._shape: tuple[BlockKind, int] | None = None
        self._lists = 0
        self._line = LineWriter(bold=False)

    def read(self, tokens: Sequence[Token], start: int) -> None:
        """Follow the tokens of the text from `start` on."""
        self._pos = self._start = start
        for token in tokens:
            self._HANDLERS[token.type](self, token)

    def finish(self) -> list[TextLine]:
        """The lines, when all tokens are read."""
        self._break(hard=True)
        return self.lines

    def _break(self, *, hard: bool) -> None:
        if self._line:
            if self._target is not None:
                self._line.end_link(self._target)
            line = self._line.finish(hard=self._hard, bold=self._bold > 0, shape=self._shape)
            self.lines.append(line)
            self._hard, self._shape = hard, None
        self._hard = self._hard or hard
        self._line = LineWriter(bold=self._bold > 0)

    def _say(self, start: int, end: int) -> None:
        if self._hidden:
            self._leave_out(start, end, self._hidden)
            return
        style = {"bold": self._bold > 0, "linked": self._target is not None}
        for piece in self._content.text[start:end].split("\n"):
            said = piece.lstrip()
            indent = len(piece) - len(said)  # it belongs to no line yet
            self._line.spaced |= indent > 0
            self._line.write(said, *self._content.place(start + indent), **style)
            start += len(piece) + 1
            self._line.spaced |= start <= end

    def _leave_out(self, start: int, end: int, rule: str) -> None:
        first, last = self._content.place(start)[0], self._content.place(end - 1)[0]
        for line in range(first, last + 1):
            self._left_out.setdefault(line, rule)

    def _text(self, token: Token) -> None:
        self._pos += len(token.content)
        self._say(self._pos - len(token.content), self._pos)

    def _special(self, token: Token) -> None:
        text = " " if token.content.isspace() else "".join(split_lines(token.content))
        if not self._hidden:
            escape = len(token.markup) - len(token.content) if token.info == "escape" else 0
            line, char = self._content.place(self._pos + escape)
            style = {"bold": self._bold > 0, "linked": self._target is not None}
            self._line.write(text, line, char, **style)
        self._pos += len(token.markup)

    def _code(self, token: Token) -> None:
        start = self._pos + len(token.markup)
        text = self._content.text[start : start + len(token.content)]
        stripped = text.replace("\n", " ") != token.content  # of a space on either side
        end = start + stripped + len(token.content)
        self._say(start + stripped, end)
        self._pos = end + stripped + len(token.markup)

    def _newline(self, token: Token) -> None:
        text = self._content.text
        self._pos = text.index("\n", self._pos) + 1
        while text[self._pos : self._pos + 1] in (" ", "\t"):
            self._pos += 1
        blank = text.startswith("\n", self._pos)
        self._break(hard=blank or token.type == "hardbreak")

    def _mark(self, token: Token) -> None:
        self._pos += len(token.markup)

    def _strong(self, token: Token) -> None:
        self._pos += len(token.markup)
        self._set_bold(on=token.nesting > 0)

    def _set_bold(self, *, on: bool) -> None:
        self._bold = self._bold + 1 if on else max(self._bold - 1, 0)
        if not self._bold:
            self._line.end_strong()

    def _link(self, token: Token) -> None:
        if token.nesting > 0:
            self._pos += 1
            self._open_link(str(token.attrs.get("href", "")))
        else:
            end = token.meta.get("end")
            self._pos = self._pos + 1 if end is None else self._start + end
            self._close_link()

    def _open_link(self, target: str) -> None:
        self._close_link()
        self._target = target

    def _close_link(self) -> None:
        if self._target is None:
            return
        if self._target.startswith("#") and self._line.linked() in _ANCHORS:
            self._line.unlink()
            self._leave_out(self._pos - 1, self._pos, "anchor")
        self._line.end_link(self._target)
        self._target = None

    def _image(self, token: Token) -> None:
        end = self._start + token.meta["end"]
        self._leave_out(self._pos, end, "image")
        self._pos = end

    def _template(self, token: Token) -> None:
        self._leave_out(self._pos, self._pos + len(token.content), "template")
        self._pos += len(token.content)

    def _html(self, token: Token) -> None:
        start = self._pos
        self._pos += len(token.content)
        tag = _TAG.match(token.content)
        name = tag["name"].lower() if tag else "comment"
        if tag and not self._is_tag(tag, name):
            self._say(start, self._pos)
            return
        rules = {"a": "anchor", "comment": "comment"}
        self._leave_out(start, self._pos, self._hidden or rules.get(name, "html"))
        if tag:
            self._apply(tag, name)

    def _is_tag(self, tag: re.Match[str], name: str) -> bool:
        """Whether it is no nick such as `<ana>`, or `<mark>` with no end to what it marks."""
        bare = not tag["end"] and not tag["rest"].strip()
        return name in ELEMENTS and not (bare and name in PHRASES and name not in self._closed)

    def _apply(self, tag: re.Match[str], name: str) -> None:
        opens = not tag["end"]
        if name in HIDDEN:
            self._hidden = name if opens and name in self._closed else None
        elif self._hidden:
            return
        elif name in BLOCKS:
            self._block(name, opens=opens)
        elif name in {"b", "strong"}:
            self._set_bold(on=opens)
        elif name == "a":
            self._close_link()
            if opens and (found := _HREF.search(tag["rest"])):
                self._open_link(html.unescape(found[1] or found[2] or found[3] or ""))

    def _block(self, name: str, *, opens: bool) -> None:
        self._break(hard=True)
        if name in {"ul", "ol"}:
            self._lists += 1 if opens else -1
        if not opens:
            self._shape = None
        elif name == "li":
            self._shape = (BlockKind.ITEM, max(self._lists - 1, 0))
        elif re.fullmatch("h[1-6]", name):
            self._shape = (BlockKind.HEADING, int(name[1]))
        elif name == "summary":
            self._shape = (BlockKind.HEADING, _FOLDED)

    _HANDLERS: ClassVar[dict[str, Callable[["_Reader", Token], None]]] = {
        "text": _text,
        "text_special": _special,
        "code_inline": _code,
        "softbreak": _newline,
        "hardbreak": _newline,
        "em_open": _mark,
        "em_close": _mark,
        "s_open": _mark,
        "s_close": _mark,
        "strong_open": _strong,
        "strong_close": _strong,
        "link_open": _link,
        "link_close": _link,
        "image": _image,
        "html_inline": _html,
        "template": _template,
    }
