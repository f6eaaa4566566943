"""By what the family of a section is recognised, seen by itself."""

import re
from collections import Counter
from collections.abc import Container, Sequence

from pipeline.extract.asking import asks_anyhow, ends_asking, invites
from pipeline.extract.layouts import Layout, Section
from pipeline.extract.list_openings import is_answered, listed
from pipeline.extract.marks import MarkKind
from pipeline.extract.openings import opens_alternating
from pipeline.extract.outlines import is_an_outline
from pipeline.extract.turn_openings import opens_turn
from pipeline.extract.unit import Unit
from pipeline.extract.words import words

_FEWEST_TURNS = 3
_MOSTLY = 3  # times as many items that another turn follows as not
_MOST_WORDS_OF_TOPIC = 4
_MOST_BETWEEN = 5  # units from one bare question to the next, on average


def plain_layout(units: Sequence[Unit]) -> Layout:
    """An outline, marked or in a list, where a section is so whatever the others are."""
    if _is_an_agenda(units) or is_of_proceedings(units):
        return Layout.NONE
    if is_an_outline(units):
        return Layout.OUTLINE
    if any(unit.mark is MarkKind.QUESTION for unit in units):
        return Layout.MARKED
    items = list(listed(units))
    if not items or _numbers_turns(units, items):
        return Layout.NONE
    if _are_topics([units[at] for at in items]):
        return Layout.NONE
    answered = any(is_answered(units, at) for at in items)
    asks = all("?" in units[at].text.text for at in items)
    return Layout.BULLETED if answered or asks or _alternate(units, items) else Layout.NONE


def _are_topics(items: Sequence[Unit]) -> bool:
    """Whether several items are but a few words each, as those of an agenda, and none asks."""
    said = [unit.text.text for unit in items]
    short = all(one[-1:].isalnum() and len(one.split()) <= _MOST_WORDS_OF_TOPIC for one in said)
    asks = any(unit.label or asks_anyhow(unit) for unit in items)
    return len(items) > 1 and short and not asks


def is_of_proceedings(units: Sequence[Unit]) -> bool:
    """Whether a section's heading says that people introduce themselves, or take leave."""
    headed = bool(units) and units[0].is_heading and not any(unit.mark for unit in units)
    return headed and words().proceedings_heading.fullmatch(units[0].text.text) is not None


def _is_an_agenda(units: Sequence[Unit]) -> bool:
    """Whether a section's heading says that it lists what is going to be spoken about."""
    headed = bool(units) and units[0].is_heading
    called = headed and words().agenda_heading.fullmatch(units[0].text.text) is not None
    return called and not any(unit.label or unit.mark for unit in units)


def _numbers_turns(units: Sequence[Unit], items: Sequence[int]) -> bool:
    """Whether items are turns: all are, or those of who asks, and go on with turns that are none.

    All are where most that ask are followed by somebody else's, and little stands below them.
    """
    if not all(units[at].label for at in items) or not is_a_conversation(units):
        return False
    asked = [(units[at], units[at + 1]) for at in items[:-1] if ends_asking(units[at])]
    beside = sum(
        under.is_top_item and under.label is not None and under.label != unit.label
        for unit, under in asked
    )
    if beside > _MOSTLY * (len(asked) - beside):
        return True
    return any(not units[at].is_top_item and units[at].label for at in opens_turn(units))


def _alternate(units: Sequence[Unit], items: Sequence[int]) -> bool:
    """Whether most items ask, and text stands under most of them."""
    asking = sum(asks_anyhow(units[at]) for at in items)
    under = sum(at + 1 < len(units) and not units[at + 1].is_top_item for at in items)
    return len(items) >= _FEWEST_TURNS and min(asking, under) * 2 >= len(items)


def is_a_conversation(units: Sequence[Unit]) -> bool:
    """Whether several people take turns, and somebody asks; one may be there but to ask."""
    labels = [unit.label for unit in units if unit.label]
    several = len({label.printed for label in labels}) > 1
    enough = len(labels) >= _FEWEST_TURNS or any(label.asks for label in labels)
    return enough and several and any(True for _ in opens_turn(units))


def alternates(units: Sequence[Unit]) -> bool:
    """Whether paragraphs that ask stand over others, close enough to be no prose."""
    asking = list(opens_alternating(units))
    if len(asking) < _FEWEST_TURNS:
        return False
    return (len(asking) - 1) * _MOST_BETWEEN >= asking[-1] - asking[0]


def asking_levels(cut: Sequence[Section]) -> set[int]:
    """The levels on which two headings or more ask, and are answered.

    Where a place in the recording stands under several, any level will do for one more.
    """
    answered = [
        section
        for section in cut
        if asks_by_heading(section) and not all(unit.is_time for unit in section.units[1:])
    ]
    levels = [section.units[0].block.depth for section in answered]
    timed = [section.units[0].block.depth for section in answered if section.units[1].is_time]
    several = {level for level, times in Counter(levels).items() if times > 1}
    return several | set(timed) if max(Counter(timed).values(), default=0) > 1 else several


def listed_beside(cut: Sequence[Section], levels: Container[int]) -> frozenset[int]:
    """Which sections stand below a heading over questions, where most of those there ask.

    Their own headings are questions, too, however they are worded.
    """
    under = [
        at
        for at, one in enumerate(cut)
        if one.parent and words().questions_heading.fullmatch(one.parent.text.text)
        if one.heading and one.heading.block.depth in levels and len(one.units) > 1
    ]
    asking = Counter(cut[at].parent for at in under if asks_by_heading(cut[at], levels))
    many = Counter(cut[at].parent for at in under)
    return frozenset(at for at in under if asking[cut[at].parent] * 2 >= many[cut[at].parent])


_SENTENCE = 6  # words
_FOLDED = 6  # the level of what opens a part that is folded away
# with who asks, or where it is in the recording, in brackets
_ASKS = re.compile(r"\?(?:\s(?:\([^()?]{2,80}\)|\[[^\[\]?]{2,80}\]))?$")
_QUOTES = '"”“»'
_QUOTED = re.compile(rf"[\"“„«][^{_QUOTES}]+[{_QUOTES}]")
_PLACE = re.compile(r"\s\[[^\[\]?]{2,80}\]$")


def asks_by_heading(section: Section, levels: Container[int] | None = None) -> bool:
    """Whether a section's heading is a question, beside others on these `levels`."""
    heading = section.heading
    if heading is None or (levels is not None and heading.block.depth not in levels):
        return False
    printed = heading.block.depth == _FOLDED or _QUOTED.fullmatch(heading.text.text)
    alike = bool(printed or _ends_sentence(heading))
    beside = levels is not None and alike and len(section.units) > 1
    asks = beside or _ASKS.search(heading.text.text.rstrip(_QUOTES)) is not None
    first = section.units[1] if len(section.units) > 1 else None
    named = first is not None and first.label is not None and not first.label.unsure
    asks = asks or (named and bool(words().asking_without_mark.match(heading.text.text)))
    if first and ((first.label and first.label.asks) or first.mark is MarkKind.QUESTION):
        return False
    return asks and not (invites(heading) or words().agenda_heading.fullmatch(heading.text.text))


def _ends_sentence(heading: Unit) -> bool:
    """Whether a heading is a sentence, as what is asked is, and the name of a section is not."""
    said = _PLACE.sub("", heading.text.text)
    asks = words().asks_for.match(said) is not None  # `Please introduce yourself!`
    return asks or (said.endswith((".", "…")) and len(said.split()) >= _SENTENCE)
