"""What the links look at: every question, and how much a word tells."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from pipeline.clues.asked import Asked
from pipeline.enrich.content_words import is_generic

_GENERIC = 0.3


@dataclass(frozen=True)
class Records:
    """All questions, the earliest first, and in how many of them or their answers a stem is."""

    asked: tuple[Asked, ...]
    spread: Mapping[str, int]

    @classmethod
    def of(cls, questions: Iterable[Asked]) -> "Records":
        """The records of questions, whatever their order."""
        asked = sorted(questions, key=lambda question: (question.day, question.question_id))
        return cls(tuple(asked), Counter(stem for question in asked for stem in question.matter))

    def weight(self, stem: str) -> float:
        """How much a stem tells: the rarer, the more; a generic one little."""
        if stem not in self._weights:
            rarity = log((len(self.asked) + 2) / (self.spread.get(stem, 0) + 0.5))
            self._weights[stem] = rarity * (_GENERIC if is_generic(stem) else 1.0)
        return self._weights[stem]

    def weigh(self, stems: frozenset[str]) -> float:
        """The weights of some stems together; added in their order, so that sums repeat."""
        return sum(map(self.weight, sorted(stems)))

    def weigh_often(self, stems: frozenset[str]) -> float:
        """The same, kept for the next time."""
        if stems not in self._sums:
            self._sums[stems] = self.weigh(stems)
        return self._sums[stems]

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {}

    @cached_property
    def _sums(self) -> dict[frozenset[str], float]:
        return {}
