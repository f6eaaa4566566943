"""The sections of a record, each with the family that it is of beside the others."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.extract.appearance import set_apart, with_alike_unmarked
from pipeline.extract.crossing import who_answers
from pipeline.extract.cutting import (
    across_headings,
    cut_into_sections,
    with_agenda,
    with_replies_carried,
)
from pipeline.extract.discussion import is_a_discussion
from pipeline.extract.layouts import Layout, Section
from pipeline.extract.lower_headings import with_replies_below
from pipeline.extract.marks import MarkKind
from pipeline.extract.numbering import with_answers_by_number, with_lettered_headings
from pipeline.extract.prose import is_asked_in_prose
from pipeline.extract.recognition import (
    alternates,
    asking_levels,
    asks_by_heading,
    is_a_conversation,
    is_of_proceedings,
    listed_beside,
    plain_layout,
)
from pipeline.extract.reported import cut_reported
from pipeline.extract.threads import has_thread
from pipeline.extract.turn_openings import bare_questions, opens_turn, with_leaders
from pipeline.extract.unit import Unit

_ASIDE = re.compile(r"\([^()]{2,40}\)")  # `(laughter)`
_FEWEST_THREADS = 2
_FEWEST_ASKED = 2  # items beside marked questions
_AMONG_HEADINGS = 2  # turns that ask to each heading that does, where the turns are the questions


def sections(units: Sequence[Unit], *, bare: bool) -> tuple[Section, ...]:
    """The sections of a record, each with its layout.

    In a `bare` record, where nothing but blank lines sets headings apart, they may be lost.
    Turns and headings only count as questions in records without any other kind of section,
    unless replies are signed or labelled; beside marked questions a list does only where its
    items are answered by name, or all of them ask over a reply.
    """
    if office := who_answers(units):
        found = cut_into_sections(units, bare=False)
        return tuple(replace(one, layout=Layout.CROSSING, office=office) for one in found)
    units = with_answers_by_number(with_lettered_headings(units))
    units = with_leaders(with_agenda(set_apart(with_alike_unmarked(units))))
    cut = cut_into_sections(units, bare=bare)
    if threads := _in_threads(cut, bare=bare):
        return threads
    laid = _laid_out(units, cut, bare=bare)
    return tuple(
        replace(one, layout=Layout.THREADS) if _is_beside_others(one, laid) else one for one in laid
    )


def _is_beside_others(section: Section, laid: Sequence[Section]) -> bool:
    """Whether the only thread of a page stands beside sections of other layouts."""
    threaded = bool(section.heading) and not section.layout and has_thread(section.units)
    return threaded and any(one.layout for one in laid)


def _in_threads(cut: Sequence[Section], *, bare: bool) -> tuple[Section, ...]:
    """The sections of a page on which people sign what they post; none of any other.

    What lies between threads is laid out by itself.
    """
    if sum(has_thread(one.units) for one in cut) < _FEWEST_THREADS:
        return ()
    made: list[Section] = []
    for posted, run in groupby(cut, key=_is_thread):
        if posted:
            made += (replace(one, layout=Layout.THREADS) for one in run)
        else:
            beside = list(run)
            made += _laid_out([unit for one in beside for unit in one.units], beside, bare=bare)
    return tuple(made)


def _is_thread(section: Section) -> bool:
    thread = replace(section, layout=Layout.THREADS)
    return bool(thread.openings) or has_thread(section.units)


def _laid_out(units: Sequence[Unit], cut: Sequence[Section], *, bare: bool) -> tuple[Section, ...]:
    plain = _without_asking_in_replies(
        [replace(one, layout=plain_layout(one.units)) for one in cut]
    )
    if any(one.layout is Layout.MARKED for one in plain):
        kept = (one if _is_sure(one) else replace(one, layout=Layout.NONE) for one in plain)
        named = [one if one.layout else _asked_in_turns(one) for one in kept]
        return tuple(_beside_headed(one, named) for one in named)
    outlined = any(one.layout is Layout.OUTLINE for one in plain)
    headed = with_replies_below(cut)
    if not (outlined or asking_levels(headed)) and is_a_discussion(units):
        return tuple(replace(one, layout=Layout.DISCUSSION) for one in across_headings(cut))
    if outlined or any(one.layout is Layout.BULLETED for one in plain):
        return tuple(one if one.layout else _answered_in_turns(one) for one in plain)
    talk = is_a_conversation(units)
    levels = set() if bare and talk else asking_levels(headed)
    asked = sum(asks_by_heading(one, levels) for one in headed)
    if levels and not (talk and sum(1 for _ in opens_turn(units)) >= asked * _AMONG_HEADINGS):
        beside = listed_beside(headed, levels)
        return tuple(
            replace(one, layout=Layout.HEADED)
            if at in beside or asks_by_heading(one, levels)
            else _asked_in_turns(one)
            for at, one in enumerate(headed)
        )
    if talk:
        return tuple(_in_turns(cut, levels))
    return _in_prose(units, cut)


def _in_turns(cut: Sequence[Section], levels: Container[int]) -> Iterator[Section]:
    """The sections of a talk, and those beside it whose headings ask, as others on their level."""
    for asks, run in groupby(cut, key=lambda one: _asks_above_all(one, levels)):
        if asks:
            yield from (replace(one, layout=Layout.HEADED) for one in run)
        else:
            joined = with_replies_carried(across_headings(list(run)))
            yield from (replace(one, layout=Layout.TURNS) for one in joined)


def _asks_above_all(section: Section, levels: Container[int]) -> bool:
    """Whether a section's heading asks, beside others, and nobody takes a turn below it."""
    said = section.units[1:]
    return bool(said) and asks_by_heading(section, levels) and not any(one.label for one in said)


