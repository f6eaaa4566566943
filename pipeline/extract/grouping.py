"""The units of a section to its questions, each with what stands under it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipeline.extract.asking import invites_reader, only_asks
from pipeline.extract.discussion import own_words
from pipeline.extract.exchanges import crossed
from pipeline.extract.layouts import Layout, Section
from pipeline.extract.list_openings import asked_on, is_answered
from pipeline.extract.marks import MarkKind
from pipeline.extract.outlines import outlined
from pipeline.extract.prose import asked_in_prose
from pipeline.extract.unit import Unit, is_bold
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind


@dataclass(frozen=True, slots=True)
class Group:
    """A question and what stands under it; `asked` is more than one unit where it goes on.

    `askers` are lines beside it that do nothing but say who asked.
    """

    asked: tuple[Unit, ...]
    replies: tuple[Unit, ...]
    askers: tuple[Unit, ...] = ()

    @property
    def first(self) -> Unit:
        """The unit that comes first in the record."""
        return min((*self.askers[:1], self.asked[0]), key=lambda unit: unit.block.line_start)


_Found = tuple[list[Unit], list[Unit], list[Unit]]


def groups(section: Section) -> tuple[tuple[Unit, ...], tuple[Group, ...]]:
    """The units before the first question of a section, or behind a table, and its questions."""
    if section.layout is Layout.CROSSING:
        aside, exchanges = crossed(section.units, section.office)
        return aside, tuple(
            Group(tuple(one.asked), tuple(one.replies), tuple(one.askers)) for one in exchanges
        )
    if section.layout in (Layout.OUTLINE, Layout.PROSE):
        read = outlined if section.layout is Layout.OUTLINE else asked_in_prose
        rest, asked = read(section.units)
        return rest, tuple(Group((one.question,), tuple(one.replies)) for one in asked)
    return _between_openings(section)


def _between_openings(section: Section) -> tuple[tuple[Unit, ...], tuple[Group, ...]]:
    """Questions, each with the units up to the next."""
    outside: list[Unit] = []
    found: list[_Found] = []
    asks_anew = section.layout is not Layout.DISCUSSION
    in_list = False  # that an answer has begun with a colon
    noted = False  # that the last item is a note beside the questions
    remarked = False  # that it says so, so that what stands below it replies to a remark
    invited = False  # the reader, and no question was put since
    openings = section.openings
    before: list[Unit] = []
    for at, unit in enumerate(section.units):
        opens = at in openings and not (found and found[-1][1] and _repeats(unit, found[-1][0]))
        if not opens and at + 1 in openings and unit.byline and (not found or found[-1][1]):
            before.append(unit)
            continue
        invited = not opens and (invited or (is_bold(unit) and invites_reader(unit)))
        worded = unit.mark and unit.text  # as a question of its own
        if opens and unit.label and not worded and asks_anew and found and not found[-1][1]:
            found[-1][0].append(unit)  # a moderator words the question anew
            continue
        if opens and not (found and in_list and _goes_on(section, at)):
            in_list = noted = remarked = False
            found.append(([unit], [], before))
            before = []
            continue
        if unit.is_top_item:
            stated = words().states.match(unit.block.text.text) is not None
            noted = stated or (not in_list and _is_beside(section, found))
            remarked = stated
        behind_table = found and found[-1][0][0].table and not unit.table
        beside = remarked or (noted and unit.block.kind is BlockKind.ITEM)
        if invited or behind_table or beside:
            outside.append(unit)  # of no row; a note beside the questions
            continue
        if not unit.is_top_item:
            in_list = unit.text.text.endswith(":") and not unit.is_heading
        (found[-1][1] if found else outside).append(unit)
    posted = section.layout is Layout.THREADS
    if section.layout is Layout.DISCUSSION:
        made = tuple(_discussed(asked, under) for asked, under, _ in found)
        return (*outside, *before), made
    made = tuple(_group(*parts, posted=posted) for parts in found)
    return tuple(outside), tuple(_with_next_line(one, made) for one in made)


_FEWEST_REPEATED, _LONGEST_END = 4, 20  # words; characters by which the same question may differ


def _repeats(unit: Unit, asked: Sequence[Unit]) -> bool:
    """Whether a unit that nobody says or marks repeats a part of what was asked."""
    if unit.label or unit.is_heading or unit.block.kind is BlockKind.ITEM:
        return False
    said = unit.block.text.text.rstrip("?. ")
    again = len(said.split()) >= _FEWEST_REPEATED
    parts = (one.text.text for one in asked if len(one.text.text) > len(said) + _LONGEST_END)
    return again and any(said in part for part in parts)


def _is_beside(section: Section, found: Sequence[_Found]) -> bool:
    """Whether an item that opens no question is none of the last one's answer.

    In a list of marked questions it is none where replies are nested below them.
    """
    if section.layout is Layout.BULLETED:
        return True
    asked, replies, _ = found[-1] if found else ([], [], [])
    nested = bool(replies) and replies[0].is_nested_item
    return section.layout is Layout.MARKED and nested and asked[0].is_top_item


def _discussed(asked: list[Unit], under: list[Unit]) -> Group:
    own = own_words(under, asked[0])
    return Group((*asked, *under[:own]), tuple(under[own:]))


def _group(asked: list[Unit], under: list[Unit], askers: list[Unit], *, posted: bool) -> Group:
    """Text before the first labelled or marked reply belongs to a marked question.

    What is `posted` goes on to its signature.
    """
    opener = asked[0]
    bylines = list(takewhile(lambda unit: unit.byline is not None, under))
    under = under[len(bylines) :]
    if opener.is_heading:
        own = sum(1 for _ in takewhile(lambda i: _is_of_asker(under, i), range(len(under))))
        asked, under = asked + under[:own], under[own:]
    elif posted and not (opener.signed or (under and under[0].block.kind is BlockKind.ITEM)):
        own = next((i for i, unit in enumerate(under, 1) if unit.signed), 0)
        asked, under = asked + under[:own], under[own:]
    elif opener.is_set_apart:
        own = sum(1 for _ in takewhile(lambda one: one.goes_on(opener), under))
        asked, under = asked + under[:own], under[own:]
    elif opener.mark is MarkKind.QUESTION or opener.label:
        own = len(under) if opener.below and opener.label and not opener.mark else 0
        first = next((i for i, unit in enumerate(under) if _speaks_anew(unit, opener)), own)
        if first and not (first < len(under) and _is_added(under[first])):
            asked, under = asked + under[:first], under[first:]
    elif opener.is_top_item and (own := asked_on(under)):
        asked, under = asked + under[:own], under[own:]
    elif only_asks(opener):
        own = sum(1 for _ in takewhile(only_asks, under))
        asked, under = asked + under[:own], under[own:]
    if len(asked) > 1 and asked[-1].is_signature:
        bylines.append(asked.pop())
    return Group(tuple(asked), tuple(under), (*askers, *bylines))


def _with_next_line(group: Group, others: Sequence[Group]) -> Group:
    """A question in a list, with the paragraph right under it where all replies are labelled."""
    under, opener = group.replies, group.asked[0]
    goes_on = len(under) > 1 and not under[0].block.blank_before and under[0].is_plain
    if not (opener.is_top_item and len(group.asked) == 1 and goes_on and under[1].label):
        return group
    labelled = sum(any(unit.label for unit in one.replies[:2]) for one in others)
    if labelled < _FEWEST_LABELLED or labelled * 2 <= len(others):
        return group
    return replace(group, asked=(opener, under[0]), replies=under[1:])


_FEWEST_LABELLED = 2


def _speaks_anew(unit: Unit, opener: Unit) -> bool:
    """Whether a unit is no more of a question: marked, or somebody else's turn."""
    goes_on = unit.label and opener.label and unit.label.who == opener.label.who
    return unit.mark is not None or (unit.label is not None and not goes_on)


def _is_added(unit: Unit) -> bool:
    return unit.written or (unit.label is not None and unit.label.adds)


def _goes_on(section: Section, at: int) -> bool:
    unit = section.units[at]
    return unit.is_top_item and "?" not in unit.text.text and not is_answered(section.units, at)


def _is_of_asker(under: Sequence[Unit], at: int) -> bool:
    """Whether a unit under a heading that asks is still the asker's: signed words."""
    unit = under[at]
    later = under[at + 1 :]
    replied = any(one.signed and one.block.kind is BlockKind.ITEM for one in later)
    return bool(unit.signed and unit.block.kind is not BlockKind.ITEM and replied)
