"""Which place each question gets, all questions together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.enrich.recording.evidence import Evidence
from pipeline.enrich.recording.spans import Span, best_span
from pipeline.enrich.recording.timeline import Timeline

_CANDIDATES = 12
_APART = 40  # words between two places
_ELSEWHERE = 120  # words from which on a place is another one, not the same less exactly
_ORDER = 2.0  # what a step back costs in nats, where the notes keep the order
_SAME_PLACE, _CLASH = 40, 5.0  # two questions are not asked within so many words
_SURE = 2.0
_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a question may be, and what of it is heard there, without speakers."""

    span: Span
    heard: float

    @property
    def word(self) -> int:
        """The first word."""
        return self.span.begins


@dataclass(frozen=True, slots=True)
class Choice:
    """The place of a question, and how much likelier it is than the next best, in nats."""

    candidate: Candidate
    margin: float


def candidates(line: Timeline, evidence: Evidence) -> tuple[Candidate, ...]:
    """The best places of a question."""
    curve = evidence.curve.copy()
    apart = max(1, _APART // evidence.stride)
    found: dict[int, Candidate] = {}
    for _ in range(_CANDIDATES):
        cell = int(np.argmax(curve))
        if curve[cell] <= 0:
            break
        curve[max(0, cell - apart) : cell + apart + 1] = 0
        span = best_span(line, evidence, cell * evidence.stride)
        if span.begins not in found or found[span.begins].span.nats < span.nats:
            begins = span.begins // evidence.stride
            heard = float(evidence.words[max(0, begins - 1) : begins + 3].max())
            found[span.begins] = Candidate(span, heard)
    return tuple(found.values())


def choose(
    line: Timeline, options: Sequence[Sequence[Candidate]], replies: Sequence[int]
) -> list[Choice | None]:
    """A candidate for each question that has any.

    `replies` numbers the questions; those with equal numbers share a reply, and may be asked
    in one breath. The order of the notes counts for as much as the surest questions keep it.
    """
    board = _Board(len(line), options, replies)
    for _ in range(_SWEEPS):
        if not board.improve():
            break
    return [board.choice(place) for place in range(len(options))]


class _Board:
    """The candidate of each question that is chosen at present."""

    def __init__(
        self, size: int, options: Sequence[Sequence[Candidate]], replies: Sequence[int]
    ) -> None:
        self._size = size
        self._options = options
        self._replies = replies
        self._chosen = [
            max(option, key=lambda candidate: candidate.span.nats) if option else None
            for option in options
        ]
        self._order = _ORDER * self._orderliness()

    def improve(self) -> bool:
        """Give each question its best candidate in the light of the others; whether any moved."""
        before = list(self._chosen)
        for place, option in enumerate(self._options):
            if option:
                nats = self._nats(place)
                self._chosen[place] = option[nats.index(max(nats))]
        return self._chosen != before

    def choice(self, place: int) -> Choice | None:
        """What is chosen for a question, and its distance to the next best elsewhere."""
        chosen = self._chosen[place]
        if chosen is None:
            return None
        option, nats = self._options[place], self._nats(place)
        pairs = list(zip(option, nats, strict=True))
        others = [value for other, value in pairs if abs(other.word - chosen.word) > _ELSEWHERE]
        return Choice(chosen, nats[option.index(chosen)] - max(others, default=0.0))

    def _nats(self, place: int) -> list[float]:
        """How likely each candidate of a question is, the places of all others given."""
        before = next((c for c in reversed(self._chosen[:place]) if c), None)
        after = next((c for c in self._chosen[place + 1 :] if c), None)
        others = [
            c.word
            for at, c in enumerate(self._chosen)
            if c and self._replies[at] != self._replies[place]
        ]
        return [
            candidate.span.nats
            - self._order * (self._step(before, candidate) + self._step(candidate, after))
            - _CLASH * any(abs(word - candidate.word) < _SAME_PLACE for word in others)
            for candidate in self._options[place]
        ]

    def _step(self, first: Candidate | None, second: Candidate | None) -> float:
        """What it costs to go on from one place to the next: nothing close behind, at most 1."""
        if first is None or second is None:
            return 0.0
        step = 2 * (second.word - first.word) / self._size
        return min(1.0, step) if step >= 0 else 1.0

    def _orderliness(self) -> float:
        """How far the notes keep the order of the recording, by the questions that are sure."""
        choices = [self._alone(place) for place in range(len(self._options))]
        sure = [c.candidate.word for c in choices if c and c.margin > _SURE]
        forward = sum(first < second for first, second in pairwise(sure))
        share = (forward + 1) / (max(len(sure) - 1, 0) + 2)
        return max(0.0, 2 * share - 1)

    def _alone(self, place: int) -> Choice | None:
        """What is chosen for a question by itself."""
        chosen = self._chosen[place]
        if chosen is None:
            return None
        elsewhere = [c for c in self._options[place] if abs(c.word - chosen.word) > _ELSEWHERE]
        return Choice(chosen, chosen.span.nats - max((c.span.nats for c in elsewhere), default=0.0))
