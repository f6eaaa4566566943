"""The list of those present that notes of calls print behind all else: `## Attendance`."""

import re
from collections.abc import Sequence

from pipeline.extract.names import is_name, name_pattern
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind

_FEWEST = 2  # full names


def attendance(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The heading over the names of those present and what stands under it; else nothing.

    A list in which somebody speaks or asks is none.
    """
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING and words().attendance.fullmatch(block.text.text):
            under = _up_to_next_heading(blocks, at + 1)
            said = "\n".join(one.text.text for one in under)
            if "?" not in said and _full_names(said) >= _FEWEST:
                return (block, *under)
    return ()


def _up_to_next_heading(blocks: Sequence[Block], start: int) -> tuple[Block, ...]:
    later = range(start, len(blocks))
    end = next((at for at in later if blocks[at].kind is BlockKind.HEADING), len(blocks))
    return tuple(blocks[start:end])


def _full_names(text: str) -> int:
    found = (name[0] for name in re.finditer(rf"(?<!\w){name_pattern()}", text))
    return sum(" " in name and is_name(name) for name in found)
