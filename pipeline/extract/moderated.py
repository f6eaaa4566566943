"""Questions and answers of a moderated session of which there are no notes.

Somebody reads a question, or lets somebody ask it; others answer, until the next one. Who reads
and who answers speaks in office; who asks never does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pipeline.extract.accounting import LineUse
from pipeline.extract.header import empty_header
from pipeline.extract.introductions import Introduction
from pipeline.extract.labels import Label
from pipeline.extract.moderation_words import moderation_rule
from pipeline.extract.offices import display_name
from pipeline.extract.record import Answer, Question, Record
from pipeline.extract.roster import Person, Roster
from pipeline.extract.utterances import Utterance
from pipeline.extract.words import words
from pipeline.ids import slug
from pipeline.readers.traced import Traced
from schemas.words import Mode, Role, UtteranceChannel

_READ, _CALLED, _PLAIN, _UNANSWERED = 0.9, 0.8, 0.6, 0.2  # how much each says for a question
_SUBSTANCE = 8  # words of an answer that stands for itself
_FEWEST_WORDS = 3  # of a question
_FEWEST_PLAIN = 3  # turns that end in a question make a moderator
_LAST_WORDS = 200  # characters at the end of a turn in which the next speaker is called
_FEWEST_ON_IRC = 2  # questions, and a share of all, that somebody on IRC is first to answer
_SHARE_OF_IRC = 1 / 3
_HANDED_ON = re.compile(r"[?？]\s+[^\W\d_][\w'’-]{0,20}(?: [^\W\d_][\w'’-]{0,20})?\?$")
_SENTENCE = re.compile(r"(?:(?<=[.!?…])\s+|\n|\A)(?=\S)")


@dataclass(frozen=True, slots=True)
class _Turn:
    """What somebody says, and where questions are put in it.

    `reads` and `asks` are spans of phrases that put one for somebody else, and one's own.
    """

    speaker: str
    text: Traced
    line_start: int
    line_end: int
    reads: tuple[tuple[int, int], ...]
    asks: int | None
    calls: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question: the turn it stands in, where it ends there, and how sure it is."""

    at: int
    end: int
    text: Traced
    score: float


def read_moderated(
    said: Sequence[Utterance], uses: tuple[LineUse, ...], stated: Mapping[str, Person]
) -> Record:
    """The record of a session from its transcript or IRC log.

    Where nobody is seen to moderate, it has no questions. `stated` are the people whom a person
    says that printed names mean, by the slug of the name.
    """
    turns = [_turn(one) for one in said if one.speaker]
    written = any(one.channel is UtteranceChannel.IRC for one in said)
    moderator = _moderator(turns, written=written)
    asked = list(_questions(turns, moderator, written=written))
    askers = {turns[one.at].speaker for one in asked} - {moderator}
    respondents = _respondents(turns, asked, askers | {moderator or ""}, written=written)
    if not (moderator or respondents):
        asked = []
    people = {
        printed: stated.get(slug(name), Person(name))
        for printed in (*respondents, *([moderator] if moderator else []))
        if (name := display_name(printed))
    }
    reading = _Reading(turns, asked, moderator, askers, respondents, people, written)
    questions = tuple(reading.questions())
    introduced: tuple[Introduction, ...] = ()
    if questions and moderator in people:
        first = next(turn for turn in turns if turn.speaker == moderator)
        name = people[moderator].name
        introduced = (Introduction(name, Role.FACILITATOR, None, None, first.text),)
    labels = tuple(Label(printed, (person.name,)) for printed, person in people.items())
    header = replace(empty_header(), introductions=introduced)
    roster = Roster(introduced, labels if questions else (), "", frozenset(), stated)
    return Record(header, roster, questions, ("moderated",) if questions else (), uses)


def _turn(said: Utterance) -> _Turn:
    text = Traced.join([piece.text for piece in said.pieces])
    heads = [match.end() for match in _SENTENCE.finditer(text.text)]
    reads = [moderation_rule("reads").match(text.text, at) for at in heads]
    asks = (moderation_rule("asks").match(text.text, at) for at in heads)
    return _Turn(
        speaker=said.speaker or "",
        text=text,
        line_start=said.line_start,
        line_end=said.line_end,
        reads=tuple(match.span() for match in reads if match),
        asks=next((match.end() for match in asks if match), None),
        calls=moderation_rule("calls").search(text.text[-_LAST_WORDS:]) is not None,
    )


def _moderator(turns: Sequence[_Turn], *, written: bool) -> str | None:
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


def _questions(turns: Sequence[_Turn], moderator: str | None, *, written: bool) -> Iterator[_Asked]:
    announced = any(turn.reads or turn.asks is not None or turn.calls for turn in turns)
    for at, turn in enumerate(turns):
        called = at > 0 and _lets_speak(turns[at - 1]) and turns[at - 1].speaker == moderator
        if turn.reads and (written or turn.speaker == moderator):
            ends = [*(start for start, _ in turn.reads[1:]), len(turn.text.text)]
            for (_, start), end in zip(turn.reads, ends, strict=True):
                yield from _asked(at, turn, start, end, _READ)
        elif turn.speaker == moderator:
            if not announced and turn.text.text.rstrip().endswith("?"):
                yield from _asked(at, turn, 0, len(turn.text.text), _PLAIN)
        elif "?" in turn.text.text and (turn.asks is not None or called):
            start = turn.asks if turn.asks is not None else _behind_greetings(turn.text.text)
            yield from _asked(at, turn, start, len(turn.text.text), _CALLED)


