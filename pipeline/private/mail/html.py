"""A mail's HTML as text: paragraphs as lines, what is quoted behind `>`, nothing else.

A mail needs no tree: tags are read one after the other, in linear time whatever they nest.
"""

import re
from collections.abc import Iterator
from html import unescape

_MOST = 1 << 20
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9:]{0,30}+)(?P<rest>[^<>]*+)>"
    r"|<[!?][^<>]*+>"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_SILENT = frozenset("head script style template noscript title svg object iframe".split())
_BLOCKS = frozenset(
    "p div tr li ul ol table h1 h2 h3 h4 h5 h6 pre blockquote section article header footer "
    "center dl dt dd form fieldset address".split()
)
_SPACE = re.compile(r"[ \t\n\r\f\xa0]+")
_QUOTE = "blockquote"


def text_of(html: str) -> str:
    """The words of a page of HTML, of which the first MiB is read."""
    writer = _Writer()
    page = "".join(_without_comments(html[:_MOST]))
    ends = {tag: page.lower().rfind(f"</{tag}") for tag in _SILENT}
    silent = ""
    for token in _TOKEN.finditer(page):
        tag = (token["tag"] or "").lower()
        if silent:
            silent = "" if tag == silent and token["close"] else silent
            # a page without an end of its head begins with its body
            silent = "" if tag == "body" else silent
        elif token["text"]:
            writer.say(unescape(token["text"]))
        elif token["close"]:
            writer.closes(tag)
        elif tag in _SILENT and ends[tag] >= token.end():  # what has no end hides nothing
            silent = tag
        elif tag:
            writer.opens(tag)
    return writer.text()


def _without_comments(page: str) -> Iterator[str]:
    at = 0
    while (start := page.find("<!--", at)) >= 0 and (end := page.find("-->", start)) >= 0:
        yield page[at:start]
        at = end + len("-->")
    yield page[at:].replace("<!--", "")  # what has no end hides nothing


class _Writer:
    """Lines that grow; white space counts once, and only between words."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quoted = 0

    def say(self, text: str) -> None:
        plain = _SPACE.sub(" ", text)
        if plain and (plain != " " or self._line):
            self._line.append(plain)

    def opens(self, tag: str) -> None:
        if tag == "br":
            self._end()
        elif tag == "hr":
            self._break()
            self._lines.append("-" * 30)
        elif tag in _BLOCKS:
            self._break()
            if tag in ("p", _QUOTE):
                self._end()
            self._quoted += tag == _QUOTE
            if tag == "li":
                self.say("- ")

    def closes(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break()
            self._quoted = max(self._quoted - (tag == _QUOTE), 0)
            if tag in ("p", _QUOTE):
                self._end()

    def text(self) -> str:
        self._break()
        return "\n".join(self._lines)

    def _break(self) -> None:
        if self._line:
            self._end()

    def _end(self) -> None:
        said = _SPACE.sub(" ", "".join(self._line)).strip()
        self._lines.append(f"> {said}" if self._quoted else said)
        self._line = []
