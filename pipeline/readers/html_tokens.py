"""What one pass over a page makes of it: tokens, tags, and what is left out."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pipeline.readers.html_tags import Tag


class TokenKind(StrEnum):
    """Text, or what stands between texts."""

    TEXT = "text"
    BORDER = "border"  # between blocks
    APART = "apart"  # between blocks with space around them
    LINE = "line"  # a line break
    ITEM = "item"
    ITEM_END = "item_end"
    ROW, CELL = "row", "cell"  # of a table


class Token(NamedTuple):
    """A piece of the source; `bold` and `link` number the run that a text is in, 0 for none.

    `slanted` tells that it is set in italics; a cell spans so many `rows` and `columns`; an item
    may say of which `level` it is, from 1.
    """

    kind: TokenKind
    start: int = 0
    end: int = 0
    bold: int = 0
    link: int = 0
    slanted: bool = False
    rows: int = 1
    columns: int = 1
    level: int = 0


@dataclass(slots=True)
class Source:
    """What one pass over a page found.

    `skeleton` is the page for the parser: of the tags those that nest, each with the number of
    its `Tag`, and instead of text how many tokens have gone by. `links` are the targets, by
    number; `metas` go with the span of their content; `left_out` holds (start, end, rule)
    of whatever is no tag and no token; `title` is a span.
    """

    skeleton: str = ""
    tokens: list[Token] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    links: list[str] = field(default_factory=lambda: [""])
    metas: list[tuple[Tag, tuple[int, int] | None]] = field(default_factory=list)
    left_out: list[tuple[int, int, str]] = field(default_factory=list)
    title: tuple[int, int] | None = None
    is_html: bool = False
    asks_password: bool = False
    has_script: bool = False
