"""Which question of a session something that was sent in is, and how sure that is.

The same words are the same question. Else rare words in common and the wording decide, and with
`semantic: true` the meaning. What is accepted without a person has to be sure; what is likely is
for a person to look at. The bounds were chosen on `benchmarks/submissions/tune*.yaml`, where the
lower bound of precision is best.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.enrich.meaning import embed
from pipeline.private.wording import Worded, Wording
from schemas.words import MatchMethod

_WORDED, _LIKELY_WORDED = 0.66, 0.3
# how far ahead of the next best in meaning, and that together with how near
_AHEAD, _MEANT_AHEAD, _LIKELY_MEANT = 0.16, 0.7, 0.35
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a record; `heard` is its stretch of the recording in ms, where known."""

    question_id: str
    text: str
    language: str
    listed_after: bool
    answered: bool
    heard: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that something may be."""

    question: Question
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """What something was found to be.

    `method` is null where nothing is sure; `likely` tells whether a person should look.
    `best` are the likest questions, the first first.
    """

    method: MatchMethod | None
    likely: bool
    best: tuple[Candidate, ...]


#: What is like nothing.
NO_MATCH = Match(None, likely=False, best=())


class Matcher:
    """The questions of one session."""

    def __init__(self, questions: Sequence[Question], *, semantic: bool) -> None:
        """Take the questions; `semantic` needs the extra of that name."""
        self._questions = tuple(questions)
        self._wording = Wording([Worded(one.text, one.language) for one in questions])
        texts = [one.text for one in questions]
        self._meanings = embed(texts) if semantic and texts else None

    def match(self, text: Worded) -> Match:
        """What a text is."""
        if not self._questions:
            return NO_MATCH
        match = self._worded(self._wording.scores(text))
        if match.method or self._meanings is None:
            return match
        return self._meant(self._meanings @ embed([text.text])[0], likely=match.likely)

    def _worded(self, scores: Mapping[int, float]) -> Match:
        best = self._best(scores)
        score = best[0].score if best else 0.0
        if score == 1:
            return Match(MatchMethod.EXACT, likely=True, best=best)
        if score >= _WORDED:
            return Match(MatchMethod.WORDING, likely=True, best=best)
        return Match(None, likely=score >= _LIKELY_WORDED, best=best)

    def _meant(
        self, scores: np.ndarray[tuple[int], np.dtype[np.float32]], *, likely: bool
    ) -> Match:
        best = self._best({at: float(score) for at, score in enumerate(scores)})
        score = best[0].score if best else 0.0
        ahead = score - best[1].score if len(best) > 1 else 0.0
        if ahead >= _AHEAD and score + ahead >= _MEANT_AHEAD:
            return Match(MatchMethod.MEANING, likely=True, best=best)
        return Match(None, likely=likely or score >= _LIKELY_MEANT, best=best)

    def _best(self, scores: Mapping[int, float]) -> tuple[Candidate, ...]:
        """The likest questions, of equal ones the first in the record first."""
        ranked = sorted((-score, at) for at, score in scores.items() if score > 0)
        return tuple(
            Candidate(self._questions[at], min(round(-score, 4), 1.0))
            for score, at in ranked[:_SHOWN]
        )
