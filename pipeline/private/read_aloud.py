"""Where in a recording something that was sent in is read aloud, word for word or nearly so.

Notes say a question in other words; whoever reads it out does not. So what was sent in is looked
for in what was said, and the question that the recording has at that place is the one it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from pipeline.enrich.content_words import content_words

_FEWEST = 5  # different words that say something; fewer may come together by chance
_SHARE = 0.75  # of what they say, at least, is heard; a machine mishears some, names most of all
_ROOM = 1.5  # words heard for each that was sent: people put in their own
_SLACK_MS = 5_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a recording, in ms, and the share of a text that is heard in it."""

    start_ms: int
    end_ms: int
    share: float

    def touches(self, start_ms: int, end_ms: int) -> bool:
        """Whether another stretch begins or goes on within this one, give or take."""
        return start_ms <= self.end_ms + _SLACK_MS and end_ms >= self.start_ms - _SLACK_MS


class Recording:
    """The words of a session's recordings that say something, each with its time."""

    def __init__(self, said: Iterable[tuple[str, int, int]], language: str) -> None:
        """Take utterances as texts with their start and end, in the order of time."""
        self._language = language
        self._times: list[int] = []
        self._places: dict[str, list[int]] = {}
        for text, start, end in said:
            stems = content_words(text, language)
            for at, stem in enumerate(stems):
                self._places.setdefault(stem, []).append(len(self._times))
                self._times.append(start + (end - start) * at // len(stems))

    def passage(self, text: str) -> Passage | None:
        """The place at which most of a text is heard; None where it is nowhere read aloud."""
        stems = content_words(text, self._language)
        wanted = {stem: self._weight(stem) for stem in sorted(set(stems))}
        if len(wanted) < _FEWEST:
            return None
        heard = sorted((at, stem) for stem in wanted for at in self._places.get(stem, ()))
        found = _densest(heard, wanted, round(len(stems) * _ROOM))
        if found is None or found[2] < _SHARE * sum(wanted.values()):
            return None
        first, last, share = found
        return Passage(self._times[first], self._times[last], share / sum(wanted.values()))

    def _weight(self, stem: str) -> float:
        return log((len(self._times) + 2) / (len(self._places.get(stem, ())) + 0.5))


def _densest(
    heard: Sequence[tuple[int, str]], weights: dict[str, float], room: int
) -> tuple[int, int, float] | None:
    """First and last word of the stretch of `room` words that holds most, and how much."""
    best: tuple[int, int, float] | None = None
    inside: dict[str, int] = {}
    held, first = 0.0, 0
    for at, stem in heard:
        inside[stem] = inside.get(stem, 0) + 1
        held += weights[stem] if inside[stem] == 1 else 0.0
        while at - heard[first][0] >= room:
            gone = heard[first][1]
            inside[gone] -= 1
            held -= weights[gone] if inside[gone] == 0 else 0.0
            first += 1
        if best is None or held > best[2] + 1e-9:
            best = heard[first][0], at, held
    return best
