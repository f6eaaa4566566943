"""How questions are opened in a list: which of its items ask, and which are answered."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from pipeline.extract.asking import asks_anyhow, ends_asking, only_thanks
from pipeline.extract.marks import MarkKind
from pipeline.extract.nested_openings import opens_below
from pipeline.extract.turns import begins_with_time
from pipeline.extract.unit import Unit
from pipeline.extract.words import words

_MOST_ASK = 2 / 3  # of the items, beside notes


def opens_bulleted(units: Sequence[Unit]) -> Iterator[int]:
    """Items, but for notes beside questions: they neither ask nor have anything under them.

    Where most ask or are answered the others are questions, too, however they are worded; where
    few do, they are none. Who is greeted or thanked, or told something, is asked nothing.
    """
    items = tuple(at for at in listed(units) if not _asks_nothing(units, at))
    telling = _tells(units, items)
    asking = {at for at in items if _asks_in_list(units, at, telling=telling)}
    noted = 0 < len(asking) < len(items) * _MOST_ASK
    few = 0 < len(asking) * 2 < len(items)
    for at in items:
        alone = at + 1 == len(units) or units[at + 1].is_top_item or units[at + 1].is_heading
        left_out = alone and not any(map(str.isalpha, units[at].text.text))  # `(...)`
        told = alone and (noted or (bool(asking) and units[at].label is not None))
        if at in asking or not (telling or few or told or left_out):
            yield at
    yield from opens_below(units)


def _asks_nothing(units: Sequence[Unit], at: int) -> bool:
    unit = units[at]
    if asks_anyhow(unit):
        return False
    begins = any(kind.match(unit.text.text) for kind in (words().greets, words().thanks))
    told = (words().states.match, words().proceedings_heading.fullmatch)
    stated = any(says(unit.block.text.text) for says in told)
    return begins or stated or _is_only_thanked(units, at)


def _is_only_thanked(units: Sequence[Unit], at: int) -> bool:
    """Whether all that stands below an item does no more than thank, or is a smiling face."""
    after = (units[i] for i in range(at + 1, len(units)))
    below = list(takewhile(lambda one: not (one.is_top_item or one.is_heading), after))
    return bool(below) and all(map(only_thanks, below))


def _tells(units: Sequence[Unit], items: Sequence[int]) -> bool:
    """Whether as many items as any others only tell who said what: `Ana: showed the plan`."""
    said = [at for at in items if units[at].label and "?" not in units[at].text.text]
    asked = any("?" in units[at].text.text for at in items)
    return asked and len(said) * 2 >= len(items)


def _asks_in_list(units: Sequence[Unit], at: int, *, telling: bool) -> bool:
    """Whether an item asks, or is answered; where items are `telling`, whether it has the mark."""
    worded = not telling and (asks_anyhow(units[at]) or is_answered(units, at))
    return "?" in units[at].text.text or worded


def listed(units: Sequence[Unit]) -> Iterator[int]:
    """Items, but for those of a list that a colon introduces.

    Such lists belong to a speaker's words, or hold house rules, agendas and the like. They hold
    questions where somebody answers, or where all ask and the introduction says so; the chapters
    of a recording are none. Whoever signs a question and asks on among its replies has asked
    another.
    """
    yield from _asked_again(units)
    runs = groupby(range(len(units)), key=lambda at: units[at].is_top_item)
    for items in (list(run) for is_item, run in runs if is_item):
        if all(_is_chapter(units[at]) for at in items):
            continue
        intro = units[items[0] - 1] if items[0] else None
        if intro is None or intro.is_heading or not intro.text.text.endswith(":"):
            yield from () if _is_a_list(units, items) else items
            continue
        asking = ["?" in units[at].text.text for at in items]
        said = intro.text.text
        rules = words().rules.search(said) and not words().asking.search(said)
        if rules or (intro.label and not any(asking)):
            continue
        answered = any(
            is_answered(units, at) and (asks_anyhow(units[at]) or units[at + 1].is_nested_item)
            for at in items
        )
        if answered or (all(asking) and words().asking.search(intro.text.text)):
            yield from items


def _is_chapter(unit: Unit) -> bool:
    """Whether an item only tells what is spoken of from a time of the recording on."""
    return begins_with_time(unit.text.text) and "?" not in unit.text.text


def _is_a_list(units: Sequence[Unit], items: Sequence[int]) -> bool:
    """Whether items are but a list, beside others that ask: one under the other, and none asks."""
    if len(items) == 1 or not any(one.is_top_item and "?" in one.text.text for one in units):
        return False
    return not any(asks_anyhow(units[at]) or is_answered(units, at) for at in items)


def _asked_again(units: Sequence[Unit]) -> Iterator[int]:
    asker: str | None = None
    for at, (before, unit) in enumerate(pairwise(units), start=1):
        if before.is_top_item:
            asker = before.signed
        replied = before.signed is not None and before.signed != unit.signed
        same = unit.is_nested_item and unit.signed is not None and unit.signed == asker
        if same and replied and "?" in unit.text.text:
            yield at


def is_answered(units: Sequence[Unit], at: int) -> bool:
    """Whether a reply stands right under an item: labelled, or nested below a question.

    So does a marked one under what goes on to ask.
    """
    asks = "?" in units[at].text.text
    under = units[at + 1 : at + 2 + _MOST_ASKED_ON]
    return asked_on(under) > 0 or any(
        (not unit.is_top_item and (_is_labelled(unit) or unit.mark is MarkKind.ANSWER))
        or (asks and unit.is_nested_item)
        for unit in under[:1]
    )


_MOST_ASKED_ON = 5  # paragraphs


def asked_on(under: Sequence[Unit]) -> int:
    """How many paragraphs under an item ask on, up to the mark of an answer; 0 where none does."""
    own = list(takewhile(lambda unit: unit.is_plain, under[:_MOST_ASKED_ON]))
    marked = len(own) < len(under) and under[len(own)].mark is MarkKind.ANSWER
    return len(own) if marked and any(map(ends_asking, own)) else 0


def _is_labelled(unit: Unit) -> bool:
    """Whether a label stands before a unit; one like other words only does in a list."""
    return unit.label is not None and (unit.is_nested_item or not unit.label.unsure)
