"""How alike in wording something that was sent in is to the questions of one session.

Words are compared by their stems and weighed by their rarity among the session's questions, so
that a match in one session never depends on another. A mail says more than the notes keep of it:
what counts most is how much of the question it holds.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from rapidfuzz.fuzz import token_set_ratio

from pipeline.enrich.content_words import content_words, is_generic, words
from pipeline.private.veil import Veiled

_GENERIC = 0.4
_UNKNOWN = 1.0  # occurrences of a stem that no question holds
# the parts of the score: how much of the question is in the text, of the text in the question,
# and the wording as a whole
_OF_QUESTION, _OF_TEXT, _WORDING = 0.6, 0.15, 0.25
_FEW = 2  # stems that two texts have to share, where both have them


def normal(text: str) -> str:
    """The words of a text alone: texts of the same words are the same."""
    return " ".join(words(text))


@dataclass(frozen=True, repr=False)
class Worded(Veiled):
    """A text to be compared with many others; what is asked of it is worked out once."""

    text: str
    language: str

    @cached_property
    def plain(self) -> str:
        """Its words alone."""
        return normal(self.text)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words that carry what it is about, each once, sorted."""
        return tuple(sorted(set(content_words(self.text, self.language))))


class Wording:
    """The questions of one session, to be compared with."""

    def __init__(self, questions: Sequence[Worded]) -> None:
        """Take questions."""
        self._questions = tuple(questions)
        self._holding: dict[str, list[int]] = defaultdict(list)
        self._same: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(questions):
            self._same[one.plain].append(at)
            for stem in one.stems:
                self._holding[stem].append(at)
        self._weights: Mapping[str, float] = {
            stem: self._rarity(stem, len(holding)) for stem, holding in self._holding.items()
        }
        self._whole = [self._weigh(one.stems) for one in questions]

    def scores(self, text: Worded) -> Mapping[int, float]:
        """How alike a text is to the questions it is like at all, by their places.

        A score is above 0 and at most 1, which it is only where the words are the same.
        """
        shared = self._shared(text)
        whole = self._weigh(text.stems) if shared else 0.0
        scores = {at: self._score(text, whole, at, stems) for at, stems in shared.items()}
        return scores | dict.fromkeys(self._same.get(text.plain, ()), 1.0)

    def _shared(self, text: Worded) -> Mapping[int, Sequence[str]]:
        """The stems that a text shares with each question, where they are enough."""
        shared: dict[int, list[str]] = defaultdict(list)
        for stem in text.stems:
            for at in self._holding.get(stem, ()):
                shared[at].append(stem)
        return {
            at: stems
            for at, stems in shared.items()
            if len(stems) >= min(_FEW, len(self._questions[at].stems))
        }

    def _score(self, text: Worded, whole: float, at: int, shared: Sequence[str]) -> float:
        common = self._weigh(shared)
        of_question = common / self._whole[at]
        of_text = common / whole
        wording = token_set_ratio(text.plain, self._questions[at].plain) / 100
        return min(_OF_QUESTION * of_question + _OF_TEXT * of_text + _WORDING * wording, 0.999)

    def _weigh(self, stems: Sequence[str]) -> float:
        # they are sorted, and so added in one order: sums repeat
        return sum(self._weights.get(stem) or self._rarity(stem, _UNKNOWN) for stem in stems)

    def _rarity(self, stem: str, count: float) -> float:
        rarity = log((len(self._questions) + 2) / (count + 0.5))
        return rarity * (_GENERIC if is_generic(stem) else 1.0)
