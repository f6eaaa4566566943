"""How each family of notes opens a question: which of its units do, seen by themselves."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from pipeline.extract.labels import Label
from pipeline.extract.marks import MarkKind
from pipeline.extract.names import is_name
from pipeline.extract.unit import Unit, is_bold
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind


def opens_marked(units: Sequence[Unit]) -> Iterator[int]:
    """Marked questions, and turns that ask, but for remarks and replies nested below them.

    So do other items of a list over a reply that is nested below them under a name, and, where
    several questions are in bold print, paragraphs in bold print before somebody's turn.
    """
    marked = [at for at, unit in enumerate(units) if unit.mark is MarkKind.QUESTION]
    yield from marked
    in_bold = sum(is_bold(units[at]) for at in marked) >= _FEWEST_BOLD
    for at, (unit, under) in enumerate(pairwise(units)):
        if unit.mark or unit.label or not (under.label and under.label.names):
            continue
        if (unit.is_top_item and under.is_nested_item) or (in_bold and is_bold(unit)):
            yield at
    for at in _asking_turns(units):
        unit = units[at]
        below = unit.is_nested_item and unit.label and unit.label.names
        if not (below or (unit.label and unit.label.remarks)):
            yield at


def opens_bulleted(units: Sequence[Unit]) -> Iterator[int]:
    """Items, but for notes beside questions: they neither ask nor have anything under them.

    Where most ask or are answered the others are questions, too, however they are worded.
    """
    items = tuple(listed(units))
    asking = sum(asks_anyhow(units[at]) or is_answered(units, at) for at in items)
    noted = _FEWEST_ASKING <= asking < len(items) * _MOST_ASK
    for at in items:
        alone = at + 1 == len(units) or units[at + 1].is_top_item or units[at + 1].is_heading
        if not (noted and alone) or asks_anyhow(units[at]):
            yield at


def asks_anyhow(unit: Unit) -> bool:
    """Whether a unit asks, with a question mark or by its words."""
    said = unit.text.text
    worded = (words().asking_without_mark, words().asks_for, words().asks_formally)
    return "?" in said or any(pattern.match(said) for pattern in worded)


def listed(units: Sequence[Unit]) -> Iterator[int]:
    """Items, but for those of a list that a colon introduces.

    Such lists belong to a speaker's words, or hold house rules, agendas and the like. They hold
    questions where somebody answers, or where all ask and the introduction says so. Whoever signs
    a question and asks on among its replies has asked another.
    """
    yield from _asked_again(units)
    runs = groupby(range(len(units)), key=lambda at: units[at].is_top_item)
    for items in (list(run) for is_item, run in runs if is_item):
        intro = units[items[0] - 1] if items[0] else None
        if intro is None or intro.is_heading or not intro.text.text.endswith(":"):
            yield from () if _is_a_list(units, items) else items
            continue
        asking = ["?" in units[at].text.text for at in items]
        if intro.label and not any(asking):
            continue
        answered = any(is_answered(units, at) for at in items)
        if answered or (all(asking) and words().asking.search(intro.text.text)):
            yield from items


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


def opens_turn(units: Sequence[Unit]) -> Iterator[int]:
    """Bare questions before somebody's turn, and turns that ask."""
    asking = list(_asking_turns(units))
    ends = _ends(units)
    within = {inner for at in asking for inner in range(at + 1, ends[at])}
    within |= {at + 1 for at in asking if (label := units[at].label) and label.asks}
    yield from (at for at in bare_questions(units) if at not in within)
    yield from asking


def opens_headed(units: Sequence[Unit]) -> Iterator[int]:
    """Headings."""
    yield from (at for at, unit in enumerate(units) if unit.is_heading)


def opens_thread(units: Sequence[Unit]) -> Iterator[int]:
    """Signed posts over replies in a list, and what who posted asks among these.

    A post may be several paragraphs, of which the last is signed.
    """
    first: int | None = None
    asking: set[str] = set()
    for at, unit in enumerate(units):
        if unit.is_heading:
            first, asking = None, set()
        elif unit.block.kind is BlockKind.ITEM:
            if unit.signed in asking and "?" in unit.text.text:
                yield at
        else:
            first = at if first is None else first
            if unit.signed:
                asking.add(unit.signed)
                if _is_replied(units, at):
                    yield first
                first = None


def _is_replied(units: Sequence[Unit], at: int) -> bool:
    """Whether the list under a post is signed by somebody else."""
    items = takewhile(lambda one: one.block.kind is BlockKind.ITEM, units[at + 1 :])
    signed = next((item.signed for item in items if item.signed), None)
    return signed is not None and signed != units[at].signed


def opens_alternating(units: Sequence[Unit]) -> Iterator[int]:
    """The first of paragraphs that do nothing but ask, over one that does not."""
    for asks, run in groupby(range(len(units)), key=lambda at: only_asks(units[at])):
        first, *others = run
        behind = first + len(others) + 1
        after = units[behind] if asks and behind < len(units) else None
        if after and not (after.is_heading or after.label):
            yield first


def only_asks(unit: Unit) -> bool:
    """Whether an unmarked paragraph is nothing but a question of no more than a few lines."""
    plain = unit.block.kind is BlockKind.PARAGRAPH and not (unit.mark or unit.label)
    short = len(unit.text.text) <= _LONGEST_BARE and not unit.block.cell
    asks = plain and short and ends_asking(unit)
    return asks and not words().invitation.search(unit.text.text)


def opens_nothing(_units: Sequence[Unit]) -> Iterator[int]:
    """No unit."""
    yield from ()


