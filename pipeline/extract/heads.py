"""What stands at the head of each block of a record, read once, however often it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.extract.labels import Label
from pipeline.extract.marks import (
    Mark,
    MarkKind,
    answer_within,
    mark_letters,
    marks_within,
    read_mark,
)
from pipeline.extract.posts import is_of_recording
from pipeline.extract.turns import read_turn
from pipeline.readers.document import Block
from pipeline.readers.traced import Traced

_FEWEST_RUN_TOGETHER = 3  # blocks


@dataclass(frozen=True, slots=True)
class Head:
    """A block's mark, what may be a label behind it, and all that stands behind the mark.

    `own` is what may be a label where the letter of the mark is one: `A. Lima: …`.
    """

    block: Block
    mark: Mark | None
    labelled: tuple[Label, Traced] | None
    text: Traced
    own: tuple[Label, Traced] | None


class Heads:
    """The heads of blocks; a block is known by itself, and held for as long as its head."""

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        """No head is read yet; of the record's `blocks` only how they are marked."""
        self._blocks = tuple(blocks)
        self._letters = mark_letters(self._blocks)
        self._read: dict[int, Head] = {}

    def of(self, block: Block) -> Head:
        """The head of a block."""
        head = self._read.get(id(block))
        if head is None:
            mark = read_mark(block, self._letters)
            inside = replace(block, text=mark.rest, strong=()) if mark else block
            own = self._turn(block) if mark and not mark.numbers else None
            head = Head(block, mark, self._turn(inside), inside.text, own)
            self._read[id(block)] = head
        return head

    def _turn(self, block: Block) -> tuple[Label, Traced] | None:
        """The turn that a block opens; where times are those of a recording, nobody posts."""
        turn = read_turn(block)
        if turn and turn[0].posts and self._recorded:
            label = replace(turn[0], posts=False, unsure=turn[0].printed.islower())
            return label, turn[1]
        return turn

    @cached_property
    def _recorded(self) -> bool:
        return any(is_of_recording(block.text.text) for block in self._blocks)

    def marks_within(self, block: Block) -> list[int]:
        """Where further marks stand in a block that a marked question opens.

        That is the answer's alone, but where the record runs questions and answers together.
        """
        if not self._opens_question(block):
            return []
        if self.runs_together:
            return marks_within(block.text.text, self._letters)
        at = answer_within(block.text.text, self._letters)
        return [] if at is None else [at]

    @cached_property
    def runs_together(self) -> bool:
        """Whether several blocks hold a question and its answer."""
        asked = (one.text.text for one in self._blocks if self._opens_question(one))
        within = (answer_within(text, self._letters) is not None for text in asked)
        return sum(within) >= _FEWEST_RUN_TOGETHER

    def _opens_question(self, block: Block) -> bool:
        mark = self.of(block).mark
        return mark is not None and mark.kind is MarkKind.QUESTION and mark.rest != block.text

    def label(self, block: Block) -> Label | None:
        """What may be a label at the very beginning of a block."""
        head = self.of(block)
        lettered = head.mark and not head.mark.numbers
        labelled = head.own if lettered and not self.runs_together else head.own or head.labelled
        return labelled[0] if labelled else None
