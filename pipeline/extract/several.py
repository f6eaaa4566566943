"""Whether a document is the record of several sessions, and where each of them stands."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.extract.days import full_days, nearest_day, year_in
from pipeline.extract.words import words
from pipeline.ids import slug
from pipeline.readers.document import Block, BlockKind, Document

_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(
    r"\b[0-9]{1,2}[:.h][0-9]{2}\b|\b[0-9]{1,2}\s?[ap]\.?m\b|\b(?:UTC|GMT|CES?T|[EP][SD]?T)\b",
    re.IGNORECASE,
)
_ASKS = re.compile("[?？؟]")
_LONGEST_HEADING = 160
_FEWEST = 2
_BELOW_HEADINGS = 7


@dataclass(frozen=True, slots=True)
class Part:
    """One session of several: its day, a slug where its day has others, too, and its lines."""

    day: date
    slug: str
    line_start: int
    line_end: int

    @property
    def session_id(self) -> str:
        """The name for its folder."""
        return f"{self.day}-{self.slug}" if self.slug else str(self.day)


@dataclass(frozen=True, slots=True)
class _Opening:
    """A heading that names a day in full; `at` is its place among the blocks.

    `name` is what it says beside day and time, and `outside` whether all of that stands on
    one side of the day.
    """

    at: int
    level: int
    day: date
    name: str
    outside: bool
    block: Block


@dataclass(frozen=True, slots=True)
class _Section:
    """An opening, the blocks under it, and the last line before what is not its own."""

    opening: _Opening
    blocks: tuple[Block, ...]
    line_end: int

    @property
    def asks(self) -> bool:
        """Whether a question stands in it."""
        return _questions(self.blocks) > 0

    @property
    def speaks(self) -> bool:
        """Whether text stands in it; under a line that is no heading, a question must."""
        if self.opening.block.kind is not BlockKind.HEADING:
            return self.asks
        return any(block.kind is not BlockKind.HEADING for block in self.blocks)


def sessions_in(document: Document) -> tuple[Part, ...]:
    """The sessions in a document that holds several, in its order; none where it holds one.

    It holds several where headings of one level name two or more days in full, and two of
    them either say the same beside the day and have text of their own, or have questions.
    Most questions must stand under such headings, and no title above them may name a day.
    A heading without a year is of the one above it, or of that of the heading before. Short lines
    in bold, and lines with nothing but a day, count as headings of the lowest
    level; a heading such as "Answers added on 6 May 2031" is none of a session.
    """
    titles = (field.values for field in document.fields if field.name == "title")
    if any(full_days(value.text) for values in titles for value in values):
        return ()
    levels: Mapping[int, list[_Opening]] = defaultdict(list)
    for opening in _openings(document):
        levels[opening.level].append(opening)
    for _, openings in sorted(levels.items()):
        found = tuple(_sections(openings, document))
        if _are_sessions(found, document.blocks):
            return tuple(_parts(found))
        if len(openings) == 1 and openings[0].level < _BELOW_HEADINGS:
            break  # the title of one session
    return ()


def _openings(document: Document) -> Iterator[_Opening]:
    last: _Opening | None = None
    within: date | None = None  # the middle of the year that a heading above names
    for at, block in enumerate(document.blocks):
        near = within or (last.day if last else None)
        opening = _opening(at, block, document.format, near)
        if opening is None:
            within = _within_year(block) or within
            continue
        within = None if full_days(block.text.text) else within
        # a day on a line of its own under the heading that names it opens nothing further
        again = last and (opening.at, opening.day, opening.name) == (last.at + 1, last.day, "")
        if not again:
            last = opening
            yield opening


def _within_year(block: Block) -> date | None:
    """The middle of the year that a heading names."""
    year = year_in(block.text.text) if block.kind is BlockKind.HEADING else None
    return date(year, 7, 2) if year else None


def _opening(at: int, block: Block, document_format: str, near: date | None) -> _Opening | None:
    """The opening that a block is; one without a year is `near` a day, and a heading."""
    text = block.text.text
    if block.kind is BlockKind.ITEM or len(text) > _LONGEST_HEADING or _ASKS.search(text):
        return None
    days = full_days(text)
    if near and not days and block.kind is BlockKind.HEADING and (day := nearest_day(text, near)):
        days = (day,)
    if not days or words().dated_part.search(text):
        return None
    before, behind = _name(text[: days[0].start]), _name(text[days[-1].end :])
    name = f"{before} {behind}".strip()
    is_heading = block.kind is BlockKind.HEADING
    if not (is_heading or not name or _is_bold(block)):
        return None
    bare = document_format == "text"  # where a heading may be lost on the reader
    level = block.depth if is_heading or bare else _BELOW_HEADINGS
    return _Opening(at, level, days[0].day, name, not (before and behind), block)


def _name(text: str) -> str:
    """The words of a part of a heading, but for weekdays and times."""
    said = (word.casefold() for word in _WORD.findall(_CLOCK.sub(" ", text)))
    return " ".join(word for word in said if word not in words().weekdays)


def _is_bold(block: Block) -> bool:
    bold = "".join(block.text.text[start:end] for start, end in block.strong)
    return _WORD.findall(bold) == _WORD.findall(block.text.text)


def _sections(openings: Sequence[_Opening], document: Document) -> Iterator[_Section]:
    """Each opening with what is under it, up to the next one or a heading of a higher level."""
    blocks, level = document.blocks, openings[0].level
    higher = [
        at
        for at, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and block.depth < level < _BELOW_HEADINGS
    ]
    ends = sorted({*higher, *(opening.at for opening in openings), len(blocks)})
    following = dict(pairwise(ends))
    for opening in openings:
        end = following[opening.at]
        behind = blocks[end].line_start - 1 if end < len(blocks) else len(document.lines)
        yield _Section(opening, blocks[opening.at + 1 : end], behind)


def _are_sessions(found: Sequence[_Section], blocks: Sequence[Block]) -> bool:
    inside = sum(_questions(section.blocks) for section in found)
    if 2 * inside < _questions(blocks):
        return False
    by_name: Mapping[str, list[_Section]] = defaultdict(list)
    for section in found:
        by_name[section.opening.name].append(section)
    alike = any(_are_many(s for s in named if s.speaks) for named in by_name.values())
    return alike or _are_many(s for s in found if s.opening.outside and s.asks)


def _are_many(sections: Iterable[_Section]) -> bool:
    return len({section.opening.day for section in sections}) >= _FEWEST


def _questions(blocks: Iterable[Block]) -> int:
    return sum(_ASKS.search(block.text.text) is not None for block in blocks)


def _parts(found: Sequence[_Section]) -> Iterator[Part]:
    """The parts; of several on one day, each has a slug: its name, or else its number."""
    days = Counter(section.opening.day for section in found)
    names = Counter((section.opening.day, slug(section.opening.name)) for section in found)
    seen: Counter[date] = Counter()
    for section in found:
        day, name = section.opening.day, slug(section.opening.name)
        seen[day] += 1
        own = name.isascii() and name and names[day, name] == 1
        mark = (name if own else str(seen[day])) if days[day] > 1 else ""
        yield Part(day, mark, section.opening.block.line_start, section.line_end)
