"""Tables with a column of questions and one of answers: a row is a question and its reply."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.traced import Traced

_BAR = re.compile(r" \| ?|(?<= )\|$")
_NAMED = re.compile(r"(?P<name>[^|]{2,60}?)['’]s?\s")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where questions and answers stand, of how many columns; `name` is whose answers."""

    question: int
    answer: int
    count: int
    name: str | None


def cells(block: Block) -> list[Traced]:
    """The cells of a row; one alone where it is no row."""
    text = block.text.text
    if block.kind is not BlockKind.PARAGRAPH or " |" not in text:
        return [block.text]
    bars = list(_BAR.finditer(text))
    starts = [0, *(bar.end() for bar in bars)]
    ends = [*(bar.start() for bar in bars), len(text)]
    return [block.text.cut(start, end) for start, end in zip(starts, ends, strict=True)]


def columns(heads: Iterable[Traced]) -> Columns | None:
    """The columns that a table's first row names, if it is one of questions and answers."""
    said = [head.text.strip() for head in heads]
    asked = [at for at, head in enumerate(said) if words().question_column.fullmatch(head)]
    answered = [at for at, head in enumerate(said) if words().answer_column.search(head)]
    if not asked or not answered or asked[0] == answered[0]:
        return None
    named = _NAMED.match(said[answered[0]])
    return Columns(asked[0], answered[0], len(said), named["name"] if named else None)


def rows(blocks: Iterable[Block]) -> Iterator[tuple[Block, Columns | None]]:
    """Every block, with the columns of the table whose row it is."""
    known: Columns | None = None
    for block in blocks:
        found = cells(block)
        if len(found) == 1:
            known = None
        elif heads := columns(found):
            known = heads
            yield block, None
            continue
        yield block, known if known and _fits(found, known) else None


def _fits(found: list[Traced], known: Columns) -> bool:
    """Whether a row has all cells of its table, or asks and has lost an empty one."""
    asks = known.question < len(found) and "?" in found[known.question].text
    return len(found) == known.count or (len(found) < known.count and asks)
