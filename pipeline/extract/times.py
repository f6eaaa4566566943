"""Places in the recording that transcripts print behind a paragraph or a question.

`We do. [00:12:04]`, and as a link into it, `Why is it shut? [watch]`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.readers.document import Block

_FEWEST = 3  # of a record that prints them
_LONGEST = 60  # characters
_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}"
_BEHIND = re.compile(
    rf"(?<=\S)\s+(?:\[{_TIME}\]|\({_TIME}\)|(?P<linked>\[\s*(?P<said>[^\[\]]{{2,40}}?)\s*\]))$"
)


def without_times(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without such places at their ends, where several have one."""
    found = [_behind(block) for block in blocks]
    if sum(end is not None for end in found) < _FEWEST:
        return tuple(blocks)
    return tuple(
        block if end is None else replace(block, text=block.text.cut(0, end))
        for block, end in zip(blocks, found, strict=True)
    )


def _behind(block: Block) -> int | None:
    """Where the words end before a time, or before a link in square brackets."""
    if not block.text.text.endswith(("]", ")")):
        return None
    start = max(len(block.text.text) - _LONGEST, 0)
    found = _BEHIND.search(block.text.text, start)
    if found is None:
        return None
    span = found.span("said")
    linked = any(link.start <= span[0] and span[1] <= link.end for link in block.links)
    return found.start() if linked or not found["linked"] else None
