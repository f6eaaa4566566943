"""Several turns in one block: `Ana: Why?  Bo: No.`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from pipeline.extract.heads import Heads
from pipeline.extract.labels import Label
from pipeline.extract.names import is_name, name_pattern
from pipeline.extract.reading_out import read_out_at
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind

_FEWEST = 2  # times that a name nobody else knows of stands behind a question, or heads a block


def turns_in(block: Block, inner: re.Pattern[str] | None, heads: Heads) -> Iterator[Block]:
    """A block cut before the marks that stand in the line of its question.

    Else before every further speaker's label, which `inner` finds, and a question read out at
    its end.
    """
    marks = heads.marks_within(block)
    for start, end in pairwise((0, *marks, None)) if marks else ():
        said = block.text.cut(start or 0, end)
        part = replace(block, text=said, line_end=said.place().line_end)
        if start:
            part = replace(part, kind=BlockKind.PARAGRAPH, blank_before=0, strong=(), links=())
            part = replace(part, line_start=said.place().line_start)
        yield from _turns(part, inner) if heads.runs_together else (part,)
    if not marks:
        yield from _turns(block, inner)


def _turns(block: Block, inner: re.Pattern[str] | None) -> Iterator[Block]:
    said = block.text.text
    starts = [match.end() for match in inner.finditer(said)] if inner and ":" in said else []
    if not starts and (at := read_out_at(block.text)):
        starts = [at]
    if not starts or block.kind is BlockKind.HEADING:
        yield block
        return
    for start, end in zip([0, *starts], [*starts, None], strict=True):
        yield replace(block, text=block.text.cut(start, end), strong=())


def inner_label_pattern(heads: frozenset[str], *, anywhere: bool) -> re.Pattern[str]:
    """What finds the labels that are `heads` behind the end of a sentence, or behind any word."""
    labels = "|".join(re.escape(head) for head in sorted(heads, key=len, reverse=True))
    no_mark = r"(?<!^[A-Z]\.)(?<!^[A-Z]\d\.)(?<!^[A-Z]\d\d\.)"
    behind = r"(?<=[^\s:：])" if anywhere else r"(?<=[.?!…])"
    return re.compile(rf"{no_mark}{behind}\s+(?=(?:{labels})\s*:\s)")


def inner_labels(blocks: Sequence[Block], heads: Heads) -> Iterator[Label]:
    """The labels of those who only ever reply within a block that somebody else opens by name."""
    opening = Counter(
        label.printed for block in blocks if (label := heads.label(block)) and not label.unsure
    )
    marks = {*words().answer_marks, *words().question_marks}
    replying = Counter(
        name
        for block in blocks
        if block.kind is not BlockKind.HEADING
        and (label := heads.label(block))
        and label.printed in opening
        for match in _behind_question().finditer(block.text.text)
        if is_name(name := match["name"]) and name != label.printed
        if name.casefold() not in marks
    )
    for name, times in replying.items():
        if name not in opening and times >= _FEWEST:
            yield from [Label(name, (name,))] * times


@cache
def _behind_question() -> re.Pattern[str]:
    return re.compile(rf"\?\s+(?P<name>{name_pattern()})\s*:\s+(?=\S)")
