"""The sections behind a header to their questions, and what became of the lines of each."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.accounting import LineUse, Use, boilerplate, used
from pipeline.extract.afterwards import is_listed_after, is_written_afterwards
from pipeline.extract.answers import read_questions
from pipeline.extract.grouping import Group, groups
from pipeline.extract.guests import under_heading
from pipeline.extract.header import Header
from pipeline.extract.introductions import opens_with_part
from pipeline.extract.layouts import Section
from pipeline.extract.record import Question
from pipeline.extract.reported import with_reporters
from pipeline.extract.roster import Roster
from pipeline.extract.sides import moderation, sides_of
from pipeline.extract.unit import Unit
from pipeline.extract.unplaced import use_outside
from pipeline.extract.words import words
from schemas.words import QuarantineReason


@dataclass(frozen=True, slots=True)
class Parts:
    """The questions of all sections, the uses of the lines of each, and those of no question."""

    questions: tuple[Question, ...]
    uses: tuple[tuple[LineUse, ...], ...]
    outside: tuple[LineUse, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A section, and its units: those of no question, and the questions.

    `listed_after` tells that it lists questions that were answered after the session.
    """

    section: Section
    outside: tuple[Unit, ...]
    found: tuple[Group, ...]
    listed_after: bool


def read_parts(asked: Sequence[Section], header: Header, roster: Roster) -> Parts:
    """Read the sections that stand behind the `header`."""
    parts = _with_groups(asked)
    in_part = any(part.listed_after for part in parts if part.found)
    afterwards = is_written_afterwards(header, in_part=in_part)
    final = max((at for at, part in enumerate(parts) if part.found), default=-1)
    texts = Counter(text for part in parts for text in set(_texts(part)))
    again = frozenset(text for text, sections in texts.items() if sections > 1)
    read = [
        _read(part, roster, again, last=at == final, afterwards=afterwards)
        for at, part in enumerate(parts)
    ]
    return Parts(
        tuple(question for one in read for question in one.questions),
        tuple(uses for one in read for uses in one.uses),
        tuple(use for one in read for use in one.outside),
    )


def uses_within(parts: Parts, shown: Sequence[Question]) -> Iterator[LineUse]:
    """What became of the lines of the questions, as they are `shown`.

    Those of one whose words nobody wrote down are set aside: a mark and nothing behind it.
    """
    for question, uses in zip(shown, parts.uses, strict=True):
        for use in uses:
            lost = not question.text and use.use is Use.USED
            yield replace(use, use=Use.QUARANTINED, why=_WORDLESS) if lost else use


_WORDLESS = QuarantineReason.UNPLACED_TEXT


def _with_groups(asked: Sequence[Section]) -> list[_Part]:
    made = [(section, *groups(section)) for section in asked]
    credited = with_reporters([found for _, _, found in made])
    return [
        _Part(section, outside, found, is_listed_after(section, found))
        for (section, outside, _), found in zip(made, credited, strict=True)
    ]


def _texts(part: _Part) -> Iterator[str]:
    return (group.asked[0].text.text for group in part.found)


def _read(
    part: _Part, roster: Roster, again: frozenset[str], *, last: bool, afterwards: bool
) -> Parts:
    section, found = part.section, part.found
    closing: tuple[Unit, ...] = ()
    if last and found:
        *others, final = found
        kept, closing = _without_closing(final)
        found = (*others, kept)
    alike = sum(text in again for text in _texts(part)) * 2 > len(found)
    roster = under_heading(roster, section, len(found), alike=alike)
    listed_after = afterwards or part.listed_after
    sides = sides_of(section, found)
    uses = [use_outside(unit, section) for unit in part.outside]
    return Parts(
        tuple(read_questions(section, found, roster, listed_after=listed_after)),
        tuple(tuple(_uses(group, moderation(group, section, sides))) for group in found),
        (*uses, *(boilerplate(unit.block, "closing") for unit in closing)),
    )


def _uses(group: Group, aside: Container[Unit]) -> Iterator[LineUse]:
    yield from (boilerplate(unit.block, "asker") for unit in group.askers)
    yield from (used(unit.block) for unit in group.asked)
    yield from (_reply(unit, aside=unit in aside) for unit in group.replies)


def _reply(unit: Unit, *, aside: bool) -> LineUse:
    if unit.is_time:
        return boilerplate(unit.block, "recording_time")
    if aside:
        return boilerplate(unit.block, "moderation")
    return used(unit.block)


def _without_closing(group: Group) -> tuple[Group, tuple[Unit, ...]]:
    """The record's last question without a last paragraph that only takes leave."""
    if group.replies:
        last = group.replies[-1]
        if opens_with_part(last.block.text):
            return replace(group, replies=group.replies[:-1]), (last,)
        apart = last.block.blank_before > 0 and not (last.label or last.mark)
        if apart and words().closing.search(last.text.text):
            return replace(group, replies=group.replies[:-1]), (last,)
    return group, ()
