"""Chats and threads, in which questions and replies cross: what belongs to what, and who answers.

Who answers was introduced so, or bears the badge of an office, or else does it again and again. A
reply goes to the question that it quotes, to whose asker it is addressed, or that waits for one;
what all others say to each other is neither.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from pipeline.extract.labels import Label
from pipeline.extract.post_heads import signs
from pipeline.extract.reading_out import read_out
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.traced import Traced

_FEWEST_POSTS, _FEWEST_REPLIES = 4, 2
_SHARE_OF_LABELS, _SHARE_OF_REPLIES = 0.8, 0.5
_FEWEST_WORDS, _FEWEST_OF_PANEL = 3, 5  # of a question, and of what shows who is on a panel
_MOST_LOOKED_BACK = 200  # questions among which a quotation is sought
_SHORTEST_QUOTE = 12  # characters
_CALLED = re.compile(
    r"(?:@(?P<at>[\w.|`^-]{2,32})\b[:,]?|(?P<nick>[^\W\d][\w.|`^-]{1,31})\s?[:,])\s+"
)
_MARKED = re.compile(r"(?:(?:a )?question(?: for \S{1,40})?|q\d{0,2})\s?[:>–-]+\s", re.IGNORECASE)
_ASKS = re.compile(r"(?:why|when|how|what|where|who|which)\b[^!]*\?$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:and|but|also|plus|or|because|besides|which)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"[.!]\s+\S")
_ENDS = re.compile(r"eof|eom|\W+|#\w+\b.*", re.IGNORECASE)  # a turn, or a command
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody posts at once: the units from one head to the next."""

    units: tuple[Unit, ...]

    @property
    def label(self) -> Label | None:
        """The label in the head."""
        return self.units[0].label

    @property
    def who(self) -> str:
        """Who posts, as two labels of one person are alike."""
        return self.label.who.casefold() if self.label else ""

    @property
    def said(self) -> str:
        """The words, without what they quote and whose words that is."""
        own = (one for one in self.units if not (one.block.quoted or one.byline is not None))
        return " ".join(one.text.text for one in own).strip()

    @property
    def quotes(self) -> bool:
        """Whether it replies to a question that it quotes."""
        quoted = (one.text.text for one in self.units if one.block.quoted)
        return bool(self.said) and any("?" in one for one in quoted)

    @property
    def body(self) -> str:
        """The words behind the name of whom they are addressed to."""
        called = _CALLED.match(self.said)
        return self.said[called.end() :] if called else self.said

    def called(self, posters: Collection[str]) -> str | None:
        """Which of those who post it is addressed to."""
        found = _CALLED.match(self.said)
        name = (found["at"] or found["nick"]).casefold() if found else ""
        return name if name and name in posters else None

    @property
    def asks(self) -> bool:
        """Whether it asks something that can stand by itself."""
        body = self.body
        if _MARKED.match(body):
            return True
        short = len(body.split()) < _FEWEST_WORDS and not _ASKS.match(body)
        if short or words().calls_for_questions.search(body):
            return False
        if "?" in body:
            return True
        return bool(words().asking_without_mark.match(body)) and not _SENTENCES.search(body)


@dataclass(slots=True)
class Exchange:
    """A question and what came in reply, as it grows; `quoted` is known from a reply alone."""

    asked: list[Unit]
    who: str
    quoted: bool = False
    replies: list[Unit] = field(default_factory=list)
    stems: set[str] = field(default_factory=set)
    askers: list[Unit] = field(default_factory=list)


def who_answers(units: Sequence[Unit]) -> frozenset[str]:
    """Who answers in a chat; nobody where it is none."""
    labels = [unit.label for unit in units if unit.label]
    posts = [label for label in labels if label.posts]
    several = len({label.who for label in posts}) > 1 or any(unit.block.quoted for unit in units)
    if not several or len(posts) < len(labels) * _SHARE_OF_LABELS:
        return frozenset()
    said = list(_messages(units))
    if len(posts) < _FEWEST_POSTS and sum(one.quotes for one in said) < _FEWEST_REPLIES:
        return frozenset()
    in_office = {one.who for one in said if one.label and _holds_office(one.label)}
    reads = Counter(one.who for one in said if read_out(one.units[-1].text))
    moderators = {who for who, many in reads.items() if many >= _FEWEST_REPLIES}
    if moderators:
        in_office |= set(_on_the_panel(said, moderators))
    return frozenset(in_office - moderators or _often_replies(said))


def _holds_office(label: Label) -> bool:
    if label.moderates or words().programs.fullmatch(label.printed):
        return False
    badge = label.title or label.affiliation or ""
    plain = words().plain_ranks.fullmatch(badge) or words().moderating_ranks.fullmatch(badge)
    return label.holds or (bool(badge) and not plain and not words().programs.fullmatch(badge))


def _on_the_panel(said: Sequence[Message], moderators: Collection[str]) -> Iterator[str]:
    """Those who speak at some length behind the first question that is read out."""
    begun = False
    for one in said:
        begun = begun or (one.who in moderators and read_out(one.units[-1].text) is not None)
        program = one.label is None or words().programs.fullmatch(one.label.printed)
        if begun and not program and len(one.said.split()) >= _FEWEST_OF_PANEL:
            yield one.who