def _lets_speak(turn: _Turn) -> bool:
    """Whether a turn lets somebody speak, or announces a question and stops there."""
    return turn.calls or bool(turn.reads and not turn.text.text[turn.reads[-1][1] :].strip())


def _behind_greetings(text: str) -> int:
    """Where the sentences end with which somebody greets and says who they are."""
    heads = [match.end() for match in _SENTENCE.finditer(text)]
    return next((at for at in heads if not moderation_rule("greets").match(text, at)), 0)


def _asked(at: int, turn: _Turn, start: int, end: int, score: float) -> Iterator[_Asked]:
    """The question from `start` on: up to its last question mark, where it has one."""
    mark = max(turn.text.text.rfind(sign, start, end) for sign in "?？")
    if mark >= 0:
        end = mark + 1
        if call := _HANDED_ON.search(turn.text.text, start, end):
            end = call.start() + 1  # the next speaker is called: "Tess?"
    text = turn.text.cut(start, end) if turn.text.text[start:end].strip() else None
    if text and len(text.text.split()) >= _FEWEST_WORDS:
        yield _Asked(at, end, text, score)


def _respondents(
    turns: Sequence[_Turn], asked: Sequence[_Asked], others: set[str], *, written: bool
) -> tuple[str, ...]:
    """Who is first to answer a question at some length, and asks none.

    On IRC anybody may speak up: there it takes several questions.
    """
    first: Counter[str] = Counter()
    for one, after in zip(asked, _next_at(asked, len(turns)), strict=True):
        for turn in turns[one.at + 1 : after]:
            if turn.speaker not in others and (written or _is_long(turn.text.text)):
                first[turn.speaker] += 1
                break
    enough = max(len(asked) * _SHARE_OF_IRC, _FEWEST_ON_IRC) if written else 1
    return tuple(name for name, many in first.items() if many >= enough)


def _next_at(asked: Sequence[_Asked], end: int) -> Iterator[int]:
    """For each question the turn of the next one that stands in another turn."""
    for one in asked:
        yield next((other.at for other in asked if other.at > one.at), end)


def _is_long(text: str) -> bool:
    return len(text.split()) >= _SUBSTANCE


@dataclass(frozen=True, slots=True)
class _Reading:
    """A session whose questions and people are found."""

    turns: Sequence[_Turn]
    asked: Sequence[_Asked]
    moderator: str | None
    askers: set[str]
    respondents: tuple[str, ...]
    people: Mapping[str, Person]
    written: bool

    def questions(self) -> Iterator[Question]:
        """The questions with their answers; those of one turn share them."""
        for one, after in zip(self.asked, _next_at(self.asked, len(self.turns)), strict=True):
            answers = tuple(self._answers(one, after))
            place = one.text.place()
            yield Question(
                text=one.text,
                heading=None,
                listed_after=False,
                answers=answers,
                line_start=place.line_start,
                line_end=place.line_end,
                score=round(one.score - (0 if answers else _UNANSWERED), 2),
            )

    def _answers(self, one: _Asked, after: int) -> Iterator[Answer]:
        behind = self._until_leave(self.turns[one.at + 1 : after])
        given = [turn for turn in behind if self._answers_here(turn)]
        if not given:
            given = self._by_moderator(one, behind)
        for _, run in groupby(given, key=lambda turn: turn.speaker):
            yield self._answer(tuple(run))

    def _until_leave(self, turns: Sequence[_Turn]) -> Sequence[_Turn]:
        """The turns before the moderator takes leave."""
        for at, turn in enumerate(turns):
            if turn.speaker == self.moderator and words().closing.search(turn.text.text):
                return turns[:at]
        return turns

    def _answers_here(self, turn: _Turn) -> bool:
        if turn.speaker in self.respondents:
            return True
        barred = turn.speaker == self.moderator or turn.speaker in self.askers
        return not (barred or self.written) and _is_long(turn.text.text)

    def _by_moderator(self, one: _Asked, behind: Sequence[_Turn]) -> list[_Turn]:
        """What the moderator says to a question that nobody else answers."""
        turn = self.turns[one.at]
        given = [said for said in behind if said.speaker == self.moderator]
        if turn.speaker == self.moderator and turn.text.text[one.end :].strip():
            given.insert(0, replace(turn, text=turn.text.cut(one.end)))
        return given if _is_long(" ".join(said.text.text for said in given)) else []

    def _answer(self, run: Sequence[_Turn]) -> Answer:
        printed = run[0].speaker
        person = self.people.get(printed)
        return Answer(
            label=Label(printed, (person.name,)) if person else None,
            attribution=printed if person else None,
            person=person,
            mode=Mode.LIVE,
            paragraphs=tuple(turn.text for turn in run),
            line_start=run[0].text.place().line_start,
            line_end=max(turn.line_end for turn in run),
        )
