"""The grammar of notes: blocks to questions and the answers under each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from pipeline.extract.accounting import LineUse, account, boilerplate, quarantined, used
from pipeline.extract.header import Header, read_header
from pipeline.extract.introductions import opens_with_part
from pipeline.extract.labels import Label, read_label
from pipeline.extract.names import name_pattern
from pipeline.extract.roster import Person, Roster
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind, Document
from pipeline.readers.traced import Traced
from schemas.words import Mode, QuarantineReason


@dataclass(frozen=True, slots=True)
class Answer:
    """What one respondent said or wrote to one question, paragraph by paragraph."""

    label: Label | None
    attribution: str | None
    person: Person | None
    mode: Mode
    paragraphs: tuple[Traced, ...]
    line_start: int
    line_end: int

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the heading it stood under, and its answers in order."""

    text: Traced
    heading: Traced | None
    listed_after: bool
    answers: tuple[Answer, ...]
    line_start: int
    line_end: int


@dataclass(frozen=True, slots=True)
class Record:
    """What the notes of one session hold."""

    header: Header
    roster: Roster
    questions: tuple[Question, ...]
    uses: tuple[LineUse, ...]


def read_notes(document: Document, day: date, language: str) -> Record:
    """Read the notes of the session held on `day`."""
    before, behind = _header_and_rest(document.blocks)
    header = read_header(before, day, language)
    roster = _roster(header, document)
    turns = [_as_turn(block, roster) for block in behind]
    read = [_read_section(section, roster) for section in _sections(turns)]
    questions = tuple(question for found, _ in read for question in found)
    uses = account(document, (*header.uses, *(use for _, uses in read for use in uses)))
    return Record(header, roster, questions, uses)


@dataclass(frozen=True, slots=True)
class _Section:
    """Blocks under one heading, or behind the place of a lost one."""

    blocks: tuple[Block, ...]

    @property
    def heading(self) -> Block | None:
        """The heading, unless it was lost."""
        first = self.blocks[0]
        return first if first.kind is BlockKind.HEADING else None

    @property
    def is_asked(self) -> bool:
        """Whether questions are asked here: an item is answered, or all of them ask."""
        items = [i for i, block in enumerate(self.blocks) if _is_top_item(block)]
        if not items:
            return False
        if items[0] > 0 and self.blocks[items[0] - 1].text.text.endswith(":"):
            return False
        return any(self.is_answered(i) for i in items) or all(
            "?" in self.blocks[i].text.text for i in items
        )

    def is_answered(self, item: int) -> bool:
        """Whether a reply stands right under the item."""
        return any(
            _is_nested(block) or (block.kind is BlockKind.PARAGRAPH and read_label(block.text))
            for block in self.blocks[item + 1 : item + 2]
        )


