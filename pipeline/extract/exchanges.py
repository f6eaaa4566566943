"""Which replies belong to which question, in chats and threads where they cross.

A reply goes to the question that it quotes, to whose asker it is addressed, or that waits for one;
what all others say to each other is neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from pipeline.extract.asking import asks_anyhow
from pipeline.extract.crossing import CALLED, MARKED, Message, is_courtesy, messages
from pipeline.extract.post_heads import signs
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.traced import Traced

_MOST_LOOKED_BACK = 200  # questions among which a quotation is sought
_SHORTEST_QUOTE = 12  # characters
_GOES_ON = re.compile(r"\W{0,2}(?:and|but|also|plus|or|because|besides|which)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True)
class Exchange:
    """A question and what came in reply, as it grows; `quoted` is known from a reply alone."""

    asked: list[Unit]
    who: str
    quoted: bool = False
    replies: list[Unit] = field(default_factory=list)
    stems: set[str] = field(default_factory=set)
    askers: list[Unit] = field(default_factory=list)


def crossed(
    units: Sequence[Unit], office: frozenset[str]
) -> tuple[tuple[Unit, ...], tuple[Exchange, ...]]:
    """The units that belong to no question, and the questions, each with its replies."""
    said = list(messages(units))
    quoted = (unit for one in said if one.who in office for unit in one.units if unit.block.quoted)
    letters = frozenset(
        text for unit in quoted if len(text := _letters(unit.text)) > _SHORTEST_QUOTE
    )
    reading = _Reading(office, frozenset(one.who for one in said), letters)
    for _, run in groupby(said, key=lambda one: one.who):
        reading.take(list(run))
    placed = {
        id(unit.block) for one in reading.found for unit in (*one.asked, *one.replies, *one.askers)
    }
    return tuple(unit for unit in units if id(unit.block) not in placed), tuple(reading.found)


@dataclass(slots=True)
class _Reading:
    """A chat as far as it is read; `since` is how many questions the last reply came after.

    `quoted` is what those in office quote anywhere in it, and `replied` what the last one was to.
    """

    office: frozenset[str]
    posters: frozenset[str]
    quoted: frozenset[str]
    found: list[Exchange] = field(default_factory=list)
    last_of: dict[str, Exchange] = field(default_factory=dict)  # by who asked
    since: int = 0
    replied: Exchange | None = None
    closed: bool = False

    def take(self, run: Sequence[Message]) -> None:
        """Read what one person posts in a row."""
        first = run[0]
        if first.label is None or words().programs.fullmatch(first.label.printed):
            return
        if first.who in self.office:
            target: Exchange | None = None
            for one in run:
                target = self._reply(one, target)
            self.since = len(self.found)
            self.replied = target or self.replied
        else:
            self.closed = self.closed or any(words().closing.search(one.said) for one in run)
            self._ask([one for one in run if not is_courtesy(one.body)])

    def _ask(self, run: Sequence[Message]) -> None:
        """What somebody asks who holds no office, unless it is of another such."""
        asking = [at for at, one in enumerate(run) if self._asks(one) and self._concerns(one)]
        if not asking:
            return
        starts = [at for at in asking if MARKED.match(run[at].body)] or [0]
        starts[0] = 0 if len(starts) == 1 else starts[0]
        for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
            units = [_unmarked(unit) for one in run[start:end] for unit in one.own]
            self._open(units, run[0].who)

    def _asks(self, one: Message) -> bool:
        return one.asks or any(_letters(unit.text) in self.quoted for unit in one.own)

    def _concerns(self, one: Message) -> bool:
        called = one.called(self.posters)
        return called is None or called in self.office or bool(MARKED.match(one.body))

    def _open(self, units: Sequence[Unit], who: str, *, quoted: bool = False) -> Exchange:
        stems = {stem for unit in units for stem in _stems(unit.text.text)}
        made = Exchange(list(units), who, quoted, stems=stems)
        self.found.append(made)
        self.last_of[who] = made
        self.closed = False
        return made

    def _reply(self, one: Message, target: Exchange | None) -> Exchange | None:
        """Give a message of somebody in office to its question; that of the one before is told."""
        first = replace(one.label, posts=False) if one.label else None
        label, before = first, target
        called = one.called(self.posters)
        found = CALLED.match(one.said) if called and called not in self.office else None
        addressed = found.end() if found else 0  # characters that say to whom it is
        if not any(unit.block.quoted for unit in one.units):
            banter = called is not None and (called in self.office or one.asks)
            if self.closed or banter or is_courtesy(one.body) or not self.found:
                return target
            theirs = self.last_of.get(called) if called else None
            target = theirs or target or self._waiting(one.said)
            label = None if target is before else first  # it goes on
        told = [unit for unit in one.units[:1] if not unit.text]  # whose words are quoted
        for unit in one.units:
            if unit.block.quoted:
                target = self._called(unit) if told else self._quoted(unit, target)
                label = first
                if target:
                    target.askers += told
                told = []
            elif unit.byline is not None:
                told.append(unit)
            elif label is None and signs(unit.text.text, first.who if first else ""):
                continue
            elif target and unit.text:
                said = unit.text.cut(addressed)
                target.replies.append(replace(unit, text=said, label=label))
                addressed = 0
                target.stems |= set(_stems(unit.text.text))
                label = None
        return target

    def _called(self, unit: Unit) -> Exchange | None:
        """The question whose asker is called above it; none where what is quoted asks nothing."""
        found = self._known(_letters(unit.text))
        return found or (self._open([unit], "", quoted=True) if asks_anyhow(unit) else None)

    def _known(self, text: str) -> Exchange | None:
        for one in self.found[-1:-_MOST_LOOKED_BACK:-1]:
            if text in "".join(_letters(asked.text) for asked in one.asked):
                return one
        return None

    def _quoted(self, unit: Unit, target: Exchange | None) -> Exchange:
        """The question that is quoted; one that nobody is seen to have asked is put so."""
        text = _letters(unit.text)
        if known := self._known(text):
            return known
        if target and len(text) < _SHORTEST_QUOTE:
            return target
        if target and target.quoted and not target.replies:
            target.asked.append(unit)
            return target
        return self._open([unit], "", quoted=True)

    def _waiting(self, said: str) -> Exchange:
        """The question that a reply is for which does not say so.

        It is the one it shares most words with of those since the last reply; where it goes on
        with that, the one that was replied to.
        """
        waiting = [one for one in self.found[self.since :] if not one.replies]
        if self.replied and _GOES_ON.match(said):
            return self.replied
        stems = set(_stems(said))
        return max(waiting or self.found[-1:], key=lambda one: len(stems & one.stems))


def _unmarked(unit: Unit) -> Unit:
    found = MARKED.match(unit.text.text)
    return replace(unit, text=unit.text.cut(found.end())) if found else unit


def _stems(text: str) -> Iterator[str]:
    return (word[:5].casefold() for word in _WORD.findall(text))


def _letters(text: Traced) -> str:
    return re.sub(r"[\W_]+", "", text.text).casefold()
