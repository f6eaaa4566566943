"""What stands at the head of each block of a record, read once, however often it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.extract.labels import Label
from pipeline.extract.marks import Mark, MarkKind, answer_within, mark_letters, read_mark
from pipeline.extract.turns import read_turn
from pipeline.readers.document import Block
from pipeline.readers.traced import Traced


@dataclass(frozen=True, slots=True)
class Head:
    """A block's mark, what may be a label behind it, and all that stands behind the mark."""

    block: Block
    mark: Mark | None
    labelled: tuple[Label, Traced] | None
    text: Traced


class Heads:
    """The heads of blocks; a block is known by itself, and held for as long as its head."""

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        """No head is read yet; of the record's `blocks` only how they are marked."""
        self._letters = mark_letters(blocks)
        self._read: dict[int, Head] = {}

    def of(self, block: Block) -> Head:
        """The head of a block."""
        head = self._read.get(id(block))
        if head is None:
            mark = read_mark(block, self._letters)
            inside = replace(block, text=mark.rest, strong=()) if mark else block
            head = self._read[id(block)] = Head(block, mark, read_turn(inside), inside.text)
        return head

    def answer_within(self, block: Block) -> int | None:
        """Where the answer begins in a block that a marked question opens."""
        mark = self.of(block).mark
        marked = mark is not None and mark.kind is MarkKind.QUESTION and mark.rest != block.text
        return answer_within(block.text.text, self._letters) if marked else None

    def label(self, block: Block) -> Label | None:
        """What may be a label at the very beginning of a block."""
        head = self.of(block)
        lettered = head.mark and not head.mark.numbers  # `A. Lima: …` is a name
        labelled = read_turn(block) if lettered else head.labelled
        return labelled[0] if labelled else None
