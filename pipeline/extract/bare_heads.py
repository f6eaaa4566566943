"""Names, and words such as `Question`, that stand alone on their lines over what is said."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.extract.marks import MarkKind, read_mark
from pipeline.extract.names import is_name
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.traced import Traced

_TAGGED = re.compile(r"<(?P<tag>[\w-]{1,30})>(?P<name>[^<>]{1,60})</(?P=tag)>")
_FEWEST_NAMES = 2
_AGAIN = 2  # times that a name stands over something
_SHARE = 0.1  # of the blocks, at least, are heads


def with_bare_heads(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, of which names that come again alone on their lines are in bold, as heads are.

    That is so where several names take turns over a whole record: `Ana Lima`, and on the next
    lines what she says. A tag of the page's own may hold the name: `<host>Ana Lima</host>`.
    Neither a head nor a mark that comes again alone is a heading, nor is what stands under one.
    """
    heads, marks = _heads(blocks), _marks(blocks)
    over = {*heads, *marks}
    return tuple(
        _set(block, heads.get(at), said=not over.isdisjoint((at, at - 1)))
        for at, block in enumerate(blocks)
    )


def _heads(blocks: Sequence[Block]) -> Mapping[int, Traced]:
    alone = {at: name for at, block in enumerate(blocks) if (name := _alone(block))}
    over = {at: name for at, name in alone.items() if _has_words(blocks, alone, at)}
    counts = Counter(name.text for name in over.values())
    again = {name for name, times in counts.items() if times >= _AGAIN}
    many = sum(counts[name] for name in again)
    enough = many >= _SHARE * len(blocks) and many * 2 > len(over)
    return over if enough and len(again) >= _FEWEST_NAMES else {}


def _alone(block: Block) -> Traced | None:
    """The name that a block is."""
    if block.kind is BlockKind.ITEM or block.quoted:
        return None
    tagged = _TAGGED.fullmatch(block.text.text)
    name = block.text.cut(tagged.start("name"), tagged.end("name")) if tagged else block.text
    unnamed = words().unnamed_speakers.fullmatch(name.text) is not None
    return name if unnamed or is_name(name.text) else None


def _has_words(blocks: Sequence[Block], alone: Mapping[int, Traced], at: int) -> bool:
    """Whether something is said below a name; a short question may look like a heading there."""
    under = blocks[at + 1] if at + 1 < len(blocks) else None
    return under is not None and at + 1 not in alone and not _is_marked_heading(under)


def _is_marked_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.depth > 0


def _marks(blocks: Sequence[Block]) -> frozenset[int]:
    """Lines that are but a mark (`Question`), and look like headings, where they come again."""
    alone = [
        (at, mark.kind)
        for at, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and not block.depth
        if (mark := read_mark(block)) and not mark.rest
    ]
    again = [kind for _, kind in alone].count(MarkKind.QUESTION) >= _AGAIN
    return frozenset(at for at, _ in alone if again)


def _set(block: Block, name: Traced | None, *, said: bool) -> Block:
    """A head in bold, what is `said` as no heading, any other block as it is."""
    if name:
        whole = ((0, len(name.text)),)
        return replace(block, kind=BlockKind.PARAGRAPH, text=name, strong=whole)
    return replace(block, kind=BlockKind.PARAGRAPH) if said else block
