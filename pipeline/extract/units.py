"""Blocks to units, and units to those of what stands beside them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.extract.heads import Heads
from pipeline.extract.held_offices import is_held_by
from pipeline.extract.inline_answers import with_inline_answers
from pipeline.extract.inner_turns import inner_label_pattern, turns_in
from pipeline.extract.joint_labels import with_joint_labels
from pipeline.extract.labels import Label, described_label
from pipeline.extract.legend import signed_answer
from pipeline.extract.marked_units import with_neighbours_marked
from pipeline.extract.marks import Mark, MarkKind
from pipeline.extract.person import Person
from pipeline.extract.reading_out import read_out
from pipeline.extract.roster import Roster
from pipeline.extract.signatures import signature
from pipeline.extract.tables import Row, TablePart, rows
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.traced import Traced


def read_units(
    blocks: Iterable[Block], roster: Roster, heads: Heads | None = None
) -> tuple[Unit, ...]:
    """The units of blocks, with the labels that the roster credits; `heads` may be known."""
    heads = heads or Heads()
    speakers = {label.printed for label in roster.labels if label.names}
    anywhere = heads.runs_together
    inner = inner_label_pattern(frozenset(speakers), anywhere=anywhere) if speakers else None
    single = (unit for row in rows(blocks) for unit in _read_row(row, roster, heads, inner))
    units = with_joint_labels(single, speakers)
    joined = _with_headings(tuple(_with_speakers(_with_words(units))))
    answered = tuple(with_neighbours_marked(tuple(with_inline_answers(joined))))
    return tuple(_with_unnamed(answered, roster.unnamed)) if roster.unnamed else answered


def _read_row(
    row: Row, roster: Roster, heads: Heads, inner: re.Pattern[str] | None
) -> Iterator[Unit]:
    """A row of a table of questions and answers, or the blocks of any other."""
    if row.is_head:
        yield from (Unit(block, block.text, table=TablePart.HEAD) for block in row.blocks)
    elif row.heading:
        for block in row.blocks:
            over = replace(block, kind=BlockKind.HEADING, depth=_DEPTH_IN_TABLE)
            yield Unit(over, block.text)
    elif row.columns:
        yield from (
            replace(unit, table=TablePart.ROW) for unit in _question_row(row, roster, heads)
        )
    else:
        yield from (
            _unit(part, roster, heads)
            for block in row.blocks
            for part in turns_in(block, inner, heads)
        )


_DEPTH_IN_TABLE = 5  # of a heading over rows


def _question_row(row: Row, roster: Roster, heads: Heads) -> Iterator[Unit]:
    """A question and its answers; what else is in the row lies between their lines.

    A row without a question goes on with the one above; a question without an answer has none,
    and shares that of no other row.
    """
    first, last = row.blocks[0].line_start, row.blocks[-1].line_end
    replies = [unit for said, who in row.answers for unit in _cell_answer(said, who, roster, heads)]
    behind = min((unit.block.line_start for unit in replies), default=last)
    for at, block in enumerate(row.question):
        lines = replace(
            block,
            kind=BlockKind.PARAGRAPH,
            line_start=min(first, block.line_start) if at == 0 else block.line_start,
            line_end=max(block.line_end, min(behind, last) - (behind < last)),
        )
        if at == 0:
            yield Unit(lines, block.text, MarkKind.QUESTION, signed=row.asker)
        else:
            yield Unit(lines, block.text)
    if not replies and row.waits:
        return
    if not replies:
        block = row.blocks[-1]
        yield Unit(block, block.text.cut(len(block.text.text)), MarkKind.ANSWER)
        return
    *others, final = replies
    yield from others
    own = final.block.line_start >= first  # and no cell that began in a row above
    end = max(final.block.line_end, last) if own else final.block.line_end
    yield replace(final, block=replace(final.block, line_end=end))


def _cell_answer(
    said: Sequence[Block], who: str | None, roster: Roster, heads: Heads
) -> Iterator[Unit]:
    for at, block in enumerate(said):
        unit = _unit(replace(block, kind=BlockKind.PARAGRAPH, strong=()), roster, heads)
        label = described_label(who) if who and not unit.label and at == 0 else unit.label
        yield replace(unit, mark=MarkKind.ANSWER if at == 0 else None, label=label)


def _with_unnamed(units: Iterable[Unit], person: Person) -> Iterator[Unit]:
    """Units in which a reply at which no name stands is labelled as that of a person."""
    asked = False
    for unit in units:
        plain = not (unit.label or unit.mark or unit.is_heading or unit.is_note or unit.byline)
        if asked and plain and unit.block.kind is BlockKind.PARAGRAPH:
            yield replace(unit, label=Label(person.name, (person.name,)))
        else:
            yield unit
        asks = unit.mark is MarkKind.QUESTION or unit.text.text.endswith("?")
        asked = asks and unit.mark is not MarkKind.ANSWER


def _with_headings(units: Sequence[Unit]) -> Iterator[Unit]:
    """Units in which a marked heading over somebody's question is a heading: `## Q2: Fees`."""
    for unit, after in zip_longest(units, units[1:]):
        asked = after is not None and after.block.kind is not BlockKind.HEADING
        over = unit.mark is MarkKind.QUESTION and unit.block.kind is BlockKind.HEADING
        if (
            over
            and asked
            and (after.mark is MarkKind.QUESTION or (after.label and after.label.asks))
        ):
            yield replace(unit, text=unit.block.text, mark=None, label=None)
        else:
            yield unit


