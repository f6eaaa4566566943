"""How each family of notes opens a question: which of its units do, seen by themselves."""

from collections.abc import Container, Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.extract.asking import asks_anyhow, ends_asking, only_asks
from pipeline.extract.labels import Label
from pipeline.extract.marks import MarkKind
from pipeline.extract.nested_openings import opens_below
from pipeline.extract.turn_openings import asking_turns
from pipeline.extract.unit import Unit, is_bold
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind


def opens_marked(units: Sequence[Unit]) -> Iterator[int]:
    """Marked questions, and turns that ask, but for remarks and replies nested below them.

    So do other items of a list over a reply that is nested below them under a name or a mark;
    where marked ones stand in the list, below their question, or beside them, too. Where several
    questions are in bold print, paragraphs in bold print before somebody's turn ask as well. Where
    marked paragraphs ask, items are replies.
    """
    marked = [at for at, unit in enumerate(units) if unit.mark is MarkKind.QUESTION]
    before = dict(zip(marked[1:], marked, strict=False))
    yield from (at for at in marked if not _is_remark(units, at, before.get(at)))
    in_bold = sum(is_bold(units[at]) for at in marked) >= _FEWEST_BOLD
    in_list = any(units[at].is_top_item for at in marked)
    for at, (unit, under) in enumerate(pairwise(units)):
        if unit.mark or unit.label or _says_something(unit):
            continue
        named = under.label is not None and bool(under.label.names)
        replied = named or under.mark is MarkKind.ANSWER or (in_list and asks_anyhow(unit))
        beside = in_list and under.block.kind is BlockKind.PARAGRAPH
        over = unit.is_top_item and (under.is_nested_item or beside) and replied
        if over or (named and in_bold and is_bold(unit)):
            yield at
    yield from _left_unmarked(units)
    yield from _put_by_name(units)
    panel = panel_in_bold(units)
    yield from _asked_of(panel, units)
    for at in asking_turns(units):
        unit = units[at]
        below = unit.is_nested_item and unit.label and unit.label.names
        replies = unit.label and (unit.label.remarks or unit.label.who in panel)
        replies = replies or (unit.is_top_item and not in_list)
        if not (below or replies or _says_something(unit) or _is_first_reply(units, at)):
            yield at
    yield from _asking_remarks(units)
    yield from opens_below(units)


def _says_something(unit: Unit) -> bool:
    """Whether a unit introduces somebody, thanks, or is called a comment."""
    introduces = words().introducing.fullmatch(unit.text.text) is not None
    thanks = words().thanks.match(unit.text.text) is not None and not asks_anyhow(unit)
    return introduces or thanks or words().states.match(unit.block.text.text) is not None


def _is_remark(units: Sequence[Unit], at: int, before: int | None) -> bool:
    """Whether a marked question asks nothing: it nods, or the next one stands right below it.

    So it is where whoever has a number, and put the one `before`, goes on.
    """
    unit, after = units[at], units[at + 1] if at + 1 < len(units) else None
    if asks_anyhow(unit) or not unit.text:
        return False
    put = after is not None and after.mark is MarkKind.QUESTION and "?" in after.text.text
    unnumbered = not (unit.numbers or unit.label or unit.signed or unit.is_heading)
    nods = any(kind.fullmatch(unit.text.text) for kind in (words().nods, words().thanks))
    label, last = unit.label, units[before].label if before is not None else None
    again = label is not None and label.printed[-1:].isdigit() and label == last
    return nods or again or (put and unnumbered)


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


def _put_by_name(units: Sequence[Unit]) -> Iterator[int]:
    """Turns of somebody that ask right over the marked answer of nobody named, or over a list.

    Behind a marked question they may only word it anew. In the list somebody else replies, and
    whoever asked may ask on.
    """
    asker: Label | None = None
    before: Unit | None = None
    for at, (unit, under) in enumerate(pairwise(units)):
        listed = unit.block.kind is BlockKind.ITEM
        asker = asker if listed else unit.label
        own = unit.label is not None and bool(unit.label.names) and unit.label == asker
        anew = before is not None and before.mark is MarkKind.QUESTION
        bare = under.mark is MarkKind.ANSWER and under.label is None
        replied = bare or _replies_in_list(under, unit.label)
        if own and replied and not (anew or unit.mark) and asks_anyhow(unit):
            yield at
        before = unit


def _replies_in_list(unit: Unit, asker: Label | None) -> bool:
    named = unit.label is not None and bool(unit.label.names) and unit.label != asker
    return named and unit.block.kind is BlockKind.ITEM


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


_FEWEST_BOLD = 2  # beside one without a question mark
