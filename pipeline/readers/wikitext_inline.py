"""The text of one line of wikitext: links, addresses, entities, bold, and the author's breaks."""

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

import mwparserfromhell
from mwparserfromhell.nodes import ExternalLink, HTMLEntity, Node, Wikilink

from pipeline.readers.text import split_lines
from pipeline.readers.traced import Traced
from pipeline.readers.wikitext_edits import (
    BREAK,
    HIDDEN,
    LINK_OFF,
    LINK_ON,
    SOFT,
    STRONG_OFF,
    STRONG_ON,
    actual,
    literal,
)
from pipeline.readers.wikitext_quotes import QUOTES, quote_marks
from pipeline.readers.wikitext_segments import Segment, SegmentBuilder

_PIECE = 32 * 1024  # characters that the parser is given at once
_KEPT = re.compile(f"[^{HIDDEN}{BREAK}{SOFT}]+|[{BREAK}{SOFT}]")
_TOKEN = re.compile(
    rf"(?P<quotes>{QUOTES})|(?P<code>[{STRONG_ON}{STRONG_OFF}{LINK_ON}{LINK_OFF}{BREAK}])"
    rf"|(?P<space>[\s{SOFT}]{{2,}}|(?! )[\s{SOFT}])"
)
# what a line of bare text does not hold
_MARKED = re.compile(r"[\0-\x1f\[&]|''|//|mailto:|\s\s|[^\S ]", re.IGNORECASE)
_LINE_MARKS = re.compile(r"\A[*#:;=|-]+")
_NOT_IN_TARGET = re.compile(rf"''|[{STRONG_ON}{STRONG_OFF}{BREAK}]")


def segments(line: str, locate: Callable[[int], tuple[int, int]]) -> tuple[Segment, ...]:
    """The text of `line`, of which `locate` tells the source's line and character of an index.

    `line` is what the scan left of a line. Segments without text are left out.
    """
    bare = line.strip()
    if bare and not _MARKED.search(bare):  # most lines, and the parser is slow to start
        return (Segment(Traced.at(actual(bare), *locate(line.index(bare)))),)
    kept = [(found.start(), found[0]) for found in _KEPT.finditer(line)]
    targets: list[str] = []
    emitted = [one for one in _emitted("".join(part for _, part in kept), targets) if one[0]]
    text = "".join(part for part, _ in emitted)
    builder = SegmentBuilder(tuple(_places(emitted, kept)), locate, targets)
    marks = quote_marks(text)
    done = 0
    for token in _TOKEN.finditer(text):
        builder.add(text[done : token.start()], done)
        done = token.end()
        if token["quotes"]:
            apostrophes, switches = marks[token.start()]
            builder.add("'" * apostrophes, token.start())
            if switches:
                builder.toggle_strong()
        elif token["code"]:
            builder.apply(token["code"])
        else:
            builder.add(" ", token.start())
    builder.add(text[done:], done)
    return builder.finish()


def _emitted(text: str, targets: list[str]) -> Iterator[tuple[str, int]]:
    """What the text shows, in parts with their places in it; adds to the targets of links."""
    start = 0
    for piece in _pieces(text):
        # the line's own marks have been read, and these are text
        parsed = mwparserfromhell.parse(
            _LINE_MARKS.sub(lambda marks: literal(marks[0]), piece), skip_style_tags=True
        )
        yield from _walk(parsed.nodes, start, targets)
        start += len(piece)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces for the parser, cut between words and outside of links."""
    start = 0
    while len(text) - start > _PIECE:
        cut = text.rfind(" ", start, start + _PIECE) + 1
        opened = text.rfind("[", start, cut)
        if opened != -1 and text.find("]", opened, cut) == -1:
            cut = opened - (text[opened - 1] == "[")
        cut = cut if cut > start else start + _PIECE
        yield text[start:cut]
        start = cut
    yield text[start:]


def _walk(nodes: Iterable[Node], at: int, targets: list[str]) -> Iterator[tuple[str, int]]:
    for node in nodes:
        source = str(node)
        if isinstance(node, HTMLEntity):
            yield _resolved(source), at
        elif isinstance(node, Wikilink):
            yield from _wikilink(node, at, targets)
        elif isinstance(node, ExternalLink):
            url = str(node.url)
            titled = node.title is not None and node.title.strip()
            shown = node.title if titled else node.url
            skipped = len(url) + (not node.suppress_space) if titled else 0
            start = at + bool(node.brackets) + skipped
            yield from _linked(shown.nodes if shown else (), start, url, targets)
        else:
            yield source, at
        at += len(source)


def _wikilink(link: Wikilink, at: int, targets: list[str]) -> Iterator[tuple[str, int]]:
    target = str(link.title)
    if link.text is not None and link.text.strip():
        yield from _linked(link.text.nodes, at + 2 + len(target) + 1, target, targets)
        return
    # a colon at the head keeps a link to a picture or category a link
    shown = target.lstrip(f" :{SOFT}")
    title = link.title
    if shown != target:
        title = mwparserfromhell.parse(shown, skip_style_tags=True)
    yield from _linked(title.nodes, at + 2 + len(target) - len(shown), target, targets)


def _linked(
    nodes: Iterable[Node], at: int, target: str, targets: list[str]
) -> Iterator[tuple[str, int]]:
    address = _NOT_IN_TARGET.split(target, maxsplit=1)[0].replace(SOFT, " ")
    targets.append(html.unescape(actual(address)).strip().removeprefix(":"))
    yield LINK_ON, at
    yield from _walk(nodes, at, targets)
    yield LINK_OFF, at


def _resolved(entity: str) -> str:
    """The character that an entity stands for; nothing for one that is no text."""
    character = html.unescape(entity)
    return " " if character.isspace() else literal("".join(split_lines(character)))


def _places(
    emitted: Iterable[tuple[str, int]], kept: Sequence[tuple[int, str]]
) -> Iterator[tuple[int, int]]:
    """Where in the shown text, and where in the line, runs that lie side by side begin."""
    starts = [*accumulate((len(part) for _, part in kept), initial=0)]
    shown = 0
    for text, at in emitted:
        chunk = min(bisect_right(starts, at), len(kept)) - 1
        yield shown, kept[chunk][0] + at - starts[chunk]
        while starts[chunk + 1] < at + len(text) and chunk + 1 < len(kept):
            chunk += 1
            yield shown + starts[chunk] - at, kept[chunk][0]
        shown += len(text)
