"""Marks that a page's skin puts behind its headings: `Notes[edit]`, `NotesEdit`, `Notes edit`.

Some stand at the head of the line below: `Notes`, `editAna: We met.`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.readers.document import Block, BlockKind
from pipeline.readers.html_tags import SETTINGS

_MOST_WORDS = 14  # of a line that may be a heading
_EDIT = SETTINGS["edit"]
# in brackets, with or without a second link: `[edit | edit source]`
_BRACKETS = rf"\s*\[\s*(?:{_EDIT})(?:\s*\|\s*[^\[\]]{{1,40}})?\s*\]"
# a capital behind small letters, or several words in one, stand in no other word
_CAMEL = r"(?<=[^\W\d_])(?:(?-i:edit)\s?(?-i:This)|(?<=[a-zà-ÿ?!)])(?-i:Edit)(?:\s?source)?)"
_MARK = re.compile(rf"(?:{_BRACKETS}|{_CAMEL})\s*$", re.IGNORECASE)
_AFTER_MARK = re.compile(r"(?<=[?!)])edit(?:This)?\s*$")
# in small letters it might end a word, such as "credit", or a heading: a skin marks every one
_SMALL = re.compile(r"(?<=[^\W_])(?<!cr)\s?edit$")
_FEWEST = 2
_BEFORE = re.compile(r"edit(?!able|ed|ing|ion|or|s\b)(?=[^\W_]|- )")
_FEWEST_BEFORE = 3
_DEPTH = 2  # of a heading that is known by such a mark


def without_skin_marks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, of which short ones that are no items have lost such marks."""
    held = tuple(_with_marked_headings(tuple(blocks)))
    glued = sum(_SMALL.search(block.text.text) is not None for block in held if _is_short(block))
    for block in held:
        yield _unmarked(block, small=glued >= _FEWEST) if _is_short(block) else block


def _with_marked_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, of which those over a line that begins with the mark are headings."""
    marked = {
        at
        for at, (over, block) in enumerate(pairwise(blocks), start=1)
        if _is_short(over) and over.text.text[-1:] not in ".?!:" and _BEFORE.match(block.text.text)
    }
    if len(marked) < _FEWEST_BEFORE:
        yield from blocks
        return
    for at, block in enumerate(blocks):
        text = block.text.cut(len("edit")) if at in marked else block.text
        if at + 1 in marked:
            yield replace(block, text=text, kind=BlockKind.HEADING, depth=_DEPTH, strong=())
        else:
            yield replace(block, text=text, strong=()) if at in marked else block


def _unmarked(block: Block, *, small: bool) -> Block:
    text = block.text.text
    mark = _MARK.search(text) or _AFTER_MARK.search(text) or (small and _SMALL.search(text))
    if not mark or not mark.start():
        return block
    said = block.text.cut(0, mark.start())
    strong = tuple((start, min(end, len(said.text))) for start, end in block.strong)
    return replace(block, text=said, strong=tuple(span for span in strong if span[0] < span[1]))


def _is_short(block: Block) -> bool:
    return block.kind is not BlockKind.ITEM and len(block.text.text.split()) <= _MOST_WORDS
