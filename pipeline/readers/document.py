"""What a reader makes of a file: lines and blocks with their places, and no meaning."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.readers.traced import Traced


class BlockKind(StrEnum):
    """The shape of a block."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Link:
    """An address behind the characters from `start` up to `end` of a block's text."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, list item or paragraph, without its markup.

    `line_start` and `line_end` span the block's source lines, markup included (1-based,
    inclusive). `depth` is the level of a heading (1 is the highest) or of a list item (0 is
    the outermost); `blank_before` is how many blank lines stand before it. `strong` are the
    spans of the text that are set in bold.
    """

    kind: BlockKind
    text: Traced
    line_start: int
    line_end: int
    blank_before: int
    depth: int = 0
    strong: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines that hold no text of the document, by the rule that says so."""

    line_start: int
    line_end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a file states about itself before its text, such as a title or speakers."""

    name: str
    values: tuple[Traced, ...]
    line_start: int
    line_end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its normalised lines, the blocks in them, and what is neither.

    A line may hold several blocks, and blocks and lines left out; the blocks are in the order
    of the source.
    """

    format: str
    encoding: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    fields: tuple[Field, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class UnreadableError(Exception):
    """A file that cannot be read as text; the message says what it seems to be."""