def _header_and_rest(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks before the first question, and the rest from its heading on.

    The first line of a record is its title, and no heading of the questions under it.
    """
    sections = _sections(blocks)
    first = next((i for i, section in enumerate(sections) if section.is_asked), len(sections))
    before = [block for section in sections[:first] for block in section.blocks]
    behind = [block for section in sections[first:] for block in section.blocks]
    asked = next((i for i, block in enumerate(behind) if _is_top_item(block)), 0)
    heading = [
        block
        for block in behind[:asked]
        if before and block.kind is BlockKind.HEADING and not opens_with_part(block.text)
    ]
    before += [block for block in behind[:asked] if block not in heading]
    return before, heading + behind[asked:]


def _as_turn(block: Block, roster: Roster) -> Block:
    """A known speaker's short turn between blank lines looks like a heading; it is none."""
    labelled = read_label(block.text) if block.kind is BlockKind.HEADING else None
    if labelled and labelled[1] and roster.knows(labelled[0]):
        return replace(block, kind=BlockKind.PARAGRAPH)
    return block


def _sections(blocks: Sequence[Block]) -> list[_Section]:
    usual = _usual_gap(blocks)
    sections: list[list[Block]] = []
    for block in blocks:
        lost_heading = block.blank_before > max(usual, 1)
        if not sections or block.kind is BlockKind.HEADING or lost_heading:
            sections.append([])
        sections[-1].append(block)
    return [_Section(tuple(section)) for section in sections]


def _usual_gap(blocks: Sequence[Block]) -> int:
    """The blank lines that usually stand before an item that follows no heading.

    A single wide gap is none that is usual.
    """
    gaps = [
        block.blank_before
        for before, block in pairwise(blocks)
        if _is_top_item(block) and before.kind is not BlockKind.HEADING
    ]
    gaps += [0, 1]
    return max(set(gaps), key=lambda gap: (gaps.count(gap), -gap))


def _is_top_item(block: Block) -> bool:
    return block.kind is BlockKind.ITEM and block.depth == 0


def _is_nested(block: Block) -> bool:
    return block.kind is BlockKind.ITEM and block.depth > 0


def _roster(header: Header, document: Document) -> Roster:
    labels = tuple(
        labelled[0]
        for block in document.blocks
        if block.kind is not BlockKind.HEADING and (labelled := read_label(block.text))
    )
    common = frozenset(
        word for line in document.lines for word in re.findall(r"\w+", line) if word.islower()
    )
    return Roster(header.introductions, labels, header.text, common)


def _read_section(section: _Section, roster: Roster) -> tuple[list[Question], list[LineUse]]:
    heading = section.heading
    under = heading.text if heading else None
    listed_after = under is not None and words().answered_after.search(under.text) is not None
    outside, groups = _groups(section)
    questions = [_question(group, under, roster, listed_after=listed_after) for group in groups]
    uses = [used(heading)] if heading else []
    uses += [_outside(block, roster, heading) for block in outside if block is not heading]
    uses += [used(block) for group in groups for block in group]
    return questions, uses


def _groups(section: _Section) -> tuple[list[Block], list[list[Block]]]:
    """The blocks before the first question, and each question with what stands under it."""
    outside: list[Block] = []
    groups: list[list[Block]] = []
    in_list = False  # that an answer has begun with a colon
    for i, block in enumerate(section.blocks):
        if not _is_top_item(block):
            in_list = block.text.text.endswith(":")
            (groups[-1] if groups else outside).append(block)
        elif not section.is_asked:
            outside.append(block)
        elif groups and in_list and "?" not in block.text.text and not section.is_answered(i):
            groups[-1].append(block)
        else:
            in_list = False
            groups.append([block])
    return outside, groups


def _outside(block: Block, roster: Roster, heading: Block | None) -> LineUse:
    """What becomes of a block behind the header that belongs to no question."""
    labelled = read_label(block.text)
    if "?" in block.text.text:
        return quarantined(block, QuarantineReason.UNPLACED_QUESTION)
    if labelled and roster.credits(labelled[0], text_follows=bool(labelled[1])):
        return quarantined(block, QuarantineReason.UNPLACED_LABEL)
    if heading is None:
        return quarantined(block, QuarantineReason.UNPLACED_TEXT)
    return boilerplate(block, "outside_questions")


def _question(
    blocks: list[Block], heading: Traced | None, roster: Roster, *, listed_after: bool
) -> Question:
    asked, replies = blocks[0], blocks[1:]
    return Question(
        text=asked.text,
        heading=heading,
        listed_after=listed_after,
        answers=tuple(_answers(replies, roster, listed_after=listed_after)),
        line_start=asked.line_start,
        line_end=asked.line_end,
    )


def _answers(replies: list[Block], roster: Roster, *, listed_after: bool) -> Iterator[Answer]:
    """Each run of paragraphs from one speaker's label to the next."""
    label: Label | None = None
    paragraphs: list[Traced] = []
    lines: list[int] = []
    for block in replies:
        labelled = read_label(block.text)
        if labelled and roster.credits(labelled[0], text_follows=bool(labelled[1])):
            if paragraphs:
                yield _answer(label, paragraphs, lines, roster, listed_after=listed_after)
            label, text = labelled
            paragraphs, lines = [text] if text else [], []
        else:
            paragraphs.append(block.text)
        lines += [block.line_start, block.line_end]
    if paragraphs:
        yield _answer(label, paragraphs, lines, roster, listed_after=listed_after)


def _answer(
    label: Label | None,
    paragraphs: list[Traced],
    lines: list[int],
    roster: Roster,
    *,
    listed_after: bool,
) -> Answer:
    attribution = label.printed if label else None
    person = roster.person(label) if label else None
    if label is None:
        attribution, person = _signed_in_text(paragraphs, roster)
    return Answer(
        label=label,
        attribution=attribution,
        person=person,
        mode=Mode.WRITTEN if listed_after or (label and label.letter) else Mode.LIVE,
        paragraphs=tuple(paragraphs),
        line_start=lines[0],
        line_end=lines[-1],
    )


def _signed_in_text(paragraphs: list[Traced], roster: Roster) -> tuple[str | None, Person | None]:
    """Who says `I - Name - am answering` in an answer that has no label."""
    pattern = rf"\bI\s*[-–—(,]\s*(?P<name>{name_pattern()})\s*[-–—),]"
    for paragraph in paragraphs:
        for said in re.finditer(pattern, paragraph.text):
            if person := roster.introduced(said["name"]):
                return said["name"], person
    return None, None
