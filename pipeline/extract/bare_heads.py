"""Names that stand alone on their lines, without a mark, over what their holders say."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

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
    """
    heads = _heads(blocks)
    return tuple(
        _set(block, heads.get(at), under=at - 1 in heads) for at, block in enumerate(blocks)
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
    """The name that a block is; headings with a mark of their own are topics."""
    if block.kind is BlockKind.ITEM or block.depth or block.quoted:
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


def _set(block: Block, name: Traced | None, *, under: bool) -> Block:
    """A head in bold, what stands under one as no heading, any other block as it is."""
    if name:
        whole = ((0, len(name.text)),)
        return replace(block, kind=BlockKind.PARAGRAPH, text=name, strong=whole)
    said = under and block.kind is BlockKind.HEADING
    return replace(block, kind=BlockKind.PARAGRAPH) if said else block
