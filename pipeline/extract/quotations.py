"""What people who reply say again of others, and the lines that tell whose words these were."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.posts import is_post
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind

_LONGEST_LEAD = 160
_HANDLE = re.compile(r"@(?!\s)(?:[^@.,:;?!]|[.,:;?!](?=\S)){1,39}")
_BARE_LEAD = re.compile(r"quote:?", re.IGNORECASE)


def whose_words(text: str) -> str | None:
    """Whom a line names whose words follow: `Ana Lima wrote:`, `Originally posted by ana`."""
    if len(text) > _LONGEST_LEAD or "?" in text:
        return None
    found = words().quotes.match(text)
    return next(filter(None, found.groups()), None) if found else None


def is_handle(text: str) -> bool:
    """Whether a line is but what a chat calls somebody: `@ana_l`."""
    return _HANDLE.fullmatch(text) is not None


def is_bare_lead(block: Block) -> bool:
    """Whether a block only announces a quotation."""
    return _BARE_LEAD.fullmatch(block.text.text) is not None


def with_quotations(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, of which what stands under such a line is marked as quoted.

    Where a mail or a program marks quotations by itself, nothing else is one.
    """
    marked = any(block.quoted for block in blocks)
    called = set(_quoted_over_posts(blocks))
    led = False
    for at, block in enumerate(blocks):
        if at in called or (led and not marked):
            yield replace(block, quoted=True, kind=BlockKind.PARAGRAPH)
        else:
            yield block
        posted = words().quotes.match(block.text.text[:_LONGEST_LEAD])
        led = posted is not None and posted["who"] is None


def _quoted_over_posts(blocks: Sequence[Block]) -> Iterator[int]:
    """Lines under the name of whom they are by, right over the post that replies to them.

    ```
    @ana_l
    Why is it shut?
    [4:03 PM] Idah: The tide.
    ```
    """
    start: int | None = None
    for at, block in enumerate(blocks):
        if is_post(block.text.text):
            yield from range(at if start is None else start, at)
            start = None
        elif is_handle(block.text.text):
            start = at + 1
