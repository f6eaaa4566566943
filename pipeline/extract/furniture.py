"""What a page or a printer adds to a record: the footer, and the numbers of pages."""

import re
from collections.abc import Sequence

from pipeline.extract.turns import read_turn
from pipeline.extract.words import words
from pipeline.readers.document import Block

_MOST_WORDS = 12  # of a line that may stand in a footer, beside those that are sure to
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.)\s*\d{1,4}(?:\s*(?:of|von|/)\s*\d{1,4})?\W*|\d{1,4}\s*/\s*\d{1,4}",
    re.IGNORECASE,
)


def page_numbers(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks that only number a page."""
    return tuple(block for block in blocks if _PAGE_NUMBER.fullmatch(block.text.text))


def footer(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks at the end that are the page's, not the record's.

    It begins with a line that only footers hold, and nothing but short lines without a
    question or a speaker stand between such lines.
    """
    start = len(blocks)
    for at in reversed(range(len(blocks))):
        if words().page_footer.search(blocks[at].text.text):
            start = at
        elif not _may_stand_in_one(blocks[at]):
            break
    return tuple(blocks[start:])


def _may_stand_in_one(block: Block) -> bool:
    text = block.text.text
    return len(text.split()) <= _MOST_WORDS and "?" not in text and read_turn(block) is None
