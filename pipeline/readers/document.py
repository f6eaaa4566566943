"""What a reader makes of a file: lines and blocks with their places, and no meaning."""

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import NamedTuple

from pipeline.readers.traced import Traced
from schemas.words import QuarantineReason


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


class Cell(NamedTuple):
    """A place in a table, all counted from 1: the table in its page, the row, the cell in the row.

    A cell spans so many `rows` and `columns`. Where all of a row is one block, `cell` is 0, and
    `spans` are rows and columns of each of its cells.
    """

    table: int
    row: int
    cell: int
    rows: int = 1
    columns: int = 1
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, list item or paragraph, without its markup.

    `line_start` and `line_end` span the block's source lines, markup included (1-based,
    inclusive). `depth` is the level of a heading (1 is the highest) or of a list item (0 is
    the outermost); `blank_before` is how many blank lines stand before it. `strong` are the
    spans of the text that are set in bold; `slanted` tells that all of it is set in italics, and
    `quoted` that it is a quotation of its own. `cell` is the cell that the block is in, or the
    row that it is, with bars between its cells; formats that have no tables have but the bars.
    """

    kind: BlockKind
    text: Traced
    line_start: int
    line_end: int
    blank_before: int
    depth: int = 0
    strong: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    cell: Cell | None = None
    slanted: bool = False
    quoted: bool = False


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
class SetAside:
    """Lines that are broken, and in which way."""

    line_start: int
    line_end: int
    reason: QuarantineReason


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that were said or written at one time: a caption, or a message of a chat.

    `line_start` and `line_end` span the cue's source lines, its times included. `speaker` is
    the name that the format itself sets apart, as printed; names that stand in the text are
    still there. It is empty where the format says that somebody speaks whom it does not know.
    `start_ms` and `end_ms` count from the zero of the file's own clock. `sent_at`
    is a moment; without a zone it is meant in the session's. `clock` is a time of day whose
    day the file does not tell. `action` marks what somebody did (`* nick waves`).
    """

    text: Traced = field(repr=False)
    line_start: int
    line_end: int
    speaker: str | None = field(default=None, repr=False)
    start_ms: int | None = None
    end_ms: int | None = None
    sent_at: datetime | None = None
    clock: time | None = None
    action: bool = False


@dataclass(frozen=True, slots=True)
class Rename:
    """A line that says that somebody goes by another name from here on."""

    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its normalised lines, what is in them, and what is neither.

    Notes hold blocks; transcripts and chats hold cues, and who changed names. A line may hold
    several of them, and lines left out; all are in the order of the source.
    """

    format: str
    encoding: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    fields: tuple[Field, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    cues: tuple[Cue, ...] = ()
    renames: tuple[Rename, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


class UnreadableError(Exception):
    """A file that cannot be read as text; the message says what it seems to be."""
