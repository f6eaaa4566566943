"""The families of notes: how each opens a question, and all the rest in common.

To add a family, add a `Layout` and the rule by which a unit opens a question in it.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise

from pipeline.extract.marks import MarkKind
from pipeline.extract.units import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind


class Layout(StrEnum):
    """A way in which questions and answers are written down."""

    MARKED = "marked"  # Q: … A: …
    BULLETED = "bulleted"  # a question is an item, its answers stand under it
    TURNS = "turns"  # everybody's words under their name
    HEADED = "headed"  # a question is a heading
    NONE = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Units under one heading, or behind the place of a lost one, and how they are laid out.

    `parent` is the heading above the heading, unless that is the record's title.
    """

    units: tuple[Unit, ...]
    parent: Unit | None = None
    layout: Layout = Layout.NONE

    @property
    def heading(self) -> Unit | None:
        """The heading, unless there is none or it was lost."""
        first = self.units[0]
        return first if first.is_heading else None

    @property
    def openings(self) -> frozenset[int]:
        """Which units open a question, seen by themselves."""
        return frozenset(_OPENS[self.layout](self.units))


@dataclass(frozen=True, slots=True)
class Group:
    """A question and what stands under it; `asked` is more than one unit where it goes on."""

    asked: tuple[Unit, ...]
    replies: tuple[Unit, ...]


def sections(units: Sequence[Unit], *, bare: bool) -> tuple[Section, ...]:
    """The sections of a record, each with its layout.

    In a `bare` record, where nothing but blank lines sets headings apart, they may be lost.
    Turns and headings only count as questions in records without any other kind of section,
    and beside marked questions a list only where its items are answered by name.
    """
    cut = _with_parents(_cut(units, bare=bare))
    plain = [replace(one, layout=_plain_layout(one.units)) for one in cut]
    if any(one.layout is Layout.MARKED for one in plain):
        return tuple(
            one if _is_labelled(one) else replace(one, layout=Layout.NONE) for one in plain
        )
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
    return tuple(cut)


def groups(section: Section) -> tuple[tuple[Unit, ...], tuple[Group, ...]]:
    """The units before the first question of a section, and its questions."""
    outside: list[Unit] = []
    found: list[tuple[list[Unit], list[Unit]]] = []
    in_list = False  # that an answer has begun with a colon
    openings = section.openings
    for at, unit in enumerate(section.units):
        opens = at in openings
        if opens and unit.label and found and not found[-1][1]:
            found[-1][0].append(unit)  # a moderator words the question anew
            continue
        if opens and not (found and in_list and _goes_on(section, at)):
            in_list = False
            found.append(([unit], []))
            continue
        if not unit.is_top_item:
            in_list = unit.text.text.endswith(":")
        (found[-1][1] if found else outside).append(unit)
    return tuple(outside), tuple(_group(asked, under) for asked, under in found)


def _group(asked: list[Unit], under: list[Unit]) -> Group:
    """Text before the first labelled or marked reply belongs to a marked question."""
    opener = asked[0]
    if opener.mark is MarkKind.QUESTION or opener.label:
        first = next((i for i, unit in enumerate(under) if unit.label or unit.mark), 0)
        asked, under = asked + under[:first], under[first:]
    return Group(tuple(asked), tuple(under))


def _goes_on(section: Section, at: int) -> bool:
    unit = section.units[at]
    return unit.is_top_item and "?" not in unit.text.text and not _is_answered(section.units, at)


# how each family opens a question


def _opens_marked(units: Sequence[Unit]) -> Iterator[int]:
    yield from (at for at, unit in enumerate(units) if unit.mark is MarkKind.QUESTION)
    yield from _asking_turns(units)


def _opens_bulleted(units: Sequence[Unit]) -> Iterator[int]:
    """Items, but for those of a list that a colon introduces.

    Such lists belong to a speaker's words, or hold house rules, agendas and the like. They hold
    questions where somebody answers, or where all ask and the introduction says so.
    """
    runs = groupby(range(len(units)), key=lambda at: units[at].is_top_item)
    for items in (list(run) for is_item, run in runs if is_item):
        intro = units[items[0] - 1] if items[0] else None
        if intro is None or not intro.text.text.endswith(":"):
            yield from items
            continue
        asking = ["?" in units[at].text.text for at in items]
        if intro.label and not any(asking):
            continue
        answered = any(_is_answered(units, at) for at in items)
        if answered or (all(asking) and words().asking.search(intro.text.text)):
            yield from items


