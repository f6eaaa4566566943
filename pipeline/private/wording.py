"""How alike in wording something that was sent in is to the questions of one session.

Words are compared by their stems and weighed by their rarity among the session's questions, so
that a match in one session never depends on another. A mail says more than the notes keep of it:
what counts most is how much of the question it holds.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from rapidfuzz.fuzz import token_set_ratio

from pipeline.enrich.content_words import content_words, is_generic, words

_GENERIC = 0.4
_UNKNOWN = 1.0  # occurrences of a stem that no question holds
# the parts of the score: how much of the question is in the text, of the text in the question,
# and the wording as a whole
_OF_QUESTION, _OF_TEXT, _WORDING = 0.6, 0.15, 0.25
_FEW = 2  # stems that two texts have to share, where both have them


def normal(text: str) -> str:
    """The words of a text alone: texts of the same words are the same."""
    return " ".join(words(text))


class Wording:
    """The questions of one session, to be compared with."""

    def __init__(self, questions: Sequence[tuple[str, str]]) -> None:
        """Take questions as pairs of a text and its language."""
        self._normal = [normal(text) for text, _ in questions]
        self._stems = [frozenset(content_words(text, language)) for text, language in questions]
        spread = Counter(stem for stems in self._stems for stem in stems)
        self._weights: Mapping[str, float] = {
            stem: self._rarity(stem, count) for stem, count in spread.items()
        }
        self._whole = [self._weigh(stems) for stems in self._stems]

    def scores(self, text: str, language: str) -> list[float]:
        """How alike a text is to each question: 0 to 1, and 1 only where the words are the same."""
        plain = normal(text)
        stems = frozenset(content_words(text, language))
        whole = self._weigh(stems)
        return [self._score(plain, stems, whole, at) for at in range(len(self._stems))]

    def _score(self, plain: str, stems: frozenset[str], whole: float, at: int) -> float:
        if plain == self._normal[at]:
            return 1.0
        shared = stems & self._stems[at]
        if len(shared) < min(_FEW, len(self._stems[at])) or not shared:
            return 0.0
        common = self._weigh(shared)
        of_question = common / self._whole[at]
        of_text = common / whole
        wording = token_set_ratio(plain, self._normal[at]) / 100
        return min(_OF_QUESTION * of_question + _OF_TEXT * of_text + _WORDING * wording, 0.999)

    def _weigh(self, stems: frozenset[str]) -> float:
        # added in one order, so that sums repeat
        return sum(self._weight(stem) for stem in sorted(stems))

    def _weight(self, stem: str) -> float:
        return self._weights.get(stem) or self._rarity(stem, _UNKNOWN)

    def _rarity(self, stem: str, count: float) -> float:
        rarity = log((len(self._stems) + 2) / (count + 0.5))
        return rarity * (_GENERIC if is_generic(stem) else 1.0)
