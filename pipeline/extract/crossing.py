"""Chats and threads, in which questions and replies cross: their messages, and who answers.

Who answers was introduced so, or bears the badge of an office, or else does it again and again.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.extract.labels import Label
from pipeline.extract.marks import MarkKind
from pipeline.extract.reading_out import read_out
from pipeline.extract.unit import Unit
from pipeline.extract.words import words

_FEWEST_POSTS, _FEWEST_REPLIES = 4, 2
_FEWEST_MARKED = 2
_FEWEST_OF_COLLEAGUE = 3  # messages of whoever replies among those introduced
_SHARE_OF_LABELS, _SHARE_OF_REPLIES = 0.8, 0.3
_FEWEST_WORDS, _FEWEST_OF_PANEL = 3, 5  # of a question, and of what shows who is on a panel
#: To whom a message is addressed: `@ana `, `ana: `.
CALLED = re.compile(
    r"(?:@(?P<at>[\w.|`^-]{2,32})\b[:,]?|(?P<nick>[^\W\d][\w.|`^-]{1,31})\s?[:,])\s+"
)
#: What marks a question: `Question:`, `q2>`, `[Q&A]`, `Q. `.
MARKED = re.compile(
    r"(?:(?:a )?question(?: for \S{1,40})?|q\d{0,2})\s?[:>–-]+\s|q\d{0,2}\.\s"
    r"|\[(?:q|q ?& ?a|question)\]\s*",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:why|when|how|what|where|who|which)\b[^!]*\?$", re.IGNORECASE)
_SENTENCES = re.compile(r"[.!]\s+\S")
_ENDS = re.compile(r"eof|eom|\W+|#\w+\b.*", re.IGNORECASE)  # a turn, or a command


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody posts at once: the units from one head to the next."""

    units: tuple[Unit, ...]

    @property
    def label(self) -> Label | None:
        """The label in the head, which may stand under what is quoted."""
        return next((one.label for one in self.units if _is_head(one)), None)

    @property
    def who(self) -> str:
        """Who posts, as two labels of one person are alike."""
        return self.label.who.casefold() if self.label else ""

    @property
    def said(self) -> str:
        """The words, without what they quote and whose words that is."""
        return " ".join(one.text.text for one in self.own).strip()

    @property
    def own(self) -> tuple[Unit, ...]:
        """The units with words that are none of what it quotes."""
        return tuple(one for one in self.units if one.text and not _is_quoted(one))

    @property
    def quotes(self) -> bool:
        """Whether it replies to a question that it quotes."""
        quoted = (one.text.text for one in self.units if one.block.quoted)
        return bool(self.said) and any("?" in one for one in quoted)

    @property
    def body(self) -> str:
        """The words behind the name of whom they are addressed to."""
        called = CALLED.match(self.said)
        return self.said[called.end() :] if called else self.said

    def called(self, posters: Collection[str]) -> str | None:
        """Which of those who post it is addressed to."""
        found = CALLED.match(self.said)
        name = (found["at"] or found["nick"]).casefold() if found else ""
        return name if name and name in posters else None

    @property
    def asks(self) -> bool:
        """Whether it asks something that can stand by itself."""
        body = self.body
        if MARKED.match(body):
            return True
        short = len(body.split()) < _FEWEST_WORDS and not _ASKS.match(body)
        if short or words().calls_for_questions.search(body):
            return False
        if "?" in body:
            return True
        return bool(words().asking_without_mark.match(body)) and not _SENTENCES.search(body)


def who_answers(units: Sequence[Unit]) -> frozenset[str]:
    """Who answers in a chat; nobody where it is none, as where questions are marked by nobody."""
    if sum(_is_marked(unit) for unit in units) >= _FEWEST_MARKED:
        return frozenset()
    labels = [unit.label for unit in units if unit.label and _is_head(unit)]
    posts = [label for label in labels if label.posts]
    several = len({label.who for label in posts}) > 1 or any(unit.block.quoted for unit in units)
    if not several or len(posts) < len(labels) * _SHARE_OF_LABELS:
        return frozenset()
    said = list(messages(units))
    if len(posts) < _FEWEST_POSTS and sum(one.quotes for one in said) < _FEWEST_REPLIES:
        return frozenset()
    in_office = {one.who for one in said if one.label and _holds_office(one.label)}
    if in_office >= {one.who for one in said if one.label and one.label.posts}:
        # all have a badge, which tells nothing then
        in_office = {one.who for one in said if one.label and one.label.holds}
    reads = Counter(one.who for one in said if read_out(one.units[-1].text))
    moderators = {who for who, many in reads.items() if many >= _FEWEST_REPLIES}
    if moderators:
        in_office |= set(_on_the_panel(said, moderators))
    elif in_office and not any(one.label and _has_badge(one.label) for one in said):
        # introductions leave colleagues out
        turns = Counter(one.who for one in said)
        in_office |= {who for who in _often_replies(said) if turns[who] >= _FEWEST_OF_COLLEAGUE}
    return frozenset(in_office - moderators or _often_replies(said))


def _holds_office(label: Label) -> bool:
    if label.moderates or words().programs.fullmatch(label.printed):
        return False
    return label.holds or _has_badge(label)


def _has_badge(label: Label) -> bool:
    badge = label.title or label.affiliation or ""
    plain = words().plain_ranks.fullmatch(badge) or words().moderating_ranks.fullmatch(badge)
    return bool(badge) and not plain and not words().programs.fullmatch(badge)


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
        elif last and last.who != one.who and not is_courtesy(one.said):
            replied[one.who] += 1
            last = None
    most = max(replied.values(), default=0)
    for who, many in replied.items():
        enough = many >= max(_FEWEST_REPLIES, most * _SHARE_OF_REPLIES)
        if who and enough and many > asked[who] * 2:
            yield who


def messages(units: Iterable[Unit]) -> Iterator[Message]:
    """The messages of a chat; what is quoted right over a head is of the message under it."""
    held: list[Unit] = []
    for unit in units:
        if held and (_is_head(unit) or unit.is_heading):
            over = len(held) - sum(1 for _ in takewhile(_is_quoted, reversed(held)))
            if held[:over]:
                yield Message(tuple(held[:over]))
            held = held[over:]
        held += [] if unit.is_heading else [unit]
    if held:
        yield Message(tuple(held))


def _is_head(unit: Unit) -> bool:
    return unit.label is not None and not unit.block.quoted


def _is_marked(unit: Unit) -> bool:
    return unit.mark is MarkKind.QUESTION and not (unit.label or unit.block.quoted)


def _is_quoted(unit: Unit) -> bool:
    return unit.block.quoted or unit.byline is not None


def is_courtesy(said: str) -> bool:
    """Whether a message only thanks, hands over, or ends."""
    rules = (words().thanks, words().hands_over, _ENDS)
    return any(rule.fullmatch(said) for rule in rules)
