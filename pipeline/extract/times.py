"""Times of the recording that transcripts print behind each paragraph: `We do. [00:12:04]`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.readers.document import Block

_FEWEST = 3  # of a record that prints them
_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}"
_BEHIND = re.compile(rf"(?<=\S)\s+(?:\[{_TIME}\]|\({_TIME}\))$")


def without_times(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without the times at their ends, where several have one."""
    found = [_BEHIND.search(block.text.text[-_LONGEST:]) for block in blocks]
    if sum(map(bool, found)) < _FEWEST:
        return tuple(blocks)
    return tuple(
        replace(block, text=block.text.cut(0, -len(time[0]))) if time else block
        for block, time in zip(blocks, found, strict=True)
    )


_LONGEST = 20  # characters of a time with what stands before it