def bare_questions(units: Sequence[Unit]) -> Iterator[int]:
    """Unlabelled paragraphs that ask, right before somebody's turn or signed reply.

    Where several do, the last paragraph may ask and have no reply.
    """
    found = 0
    for at, (unit, following) in enumerate(pairwise(units)):
        signed = following.signed is not None and following.block.kind is BlockKind.ITEM
        if _asks_barely(unit) and (following.label or signed):
            found += 1
            yield at
    last = units[-1] if units else None
    if last and found >= _FEWEST_BARE and last.block.blank_before and _asks_barely(last):
        yield len(units) - 1


_LONGEST_BARE = 400  # characters
_FEWEST_BARE = 2  # before one that nobody answers
_FEWEST_ASKING, _MOST_ASK = 2, 2 / 3  # of the items, beside notes
_FEWEST_BOLD = 2  # beside one without a question mark


def _asks_barely(unit: Unit) -> bool:
    return not unit.label and unit.block.kind is not BlockKind.ITEM and ends_asking(unit)


def _asking_turns(units: Sequence[Unit]) -> Iterator[int]:
    """Turns of those who ask, and nobody else's words follow but an answer.

    Who was answered once may ask in the middle of a turn, or without a question mark.
    """
    sure = dict(_sure_turns(units))
    ends, labels = _ends(units), _labels_from(units)
    answering = {units[ends[at]].label for at in sure if ends[at] < len(units)} - {None}
    replying = {label.who for label in answering if label}
    asking = {label.who for at in sure if (label := units[at].label)}
    for at, unit in enumerate(units):
        if at in sure:
            yield at
        if at in sure or not unit.label or unit.mark is MarkKind.ANSWER:
            continue
        after = labels[ends[at]]
        said = " ".join(one.text.text for one in units[at : ends[at]])
        asks = "?" in said or words().asking_without_mark.search(said)
        others = after is not None and after.who != unit.label.who
        replied = after is not None and after.who in replying
        again = unit.label.who in asking and ends_asking(unit) and others
        posted = unit.label.posts and "?" in said
        if unit.label.who not in replying and (posted or again or (replied and asks)):
            yield at


def _labels_from(units: Sequence[Unit]) -> list[Label | None]:
    """The label of the turn at each unit or behind it, unless a heading or a mark comes first."""
    found: list[Label | None] = [None] * (len(units) + 1)
    for at in range(len(units) - 1, -1, -1):
        barred = units[at].is_heading or units[at].mark
        found[at] = None if barred else units[at].label or found[at + 1]
    return found


def _sure_turns(units: Sequence[Unit]) -> Iterator[tuple[int, None]]:
    """Turns of those who only ask, or that ask and are followed by somebody else's.

    A speaker whom nobody names may reply to the question before with one in the middle.
    """
    before: str | None = None
    opened = False  # by the last turn
    ends = _ends(units)
    for at, unit in enumerate(units):
        label = unit.label
        if label and unit.mark is not MarkKind.ANSWER:
            end = ends[at]
            after = units[end].label if end < len(units) else None
            others = after is not None and label.who not in (before, after.who)
            asks = any("?" in one.text.text for one in units[at:end])
            formally = bool(words().asks_formally.match(unit.text.text))
            asks = asks or formally
            replies = opened and words().unnamed_speakers.fullmatch(label.printed)
            only_asks = ((not label.names and not replies) or label.moderates) and asks
            announces = unit.below and label.printed.casefold() in words().leading_labels
            introduces = label.asks and " " in unit.text.text and is_name(unit.text.text)
            remarks = not asks and (after is None or announces or introduces)
            opened = (label.asks and not remarks) or (
                others and (only_asks or formally or ends_asking(units[end - 1]))
            )
            if opened:
                yield at, None
        if label or unit.mark:
            before = label.who if label else None


def _ends(units: Sequence[Unit]) -> list[int]:
    """Where each unit's turn ends.

    Under a label on a line of its own all is that speaker's, up to the next label, mark or
    heading; else a paragraph of its own may be somebody else's question.
    """
    ends = [0] * len(units)
    head = len(units)
    for at in range(len(units) - 1, -1, -1):
        ends[at] = head if units[at].below and units[at].label else at + 1
        if units[at].label or units[at].mark or units[at].is_heading:
            head = at
    return ends


# the number by which a question is filed, behind it
_FILED = re.compile(r"\s*[(\[][A-Z]{0,4}\d{0,2}[-/ ]?\d{2,6}(?:[-/]\d{1,4})?[)\]]$")
# `I do not know. Ana?`
_CALLS = re.compile(r"[.!…]\s+(?P<name>[^\W\d_]{2,20})\s?\?$")


def ends_asking(unit: Unit) -> bool:
    """Whether a unit ends with a question that is no call for questions, nor for a colleague."""
    said = _FILED.sub("", unit.text.text).rstrip("\"”’')")
    if unit.label and (calls := _CALLS.search(said)) and is_name(calls["name"]):
        return False
    if words().asks_formally.match(said):
        return True
    return said.endswith("?") and not words().calls_for_questions.search(said)


def is_answered(units: Sequence[Unit], at: int) -> bool:
    """Whether a reply stands right under an item: labelled, or nested below a question."""
    asks = "?" in units[at].text.text
    return any(
        (not unit.is_top_item and (_is_labelled(unit) or unit.mark is MarkKind.ANSWER))
        or (asks and unit.is_nested_item)
        for unit in units[at + 1 : at + 2]
    )


def _is_labelled(unit: Unit) -> bool:
    """Whether a label stands before a unit; one like other words only does in a list."""
    return unit.label is not None and (unit.is_nested_item or not unit.label.unsure)
