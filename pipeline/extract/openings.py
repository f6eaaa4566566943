"""How each family of notes opens a question: which of its units do, seen by themselves."""

from collections.abc import Container, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from pipeline.extract.asking import asks_anyhow, ends_asking, only_asks
from pipeline.extract.labels import Label
from pipeline.extract.marks import MarkKind
from pipeline.extract.turn_openings import asking_turns
from pipeline.extract.unit import Unit, is_bold
from pipeline.extract.words import words


def opens_marked(units: Sequence[Unit]) -> Iterator[int]:
    """Marked questions, and turns that ask, but for remarks and replies nested below them.

    So do other items of a list over a reply that is nested below them under a name or a mark,
    or below their question, where marked ones stand in it; and, where several questions are in
    bold print, paragraphs in bold print before somebody's turn.
    """
    marked = [at for at, unit in enumerate(units) if unit.mark is MarkKind.QUESTION]
    yield from (at for at in marked if not _is_remark(units, at))
    in_bold = sum(is_bold(units[at]) for at in marked) >= _FEWEST_BOLD
    in_list = any(units[at].is_top_item for at in marked)
    for at, (unit, under) in enumerate(pairwise(units)):
        if unit.mark or unit.label or words().introducing.fullmatch(unit.text.text):
            continue
        named = under.label is not None and bool(under.label.names)
        replied = named or under.mark is MarkKind.ANSWER or (in_list and asks_anyhow(unit))
        over = unit.is_top_item and under.is_nested_item and replied
        if over or (named and in_bold and is_bold(unit)):
            yield at
    yield from _left_unmarked(units)
    panel = panel_in_bold(units)
    yield from _asked_of(panel, units)
    for at in asking_turns(units):
        unit = units[at]
        below = unit.is_nested_item and unit.label and unit.label.names
        replies = unit.label and (unit.label.remarks or unit.label.who in panel)
        if not (below or replies or _is_first_reply(units, at)):
            yield at
    yield from _asking_remarks(units)
    yield from _asked_on(units)
    yield from _asked_among_replies(units)


def _is_remark(units: Sequence[Unit], at: int) -> bool:
    """Whether a marked question asks nothing: it nods, or the next one stands right below it."""
    unit, after = units[at], units[at + 1] if at + 1 < len(units) else None
    if asks_anyhow(unit) or not unit.text:
        return False
    put = after is not None and after.mark is MarkKind.QUESTION and "?" in after.text.text
    unnumbered = not (unit.numbers or unit.label or unit.signed or unit.is_heading)
    return words().nods.fullmatch(unit.text.text) is not None or (put and unnumbered)


def _asking_remarks(units: Sequence[Unit]) -> Iterator[int]:
    """Comments beside `Q:` and `A:` that ask, and that somebody replies to by name."""
    for at, (unit, after) in enumerate(pairwise(units)):
        remarks = unit.label is not None and unit.label.remarks
        replied = after.label is not None and not after.label.remarks
        if remarks and replied and ends_asking(unit):
            yield at


def _is_first_reply(units: Sequence[Unit], at: int) -> bool:
    """Whether a turn stands right behind a marked question that somebody else put.

    Where it is said who did, nobody may go on before the next one: a moderator puts it anew.
    """
    label, before = units[at].label, units[at - 1] if at else None
    if label is None or before is None or before.mark is not MarkKind.QUESTION:
        return False
    last = at + 1 == len(units) or units[at + 1].mark is MarkKind.QUESTION
    others = before.label is None or (last and before.label.who != label.who)
    return others and not (label.asks or label.moderates)


def _left_unmarked(units: Sequence[Unit]) -> Iterator[int]:
    """Paragraphs that ask right over a marked answer to no marked question."""
    last: MarkKind | None = None
    for at, (unit, under) in enumerate(pairwise(units)):
        last = unit.mark or last
        bare = not (unit.mark or unit.label or unit.is_heading)
        answered = under.mark is MarkKind.ANSWER and last is not MarkKind.QUESTION
        if bare and answered and not unit.is_nested_item and ends_asking(unit):
            yield at


