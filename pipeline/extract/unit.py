"""A block as the grammar sees it: what it begins with, and what it says behind that."""

import re
from dataclasses import dataclass

from pipeline.extract.askers import byline, signed_name
from pipeline.extract.labels import Label
from pipeline.extract.marks import MarkKind
from pipeline.extract.no_reply import tells_of_no_reply
from pipeline.extract.tables import TablePart
from pipeline.extract.turns import is_time
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.traced import Traced


@dataclass(frozen=True, slots=True)
class Unit:
    """A block, or one of several turns in it.

    `text` is without mark, label and signature; `signed` is the name under it, `stamp` the
    signature as it stands there, `later` that this is of a day after the session's; `written` tells
    that it says itself that it came later, `below` that its label stood on a line of its own;
    `numbers` are those of its mark; `table` is what it is of a table of questions and answers.
    """

    block: Block
    text: Traced
    mark: MarkKind | None = None
    label: Label | None = None
    signed: str | None = None
    stamp: str = ""
    later: bool = False
    written: bool = False
    below: bool = False
    numbers: tuple[int, ...] = ()
    table: TablePart | None = None

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading and not a speaker's short turn."""
        return self.block.kind is BlockKind.HEADING and not (self.label or self.mark)

    @property
    def is_plain(self) -> bool:
        """Whether this is a paragraph that neither a name nor a mark tells anything of."""
        bare = not (self.label or self.mark or self.signed)
        return bare and self.block.kind is BlockKind.PARAGRAPH

    @property
    def is_top_item(self) -> bool:
        """Whether it is an item of an outermost list."""
        return self.block.kind is BlockKind.ITEM and self.block.depth == 0

    @property
    def is_nested_item(self) -> bool:
        """Whether it is an item below another."""
        return self.block.kind is BlockKind.ITEM and self.block.depth > 0

    @property
    def is_set_apart(self) -> bool:
        """Whether it ends where its quotation, or its italics, do."""
        return self.block.quoted or self.block.slanted

    def goes_on(self, before: "Unit") -> bool:
        """Whether it is set apart as another is, and nobody else's words."""
        block, other = self.block, before.block
        alike = (block.quoted, block.slanted) == (other.quoted, other.slanted)
        return self.is_set_apart and alike and not (self.label or self.mark)

    @property
    def byline(self) -> tuple[str, ...] | None:
        """The names in it where it only says who asked; None where it does not."""
        if self.mark or self.is_heading or (self.label and not self.label.asks):
            return None
        return byline(self.block.text.text)

    @property
    def is_signature(self) -> bool:
        """Whether it is but a name, perhaps with a place."""
        unmarked = not (self.label or self.mark or self.is_heading)
        return unmarked and signed_name(self.text.text) is not None

    @property
    def is_note(self) -> bool:
        """Whether it is the note taker's, in brackets: `(Laughter.)`, `[Not reached.]`.

        Without brackets, a line that only tells that nobody replied is one, too, or how the session
        went on, and an editor's note.
        """
        if self.label or self.mark or self.signed or self.is_heading:
            return False
        said = self.text.text
        if words().editors_note.match(said) or words().proceedings.match(said):
            return True
        short = len(said.split()) <= _LONGEST_NOTE and "?" not in said
        return short and bool(_NOTE.fullmatch(said) or tells_of_no_reply(said))

    @property
    def is_time(self) -> bool:
        """Whether it is but a time, or a link into the recording."""
        return is_time(self.text.text)


_LONGEST_NOTE = 20  # words
_NOTE = re.compile(r"\([^()]*\)\W*|\[[^\[\]]*\]\W*")


def is_bold(unit: Unit) -> bool:
    """Whether all of a paragraph is in bold print."""
    return unit.block.kind is BlockKind.PARAGRAPH and is_wholly_bold(unit)


def is_wholly_bold(unit: Unit) -> bool:
    """Whether all of a block is in bold print."""
    printed = unit.block.text.text.rstrip()
    return any(start == 0 and end >= len(printed) for start, end in unit.block.strong)
