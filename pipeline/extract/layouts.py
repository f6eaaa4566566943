"""The families of notes: how each opens a question, and all the rest in common.

To add a family, add a `Layout` and the rule by which a unit opens a question in it.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from pipeline.extract.appearance import set_apart
from pipeline.extract.crossing import who_answers
from pipeline.extract.marks import MarkKind
from pipeline.extract.numbering import with_answers_by_number, with_lettered_headings
from pipeline.extract.openings import (
    asks_anyhow,
    bare_questions,
    ends_asking,
    is_answered,
    listed,
    opens_alternating,
    opens_bulleted,
    opens_headed,
    opens_marked,
    opens_nothing,
    opens_thread,
    opens_turn,
)
from pipeline.extract.reported import cut_reported
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind


class Layout(StrEnum):
    """A way in which questions and answers are written down."""

    MARKED = "marked"  # Q: … A: …
    BULLETED = "bulleted"  # a question is an item, its answers stand under it
    TURNS = "turns"  # everybody's words under their name
    HEADED = "headed"  # a question is a heading
    ALTERNATING = "alternating"  # a question is a paragraph that asks, its answer the next ones
    THREADS = "threads"  # a question is a signed post, its answers signed replies in a list
    CROSSING = "crossing"  # a chat, in which replies find their questions
    REPORTED = "reported"  # who asked what, and who replied, in the note taker's words
    NONE = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Units under one heading, or behind the place of a lost one, and how they are laid out.

    `parent` is the heading above the heading, unless that is the record's title; `office` are
    those who answer in a chat.
    """

    units: tuple[Unit, ...]
    parent: Unit | None = None
    layout: Layout = Layout.NONE
    office: frozenset[str] = frozenset()

    @property
    def heading(self) -> Unit | None:
        """The heading, unless there is none or it was lost."""
        first = self.units[0]
        return first if first.is_heading else None

    @property
    def openings(self) -> frozenset[int]:
        """Which units open a question, seen by themselves."""
        return frozenset(_OPENS[self.layout](self.units))


def sections(units: Sequence[Unit], *, bare: bool) -> tuple[Section, ...]:
    """The sections of a record, each with its layout.

    In a `bare` record, where nothing but blank lines sets headings apart, they may be lost.
    Turns and headings only count as questions in records without any other kind of section,
    unless replies are signed or labelled; beside marked questions a list does only where its
    items are answered by name.
    """
    if office := who_answers(units):
        found = _with_parents(_cut(units, bare=False))
        return tuple(replace(one, layout=Layout.CROSSING, office=office) for one in found)
    units = with_answers_by_number(with_lettered_headings(units))
    units = _with_agenda(set_apart(units))
    cut = _with_parents(_cut(units, bare=bare))
    return _in_threads(cut) or _laid_out(units, cut, bare=bare)


def _in_threads(cut: Sequence[Section]) -> tuple[Section, ...]:
    """The sections of a page on which people sign what they post; none of any other."""
    found = tuple(
        replace(one, layout=Layout.THREADS) if any(True for _ in opens_thread(one.units)) else one
        for one in cut
    )
    threads = sum(one.layout is Layout.THREADS for one in found)
    return found if threads >= _FEWEST_THREADS else ()


def _laid_out(units: Sequence[Unit], cut: Sequence[Section], *, bare: bool) -> tuple[Section, ...]:
    plain = [replace(one, layout=_plain_layout(one.units)) for one in cut]
    if any(one.layout is Layout.MARKED for one in plain):
        kept = (one if _is_labelled(one) else replace(one, layout=Layout.NONE) for one in plain)
        named = [one if one.layout else _asked_in_turns(one) for one in kept]
        return tuple(_beside_headed(one, named) for one in named)
    if any(one.layout is Layout.BULLETED for one in plain):
        return tuple(one if one.layout else _answered_in_turns(one) for one in plain)
    levels = set() if bare and _is_a_conversation(units) else _asking_levels(cut)
    if levels:
        return tuple(
            replace(one, layout=Layout.HEADED) if _asks_by_heading(one, levels) else one
            for one in cut
        )
    if _is_a_conversation(units):
        return tuple(replace(one, layout=Layout.TURNS) for one in _across_headings(cut))
    return _in_prose(units, cut)


