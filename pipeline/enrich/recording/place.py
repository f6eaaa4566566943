"""The notes' questions and answers to their places in the recordings of a session."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.enrich.recording.answers import Heard, answers_heard
from pipeline.enrich.recording.choose import Choice, candidates, choose
from pipeline.enrich.recording.evidence import Wanted, gather
from pipeline.enrich.recording.timeline import Timeline, timeline
from pipeline.extract.record import Answer
from pipeline.extract.utterances import Utterance
from schemas.words import Mode

# the score of a place: a logistic function of how much likelier it is than the next best, and
# of how much is heard there; fitted to the half `tune` of benchmarks/recordings
_BASE, _MARGIN, _HEARD = -12.2, 2.7, 3.8
#: Places that are less sure than this are left out.
SURE = 0.4
# the share of what can be heard of an answer at which it is as sure as its question
_WHOLE_ANSWER = 0.4
_FEW_WORDS = 10
_LONGEST = 900  # words from the beginning of a question to the end of its answers


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a recording something is, and how sure that is (0 to 1)."""

    document_id: str
    start_ms: int
    end_ms: int
    score: float


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of a question and of its answers in their order, None for what is not found.

    `score` tells how sure the best place of the question is, whether it was taken or not.
    """

    question: Place | None
    answers: tuple[Place | None, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Sought:
    """A question of the notes and its answers; those given in writing are not in a recording."""

    question: str = field(repr=False)
    answers: tuple[Answer, ...]

    @property
    def wanted(self) -> Wanted:
        """What of it may be heard."""
        live = [answer for answer in self.answers if answer.mode is Mode.LIVE]
        return Wanted(
            self.question,
            tuple(answer.text for answer in live),
            tuple(answer.person.name if answer.person else None for answer in live),
        )


def place_questions(
    sought: Sequence[Sought], recordings: Iterable[Sequence[Utterance]]
) -> tuple[Placed, ...]:
    """The place of each question: of several recordings, in the one where it is surest."""
    lines = [line for line in map(timeline, recordings) if len(line)]
    found = [_in_recording(line, [one.wanted for one in sought]) for line in lines]
    placed = []
    for at, one in enumerate(sought):
        nowhere = Placed(None, (None,) * len(one.answers), 0.0)
        best = max((places[at] for places in found), key=lambda place: place.score, default=nowhere)
        live = iter(best.answers)
        answers = (next(live, None) if a.mode is Mode.LIVE else None for a in one.answers)
        placed.append(replace(best, answers=tuple(answers)))
    return tuple(placed)


def _in_recording(line: Timeline, wanted: Sequence[Wanted]) -> list[Placed]:
    evidence = [gather(line, one) for one in wanted]
    options = [candidates(line, one) for one in evidence]
    numbers: dict[object, int] = {}
    replies = [numbers.setdefault(one.answers or at, len(numbers)) for at, one in enumerate(wanted)]
    choices = choose(line, options, replies)
    scores = [_score(choice) for choice in choices]
    begins = sorted(
        choice.candidate.word
        for choice, score in zip(choices, scores, strict=True)
        if choice and score >= SURE
    )
    return [
        _placed(line, one, choice, score, begins)
        for one, choice, score in zip(wanted, choices, scores, strict=True)
    ]


def _score(choice: Choice | None) -> float:
    """How sure the place of a question is."""
    if choice is None:
        return 0.0
    margin = math.sqrt(max(choice.margin, 0.0))
    heard = math.log1p(choice.candidate.heard)
    return round(1 / (1 + math.exp(-(_BASE + _MARGIN * margin + _HEARD * heard))), 4)


def _placed(
    line: Timeline, wanted: Wanted, choice: Choice | None, score: float, begins: Sequence[int]
) -> Placed:
    if choice is None or score < SURE:
        return Placed(None, (None,) * len(wanted.answers), score)
    span = choice.candidate.span
    until = min(span.begins + _LONGEST, len(line))
    until = next((word for word in begins if word > span.answered), until)
    document_id = line.utterances[0].document_id
    words = line.words
    first = words[_turn(line, span.begins)].start_ms
    question = Place(document_id, first, words[span.answered - 1].end_ms, score)
    answers = answers_heard(line, wanted, span, until) if wanted.answers else []
    return Placed(question, tuple(_answer(line, document_id, one, score) for one in answers), score)


def _turn(line: Timeline, word: int) -> int:
    """The first word of the turn in which a word stands, where that is only a few words back."""
    known = line.utterances[line.words[word].utterance].speaker is not None
    back = range(word, max(word - _FEW_WORDS, 0), -1) if known else ()
    return next((at for at in back if line.opens_turn(at)), word)


def _answer(line: Timeline, document_id: str, heard: Heard, score: float) -> Place | None:
    sure = round(score * min(1.0, heard.share / _WHOLE_ANSWER), 4)
    if sure < SURE:
        return None
    words = line.words
    return Place(document_id, words[heard.first].start_ms, words[heard.end - 1].end_ms, sure)
