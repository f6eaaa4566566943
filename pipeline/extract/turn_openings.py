"""Where questions are put among turns, and by whom."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.asking import asks_somewhere, ends_asking
from pipeline.extract.labels import Label
from pipeline.extract.marks import MarkKind
from pipeline.extract.moderation_words import moderation_rule
from pipeline.extract.turn_bounds import is_wrapped, labels_from, next_heads, said_in, turn_ends
from pipeline.extract.turn_words import only_nods, only_remarks, takes_note
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind

_OFTEN = 3  # questions of whoever leads
_MOST = 3  # times as many turns of one kind as of the other
_FEWEST_BARE = 2  # before one that nobody answers


def opens_turn(units: Sequence[Unit]) -> Iterator[int]:
    """Bare questions before somebody's turn, and turns that ask."""
    asking = list(asking_turns(units))
    ends = turn_ends(units)
    within = {inner for at in asking for inner in range(at + 1, ends[at])}
    within |= {at + 1 for at in asking if (label := units[at].label) and label.asks}
    yield from (at for at in bare_questions(units) if at not in within)
    yield from asking


def bare_questions(units: Sequence[Unit]) -> Iterator[int]:
    """Unlabelled paragraphs that ask, right before somebody's turn or signed reply.

    Where several do, the last paragraph may ask and have no reply.
    """
    found = 0
    for at, (unit, following) in enumerate(pairwise(units)):
        if at and is_wrapped(units[at - 1], unit):
            continue
        signed = following.signed is not None and following.block.kind is BlockKind.ITEM
        if unit.is_heading and following.label and ends_asking(following):
            continue  # who speaks under it asks it
        if not unit.is_heading and following.label and following.label.leads:
            continue  # who replied before goes on
        if _asks_barely(unit) and (following.label or signed):
            found += 1
            yield at
    last = units[-1] if units else None
    if last and found >= _FEWEST_BARE and last.block.blank_before and _asks_barely(last):
        yield len(units) - 1


def _asks_barely(unit: Unit) -> bool:
    return not unit.label and unit.block.kind is not BlockKind.ITEM and ends_asking(unit)


def asking_turns(units: Sequence[Unit]) -> Iterator[int]:
    """Turns of those who ask, and nobody else's words follow but an answer.

    Who was answered once may ask in the middle of a turn, or without a question mark.
    """
    sure = frozenset(_sure_turns(units))
    ends, labels = turn_ends(units), labels_from(units)
    answering = {units[ends[at]].label for at in sure if ends[at] < len(units)} - {None}
    replying = {label.who for label in answering if label}
    replying |= {unit.label.who for unit in units if unit.label and unit.label.replies}
    asking = {label.who for at in sure if (label := units[at].label)}
    led = any(label.moderates for at in sure if (label := units[at].label))
    for at, unit in enumerate(units):
        if at in sure:
            yield at
        answers = unit.mark is MarkKind.ANSWER or (unit.label and unit.label.guest)
        if at in sure or not unit.label or answers or only_nods(unit):
            continue
        after = labels[ends[at]]
        said = " ".join(one.text.text for one in units[at : ends[at]])
        worded = "?" not in said and words().asking_without_mark.search(said) is not None
        requests = unit.label.leads and words().requests.search(said) is not None
        asks = worded or requests or asks_somewhere(said)
        others = after is not None and after.who != unit.label.who
        replied = after is not None and after.who in replying
        again = unit.label.who in asking and ends_asking(unit) and others
        posted = unit.label.posts and "?" in said
        leads = not led or unit.label.moderates or unit.label.leads or unit.label.asks
        asked = posted or again or (replied and asks and leads)
        if asked and (unit.label.leads or unit.label.who not in replying):
            yield at


