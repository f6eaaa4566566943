"""What a page, a printer or a chat adds to a record: footers, numbers of pages, notices, quotes."""

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.posts import read_post
from pipeline.extract.quotations import is_bare_lead
from pipeline.extract.turns import read_turn
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.irc_lines import is_notice, read_stamp

_FEWEST_UNDER = 2  # blocks on a page: its title and the name of its site
_FEWEST_POSTS = 3  # of a copied chat
_MOST_WORDS = 12  # of a line that may stand in a footer, beside those that are sure to
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.)\s*\d{1,4}(?:\s*(?:of|von|/)\s*\d{1,4})?\W*|\d{1,4}\s*/\s*\d{1,4}",
    re.IGNORECASE,
)


def page_numbers(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks that only number a page."""
    return tuple(block for block in blocks if _PAGE_NUMBER.fullmatch(block.text.text))


def skin(blocks: Sequence[Block]) -> Iterator[Block]:
    """The lines that a page's skin prints between those of the record.

    The name of its site stands right under the title.
    """
    yield from (block for block in blocks if words().page_skin.fullmatch(block.text.text))
    if len(blocks) > _FEWEST_UNDER and blocks[1].kind is BlockKind.HEADING:
        asked = "?" in blocks[0].text.text + blocks[2].text.text
        if not asked and words().site_line.fullmatch(blocks[1].text.text):
            yield blocks[1]


def is_chat(blocks: Sequence[Block]) -> bool:
    """Whether several posts stand among the blocks, as in a copied chat."""
    return sum(read_post(block.text) is not None for block in blocks) >= _FEWEST_POSTS


def notices(blocks: Sequence[Block]) -> Iterator[Block]:
    """The lines of a copied chat in which its program tells of comings and goings.

    The topic that is set before anybody speaks is a part of the header.
    """
    begun = False
    for block in blocks:
        text = block.text.text
        topic = not begun and words().sets_topic.search(text)
        begun = begun or read_post(block.text) is not None
        if "?" not in text and not topic and is_notice(text, read_stamp(text)):
            yield block


def quoted_again(blocks: Sequence[Block]) -> Iterator[Block]:
    """The lines of a copied chat that do no more than quote a message above."""
    said: set[str] = set()
    for block in blocks:
        text = block.text.text
        if is_bare_lead(block):
            yield block
        if block.quoted and text in said:
            yield block
        post = read_post(block.text)
        said.add(post[1].text if post else text)


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
