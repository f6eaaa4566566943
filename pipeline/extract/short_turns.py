"""Short turns that plain text shows as if they were headings: `Ana: Why?` on a line of its own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.extract.heads import Heads
from pipeline.extract.labels import Label
from pipeline.readers.document import Block, BlockKind

_FEWEST = 2  # short turns of one speaker, each before a turn of somebody else


def labels_of_short_turns(blocks: Sequence[Block], heads: Heads) -> Iterator[Label]:
    """The labels of those whose questions look like headings, where others reply by name."""
    found = [
        label
        for block, after in pairwise(blocks)
        if block.kind is BlockKind.HEADING and block.depth == 0 and block.text.text.endswith("?")
        if (label := heads.label(block)) and label.names and not label.unsure
        if after.kind is not BlockKind.HEADING and _replies(heads.label(after), label)
    ]
    times = Counter(label.who for label in found)
    yield from (label for label in found if times[label.who] >= _FEWEST)


def _replies(label: Label | None, asking: Label) -> bool:
    return bool(label and label.names and not label.unsure and label.who != asking.who)