def _asked_of(panel: Container[str], units: Sequence[Unit]) -> Iterator[int]:
    """Turns of others that ask right before one of the panel."""
    for at, (unit, after) in enumerate(pairwise(units)):
        replied = after.label is not None and after.label.who in panel
        if replied and unit.label and unit.label.who not in panel and "?" in unit.text.text:
            yield at


def panel_in_bold(units: Sequence[Unit]) -> frozenset[str]:
    """Who replies to marked questions, where their names are in bold print and others' are not."""
    labelled = [
        unit
        for unit in units
        if unit.label and unit.label.names and not (unit.mark or unit.label.remarks)
    ]
    first = [
        under.label.who
        for unit, under in pairwise(units)
        if unit.mark is MarkKind.QUESTION and under.label and _is_label_bold(under)
    ]
    plain = sum(not _is_label_bold(unit) for unit in labelled)
    mixed = plain >= _FEWEST_BOLD and len(first) >= _FEWEST_BOLD
    return frozenset(first) if mixed else frozenset()


def _is_label_bold(unit: Unit) -> bool:
    return any(start == 0 for start, _ in unit.block.strong)


def opens_bulleted(units: Sequence[Unit]) -> Iterator[int]:
    """Items, but for notes beside questions: they neither ask nor have anything under them.

    Where most ask or are answered the others are questions, too, however they are worded; where
    few do, they are none.
    """
    items = tuple(listed(units))
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
    yield from _asked_on(units)
    yield from _asked_among_replies(units)


def _asked_on(units: Sequence[Unit]) -> Iterator[int]:
    """Items that ask between two replies by name or mark below one question.

    Without a name they may have any reply, below them. Whoever replied to the question and is told
    more by who put it asked back.
    """
    asker: Label | None = None
    replied: set[str] = set()
    for at, (before, unit, after) in enumerate(
        zip(units, units[1:], units[2:], strict=False), start=1
    ):
        if before.is_top_item:
            asker, replied = before.label, set()
        if before.is_nested_item:
            replied.add(before.label.who if before.label else "")
        nested = before.is_nested_item and unit.is_nested_item and after.is_nested_item
        below = not (unit.label or unit.signed) and after.block.depth > unit.block.depth
        named = after.label is not None and any(replied)
        if not (nested and (named or below) and ends_asking(unit)):
            continue
        who = unit.label.who if unit.label else None
        then = after.label.who if after.label else ""
        back = who in replied and (asker is None or then == asker.who)
        if who != then and not back:
            asker, replied = unit.label, set()
            yield at


def _asked_among_replies(units: Sequence[Unit]) -> Iterator[int]:
    """What somebody signs below a question, asking, and somebody else replies to further below.

    Where whoever put the question does that, they were asked back.
    """
    asker: str | None = None
    for at, (unit, under) in enumerate(pairwise(units)):
        if unit.is_top_item:
            asker = unit.signed
        below = 0 < unit.block.depth < under.block.depth and not unit.is_heading
        other = under.signed != unit.signed and (asker is None or under.signed != asker)
        if unit.signed and below and other and ends_asking(unit):
            yield at


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
        answered = any(
            is_answered(units, at) and (asks_anyhow(units[at]) or units[at + 1].is_nested_item)
            for at in items
        )
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


def opens_headed(units: Sequence[Unit]) -> Iterator[int]:
    """The heading of a section."""
    yield from (0 for unit in units[:1] if unit.is_heading)


def opens_alternating(units: Sequence[Unit]) -> Iterator[int]:
    """The first of paragraphs that do nothing but ask, over one that does not."""
    for asks, run in groupby(range(len(units)), key=lambda at: only_asks(units[at])):
        first, *others = run
        behind = first + len(others) + 1
        after = units[behind] if asks and behind < len(units) else None
        if after and not (after.is_heading or after.label):
            yield first


def opens_nothing(_units: Sequence[Unit]) -> Iterator[int]:
    """No unit."""
    yield from ()


_MOST_ASK = 2 / 3  # of the items, beside notes
_FEWEST_BOLD = 2  # beside one without a question mark


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
