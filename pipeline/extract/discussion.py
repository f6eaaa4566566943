"""Open discussion: whoever is there asks and replies, and most of what is said is neither.

Only the words right behind a question are its answer there; what others say then are remarks.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.asking import asks_somewhere, ends_asking
from pipeline.extract.labels import Label
from pipeline.extract.marks import MarkKind
from pipeline.extract.reported_words import turn_asks, turn_replies
from pipeline.extract.unit import Unit
from pipeline.readers.document import BlockKind

_TOLD = (turn_asks, turn_replies)  # how a note taker tells of a turn
_FEWEST_ASKED, _FEWEST_TOLD = 2, 4  # turns told as questions, and as either
_MANY, _NOD = 7, 3  # people who state something; words that do not
_FEWEST_MIXED = 2  # people who both ask and reply
_FEWEST_TURNS = 3  # to each that asks, on average
_MIXED = 3  # times as often as the other, at most


@dataclass(frozen=True, slots=True)
class _Turn:
    """What somebody says under their label: from this unit on, up to another one."""

    at: int
    end: int
    label: Label
    asks: bool  # with its last words
    asks_at_all: bool


def is_a_discussion(units: Sequence[Unit]) -> bool:
    """Whether those who reply are those who ask, amid turns that do neither.

    So it is where a note taker tells who asked and who replied, behind their names, or where many
    state something. It is none where somebody is said to moderate, to answer or to be but an asker.
    Who answers a session asks back now and then, and who asked replies to that; neither does as
    much of both.
    """
    turns = list(_turns(units))
    asked, replied = (sum(told(units[one.at].text.text) for one in turns) for told in _TOLD)
    if asked >= _FEWEST_ASKED and asked + replied >= _FEWEST_TOLD:
        return True
    if any(one.label.asks or one.label.moderates or one.label.holds for one in turns):
        return False
    if sum(one.asks for one in turns) * _FEWEST_TURNS > len(turns):
        return False
    if _is_of_many(units, turns):
        return True
    exchanges = list(_exchanges(turns))
    asking = Counter(asker for asker, _ in exchanges)
    replying = Counter(who for _, who in exchanges if who)
    mixed = [
        who
        for who, times in asking.items()
        if times <= replying[who] * _MIXED and replying[who] <= times * _MIXED
    ]
    return len(mixed) >= _FEWEST_MIXED and sum(replying[who] for who in mixed) * 2 >= (
        replying.total()
    )


def _is_of_many(units: Sequence[Unit], turns: Sequence[_Turn]) -> bool:
    """Whether many state something, no one of them mostly does, and others ask in turns, too."""
    bare = sum(not (unit.label or unit.mark) and ends_asking(unit) for unit in units)
    if sum(one.asks for one in turns) <= bare:
        return False
    said = (one for one in turns if not one.asks)
    stated = (one for one in said if len(units[one.at].text.text.split()) > _NOD)
    stating = Counter(one.label.who for one in stated)
    return len(stating) >= _MANY and max(stating.values()) * 2 <= stating.total()


def opens_in_discussion(units: Sequence[Unit]) -> Iterator[int]:
    """Turns that ask in their last paragraph, unless who asked last just goes on."""
    asker: str | None = None  # nobody else has said anything since
    for turn in _turns(units):
        if turn.asks_at_all and turn.label.who != asker:
            asker = turn.label.who
            yield turn.at
        elif turn.label.who != asker:
            asker = None


def own_words(under: Sequence[Unit], asker: Unit) -> int:
    """How many units behind a question are still those of whoever asked."""
    return next((at for at, one in enumerate(under) if _ends_turn(one, asker)), len(under))


def remarks(replies: Sequence[Unit]) -> Iterator[Unit]:
    """What behind a question is no answer to it: all but the first turn of somebody else.

    Where a note taker tells that the next one replied, too, that is one more.
    """
    first = replies[0] if replies and replies[0].label else None
    answer = 1 + own_words(replies[1:], first) if first else 0
    while answer < len(replies) and turn_replies(replies[answer].text.text):
        answer += 1
    yield from replies[answer:]


def _ends_turn(unit: Unit, first: Unit) -> bool:
    """Whether a unit is not what somebody goes on with; no paragraph goes on with an item."""
    if unit.label and first.label:
        return unit.label.who != first.label.who
    listed = first.block.kind is BlockKind.ITEM
    return unit.mark is not None or (listed and unit.block.kind is not BlockKind.ITEM)


def _turns(units: Sequence[Unit]) -> Iterator[_Turn]:
    heads = [at for at, unit in enumerate(units) if unit.label or unit.mark or unit.is_heading]
    for at, end in pairwise([*heads, len(units)]):
        label = units[at].label
        if label and units[at].mark is not MarkKind.ANSWER:
            said = units[at:end] if units[at].below else units[at : at + 1]
            asks = ends_asking(said[-1]) or turn_asks(units[at].text.text)
            within = not label.replies and asks_somewhere(said[-1].text.text)
            yield _Turn(at, end, label, asks, asks or within)


def _exchanges(turns: Sequence[_Turn]) -> Iterator[tuple[str, str | None]]:
    """Who asks, and who of the others is the first to say something that asks nothing back."""
    for at, turn in enumerate(turns):
        back = at > 0 and turns[at - 1].asks and turns[at - 1].label.who != turn.label.who
        if turn.asks and not back:
            others = (one for one in turns[at + 1 :] if one.label.who != turn.label.who)
            after = next(others, None)
            yield turn.label.who, after.label.who if after and not after.asks else None
