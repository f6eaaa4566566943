"""Notes in any layout to the record of a session."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.collector import uncollected
from pipeline.extract.accounting import account, boilerplate
from pipeline.extract.afterwards import with_later_stamps
from pipeline.extract.askers import without_first_names
from pipeline.extract.attendance import attendance
from pipeline.extract.bare_heads import with_bare_heads
from pipeline.extract.contents import contents, with_listed_headings
from pipeline.extract.crossing import who_answers
from pipeline.extract.dropping import without_askers
from pipeline.extract.furniture import (
    footer,
    is_chat,
    notices,
    page_numbers,
    quoted_again,
    skin,
)
from pipeline.extract.grouping import groups
from pipeline.extract.guests import with_guests
from pipeline.extract.header import read_header
from pipeline.extract.heads import Heads
from pipeline.extract.held_offices import names_holder
from pipeline.extract.inner_turns import inner_labels
from pipeline.extract.introductions import opens_with_part, tells_whose_interview
from pipeline.extract.layouts import Layout, Section
from pipeline.extract.offices import people_in_office
from pipeline.extract.outlines import topic_over
from pipeline.extract.parts import read_parts, uses_within
from pipeline.extract.person import Person
from pipeline.extract.post_heads import with_heads_joined
from pipeline.extract.printed_labels import PrintedLabels
from pipeline.extract.quotations import with_quotations
from pipeline.extract.record import Record
from pipeline.extract.roster import Roster
from pipeline.extract.sections import sections
from pipeline.extract.short_turns import labels_of_short_turns
from pipeline.extract.table_turns import with_table_turns
from pipeline.extract.tables import heads_before
from pipeline.extract.times import without_times
from pipeline.extract.unit import Unit
from pipeline.extract.units import read_units
from pipeline.extract.users import linked_users, posters
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind, Document
from pipeline.readers.traced import Traced

# neither `t` in `don't` is a word, nor `ana` where it is a label
_WORD = re.compile(r"(?<![@\w])(?!(?<=['’])\w\b)\w+(?![\w:])")
_ADDRESS = re.compile(r"^[^:]{2,40}:\s+(?:@|\S{1,80}[./])[\w/-]{2,}\S*$")  # `Web: lima.example`
_URL = re.compile(r"https?://\S+")  # `https://calls.example/ana-lima`
_OPENING = 40  # blocks among which those who speak are introduced


@uncollected
def read_notes(
    document: Document, day: date, language: str, stated: Mapping[str, Person] | None = None
) -> Record:
    """Read the notes of the session held on `day`.

    `stated` are the people whom a person says that printed names mean, by the slug of the name.
    """
    stated = stated or {}
    bare = document.format == "text"
    told = tuple(with_table_turns(tuple(without_times(document.blocks))))
    blocks = with_bare_heads(tuple(with_quotations(with_heads_joined(told))))
    furniture = dict.fromkeys(footer(blocks), "page_footer")
    furniture |= dict.fromkeys(page_numbers(blocks), "page_number")
    furniture |= dict.fromkeys(skin(blocks), "page_skin")
    chat = is_chat(blocks)
    furniture |= dict.fromkeys(notices(blocks) if chat else (), "chat_notice")
    blocks = tuple(block for block in blocks if block not in furniture)
    listed = contents(blocks)
    furniture |= dict.fromkeys(listed, "contents")
    blocks = tuple(with_listed_headings(blocks, listed)) if listed else blocks
    titled = any(field.name == "title" for field in document.fields)
    heads = Heads(blocks)
    roster = _roster(blocks, heads, stated, document)
    above = read_header(_above_posts(blocks, heads), day, language, document.fields)
    roster = replace(roster, introductions=above.introductions)
    quoted = dict.fromkeys(quoted_again(blocks) if chat else (), "quotation")
    units, _ = _units(blocks, quoted, roster, heads)
    start = _header_end(sections(units, bare=bare), titled=titled)
    before, behind = (blocks, ()) if start is None else _split(blocks, start)
    header = read_header(before, day, language, document.fields)
    header = with_guests(header, before, behind, roster.common_words)
    present = attendance(behind)
    furniture |= dict.fromkeys(present, "attendance")
    behind = tuple(block for block in behind if block not in furniture)
    named = "\n".join((header.text, *_said(present)))
    over = "\n".join(one.text for one in (header.title, *_headings_over(start)) if one)
    roster = replace(roster, introductions=header.introductions, header=named, titled=over)
    units, left_out = _units(behind, quoted, roster, heads)
    furniture |= left_out
    asked = sections(tuple(with_later_stamps(units, day)), bare=bare)
    aside = [boilerplate(block, rule) for block, rule in furniture.items()]
    read = read_parts(asked, header, roster)
    office = [person.name for person in people_in_office(header, roster, read.questions)]
    tagless = without_first_names(read.questions, roster.text, roster.common_words)
    shown = tuple(without_askers(tuple(tagless), office, roster.common_words))
    uses = (*header.uses, *aside, *read.outside, *uses_within(read, shown))
    return Record(
        header=header,
        roster=roster,
        questions=tuple(question for question in shown if question.text),
        layouts=tuple(dict.fromkeys(one.layout.value for one in asked if one.layout)),
        uses=account(document, uses),
    )


def _units(
    blocks: Sequence[Block], quoted: Mapping[Block, str], roster: Roster, heads: Heads
) -> tuple[tuple[Unit, ...], Mapping[Block, str]]:
    """The units of blocks, and what is left out: all `quoted` again, unless it tells of replies."""
    units = read_units(blocks, roster, heads)
    if not quoted or who_answers(units):
        return units, {}
    said = (block for block in blocks if block not in quoted)
    return read_units(said, roster, heads), quoted


def _header_end(
    found: Sequence[Section], *, titled: bool
) -> tuple[Block, tuple[Block, ...]] | None:
    """The block that opens the first question, and the headings it stands under.

    The first heading of a record that is not `titled` by itself is its title, and no heading
    of the questions under it, unless its level says that it is none.
    """
    for at, section in enumerate(found):
        outside, asked = groups(section)
        if asked:
            over = [one for one in (section.parent, section.heading) if one]
            is_title = at == 0 and not titled and over and over[-1].block.depth <= 1
            kept = [
                one.block
                for one in over
                if not is_title
                and not (opens_with_part(one.text) or names_holder(one.text.text))
                and not tells_whose_interview(one.text.text)
                and (one in outside or one is section.parent)
            ]
            outline = section.layout is Layout.OUTLINE
            first = topic_over(section.units, asked[0].first) if outline else asked[0].first
            return first.block, tuple(kept)
    return None


def _said(blocks: Iterable[Block]) -> Iterator[str]:
    return (block.text.text for block in blocks)


def _split(
    blocks: Sequence[Block], start: tuple[Block, tuple[Block, ...]]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    first, headings = start
    at = next(i for i, block in enumerate(blocks) if _place(block) >= _place(first))
    behind_heading = headings[-1].line_end if headings else 0
    told = tuple(
        block
        for block in blocks[:at]
        if block.line_start > behind_heading > 0
        and "?" not in block.text.text
        and words().answered_after.search(block.text.text)
    )
    told = (*told, *heads_before(blocks, at), *_lead_in(blocks[max(at - 1, 0) : at]))
    before = tuple(block for block in blocks[:at] if block not in (*headings, *told))
    behind = (block for block in blocks[at:] if block not in headings)
    return before, (*headings, *told, *behind)


def _lead_in(over: Sequence[Block]) -> Sequence[Block]:
    """What stands right over the first question, where it is but `Questions:`."""
    return [
        block
        for block in over
        if block.text.text.endswith(":") and words().questions_heading.fullmatch(block.text.text)
    ]


def _headings_over(start: tuple[Block, tuple[Block, ...]] | None) -> Iterator[Traced]:
    return (block.text for block in (start[1] if start else ()))


def _place(block: Block) -> tuple[int, int]:
    """Where a block begins; on lines above its text, as that of a label is, anywhere in them."""
    _, line, char = block.text.origins[0]
    return block.line_start, char if line == block.line_start else 0


def _roster(
    blocks: Sequence[Block],
    heads: Heads,
    stated: Mapping[str, Person],
    document: Document,
) -> Roster:
    """Whom a record names, while it is not known yet where its header ends."""
    labels = tuple(
        label
        for block in blocks
        if block.kind is not BlockKind.HEADING
        and not _ADDRESS.search(block.text.text)
        and (label := heads.label(block))
    )
    apart = PrintedLabels(labels).set_apart
    labels = tuple(
        one for one in labels if one.posts or one.small or not one.unsure or one.printed in apart
    )
    labels += (*inner_labels(blocks, heads), *labels_of_short_turns(blocks, heads))
    text = "\n".join(block.text.text for block in blocks)
    said = _URL.sub(" ", text)
    common = frozenset(filter(str.islower, set(_WORD.findall(said))))
    users = dict(linked_users(document)) | dict(posters(blocks, heads))
    opening = "\n".join(block.text.text for block in blocks[:_OPENING])
    return Roster((), labels, opening, common, stated, users, text)


def _above_posts(blocks: Sequence[Block], heads: Heads) -> Sequence[Block]:
    """The blocks before the first post of a page of posts."""
    labels = ((at, heads.label(block)) for at, block in enumerate(blocks))
    return blocks[: next((at for at, label in labels if label and label.posts), 0)]