def _in_prose(units: Sequence[Unit], cut: Sequence[Section]) -> tuple[Section, ...]:
    """The sections of a record in which nothing but words sets questions apart."""
    reported = cut_reported(units)
    if len(reported) > len(units):
        found = _with_parents(_cut(reported, bare=False))
        return tuple(replace(one, layout=Layout.REPORTED) for one in found)
    if _alternates(units):
        return tuple(replace(one, layout=Layout.ALTERNATING) for one in cut)
    return tuple(cut)


_OPENS: Mapping[Layout, Callable[[Sequence[Unit]], Iterator[int]]] = {
    Layout.MARKED: opens_marked,
    Layout.BULLETED: opens_bulleted,
    Layout.TURNS: opens_turn,
    Layout.HEADED: opens_headed,
    Layout.ALTERNATING: opens_alternating,
    Layout.THREADS: opens_thread,
    Layout.CROSSING: opens_nothing,  # none by itself
    Layout.REPORTED: opens_marked,
    Layout.NONE: opens_nothing,
}


# how the family of a section is recognised


def _cut(units: Sequence[Unit], *, bare: bool) -> list[list[Unit]]:
    usual = _usual_gap(units)
    found: list[list[Unit]] = []
    for unit in units:
        lost_heading = bare and unit.block.blank_before > max(usual, 1)
        if not found or unit.is_heading or lost_heading:
            found.append([])
        found[-1].append(unit)
    return found


def _with_agenda(units: Sequence[Unit]) -> Sequence[Unit]:
    """Units in which a list of topics that people take turns on is one of headings.

    No item asks or is a sentence, and a turn that asks stands right under each.
    """
    tops = [at for at, unit in enumerate(units) if unit.is_top_item]
    if not tops or not all(_is_topic(units, at) for at in tops):
        return units
    made = list(units)
    for at in tops:
        block = replace(units[at].block, kind=BlockKind.HEADING, depth=_TOPIC_DEPTH)
        made[at] = replace(units[at], block=block)
    return made


_TOPIC_DEPTH = 2
_LONGEST_TOPIC = 80


def _is_topic(units: Sequence[Unit], at: int) -> bool:
    said = units[at].text.text
    plain = not (units[at].label or units[at].mark) and len(said) <= _LONGEST_TOPIC
    after = units[at + 1] if at + 1 < len(units) else None
    if not plain or said[-1:] in ".?!:;" or words().asking_without_mark.match(said):
        return False
    if after is None or after.label is None:
        return False
    others = next((unit.label for unit in units[at + 2 :] if unit.label), None)
    asks = ends_asking(after) and not after.is_nested_item
    return asks and others is not None and others.who != after.label.who


def _usual_gap(units: Sequence[Unit]) -> int:
    """The blank lines that usually stand before an item, or a marked question.

    Headings set none, and a single wide gap is none that is usual.
    """
    gaps = [
        unit.block.blank_before
        for before, unit in pairwise(units)
        if (unit.is_top_item or unit.mark or unit.label) and not before.is_heading
    ]
    gaps += [0, 1]
    return max(set(gaps), key=lambda gap: (gaps.count(gap), -gap))


def _plain_layout(units: Sequence[Unit]) -> Layout:
    if any(unit.mark is MarkKind.QUESTION for unit in units):
        return Layout.MARKED
    items = list(listed(units))
    if not items or _numbers_turns(units, items):
        return Layout.NONE
    answered = any(is_answered(units, at) for at in items)
    asks = all("?" in units[at].text.text for at in items)
    return Layout.BULLETED if answered or asks or _alternate(units, items) else Layout.NONE


def _numbers_turns(units: Sequence[Unit], items: Sequence[int]) -> bool:
    """Whether items are turns of those who ask, and go on with turns that are none."""
    if not all(units[at].label for at in items) or not _is_a_conversation(units):
        return False
    return any(not units[at].is_top_item and units[at].label for at in opens_turn(units))


def _alternate(units: Sequence[Unit], items: Sequence[int]) -> bool:
    """Whether most items ask, and text stands under most of them."""
    asking = sum(asks_anyhow(units[at]) for at in items)
    under = sum(at + 1 < len(units) and not units[at + 1].is_top_item for at in items)
    return len(items) >= _FEWEST_TURNS and min(asking, under) * 2 >= len(items)


def _is_labelled(section: Section) -> bool:
    return any(unit.label or unit.mark for unit in section.units)


_FEWEST_TURNS, _FEWEST_THREADS = 3, 2
_MOST_BETWEEN = 5  # units from one bare question to the next, on average