def _with_speakers(units: Iterable[Unit]) -> Iterator[Unit]:
    """Units in which a label alone over marked answers is that of them all: `Ida answered:`."""
    speaker: Label | None = None
    for unit in units:
        if unit.label and not unit.text and not unit.mark:
            speaker = unit.label
        elif unit.label or unit.is_heading or unit.mark is MarkKind.QUESTION:
            speaker = None
        if speaker and unit.mark is MarkKind.ANSWER:
            yield replace(unit, label=speaker)
        else:
            yield unit


def _with_words(units: Iterable[Unit]) -> Iterator[Unit]:
    """Units in which a label that stands alone is joined to the words on the next line."""
    alone: Unit | None = None
    for unit in units:
        posted = alone is not None and alone.label is not None and alone.label.posts
        if alone and posted and (unit.block.quoted or unit.byline is not None):
            yield alone
            alone = None
        if alone and unit.byline is not None:
            yield unit
            continue
        numbered = alone is not None and alone.mark is MarkKind.QUESTION and not unit.mark
        asked = numbered and unit.label is not None and "?" in unit.text.text
        if alone and (asked or not (unit.label or unit.mark or unit.is_heading)):
            block = replace(unit.block, line_start=alone.block.line_start)
            yield replace(
                unit,
                block=block,
                label=unit.label if asked else alone.label,
                mark=alone.mark,
                numbers=alone.numbers,
                written=alone.written,
                below=True,
            )
            alone = None
            continue
        if alone:
            asks = alone.mark is unit.mark is MarkKind.QUESTION
            yield replace(alone, text=alone.block.text, mark=None, label=None) if asks else alone
        alone = unit if (unit.label or unit.mark) and not (unit.text or unit.table) else None
        if not alone:
            yield unit
    if alone:
        yield alone


def _in_full(label: Label, roster: Roster) -> tuple[str, ...]:
    """The names in a label, before them the full one of whom they surely mean."""
    person = None if label.office or label.team else roster.person(label)
    full = (person.name,) if person and roster.knows(label) else ()
    return tuple(dict.fromkeys((*full, *label.names)))