def _often_replies(said: Sequence[Message]) -> Iterator[str]:
    """Those who reply to most questions, and ask less than they reply."""
    posters = {one.who for one in said}
    asked: Counter[str] = Counter()
    replied: Counter[str] = Counter()
    last: Message | None = None  # question
    for one in said:
        called = one.called(posters)
        if one.quotes or (called and called in asked and called != one.who):
            replied[one.who] += 2
        elif one.asks:
            asked[one.who] += 1
            last = one
        elif last and last.who != one.who and not _is_courtesy(one.said):
            replied[one.who] += 1
            last = None
    most = max(replied.values(), default=0)
    for who, many in replied.items():
        enough = many >= max(_FEWEST_REPLIES, most * _SHARE_OF_REPLIES)
        if who and enough and many > asked[who] * 2:
            yield who


def _messages(units: Iterable[Unit]) -> Iterator[Message]:
    held: list[Unit] = []
    for unit in units:
        if held and (unit.label or unit.is_heading):
            yield Message(tuple(held))
            held = []
        held += [] if unit.is_heading else [unit]
    if held:
        yield Message(tuple(held))


def _is_courtesy(said: str) -> bool:
    rules = (words().thanks, words().hands_over, _ENDS)
    return any(rule.fullmatch(said) for rule in rules)


def crossed(
    units: Sequence[Unit], office: frozenset[str]
) -> tuple[tuple[Unit, ...], tuple[Exchange, ...]]:
    """The units that belong to no question, and the questions, each with its replies."""
    reading = _Reading(office, frozenset(one.who for one in _messages(units)))
    for _, run in groupby(_messages(units), key=lambda one: one.who):
        reading.take(list(run))
    placed = {
        id(unit.block) for one in reading.found for unit in (*one.asked, *one.replies, *one.askers)
    }
    return tuple(unit for unit in units if id(unit.block) not in placed), tuple(reading.found)


@dataclass(slots=True)
class _Reading:
    """A chat as far as it is read; `since` is how many questions the last reply came after."""

    office: frozenset[str]
    posters: frozenset[str]
    found: list[Exchange] = field(default_factory=list)
    since: int = 0
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
        else:
            self.closed = self.closed or any(words().closing.search(one.said) for one in run)
            self._ask([one for one in run if not _is_courtesy(one.body)])

    def _ask(self, run: Sequence[Message]) -> None:
        """What somebody asks who holds no office, unless it is of another such."""
        asking = [at for at, one in enumerate(run) if one.asks and self._concerns(one)]
        if not asking:
            return
        starts = [at for at in asking if _MARKED.match(run[at].body)] or [0]
        starts[0] = 0 if len(starts) == 1 else starts[0]
        for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
            units = [unit for one in run[start:end] for unit in one.units if unit.text]
            self._open(units, run[0].who)

    def _concerns(self, one: Message) -> bool:
        called = one.called(self.posters)
        return called is None or called in self.office or bool(_MARKED.match(one.body))

    def _open(self, units: Sequence[Unit], who: str, *, quoted: bool = False) -> Exchange:
        stems = {stem for unit in units for stem in _stems(unit.text.text)}
        made = Exchange(list(units), who, quoted, stems=stems)
        self.found.append(made)
        self.closed = False
        return made

    def _reply(self, one: Message, target: Exchange | None) -> Exchange | None:
        """Give a message of somebody in office to its question; that of the one before is told."""
        first = replace(one.label, posts=False) if one.label else None
        label, before = first, target
        called = one.called(self.posters)
        found = _CALLED.match(one.said) if called and called not in self.office else None
        addressed = found.end() if found else 0  # characters that say to whom it is
        if not any(unit.block.quoted for unit in one.units):
            banter = called is not None and (called in self.office or one.asks)
            if self.closed or banter or _is_courtesy(one.body) or not self.found:
                return target
            target = self._of(called) or target or self._waiting(one.said)
            label = None if target is before else first  # it goes on
        told = [unit for unit in one.units[:1] if not unit.text]  # whose words are quoted
        for unit in one.units:
            if unit.block.quoted:
                target, label = self._quoted(unit, target), first
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

    def _of(self, who: str | None) -> Exchange | None:
        """The last question of somebody."""
        return next((one for one in reversed(self.found) if one.who == who), None)

    def _quoted(self, unit: Unit, target: Exchange | None) -> Exchange:
        """The question that is quoted; one that nobody is seen to have asked is put so."""
        text = _letters(unit.text)
        for one in self.found[-1:-_MOST_LOOKED_BACK:-1]:
            if text in "".join(_letters(asked.text) for asked in one.asked):
                return one
        if target and len(text) < _SHORTEST_QUOTE:
            return target
        if target and target.quoted and not target.replies:
            target.asked.append(unit)
            return target
        return self._open([unit], "", quoted=True)

    def _waiting(self, said: str) -> Exchange:
        """The question that a reply is for which does not say so.

        It is the one it shares most words with of those since the last reply; where it goes on
        with that, the one before them.
        """
        waiting = [one for one in self.found[self.since :] if not one.replies]
        if self.since and _GOES_ON.match(said):
            return self.found[self.since - 1]
        stems = set(_stems(said))
        return max(waiting or self.found[-1:], key=lambda one: len(stems & one.stems))


def _stems(text: str) -> Iterator[str]:
    return (word[:5].casefold() for word in _WORD.findall(text))


def _letters(text: Traced) -> str:
    return re.sub(r"[\W_]+", "", text.text).casefold()
