"""Who moderates a session, where questions are put in it, and who answers first."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.moderation_words import moderation_rule
from pipeline.extract.offices import display_name
from pipeline.extract.utterances import Utterance
from pipeline.ids import slug
from pipeline.readers.traced import Traced

_READ, _CALLED, _PLAIN = 0.9, 0.8, 0.6  # how much each says for a question
_SUBSTANCE = 8  # words of an answer that stands for itself
_FEWEST_WORDS = 3  # of a question
_FEWEST_PLAIN = 3  # turns that end in a question make a moderator
_LAST_WORDS = 200  # characters at the end of a turn in which the next speaker is called
_FEWEST_ON_IRC = 2  # questions, and a share of all, that somebody on IRC is first to answer
_SHARE_OF_IRC = 1 / 3
_HANDED_ON = re.compile(r"[?？]\s+[^\W\d_][\w'’-]{0,20}(?: [^\W\d_][\w'’-]{0,20})?\?$")
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s+")
_OFFERS = re.compile(
    r"\b(?:do|would|can|could|will|shall|may|should) (?:you|we|i) (?:\w+ ){0,3}?"
    r"(?:start|begin|take|say|add|answer|respond|introduce|hear|see|help|speak)\b[^?]{0,60}\?\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:(?<=[.!?…])\s+|\n|\A)(?=\S)")


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says, and where questions are put in it.

    `reads` and `asks` are phrases that put one for somebody else, of the `askers` where they are
    named, and one's own; `topic` is what a line of the minutes says that comes next.
    """

    speaker: str
    text: Traced
    line_start: int
    line_end: int
    reads: tuple[tuple[int, int], ...]
    asks: int | None
    calls: bool
    topic: Traced | None
    askers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the turn it stands in, where it ends there, and how sure it is."""

    at: int
    end: int
    text: Traced
    score: float


def read_speech(said: Utterance) -> Turn:
    """A turn with the questions that are put in it."""
    text = Traced.join([piece.text for piece in said.pieces])
    heads = [match.end() for match in _SENTENCE.finditer(text.text)]
    reads = [moderation_rule("reads").match(text.text, at) for at in heads]
    topic = moderation_rule("topic").match(text.text)
    if topic and text.text.rstrip().endswith("?"):  # an agenda of questions
        number = _NUMBER.match(text.text, topic.end())
        opened = text.text.find(" ", 0, topic.end()), number.end() if number else topic.end()
        return Turn(
            said.speaker or "",
            text,
            said.line_start,
            said.line_end,
            reads=(opened,),
            asks=None,
            calls=False,
            topic=None,
            askers=(),
        )
    asks = (moderation_rule("asks").match(text.text, at) for at in heads)
    return Turn(
        speaker=said.speaker or "",
        text=text,
        line_start=said.line_start,
        line_end=said.line_end,
        reads=tuple(match.span() for match in reads if match),
        asks=next((match.end() for match in asks if match), None),
        calls=moderation_rule("calls").search(text.text[-_LAST_WORDS:]) is not None,
        topic=text.cut(topic.end()) if topic else None,
        askers=tuple(
            slug(name)
            for match in reads
            if match
            for group, name in match.groupdict().items()
            if name and group.startswith("asker")
        ),
    )


def find_moderator(turns: Sequence[Turn], *, written: bool) -> str | None:
    """Who reads most questions; where none is read out, who asks most and is answered."""
    read = Counter(turn.speaker for turn in turns if turn.reads)
    if written:  # who writes `question:` there asks for themselves, unless it happens often
        read = Counter({name: many for name, many in read.items() if many >= _FEWEST_PLAIN})
        return read.most_common(1)[0][0] if read else None
    called = Counter(turn.speaker for turn in turns if turn.calls)
    if read or called:
        return (read + called).most_common(1)[0][0]
    plain = Counter(
        turn.speaker
        for turn, after in pairwise(turns)
        if turn.text.text.rstrip().endswith("?") and len(after.text.text) > len(turn.text.text)
    )
    [(name, many), *others] = plain.most_common(2) or [("", 0)]
    alone = not others or others[0][1] * 2 <= many
    return name if many >= _FEWEST_PLAIN and alone else None


def find_questions(
    turns: Sequence[Turn], moderator: str | None, *, written: bool
) -> Iterator[Asked]:
    """The questions that are read out, asked where somebody is let speak, or asked plainly."""
    for at, turn in enumerate(turns):
        called = at > 0 and _lets_speak(turns[at - 1]) and turns[at - 1].speaker == moderator
        if turn.reads and (written or turn.speaker == moderator):
            ends = [*(start for start, _ in turn.reads[1:]), len(turn.text.text)]
            for (_, start), end in zip(turn.reads, ends, strict=True):
                yield from _asked(at, turn, start, end, _READ)
        elif turn.speaker == moderator:
            if _asks_plainly(turns, at):
                start = _behind_greetings(turn.text.text)
                yield from _asked(at, turn, start, len(turn.text.text), _PLAIN)
        elif "?" in turn.text.text and (turn.asks is not None or called):
            start = turn.asks if turn.asks is not None else _behind_greetings(turn.text.text)
            yield from _asked(at, turn, start, len(turn.text.text), _CALLED)


def _asks_plainly(turns: Sequence[Turn], at: int) -> bool:
    """Whether a turn ends in a question that another speaker answers at length."""
    said, after = turns[at].text.text.rstrip(), turns[at + 1 : at + 2]
    answered = any(one.speaker != turns[at].speaker and is_long(one.text.text) for one in after)
    return answered and said.endswith("?") and not turns[at].calls and not _OFFERS.search(said)


def find_askers(turns: Sequence[Turn], asked: Sequence[Asked]) -> Iterator[str]:
    """Who puts a question, or is named as its asker, as printed."""
    named = {name for turn in turns for name in turn.askers if name}
    yield from (turns[one.at].speaker for one in asked)
    for speaker in dict.fromkeys(turn.speaker for turn in turns):
        name = slug(display_name(speaker))
        if name and any(f"{name}-".startswith(f"{one}-") or name == one for one in named):
            yield speaker


def _lets_speak(turn: Turn) -> bool:
    """Whether a turn lets somebody speak, or announces a question and stops there."""
    return turn.calls or bool(turn.reads and not turn.text.text[turn.reads[-1][1] :].strip())


def _behind_greetings(text: str) -> int:
    """Where the sentences end with which somebody greets and says who they are."""
    heads = [match.end() for match in _SENTENCE.finditer(text)]
    return next((at for at in heads if not moderation_rule("greets").match(text, at)), 0)


def _asked(at: int, turn: Turn, start: int, end: int, score: float) -> Iterator[Asked]:
    """The question from `start` on: up to its last question mark, where it has one."""
    mark = max(turn.text.text.rfind(sign, start, end) for sign in "?？")
    if mark >= 0:
        end = mark + 1
        if call := _HANDED_ON.search(turn.text.text, start, end):
            end = call.start() + 1  # the next speaker is called: "Tess?"
    text = turn.text.cut(start, end) if turn.text.text[start:end].strip() else None
    if text and len(text.text.split()) >= (_FEWEST_WORDS - 1 if mark >= 0 else _FEWEST_WORDS):
        yield Asked(at, end, text, score)


def find_respondents(
    turns: Sequence[Turn],
    asked: Sequence[Asked],
    askers: set[str],
    moderator: str | None,
    *,
    written: bool,
) -> tuple[str, ...]:
    """Who is first to answer a question at some length, and asks none.

    On IRC anybody may speak up: there it takes several questions, or that the moderator or
    somebody who answers several asks them to answer by their nick.
    """
    others = askers | {moderator}
    first: Counter[str] = Counter()
    for one, after in zip(asked, next_at(asked, len(turns)), strict=True):
        for turn in turns[one.at + 1 : after]:
            if turn.speaker not in others and (written or is_long(turn.text.text)):
                first[turn.speaker] += 1
                break
    if not written:
        return tuple(first)
    enough = max(len(asked) * _SHARE_OF_IRC, _FEWEST_ON_IRC)
    sure = {name: None for name, many in first.items() if many >= enough}
    begins = min((one.at for one in asked), default=len(turns))
    called = (
        turn.speaker
        for before, turn in pairwise(turns[begins:])
        if turn.speaker not in others
        and (before.speaker in sure or before.speaker == moderator)
        and _asks_to_answer(before.text.text, turn.speaker)
        and is_long(turn.text.text)
    )
    return tuple(dict.fromkeys([*sure, *called]))


def _asks_to_answer(text: str, nick: str) -> bool:
    """Whether a line asks something of somebody by their nick: `bo: will you take that?`."""
    return text.startswith((f"{nick}:", f"{nick},")) and "?" in text


def next_at(asked: Sequence[Asked], end: int) -> Iterator[int]:
    """For each question the turn of the next one that stands in another turn."""
    for one in asked:
        yield next((other.at for other in asked if other.at > one.at), end)


def is_long(text: str) -> bool:
    """Whether a text says enough to be an answer."""
    return len(text.split()) >= _SUBSTANCE