def _unit(block: Block, roster: Roster, heads: Heads) -> Unit:
    head = heads.of(block)
    mark, labelled, text = head.mark, head.labelled, head.text
    label = None
    if labelled and _is_credited(block, *labelled, roster, marked=mark is not None):
        label, text = labelled
        if roster.only_asks(label):
            label = replace(label, names=(), asks=True)
        label = replace(
            label,
            names=_in_full(label, roster),
            moderates=label.moderates or roster.moderates(label),
            holds=roster.answers(label),
        )
    if mark and mark.name and label is None:
        label = described_label(mark.name)
    if mark and mark.kind is MarkKind.ANSWER and label is None:
        label, text = _bracketed(text, roster)
    asks = mark is not None and mark.kind is MarkKind.QUESTION
    if label is None and roster.signs and not (asks or text.text.endswith("?")):
        label, text = signed_answer(text, roster.signs)
    if label is None and not mark and (found := read_out(text)):
        label, text = found
        mark = Mark(MarkKind.QUESTION, None, text)
    asked = label is not None and label.asks and not mark
    if asked and (block.text.text.startswith("[") or _says_question(label)):
        mark = Mark(MarkKind.QUESTION, None, text)
    signed = signature(block, text, mark.kind if mark else None, label, roster)
    if signed and label and label.printed.startswith("@") and not mark:
        before = len(block.text.text) - len(text.text)  # `@Ana: Why? – Ben`: she is asked
        label, text, signed = None, block.text, (before + signed[0], signed[1])
    start = signed[0] if signed else len(text.text)
    return Unit(
        block=block,
        text=text.cut(0, start),
        mark=mark.kind if mark else None,
        label=label,
        signed=signed[1] if signed else None,
        stamp=text.text[start:],
        written=(mark is not None and mark.written) or _is_added(text.text[:start], mark),
        numbers=mark.numbers if mark else (),
    )


def _says_question(label: Label | None) -> bool:
    """Whether whose question it is marks it as one: `Audience question:`."""
    said = label.printed.casefold().split() if label else []
    return not words().marking_words.isdisjoint(said)


def _is_added(said: str, mark: Mark | None) -> bool:
    asked = mark is not None and mark.kind is MarkKind.QUESTION
    return not asked and words().added_later.search(said) is not None


_IN_BRACKETS = re.compile(r"[(\[](?P<name>[^()\[\]]{2,60})[)\]]\s*[:：–—-]?\s*(?=\S)")


def _bracketed(text: Traced, roster: Roster) -> tuple[Label | None, Traced]:
    """Who replies, where the answer begins with a name in brackets: `(Ana Lima) We do.`."""
    found = _IN_BRACKETS.match(text.text)
    label = described_label(found["name"]) if found else None
    known = label and label.names and (roster.knows(label) or " " in label.names[0])
    return (label, text.cut(found.end())) if found and known else (None, text)


def _tells_of_itself(label: Label, said: Traced) -> bool:
    """Whether a word before a colon comes again behind it: whoever speaks says `I`."""
    again = re.findall(r"\w+", said.text)
    return label.printed in again and "I" not in again


def _is_credited(block: Block, label: Label, rest: Traced, roster: Roster, *, marked: bool) -> bool:
    """Whether a label is a speaker's; what looks like a heading needs a known one.

    So does a figure, `Harbour Road: 12.`. A heading of plain text may be but a short turn.
    """
    if label.office and is_held_by(rest.text):
        return False  # who holds it
    if block.kind is BlockKind.HEADING and block.depth and label.asks and not marked:
        return "?" in rest.text or _says_question(label)  # no `## Q&A: Fees`
    if block.kind is BlockKind.HEADING and not marked:
        asks = roster.names_speakers and roster.surely_names(label) and rest.text.endswith("?")
        turn = block.depth == 0 and (roster.heads_turns(label) or asks)
        return bool(rest) and (not label.names or roster.knows(label) or turn)
    if label.names and rest and not any(map(str.isalpha, rest.text)):
        return roster.names_again(label)
    if block.kind is BlockKind.ITEM and _tells_of_itself(label, rest):
        return roster.names_again(label)
    return roster.credits(label, text_follows=bool(rest))
