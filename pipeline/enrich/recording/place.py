"""The notes' questions and answers to their places in one recording of the session."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.enrich.recording.answers import Heard, answers_heard
from pipeline.enrich.recording.choose import Choice, candidates, choose
from pipeline.enrich.recording.evidence import Wanted, gather
from pipeline.enrich.recording.spans import Span
from pipeline.enrich.recording.timeline import Timeline

# the score of a place: a logistic function of how much likelier it is than the next best, and
# of how much is heard there; fitted to benchmarks/recordings and two real recordings
_BASE, _MARGIN, _HEARD = -12.4, 2.2, 4.3
#: Places that are less sure than this are left out.
SURE = 0.3
# the share of what can be heard of an answer at which it is as sure as its question
_WHOLE_ANSWER = 0.4
_FEW_WORDS = 10
_LONGEST = 1500  # words from the beginning of a question to the end of its answers


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a recording something is, and how sure that is (0 to 1)."""

    document_id: str
    start_ms: int
    end_ms: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The best place of a question in a recording and how sure it is, and its answers there.

    `until` is the word before which the answers end, `most` the most that is heard of it
    anywhere and `total` what there is to hear, in nats. A question that is nowhere has no span.
    """

    line: Timeline
    wanted: Wanted
    span: Span | None
    score: float
    answers: tuple[Heard, ...] = ()
    until: int = 0
    most: float = 0.0
    total: float = 0.0

    @property
    def sure(self) -> bool:
        """Whether the place is taken."""
        return self.span is not None and self.score >= SURE

    @property
    def question(self) -> Place | None:
        """The place of the question, if it is sure."""
        if self.span is None or not self.sure:
            return None
        words = self.line.words
        first = words[_turn(self.line, self.span.begins)].start_ms
        end = words[self.span.answered - 1].end_ms
        return Place(self.line.document_id, first, max(first, end), self.score)

    def answer(self, number: int) -> Place | None:
        """The place of a live answer, if it is sure."""
        if not self.sure:
            return None
        heard, words = self.answers[number], self.line.words
        score = round(self.score * min(1.0, heard.share / _WHOLE_ANSWER), 4)
        if score < SURE:
            return None
        first, end = words[heard.first].start_ms, words[heard.end - 1].end_ms
        return Place(self.line.document_id, first, max(first, end), score)


def find(line: Timeline, wanted: Sequence[Wanted]) -> list[Found]:
    """The best place of each question in a recording."""
    evidence = [gather(line, one) for one in wanted]
    options = [candidates(line, one) for one in evidence]
    numbers: dict[object, int] = {}
    replies = [numbers.setdefault(one.answers or at, len(numbers)) for at, one in enumerate(wanted)]
    choices = choose(line, options, replies)
    begins = sorted(
        choice.candidate.word for choice in choices if choice and _score(choice) >= SURE
    )
    return [
        replace(_found(line, one, choice, begins), most=float(heard.words.max()), total=heard.total)
        for one, choice, heard in zip(wanted, choices, evidence, strict=True)
    ]


def _score(choice: Choice) -> float:
    """How sure the place of a question is."""
    margin = math.sqrt(max(choice.margin, 0.0))
    heard = math.log1p(max(choice.candidate.heard, 0.0))
    return round(1 / (1 + math.exp(-(_BASE + _MARGIN * margin + _HEARD * heard))), 4)


def _found(line: Timeline, wanted: Wanted, choice: Choice | None, begins: Sequence[int]) -> Found:
    if choice is None:
        return Found(line, wanted, None, 0.0)
    span = choice.candidate.span
    until = min(span.begins + _LONGEST, len(line))
    until = next((word for word in begins if word > span.answered), until)
    answers = answers_heard(line, wanted, span, until) if wanted.answers else []
    return Found(line, wanted, span, _score(choice), tuple(answers), until)


def _turn(line: Timeline, word: int) -> int:
    """The first word of the turn in which a word stands, where that is only a few words back."""
    known = line.utterances[line.words[word].utterance].speaker is not None
    back = range(word, max(word - _FEW_WORDS, 0), -1) if known else ()
    return next((at for at in back if line.opens_turn(at)), word)