def _is_a_conversation(units: Sequence[Unit]) -> bool:
    """Whether several people take turns, and somebody asks."""
    speakers = [unit.label.printed for unit in units if unit.label]
    asks = any(True for _ in opens_turn(units))
    return len(speakers) >= _FEWEST_TURNS and len(set(speakers)) > 1 and asks


def _alternates(units: Sequence[Unit]) -> bool:
    """Whether paragraphs that ask stand over others, close enough to be no prose."""
    asking = list(opens_alternating(units))
    if len(asking) < _FEWEST_TURNS:
        return False
    return (len(asking) - 1) * _MOST_BETWEEN >= asking[-1] - asking[0]


def _across_headings(cut: Sequence[Section]) -> list[Section]:
    """Sections without lost headings, as gaps mean nothing between turns.

    A bare line that asks looks like a heading, but is a question.
    """
    joined: list[tuple[Unit, ...]] = []
    for one in cut:
        if joined and (one.heading is None or ends_asking(one.heading)):
            joined[-1] += one.units
        else:
            joined.append(one.units)
    return [Section(units) for units in joined]


def _asking_levels(cut: Sequence[Section]) -> set[int]:
    """The levels on which two headings or more ask, and are answered."""
    answered = [
        section.units[0].block.depth
        for section in cut
        if _asks_by_heading(section) and not all(unit.is_time for unit in section.units[1:])
    ]
    return {level for level in answered if answered.count(level) > 1}


_SENTENCE = 6  # words
_FOLDED = 6  # the level of what opens a part that is folded away
_ASKS = re.compile(r"\?(?:\s\([^()?]{2,80}\))?$")  # with who asks in brackets


def _asks_by_heading(section: Section, levels: Container[int] | None = None) -> bool:
    heading = section.heading
    if heading is None or (levels is not None and heading.block.depth not in levels):
        return False
    folded = heading.block.depth == _FOLDED or _ends_sentence(heading)
    beside = levels is not None and folded and len(section.units) > 1
    asks = beside or _ASKS.search(heading.text.text) is not None
    first = section.units[1] if len(section.units) > 1 else None
    named = first is not None and first.label is not None and not first.label.unsure
    asks = asks or (named and bool(words().asking_without_mark.match(heading.text.text)))
    if first and ((first.label and first.label.asks) or first.mark is MarkKind.QUESTION):
        return False
    return asks and not words().invitation.search(heading.text.text)


def _ends_sentence(heading: Unit) -> bool:
    """Whether a heading is a sentence, as what is asked is, and the name of a section is not."""
    said = heading.text.text
    return said.endswith((".", "…")) and len(said.split()) >= _SENTENCE


def _answered_in_turns(section: Section) -> Section:
    """A section without questions in a list, but with some that are answered by name."""
    asks = any(True for _ in bare_questions(section.units)) or _is_a_conversation(section.units)
    if section.heading and asks and not _asks_by_heading(section):
        return replace(section, layout=Layout.TURNS)
    return _answered_by_name(section)


def _asked_in_turns(section: Section) -> Section:
    """A section beside marked questions in which people ask and reply by name."""
    asks = section.heading and not _asks_by_heading(section)
    if asks and _is_a_conversation(section.units):
        return replace(section, layout=Layout.TURNS)
    return _answered_by_name(section)


def _answered_by_name(section: Section) -> Section:
    """A section whose heading asks, and under which a reply is signed, or opens by a name."""
    signed = any(unit.signed for unit in section.units[1:])
    first = section.units[1].label if len(section.units) > 1 else None
    named = first is not None and bool(first.names) and not first.unsure
    asks = (signed or named) and _asks_by_heading(section)
    return replace(section, layout=Layout.HEADED) if asks else section


def _beside_headed(section: Section, others: Sequence[Section]) -> Section:
    """A section whose heading asks, beside one under the same heading with a signed reply."""
    if section.layout or not _asks_by_heading(section) or len(section.units) == 1:
        return section
    beside = any(one.layout is Layout.HEADED and one.parent is section.parent for one in others)
    return replace(section, layout=Layout.HEADED) if beside and section.parent else section


def _with_parents(cut: Sequence[Sequence[Unit]]) -> list[Section]:
    above: list[Unit] = []
    made: list[Section] = []
    for units in cut:
        if units[0].is_heading:
            depth = units[0].block.depth
            above = [heading for heading in above if heading.block.depth < depth]
        parent = next((one for one in reversed(above) if one.block.depth > 1), None)
        made.append(Section(tuple(units), parent))
        if units[0].is_heading:
            above.append(units[0])
    return made
