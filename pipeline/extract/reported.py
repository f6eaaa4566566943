"""Questions and answers in reported speech: `A resident asked whether …. The Clerk replied …`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from pipeline.extract.grouping import Group
from pipeline.extract.held_offices import office, with_office
from pipeline.extract.labels import Label
from pipeline.extract.marks import MarkKind
from pipeline.extract.names import is_authority, is_name, is_team, name_pattern, without_honorific
from pipeline.extract.reported_words import Report, report, reported_question, subjects
from pipeline.extract.sentences import sentences
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind
from pipeline.readers.traced import Traced

_LANGUAGE = "en"  # by whose rules sentences are cut
_FEWEST = 2
_FEWEST_CREDITED = 2
_MOST_JOINED = 3
_LAST_WORD = re.compile(r"(?:^|\s)(\w{1,6})\.$")


def cut_reported(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, with paragraphs cut before every sentence that reports who asked or replied.

    None where fewer than two questions are reported and answered.
    """
    reading = _Reading()
    cut = tuple(_without_mere_concerns([one for unit in units for one in reading.parts(unit)]))
    asked = sum(
        one.mark is MarkKind.QUESTION and after.mark is MarkKind.ANSWER
        for one, after in pairwise(cut)
    )
    return cut if asked >= _FEWEST else ()


def cut_subject(text: Traced) -> tuple[Traced, tuple[str, ...]]:
    """A reported question without its subject where that names somebody, and the names."""
    found = reported_question(text.text)
    if found is None:
        return text, ()
    said = re.finditer(rf"(?<!\w){name_pattern()}", text.text[: found.verb])
    names = tuple(name for one in said if (name := _asker(one[0].rstrip("."))))
    return (text.cut(found.verb), names) if names else (text, ())


def _asker(said: str) -> str | None:
    name = without_honorific(said)
    return name if is_name(name) and (" " in name or name != said) else None


@dataclass(frozen=True, slots=True)
class _Part:
    """A unit, or a piece of one; a `doubtful` question is a concern, which may be none."""

    unit: Unit
    doubtful: bool = False


@dataclass(slots=True)
class _Reading:
    """What was reported last, through paragraphs: a question, a reply, or neither."""

    mark: MarkKind | None = None

    def parts(self, unit: Unit) -> Iterator[_Part]:
        """A paragraph or item, cut where something else is reported; any other unit whole."""
        if unit.label or unit.mark or unit.block.kind is BlockKind.HEADING:
            self.mark = None
            yield _Part(unit)
            return
        held: list[Traced] = []
        mark: MarkKind | None = None
        label: Label | None = None
        doubtful = False
        for sentence in _whole(sentences(unit.text, _LANGUAGE)):
            told = report(sentence.text)
            if told and self._opens(told, mark, label, first=not held):
                if held:
                    yield _Part(Unit(unit.block, Traced.join(held), mark, label), doubtful)
                    held = []
                mark = MarkKind.QUESTION if told.asks else MarkKind.ANSWER
                label = None if told.asks else _speaker(told.who)
                doubtful = told.asks and not told.surely
            held.append(sentence)
        self.mark = mark or self.mark
        if held:
            made = Unit(unit.block, Traced.join(held), mark, label)
            yield _Part(made if mark else replace(unit, text=made.text), doubtful)

    def _opens(
        self, told: Report, mark: MarkKind | None, label: Label | None, *, first: bool
    ) -> bool:
        """Whether what a sentence reports is something else than what the one before does."""
        if told.asks:
            return told.surely or first
        if first:
            asked = self.mark is MarkKind.QUESTION and not told.within
            return asked or (self.mark is MarkKind.ANSWER and told.surely)
        same = told.who.casefold() in subjects().pronouns
        goes_on = same and ((mark is MarkKind.ANSWER and label) or not told.surely)
        return mark is not None and not goes_on


def _whole(found: Iterable[Traced]) -> Iterator[Traced]:
    """Sentences, of which none ends behind an ordinal or an honorific."""
    held: list[Traced] = []
    for sentence in found:
        held.append(sentence)
        if len(held) == _MOST_JOINED or _ends(sentence.text):
            yield Traced.join(held) if len(held) > 1 else sentence
            held = []
    if held:
        yield Traced.join(held)


def _ends(sentence: str) -> bool:
    """Whether a sentence ends, and not behind `Der 2.`, or `Frau Bgm.`: a name follows these."""
    last = _LAST_WORD.search(sentence)
    return not (last and (last[1].isdecimal() or last[1].casefold() in words().honorifics))


def _without_mere_concerns(parts: Sequence[_Part]) -> Iterator[Unit]:
    """The units, of which concerns that nobody replies to are no questions."""
    for part, after in zip_longest(parts, parts[1:]):
        replied = after is not None and after.unit.mark is MarkKind.ANSWER
        yield part.unit if replied or not part.doubtful else replace(part.unit, mark=None)


def _speaker(who: str) -> Label | None:
    """Who is said to reply, if that is an office, a team or a name."""
    known = subjects()
    if not who or who.casefold() in known.groups | known.pronouns:
        return None
    bare = known.party.sub("", known.courtesy.sub("", who, count=1))
    if held := office(bare):
        return Label(who, (held,), office=True)
    said = known.article.sub("", bare, count=1)
    if titled := with_office(said[:1].upper() + said[1:]):
        return Label(who, (titled[1],), title=titled[0])
    if is_authority(said) or is_team(said):
        return Label(who, (said,), team=True)
    first, _, rest = said.partition(" ")
    name = rest if rest and words().title_ending.search(first) else without_honorific(said)
    return Label(who, (name,)) if is_name(name) and said == bare else None


def with_reporters(found: Iterable[Sequence[Group]]) -> list[tuple[Group, ...]]:
    """Questions whose unlabelled replies are those of whom their first words report to reply.

    They are where that is how a record tells it: `A: The Clerk replied that …`, at least twice.
    """
    every = [tuple(some) for some in found]
    known = sum(label is not None for some in every for one in some for label in _reporters(one))
    if known < _FEWEST_CREDITED:
        return every
    return [tuple(_credited(group) for group in some) for some in every]


def _reporters(group: Group) -> list[Label | None]:
    """Who is said to reply at the head of each reply; nobody where others bear a label."""
    if any(one.label or one.signed for one in group.replies):
        return [None] * len(group.replies)
    return [_reporter(one, first=at == 0) for at, one in enumerate(group.replies)]


def _reporter(unit: Unit, *, first: bool) -> Label | None:
    told = report(unit.text.text)
    if told is None or told.asks or (told.within and not first):
        return None
    label = _speaker(told.who)
    return label if label and (label.office or label.team or " " in label.printed) else None


def _credited(group: Group) -> Group:
    pairs = zip(group.replies, _reporters(group), strict=True)
    replies = (replace(unit, label=label) if label else unit for unit, label in pairs)
    return replace(group, replies=tuple(replies))
