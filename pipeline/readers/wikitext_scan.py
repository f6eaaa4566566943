"""Where wikitext's constructs open and close, in one pass.

Parsers try an opening mark again and again where its end is missing. Here each one is looked
at once: what pairs is hidden, opened or kept for the parser, the rest is made literal, so that
no input makes the parser slow. A construct that hides text and is not closed hides its mark
only, not the rest of the page.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from pipeline.readers.wikitext_edits import (
    BREAK,
    GONE,
    SOFT,
    STRONG_OFF,
    STRONG_ON,
    Edit,
    line_breaks,
    literal,
    outermost,
    overwritten,
)
from pipeline.readers.wikitext_names import names
from pipeline.readers.wikitext_templates import RULE as TEMPLATE
from pipeline.readers.wikitext_templates import open_template

COMMENT = "comment"
_TAG_RULE = "tag"

_TOKEN = re.compile(
    r"(?P<comment><!--)"
    r"|<(?P<closes>/?)(?P<tag>[a-z][a-z0-9]*)\b[^<>]*?(?P<empty>/?)>"
    r"|(?P<opening>\{{2,})|(?P<closing>\}{2,})"
    r"|(?P<link>\[{2,})|(?P<link_end>\]\])|(?P<bracket>\[)|(?P<pipe>\|)"
    # a line that goes on with no paragraph
    r"|\n(?=[ \t\x01]*(?:(?P<heading>==)|(?P<fresh>[\n*#:;])))"
    r"|(?P<magic>__(?:(?:NO|FORCE)?TOC|NOEDITSECTION|(?:NO)?NEWSECTIONLINK|NOGALLERY|HIDDENCAT"
    r"|NOCONTENTCONVERT|NOCC|NOTITLECONVERT|NOTC|(?:NO)?INDEX|STATICREDIRECT|DISAMBIG"
    r"|NOGLOBAL|ARCHIVEDTALK|NOTALK|EXPECTUNUSEDCATEGORY)__)",
    re.IGNORECASE,
)
_MARK = re.compile(r"[<{}\[|\n]|\]\]|__")  # what every token begins with
_ADDRESS = re.compile(r"\x01*(?:(?:https?|ftps?|ircs?)://|//|mailto:)[^\[\]\n]*\]", re.IGNORECASE)

_ENTITY = re.compile(r"(&#?\w{1,31};)")
_LONGEST_TARGET = 1_000
_LEAST_BRACES, _MOST_BRACES = 2, 3  # of a template, of a template's parameter


@dataclass(slots=True)
class _Frame:
    """An opening mark: `count` braces, or the two brackets of a link (`count` 0)."""

    start: int
    count: int
    pipes: list[int] = field(default_factory=list)
    holds_link: bool = False


def scan(text: str) -> tuple[Edit, ...]:
    """The edits, in order, after which only links, addresses and entities are markup.

    Of lines, list marks, headings and tables nothing is said here.
    """
    scanner = _Scanner(text)
    scanner.run()
    return tuple(outermost(scanner.edits))


def scanned(text: str, edits: tuple[Edit, ...]) -> str:
    """`text` after the edits of `scan`, with what else looks like a tag or a brace literal."""
    return overwritten(text, edits).translate({ord(mark): literal(mark) for mark in "<{"})


class _Scanner:
    """One pass over a text; collects its edits."""

    def __init__(self, text: str) -> None:
        """Begin at the start of `text`."""
        self.edits: list[Edit] = []
        self._text = text
        self._stack: list[_Frame] = []
        self._braces = 0  # frames on the stack that are no links
        self._missing: set[str] = set()  # ends that do not come any more
        self._handlers: dict[str, Callable[[re.Match[str]], int | None]] = {
            "comment": self._comment,
            "tag": self._tag,
            "opening": self._opening,
            "closing": self._closing,
            "link": self._link,
            "link_end": self._link_end,
            "bracket": self._bracket,
            "pipe": self._pipe,
            "heading": self._heading,
            "fresh": self._fresh,
            "magic": self._magic,
        }

    def run(self) -> None:
        """Scan the whole text."""
        at = 0
        while mark := _MARK.search(self._text, at):
            token = _TOKEN.match(self._text, mark.start())
            if token is None:
                at = mark.start() + 1
                continue
            name = "tag" if token["tag"] else token.lastgroup or ""
            at = self._handlers[name](token) or token.end()
        self._clear()

    def _hide(self, start: int, end: int, rule: str, replacement: str = "") -> None:
        self.edits.append(Edit(start, end, rule, replacement))

    def _comment(self, token: re.Match[str]) -> int:
        end = -1 if COMMENT in self._missing else self._text.find("-->", token.end())
        if end == -1:
            self._missing.add(COMMENT)
            line_end = self._text.find("\n", token.end())
            end = len(self._text) if line_end == -1 else line_end
        else:
            end += len("-->")
        self.edits.append(Edit(token.start(), end, COMMENT, fill=GONE))
        return end

    def _tag(self, token: re.Match[str]) -> int | None:
        name = token["tag"].casefold()
        if not names().is_tag(name):
            return token.start() + 1
        opens = not token["closes"] and not token["empty"]
        rule = names().dropped.get(name)
        paired = rule or name in names().literal or name == "poem"
        closing = self._end_of(name, token.end()) if opens and paired else None
        if closing and rule:
            self._hide(token.start(), closing.end(), rule)
            return closing.end()
        if closing and name in names().literal:
            self._literal(token, closing, name)
            return closing.end()
        if closing:
            self.edits += line_breaks(self._text, token.end(), closing.start(), BREAK)
        self._hide(token.start(), token.end(), _TAG_RULE, _code(name, closes=bool(token["closes"])))
        return None

    def _literal(self, token: re.Match[str], closing: re.Match[str], name: str) -> None:
        line_end = BREAK if name == "pre" else SOFT
        outside = BREAK if name == "pre" else ""
        content = self._text[token.end() : closing.start()]
        self._hide(token.start(), token.end(), _TAG_RULE, outside)
        # entities are resolved even here
        parts = _ENTITY.split(content)
        parts[::2] = map(literal, parts[::2])
        shown = "".join(parts).replace("\n", line_end)
        self._hide(token.end(), closing.start(), _TAG_RULE, shown)
        self._hide(closing.start(), closing.end(), _TAG_RULE, outside)

    def _end_of(self, name: str, at: int) -> re.Match[str] | None:
        """The closing tag, unless another such tag opens before it."""
        if name in self._missing:
            return None
        found = _tags(name).search(self._text, at)
        if found is None:
            self._missing.add(name)
        return found if found and found["closes"] else None

    def _opening(self, token: re.Match[str]) -> None:
        self._stack.append(_Frame(token.start(), token.end() - token.start()))
        self._braces += 1

    def _closing(self, token: re.Match[str]) -> None:
        at, left = token.span()
        while left - at >= _LEAST_BRACES and self._braces:
            while not self._stack[-1].count:
                self._unlink(self._stack.pop())
            frame = self._stack[-1]
            width = min(_MOST_BRACES, frame.count, left - at)
            start = frame.start + frame.count - width
            if width == _LEAST_BRACES:
                self.edits += open_template(self._text, start, at + width, frame.pipes)
            else:
                self._hide(start, at + width, TEMPLATE)
            at += width
            frame.count -= width
            frame.pipes = []
            if frame.count < _LEAST_BRACES:
                self._stack.pop()
                self._braces -= 1

    def _link(self, token: re.Match[str]) -> None:
        start = token.end() - 2
        if start > token.start():
            self._hide(token.start(), start, "", literal("[" * (start - token.start())))
        self._stack.append(_Frame(start, 0))

    def _link_end(self, token: re.Match[str]) -> None:
        if not self._stack or self._stack[-1].count:
            return
        frame = self._stack.pop()
        end = frame.pipes[0] if frame.pipes else token.start()
        # cut, as links nested deep would each be copied whole
        target = self._text[frame.start + 2 : min(end, frame.start + _LONGEST_TARGET)]
        target = target.replace(GONE, "").strip()
        rule = _rule_of(target)
        if rule:
            self._hide(frame.start, token.end(), rule)
            return
        if frame.holds_link or not target:
            self._unlink(frame)
        else:
            self.edits += line_breaks(self._text, frame.start, token.end(), SOFT)
        if self._stack and not self._stack[-1].count:
            self._stack[-1].holds_link = True

    def _bracket(self, token: re.Match[str]) -> None:
        if not _ADDRESS.match(self._text, token.end()):
            self._hide(token.start(), token.end(), "", literal("["))

    def _pipe(self, token: re.Match[str]) -> None:
        if self._stack:
            self._stack[-1].pipes.append(token.start())

    def _heading(self, _: re.Match[str]) -> None:
        """No construct goes on past a heading: one that is never closed hides no section."""
        self._clear()

    def _fresh(self, _: re.Match[str]) -> None:
        """No link goes on past a paragraph."""
        while self._stack and not self._stack[-1].count:
            self._unlink(self._stack.pop())

    def _magic(self, token: re.Match[str]) -> None:
        self._hide(token.start(), token.end(), "magic_word")

    def _clear(self) -> None:
        for frame in self._stack:
            if not frame.count:
                self._unlink(frame)
        self._stack = []
        self._braces = 0

    def _unlink(self, frame: _Frame) -> None:
        self._hide(frame.start, frame.start + 2, "", literal("[["))


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(?P<closes>/?){name}\b[^<>]*>", re.IGNORECASE)


def _rule_of(target: str) -> str | None:
    """Why a link to `target` is left out, if it is."""
    namespace, colon, _ = target.partition(":")
    return names().namespaces.get(namespace.strip().casefold()) if colon else None


def _code(name: str, *, closes: bool) -> str:
    """The code for the effect of a tag."""
    if name in names().strong:
        return STRONG_OFF if closes else STRONG_ON
    if name in names().breaking:
        return BREAK
    return " " if name in names().spacing else ""
