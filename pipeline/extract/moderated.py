"""Questions and answers of a moderated session of which there are no notes.

Somebody reads a question, or lets somebody ask it; others answer, until the next one. Who reads
and who answers speaks in office; who asks never does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.extract.accounting import LineUse
from pipeline.extract.header import empty_header
from pipeline.extract.introductions import Introduction
from pipeline.extract.labels import Label
from pipeline.extract.moderation import (
    Asked,
    Turn,
    find_askers,
    find_moderator,
    find_questions,
    find_respondents,
    is_long,
    next_at,
    read_speech,
)
from pipeline.extract.offices import display_name
from pipeline.extract.person import Person
from pipeline.extract.record import Answer, Question, Record
from pipeline.extract.roster import Roster
from pipeline.extract.utterances import Utterance
from pipeline.extract.words import words
from pipeline.ids import slug
from pipeline.readers.traced import Traced
from schemas.words import Mode, Role, UtteranceChannel

_UNANSWERED = 0.2  # by which a question without answers is less sure


def read_moderated(
    said: Sequence[Utterance], uses: tuple[LineUse, ...], stated: Mapping[str, Person]
) -> Record:
    """The record of a session from its transcript or IRC log.

    Where nobody is seen to moderate, it has no questions. `stated` are the people whom a person
    says that printed names mean, by the slug of the name.
    """
    turns = [read_speech(one) for one in said if one.speaker]
    written = any(one.channel is UtteranceChannel.IRC for one in said)
    moderator = find_moderator(turns, written=written)
    asked = list(find_questions(turns, moderator, written=written))
    askers = set(find_askers(turns, asked)) - {moderator or ""}
    respondents = find_respondents(turns, asked, askers, moderator, written=written)
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


@dataclass(frozen=True, slots=True)
class _Reading:
    """A session whose questions and people are found."""

    turns: Sequence[Turn]
    asked: Sequence[Asked]
    moderator: str | None
    askers: set[str]
    respondents: tuple[str, ...]
    people: Mapping[str, Person]
    written: bool

    def questions(self) -> Iterator[Question]:
        """The questions with their answers; those of one turn share them."""
        for one, answers in zip(self.asked, self._all_answers(), strict=True):
            place = one.text.place()
            yield Question(
                text=one.text,
                heading=self._heading(one.at),
                listed_after=False,
                answers=answers,
                line_start=place.line_start,
                line_end=place.line_end,
                score=round(one.score - (0 if answers else _UNANSWERED), 2),
            )

    def _all_answers(self) -> Sequence[tuple[Answer, ...]]:
        """The answers to each question; what one person writes in a row shares them."""
        found: list[tuple[Answer, ...]] = []
        after = list(next_at(self.asked, len(self.turns)))
        for one, end in zip(reversed(self.asked), reversed(after), strict=True):
            answers = tuple(self._answers(one, end))
            goes_on = (
                end < len(self.turns) and self.turns[end].speaker == self.turns[one.at].speaker
            )
            found.append(found[-1] if not answers and self.written and goes_on else answers)
        return found[::-1]

    def _heading(self, at: int) -> Traced | None:
        """The topic that was last set."""
        return next((turn.topic for turn in reversed(self.turns[:at]) if turn.topic), None)

    def _answers(self, one: Asked, after: int) -> Iterator[Answer]:
        behind = self._until_leave(self.turns[one.at + 1 : after])
        given = [turn for turn in behind if self._answers_here(turn)]
        if not given:
            given = self._by_moderator(one, behind)
        for _, run in groupby(given, key=lambda turn: turn.speaker):
            yield self._answer(tuple(run))

    def _until_leave(self, turns: Sequence[Turn]) -> Sequence[Turn]:
        """The turns before the next topic, and before the moderator takes leave."""
        for at, turn in enumerate(turns):
            if turn.topic or (
                turn.speaker == self.moderator and words().closing.search(turn.text.text)
            ):
                return turns[:at]
        return turns

    def _answers_here(self, turn: Turn) -> bool:
        if turn.speaker in self.respondents:
            return True
        barred = turn.speaker == self.moderator or turn.speaker in self.askers
        return not (barred or self.written) and is_long(turn.text.text)

    def _by_moderator(self, one: Asked, behind: Sequence[Turn]) -> list[Turn]:
        """What the moderator says to a question that nobody else answers."""
        turn = self.turns[one.at]
        given = [said for said in behind if said.speaker == self.moderator]
        if turn.speaker == self.moderator and turn.text.text[one.end :].strip():
            given.insert(0, replace(turn, text=turn.text.cut(one.end)))
        return given if is_long(" ".join(said.text.text for said in given)) else []

    def _answer(self, run: Sequence[Turn]) -> Answer:
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
