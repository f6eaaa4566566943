"""Who of a section asks and who replies, and what is said beside the two: moderation."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.extract.askers import cut_asker
from pipeline.extract.asking import calls_somebody, only_thanks
from pipeline.extract.discussion import remarks
from pipeline.extract.grouping import Group
from pipeline.extract.labels import Label
from pipeline.extract.layouts import Layout, Section
from pipeline.extract.marks import MarkKind
from pipeline.extract.openings import panel_in_bold
from pipeline.extract.threads import remarks_in_thread
from pipeline.extract.unit import Unit
from pipeline.extract.words import words


@dataclass(frozen=True, slots=True)
class Sides:
    """Who of a section asks, and only asks; who replies often; where print tells, who is the panel.

    Those who asked but once only ask beside somebody who never does.
    """

    asking: frozenset[str]
    askers: frozenset[str]
    once: frozenset[str]
    panel: frozenset[str]
    regulars: frozenset[str]


def sides_of(section: Section, found: Sequence[Group]) -> Sides:
    """Those who ask more than once, or post questions, and never reply first; and the panel."""
    asked = Counter(label.who for group in found if (label := group.asked[0].label))
    replied = {label.who for group in found for one in group.replies[:1] if (label := one.label)}
    posts = {label.who for group in found if (label := group.asked[0].label) and label.posts}
    askers = frozenset(one for one, times in asked.items() if times > 1 or one in posts) - replied
    named = (label for group in found if (label := group.asked[0].label) and label.names)
    once = frozenset(label.who for label in named) - askers - replied
    said = Counter(one.label.who for group in found for one in group.replies if one.label)
    regulars = frozenset(one for one, times in said.items() if times >= _OFTEN and one not in asked)
    marked = section.layout is Layout.MARKED
    panel = panel_in_bold(section.units) if marked else frozenset[str]()
    return Sides(frozenset(asked), askers, once, panel, regulars)


def moderation(group: Group, section: Section, sides: Sides) -> tuple[Unit, ...]:
    """What under a question is the moderator's or an asker's, whole turns, between the questions.

    Nobody answers their own question, under whatever name they put it, and thanks are no answer.
    Nor are a note taker's notes, what somebody says to a remark who had not replied, and a nod of
    somebody who had.
    """
    if section.layout is Layout.THREADS:
        return tuple(remarks_in_thread(group.asked, group.replies))
    if section.layout is Layout.DISCUSSION:
        return tuple(remarks(group.replies))
    if section.layout not in (Layout.MARKED, Layout.TURNS):
        return tuple(_of_asker(group))
    first = next((unit.label for unit in group.replies if unit.label), None)
    asking = _asking(group, sides, first)
    talk = _Talk()
    found: list[Unit] = []
    aside = False
    for unit in group.replies:
        label = unit.label
        if label or unit.mark:
            remarked = unit.mark is MarkKind.QUESTION and "?" not in unit.text.text
            aside = remarked or _is_aside(unit, section, asking)
            outside = label is not None and _is_outside(label, section, sides, first)
            comments = label is not None and label.remarks
            if aside and not (comments or _calls(unit.text.text)):
                talk.goes_off(len(unit.text.text.split()))
            aside = aside or outside
            if label and not aside:
                aside = talk.is_beside(label.who, unit.text.text)
        if aside or unit.is_note:
            found.append(unit)
    return tuple(found)


def _calls(said: str) -> bool:
    """Whether a turn only hands on to somebody: `Ana?`, `Anything to add?`."""
    return calls_somebody(said) or words().calls_for_questions.search(said) is not None


def _of_asker(group: Group) -> Iterator[Unit]:
    """What whoever asks says among the replies, whoever only thanks for them, and notes."""
    named = frozenset(_named_askers(group.asked)) if group.replies else frozenset[str]()
    # whoever answers under a first name is known in full
    askers = named | {name.split()[0] for name in named}
    aside = False
    for unit in group.replies:
        own = any(unit.text.text.startswith(f"{name}:") for name in askers)
        if unit.label or own:
            aside = own or not (unit.label is None or askers.isdisjoint(unit.label.names))
        if aside or unit.is_note or (unit.signed and only_thanks(unit)):
            yield unit


def _named_askers(asked: Sequence[Unit]) -> Iterator[str]:
    """The names that the units of a question give for whoever asks, and holds no office."""
    for unit in asked:
        label = unit.label
        yield from cut_asker(unit.text)[1]
        yield from (unit.signed,) if unit.signed else ()
        if label and not (label.office or label.holds or label.moderates):
            yield from label.names


def _asking(group: Group, sides: Sides, first: Label | None) -> frozenset[str]:
    """Who is on the asking side under a question that `first` replies to."""
    asking = sides.askers | {unit.label.who for unit in group.asked if unit.label}
    asking |= frozenset(_named_askers(group.asked))
    if any(unit.label and unit.label.leads for unit in group.asked):
        asking |= {unit.label.who for unit in group.replies if unit.label and unit.label.leads}
    if first and first.who not in sides.asking:
        asking |= sides.once
    return asking


@dataclass(slots=True)
class _Talk:
    """What was said under a question so far, as far as the next turn depends on it."""

    replied: set[str] = field(default_factory=set)
    broken: bool = False  # by a remark since the last reply
    remarked: bool = False  # by the last turn that is none, at some length
    asked_back: bool = False  # by the last reply

    def goes_off(self, many: int) -> None:
        """Take in a turn of so many words that is no reply."""
        followed = bool(self.replied) and not self.asked_back
        self.remarked = followed and many > _REMARK
        self.broken = self.broken or (followed and many > _NOD)

    def is_beside(self, who: str, said: str) -> bool:
        """Whether a turn, which is taken in, is no reply but said to a remark, or a nod."""
        self.asked_back = said.endswith("?")
        again = who in self.replied and not self.remarked
        self.broken = self.broken and not again
        self.replied.add(who)
        return self.broken or (again and words().nods.fullmatch(said) is not None)


_OFTEN = 3  # turns of somebody who is on the panel, introduced or not
_NOD = 3  # words that are no remark
_REMARK = 8  # words behind which nobody goes on with a reply


def _is_stranger(label: Label, first: Label | None) -> bool:
    """Whether a person neither was introduced as answering, as whoever replies first was, nor does.

    Over the whole record, that is.
    """
    person = bool(label.names) and not (label.team or label.letter or label.office)
    known = label.holds or label.replies
    return first is not None and first.holds and person and not known


def _is_outside(label: Label, section: Section, sides: Sides, first: Label | None) -> bool:
    """Whether a label is of nobody on the panel, where print or the header tells who is."""
    named = bool(sides.panel and label.names)
    if named and label.who not in sides.panel:
        return True
    talk = section.layout is Layout.TURNS and label.who not in sides.regulars
    return talk and _is_stranger(label, first)


def _is_aside(unit: Unit, section: Section, asking: Container[str]) -> bool:
    """Whether a turn is none of the answers; in a list anybody may reply."""
    label, said = unit.label, unit.text.text
    if label is None:
        return False
    remarks = label.remarks and section.layout is Layout.MARKED
    courtesy = words().thanks.fullmatch(said) or words().hands_over.fullmatch(said)
    courteous = courtesy is not None and not unit.mark
    replies = unit.mark is MarkKind.ANSWER or unit.is_nested_item
    moderates = label.moderates and not replies
    asks = label.asks and not unit.is_top_item
    return bool(moderates or asks or remarks or label.who in asking or courteous)
