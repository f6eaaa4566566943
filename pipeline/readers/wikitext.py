"""Wikitext, the source of MediaWiki's pages."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from pipeline.readers.document import Block, BlockKind, Cell, Document, LeftOut, UnreadableError
from pipeline.readers.text import decode, split_lines
from pipeline.readers.translate_tags import translate_marks
from pipeline.readers.wikitext_dialects import refuse_other_markup
from pipeline.readers.wikitext_edits import Edit, outermost, overwritten, without_gone_lines
from pipeline.readers.wikitext_inline import segments
from pipeline.readers.wikitext_lines import Lines, Shape, Silent
from pipeline.readers.wikitext_scan import scan, scanned
from pipeline.readers.wikitext_segments import Segment, joined

_MOST_BYTES = 1 << 20
# a line of a paragraph that begins like a turn, or is somebody's signature, stands for itself
_LABEL = re.compile(r"\W{0,3}(?:[^\s:：]{1,40} ){0,3}[^\s:：]{1,40} ?(?:：|:(?:\s|$))")
_SIGNATURE = re.compile(r"(?:--|–|—)\s?\S")


def read_wikitext(data: bytes) -> Document:
    """Read the source of a MediaWiki page.

    A line's marks make it a heading or a list's item, the more marks the deeper; `:` under a
    `*`, `#` or `;` line is a step deeper than the line. A row of a table is a paragraph
    with ` | ` between its cells.
    Templates that are no text, references, pictures and categories are left out.

    Raises:
        UnreadableError: the bytes are no text, more than 1 MiB, or of another kind of wiki.
    """
    if len(data) > _MOST_BYTES:
        raise UnreadableError(f"has {len(data):,} bytes; expected at most 1 MiB of wikitext")
    text, encoding = decode(data)
    lines = split_lines(text)
    refuse_other_markup(lines)
    source = _Source(lines)
    source = _Source(lines)
    shapes = tuple(Lines().read(source.page))
    blocks = tuple(_placed(_drafts(shapes, source), lines))
    rules = {**source.rules, **dict(_silent(shapes, source))}
    return Document(
        "wikitext", encoding, lines, blocks, left_out=tuple(_left_out(lines, blocks, rules))
    )


class _Source:
    """The lines of a page, what is left of them without markup, and why lines are left out."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        """Scan the lines."""
        self._starts = [*accumulate((len(line) + 1 for line in lines), initial=0)]
        text = "\n".join(lines)
        marks = tuple(outermost(translate_marks(text)))
        without_marks = overwritten(text, marks)
        edits = scan(without_marks)
        self.page = without_gone_lines(scanned(without_marks, edits))
        self.rules = self._rules((*edits, *marks))

    def locate(self, index: int) -> tuple[int, int]:
        """The line and the character in it of an index of the page."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1]

    def _rules(self, edits: Iterable[Edit]) -> Mapping[int, str]:
        """The rule of the first of the edits in a line."""
        rules: dict[int, str] = {}
        for edit in edits:
            if edit.rule:
                first, last = self.locate(edit.start)[0], self.locate(edit.end - 1)[0]
                for line in range(first, last + 1):
                    rules.setdefault(line, edit.rule)
        return rules


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block that does not know yet what stands before it."""

    kind: BlockKind
    content: Segment
    depth: int = 0
    cell: Cell | None = None


def _drafts(shapes: Iterable[Shape | Silent], source: _Source) -> Iterator[_Draft]:
    paragraph: list[Segment] = []  # the lines of one that is open
    cell: Cell | None = None  # the row of a table that it is
    for shape in shapes:
        found = _segments(shape, source)
        goes_on = isinstance(shape, Shape) and shape.joins_before and found
        if paragraph and not (goes_on and _runs_on(paragraph[-1], found[0])):
            yield _Draft(BlockKind.PARAGRAPH, joined(paragraph), cell=cell)
            paragraph = []
        if isinstance(shape, Silent) or not found:
            continue
        cell = _row(shape, cell if paragraph else None)
        if shape.kind is BlockKind.HEADING:
            yield _Draft(shape.kind, joined(found), shape.depth)
            continue
        if shape.kind is BlockKind.ITEM:
            yield _Draft(shape.kind, found[0], shape.depth)
            found = found[1:]
        for segment in found[:-1]:
            yield _Draft(BlockKind.PARAGRAPH, joined((*paragraph, segment)), cell=cell)
            paragraph = []
        paragraph += found[-1:]
        if paragraph and not shape.joins_after:
            yield _Draft(BlockKind.PARAGRAPH, joined(paragraph), cell=cell)
            paragraph = []
    if paragraph:
        yield _Draft(BlockKind.PARAGRAPH, joined(paragraph), cell=cell)


def _row(shape: Shape, begun: Cell | None) -> Cell | None:
    """The row of a table that a line is in, with the cells of the lines that it goes on with."""
    if shape.row is None:
        return begun
    return Cell(*shape.row, 0, spans=(*(begun.spans if begun else ()), *shape.spans))


def _segments(shape: Shape | Silent, source: _Source) -> tuple[Segment, ...]:
    if isinstance(shape, Silent):
        return ()
    return segments(shape.text, lambda index: source.locate(shape.start + index))


def _runs_on(line: Segment, following: Segment) -> bool:
    """Whether a line end between two lines of a paragraph is no more than a space."""
    label = following.strong[:1] and following.strong[0][0] == 0
    if label and ":" in following.text.text[following.strong[0][1] - 1 :].lstrip()[:2]:
        return False
    turn = _LABEL.match(following.text.text) or _SIGNATURE.match(following.text.text)
    return not (turn or _is_strong(following) or _is_strong(line))


def _is_strong(line: Segment) -> bool:
    return line.strong == ((0, len(line.text.text)),)


def _placed(drafts: Iterable[_Draft], lines: Sequence[str]) -> Iterator[Block]:
    done = 0
    for draft in drafts:
        place = draft.content.text.place()
        yield Block(
            draft.kind,
            draft.content.text,
            place.line_start,
            place.line_end,
            _blank_lines(lines[done : place.line_start - 1]),
            draft.depth,
            draft.content.strong,
            draft.content.links,
            draft.cell,
        )
        done = place.line_end


def _blank_lines(between: Sequence[str]) -> int:
    """The longest run of blank lines; markup that shows nothing may stand between them."""
    runs = groupby(not line.strip() for line in between)
    return max((sum(1 for _ in run) for blank, run in runs if blank), default=0)


def _silent(shapes: Iterable[Shape | Silent], source: _Source) -> Iterator[tuple[int, str]]:
    """The lines that are no text by themselves, each with its rule."""
    for shape in shapes:
        if isinstance(shape, Silent) and shape.rule:
            first, last = source.locate(shape.start)[0], source.locate(shape.end)[0]
            for line in range(first, last + 1):
                yield line, shape.rule


def _left_out(
    lines: Sequence[str], blocks: Iterable[Block], rules: Mapping[int, str]
) -> Iterator[LeftOut]:
    """The runs of lines that are neither blank nor in a block."""
    covered = {n for block in blocks for n in range(block.line_start, block.line_end + 1)}
    bare = [
        (number, rules.get(number, "markup"))
        for number, line in enumerate(lines, start=1)
        if line.strip() and number not in covered
    ]
    for (_, rule), run in groupby(enumerate(bare), lambda one: (one[1][0] - one[0], one[1][1])):
        numbers = [number for _, (number, _) in run]
        yield LeftOut(numbers[0], numbers[-1], rule)