def _without_asking_in_replies(cut: Sequence[Section]) -> Sequence[Section]:
    """Sections of which what asks in the reply to a heading that does, among many such, is none.

    That is a list, or bold print.
    """
    levels = asking_levels(cut)
    asked = {at for at, one in enumerate(cut) if levels and asks_by_heading(one, levels)}
    asking = {at for at, one in enumerate(cut) if one.layout}
    within = {at for at in asking & asked if not _asks_by_mark(cut[at])}
    if within < asking or len(within) * 2 >= len(asked):
        return cut
    return [replace(one, layout=Layout.NONE) if at in within else one for at, one in enumerate(cut)]


def _asks_by_mark(section: Section) -> bool:
    marked = (unit for unit in section.units if unit.mark is MarkKind.QUESTION)
    return any(unit.text.text != unit.block.text.text for unit in marked)


def _in_prose(units: Sequence[Unit], cut: Sequence[Section]) -> tuple[Section, ...]:
    """The sections of a record in which nothing but words sets questions apart."""
    if reported := cut_reported(units):
        found = cut_into_sections(reported, bare=False)
        return tuple(replace(one, layout=Layout.REPORTED) for one in found)
    if alternates(units):
        return tuple(replace(one, layout=Layout.ALTERNATING) for one in cut)
    if is_asked_in_prose(units):
        return tuple(replace(one, layout=Layout.PROSE) for one in cut)
    return tuple(cut)


def _is_sure(section: Section) -> bool:
    """Whether a section has labels or marks, or all its items ask, and most are replied to."""
    if any(unit.label or unit.mark for unit in section.units):
        return True
    said = section.units[1:] if section.heading else ()
    tops = [at for at, unit in enumerate(said) if unit.is_top_item]
    replied = sum(at + 1 < len(said) and not said[at + 1].is_top_item for at in tops)
    asked = ("?" in said[at].text.text for at in tops)
    return len(tops) >= _FEWEST_ASKED and all(asked) and replied * 2 > len(tops)


def _answered_in_turns(section: Section) -> Section:
    """A section without questions in a list, but with some that are answered by name."""
    if is_of_proceedings(section.units):
        return section
    asks = any(True for _ in bare_questions(section.units)) or is_a_conversation(section.units)
    if section.heading and asks and not asks_by_heading(section):
        return replace(section, layout=Layout.TURNS)
    return _answered_by_name(section)


def _asked_in_turns(section: Section) -> Section:
    """A section beside marked questions in which people ask and reply by name."""
    asks = section.heading and not (asks_by_heading(section) or is_of_proceedings(section.units))
    if asks and is_a_conversation(section.units):
        return replace(section, layout=Layout.TURNS)
    return _answered_by_name(section)


def _answered_by_name(section: Section) -> Section:
    """A section whose heading asks, and under which a reply is signed, or opens by a name.

    Comments below it may be signed, too, and items of a list tell what somebody reports.
    """
    said = [unit for unit in section.units[1:] if not _ASIDE.fullmatch(unit.text.text)]
    signed = any(unit.signed and not unit.is_nested_item for unit in said)
    first = said[0].label if said and not said[0].is_top_item else None
    named = first is not None and bool(first.names) and not first.unsure
    asks = (signed or named) and asks_by_heading(section)
    return replace(section, layout=Layout.HEADED) if asks else section


def _beside_headed(section: Section, others: Sequence[Section]) -> Section:
    """A section whose heading asks, beside one under the same heading with a signed reply."""
    if section.layout or not asks_by_heading(section) or len(section.units) == 1:
        return section
    beside = any(one.layout is Layout.HEADED and one.parent is section.parent for one in others)
    return replace(section, layout=Layout.HEADED) if beside and section.parent else section
