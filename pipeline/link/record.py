"""What the links look at: every question, and how much a word tells."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, log

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

    def weigh(self, stems: Iterable[str]) -> float:
        """The weights of some stems together, the same in whatever order they are added."""
        return fsum(map(self.weights.__getitem__, stems))

    def weigh_often(self, stems: frozenset[str]) -> float:
        """The same, kept for the next time."""
        found = self._sums.get(stems)
        if found is None:
            found = self._sums[stems] = self.weigh(stems)
        return found

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much each stem tells: the rarer, the more; a generic one little."""
        return _Weights(self)

    @cached_property
    def _sums(self) -> dict[frozenset[str], float]:
        return {}


class _Weights(dict[str, float]):
    """Weights of stems, found when they are first asked for."""

    def __init__(self, records: Records) -> None:
        """No weight is known yet."""
        super().__init__()
        self._records = records

    def __missing__(self, stem: str) -> float:
        """The weight of a stem."""
        records = self._records
        rarity = log((len(records.asked) + 2) / (records.spread.get(stem, 0) + 0.5))
        weight = self[stem] = rarity * (_GENERIC if is_generic(stem) else 1.0)
        return weight
