"""The source of a page, token by token, with the places that an HTML parser forgets."""

import re

from pipeline.readers.document import UnreadableError
from pipeline.readers.html_office import list_level
from pipeline.readers.html_rules import may_be_left_out
from pipeline.readers.html_skeleton import Skeleton
from pipeline.readers.html_tags import (
    BOLD,
    BORDERS,
    HEADINGS,
    INLINE,
    ITALIC,
    NESTED,
    RAW,
    RAW_TO_THE_END,
    Tag,
    bold_classes,
    content_span,
    read_tag,
)
from pipeline.readers.html_tokens import Source, Token, TokenKind
from pipeline.readers.table_spans import spans

_TOKENS = 2_000_000
# what opens a part of a page that is folded away stands over it
_READ_AS = {"summary": "h6"}
_MARKUP = re.compile(r"</?[a-zA-Z]|<[!?/]")
# possessive throughout: what was passed over is never tried again
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?P<rest>(?:[^>=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+)>"
)
_COMMENT_END = re.compile(r"--!?>")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])[^>]*+>", re.IGNORECASE) for name in RAW}


_TERM = Tag("h6", {})
_TERM_END = re.compile(r"</?d[dlt]\b", re.IGNORECASE)
_WITHIN = re.compile(r"<[^<>]*>|\s")
_LONGEST_TERM = 1000
_BORDER, _APART = Token(TokenKind.BORDER), Token(TokenKind.APART)
_OF_TABLE = {"td": Token(TokenKind.CELL), "th": Token(TokenKind.CELL), "tr": Token(TokenKind.ROW)}


def scan(text: str) -> Source:
    """Read the source of a page, in time linear in its length whatever stands there.

    Formatting tags are read here and never reach the parser: misnested ones make any standard
    parser copy them without bound (100 KB of `<p><font size=…>` take 4.5 GB).

    Raises:
        UnreadableError: there are more tags than any page of notes holds.
    """
    return _Scanner(text).scan()