def _opens_turn(units: Sequence[Unit]) -> Iterator[int]:
    yield from _bare_questions(units)
    yield from _asking_turns(units)


def _opens_headed(units: Sequence[Unit]) -> Iterator[int]:
    yield from (at for at, unit in enumerate(units) if unit.is_heading)


def _opens_nothing(_units: Sequence[Unit]) -> Iterator[int]:
    yield from ()


_OPENS: Mapping[Layout, Callable[[Sequence[Unit]], Iterator[int]]] = {
    Layout.MARKED: _opens_marked,
    Layout.BULLETED: _opens_bulleted,
    Layout.TURNS: _opens_turn,
    Layout.HEADED: _opens_headed,
    Layout.NONE: _opens_nothing,
}


def _bare_questions(units: Sequence[Unit]) -> Iterator[int]:
    """Unlabelled paragraphs that ask, right before somebody's turn."""
    for at, (unit, following) in enumerate(pairwise(units)):
        bare = not unit.label and unit.block.kind is not BlockKind.ITEM
        if bare and _asks(unit) and following.label:
            yield at


def _asking_turns(units: Sequence[Unit]) -> Iterator[int]:
    """Turns of those who only ask, or that ask and are followed by somebody else's."""
    before: str | None = None
    for at, unit in enumerate(units):
        label = unit.label
        if label and unit.mark is not MarkKind.ANSWER:
            after = units[at + 1].label if at + 1 < len(units) else None
            others = after is not None and label.printed not in (before, after.printed)
            only_asks = (not label.names or label.moderates) and "?" in unit.text.text
            if label.asks or (others and (only_asks or _asks(unit))):
                yield at
        if label or unit.mark:
            before = label.printed if label else None


def _asks(unit: Unit) -> bool:
    said = unit.text.text.rstrip("\"”’')")
    return said.endswith("?") and not words().calls_for_questions.search(said)


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
    items = list(_opens_bulleted(units))
    if not items:
        return Layout.NONE
    answered = any(_is_answered(units, at) for at in items)
    return (
        Layout.BULLETED
        if answered or all("?" in units[at].text.text for at in items)
        else Layout.NONE
    )


def _is_answered(units: Sequence[Unit], at: int) -> bool:
    """Whether a reply stands right under an item: labelled, or nested below a question."""
    asks = "?" in units[at].text.text
    return any(
        (unit.label is not None and not unit.is_top_item) or (asks and unit.is_nested_item)
        for unit in units[at + 1 : at + 2]
    )


def _is_labelled(section: Section) -> bool:
    return any(unit.label or unit.mark for unit in section.units)


_FEWEST_TURNS = 3


def _is_a_conversation(units: Sequence[Unit]) -> bool:
    """Whether several people take turns, and somebody asks."""
    speakers = [unit.label.printed for unit in units if unit.label]
    asks = any(True for _ in _opens_turn(units))
    return len(speakers) >= _FEWEST_TURNS and len(set(speakers)) > 1 and asks


def _across_headings(cut: Sequence[Section]) -> list[Section]:
    """Sections without lost headings, as gaps mean nothing between turns.

    A bare line that asks looks like a heading, but is a question.
    """
    joined: list[tuple[Unit, ...]] = []
    for one in cut:
        if joined and (one.heading is None or _asks(one.heading)):
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


def _asks_by_heading(section: Section, levels: Container[int] | None = None) -> bool:
    heading = section.heading
    if heading is None or (levels is not None and heading.block.depth not in levels):
        return False
    asks = heading.text.text.endswith("?")
    return asks and not words().invitation.search(heading.text.text)


def _answered_in_turns(section: Section) -> Section:
    """A section without list items, in which bare questions are answered by name."""
    asks = any(True for _ in _bare_questions(section.units))
    return replace(section, layout=Layout.TURNS) if section.heading and asks else section


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