def with_leaders(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Units whose labels tell who of the whole record leads the talk and who replies."""
    if not _somebody_asks_often(units):
        return tuple(units)
    units = _without_asking_guests(units)
    ends, labels = turn_ends(units), labels_from(units)
    asked: Counter[str] = Counter()
    replied: Counter[str] = Counter()
    held = frozenset(unit.label.who for unit in units if unit.label and unit.label.holds)
    guest = held if len(held) == 1 else frozenset[str]()
    for at in asking_turns(units):
        if (label := units[at].label) and label.who not in guest:
            asked[label.who] += 1
            after = labels[ends[at]]
            if after and after.who != label.who:
                replied[after.who] += 1
    leading = {
        who for who, times in asked.items() if times >= _OFTEN and replied[who] * _MOST <= times
    }
    replying = {who for who, times in replied.items() if asked[who] * _MOST <= times}
    panel = _panel(held - leading, asked) or _who_talks(units, asked)
    replying |= set(panel)
    return tuple(_with_part(unit, leading, replying, panel) for unit in units)


def _panel(held: Collection[str], asked: Counter[str]) -> Collection[str]:
    """Several who were introduced as answering, where others ask more often than all of them."""
    within = sum(asked[who] for who in held)
    others = asked.total() - within
    return held if len(held) > 1 and others > within else ()


def _without_asking_guests(units: Sequence[Unit]) -> Sequence[Unit]:
    """Units in which those who were introduced as answering are none where they mostly ask."""
    heads = next_heads(units)
    puts = asked = 0
    for at, after in pairwise(at for at, unit in enumerate(units) if unit.label):
        label, then = units[at].label, units[after].label
        if label and then and label.holds != then.holds and ends_asking(units[heads[at] - 1]):
            puts += label.holds
            asked += then.holds
    if puts < _OFTEN or puts <= asked:
        return units
    return [
        replace(unit, label=replace(unit.label, holds=False)) if unit.label else unit
        for unit in units
    ]


def _somebody_asks_often(units: Sequence[Unit]) -> bool:
    """Whether there are question marks below one label, or several, so that somebody may lead."""
    asked: Counter[str] = Counter()
    who: str | None = None
    for unit in units:
        if unit.label:
            who = unit.label.who
        elif unit.block.kind is not BlockKind.PARAGRAPH:
            who = None
        if who and "?" in unit.text.text:
            asked[who] += 1
    return max(len(asked), *asked.values()) >= _OFTEN if asked else False


def _who_talks(units: Sequence[Unit], asked: Counter[str]) -> Collection[str]:
    """Whoever says twice as much as all others, of whom several ask."""
    said: Counter[str] = Counter()
    who: str | None = None
    for unit in units:
        who = unit.label.who if unit.label else who
        if who:
            said[who] += len(unit.text.text.split())
    most, words_said = said.most_common(1)[0] if said else ("", 0)
    several = len(asked.keys() - {most}) >= _OFTEN
    return {most} if several and words_said * 3 >= said.total() * 2 else ()


def _with_part(
    unit: Unit, leading: Collection[str], replying: Collection[str], panel: Collection[str]
) -> Unit:
    label = unit.label
    if label is None or (label.who not in leading and label.who not in replying):
        return unit
    replies = label.who in replying
    guest = (replies and bool(leading) and len(replying) == 1) or label.who in panel
    part = replace(label, leads=label.who in leading, replies=replies, guest=guest)
    return replace(unit, label=part)


def _sure_turns(units: Sequence[Unit]) -> Iterator[int]:
    """Turns of those who only ask, or that ask and are followed by somebody else's.

    A speaker whom nobody names may reply to the question before with one in the middle, and
    whoever is asked by somebody who only asks may ask back.
    """
    before: Label | None = None
    opened = False  # by the last turn
    anew = True  # and that turn was no reply itself
    asked_back = False  # with the last words of a reply
    covered = 0  # up to where the turns in a row go that are one
    ends, heads = turn_ends(units), next_heads(units)
    for at, unit in enumerate(units):
        label = unit.label
        if label and label.guest:
            asked_back = ends_asking(said_in(units[at : heads[at]])[-1])
            opened = False
        elif label and unit.mark is not MarkKind.ANSWER:
            turn = said_in(units[at : ends[at]])
            after = units[ends[at]].label if ends[at] < len(units) else None
            others = after is not None and after.who != label.who
            others = others and not (at < covered and before and before.who == label.who)
            covered = max(covered, ends[at])
            asks = _asks_in(turn)
            formally = bool(words().asks_formally.match(unit.text.text))
            asks = asks or formally
            back = opened and before is not None and before.asks and not label.moderates
            back = back or (opened and label.replies and before is not None and before.leads)
            back = back or (opened and anew and _is_answered_by(before, units, at, ends))
            replies = opened and words().unnamed_speakers.fullmatch(label.printed)
            nodding = only_nods(unit)
            moderates = label.moderates and not nodding
            only_asks = ((not label.names and not replies) or moderates) and asks
            notes = before is not None and takes_note(unit.text.text)
            remarks = not asks and (after is None or asked_back or notes or only_remarks(unit))
            reads = asks and moderation_rule("reads").match(unit.text.text) is not None
            puts = only_asks or formally or reads or (ends_asking(turn[-1]) and not nodding)
            asked = others and not back and puts
            anew = not opened
            opened = (label.asks and not remarks) or asked
            last = said_in(units[at : heads[at]])[-1]
            asked_back = not (opened or label.asks) and ends_asking(last)
            if opened:
                yield at
        if label or unit.mark:
            before = label


def _is_answered_by(
    before: Label | None, units: Sequence[Unit], at: int, ends: Sequence[int]
) -> bool:
    """Whether whoever spoke `before` a turn goes on behind it, and asks nothing: asked back."""
    start = ends[at]
    after = units[start].label if start < len(units) else None
    same = before is not None and after is not None and before.who == after.who
    return same and bool(after and after.names) and not _asks_in(units[start : ends[start]])


def _asks_in(turn: Sequence[Unit]) -> bool:
    return any(asks_somewhere(unit.text.text) for unit in turn)