class _Scanner:
    """The state of one pass: what was found, and what is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Source()
        self.skeleton = Skeleton(self.found)
        self.inline: dict[str, list[tuple[bool, bool]]] = {}  # name → (bold, told the parser)
        self.slanted = 0  # elements that are open and set in italics
        self.bold_classes: frozenset[str] = frozenset()
        self.bold = 0
        self.bold_runs = 0
        self.bold_depth = 0
        self.link = 0
        self.in_term = False  # one that asks
        self.begins_block = False  # so that white space means nothing
        self.endless: set[str] = set()  # raw elements and comments that no end follows

    def scan(self) -> Source:
        """Go through the text once."""
        position = 0
        markup = _MARKUP.search(self.text)
        while markup:
            start = markup.start()
            self._add_text(position, start)
            position = self._declaration(start) if markup[0][1] in "!?" else self._tag(start)
            markup = _MARKUP.search(self.text, position)
        self._add_text(position, len(self.text))
        self.found.skeleton = self.skeleton.html()
        return self.found

    def _add_text(self, start: int, end: int) -> None:
        if start == end:
            return
        if self.begins_block and not self.skeleton.is_preformatted:
            if self.text[start:end].isspace():
                return
            self.begins_block = False
        self._add(Token(TokenKind.TEXT, start, end, self.bold, self.link, self.slanted > 0))

    def _add(self, token: Token) -> None:
        tokens = self.found.tokens
        if len(tokens) + len(self.found.tags) >= _TOKENS:
            raise UnreadableError(
                f"seems to hold more than {_TOKENS:,} tags; expected a page of notes"
            )
        if not ((token is _BORDER or token is _APART) and tokens and tokens[-1] is token):
            tokens.append(token)

    def _leave_out(self, start: int, end: int, rule: str) -> int:
        self.found.left_out.append((start, end, rule))
        return end

    def _declaration(self, start: int) -> int:
        """Pass over a comment, doctype or the like; without an end it ends at its first `>`."""
        if self.text.startswith("<!--", start) and "!--" not in self.endless:
            if closing := _COMMENT_END.search(self.text, start + 2):
                return self._leave_out(start, closing.end(), "comment")
            self.endless.add("!--")
        end = self.text.find(">", start)
        return self._leave_out(start, end + 1 if end >= 0 else len(self.text), "comment")

    def _tag(self, start: int) -> int:
        """Take in a tag, and with it the content of an element that is read as raw text."""
        match = _TAG.match(self.text, start)
        if match is None:
            if self.text.startswith("</", start) and not self.text[start + 2 : start + 3].isalpha():
                return self._declaration(start)
            return self._leave_out(start, len(self.text), "unclosed_tag")
        self.found.is_html = True
        name, closes = match["name"].lower(), bool(match["close"])
        name = _READ_AS.get(name, name)
        if name in RAW and not closes:
            return self._raw(name, match)
        if name == "br":
            self._add(Token(TokenKind.LINE, start, match.end()))
        elif name == "li":
            self.begins_block = True
            self._add(Token(TokenKind.ITEM_END if closes else TokenKind.ITEM))
        elif name in BORDERS:
            self._border(name, match)
        elif name in BOLD or name in INLINE or name in ITALIC:
            self._close_inline(name) if closes else self._open_inline(self._read(match))
        elif name in NESTED or name in HEADINGS:
            self._nest(name, match)
        elif not closes:
            self._note(name, match)
        return match.end()

    def _border(self, name: str, match: re.Match[str]) -> None:
        """A tag that ends a block; a term of a definition list that asks is read as a heading."""
        closes = bool(match["close"])
        self.begins_block = True
        if self.in_term and name in ("dt", "dd"):
            self.skeleton.close(_TERM.name)
            self.in_term = False
        opens = _BORDER if closes else _OF_TABLE.get(name, _BORDER)
        opens = _APART if name == "p" else opens
        if opens.kind is TokenKind.CELL:
            rows, columns = spans(match["rest"])
            opens = opens._replace(rows=rows, columns=columns)
        level = list_level(match["rest"]) if name == "p" and not closes else None
        self._add(Token(TokenKind.ITEM, level=level) if level else opens)
        if name == "dt" and not closes and self._asks(match.end()):
            self.in_term = self.skeleton.open(_TERM)

    def _asks(self, start: int) -> bool:
        """Whether there is a question mark in the term that begins at a position."""
        end = _TERM_END.search(self.text, start, start + _LONGEST_TERM)
        return end is not None and "?" in _WITHIN.sub("", self.text[start : end.start()])

    def _read(self, match: re.Match[str]) -> Tag:
        name = match["name"].lower()
        return read_tag(_READ_AS.get(name, name), self.text, *match.span("rest"))

    def _nest(self, name: str, match: re.Match[str]) -> None:
        told = (
            self.skeleton.close(name) if match["close"] else self.skeleton.open(self._read(match))
        )
        if not told:
            self._add(_BORDER)

    def _note(self, name: str, match: re.Match[str]) -> None:
        """What a tag says that is neither text nor border."""
        if name == "meta":
            said = content_span(self.text, *match.span("rest"))
            self.found.metas.append((self._read(match), said))
        elif name == "input":
            kind = self._read(match).attributes.get("type", "")
            self.found.asks_password |= kind.casefold() == "password"

    def _raw(self, name: str, match: re.Match[str]) -> int:
        start, inner = match.span()
        self.found.has_script |= name == "script"
        closing = None if name in self.endless else _RAW_END[name].search(self.text, inner)
        if closing is None:
            self.endless.add(name)
            end = len(self.text) if name in RAW_TO_THE_END else inner
        else:
            end = closing.end()
            if name == "style":
                self.bold_classes |= bold_classes(self.text[inner : closing.start()])
            if name == "title" and self.found.title is None:
                self.found.title = (inner, closing.start())
        return self._leave_out(start, end, RAW[name])

    def _open_inline(self, tag: Tag) -> None:
        if tag.name == "a":
            self._close_inline("a")
            if target := tag.attributes.get("href", "").strip():
                self.found.links.append(target)
                self.link = len(self.found.links) - 1
        styled = tag.name == "span" and not self.bold_classes.isdisjoint(tag.marks)
        is_bold = tag.is_bold or styled
        self.slanted += tag.name in ITALIC
        if is_bold:
            if not self.bold_depth:
                self.bold_runs += 1
                self.bold = self.bold_runs
            self.bold_depth += 1
        told = tag.name in INLINE and may_be_left_out(tag) and self.skeleton.open(tag)
        self.inline.setdefault(tag.name, []).append((is_bold, told))

    def _close_inline(self, name: str) -> None:
        if name == "a":
            self.link = 0
        if not self.inline.get(name):
            return
        bold, told = self.inline[name].pop()
        self.slanted -= name in ITALIC
        if bold:
            self.bold_depth -= 1
            self.bold = self.bold if self.bold_depth else 0
        if told:
            self.skeleton.close(name)
