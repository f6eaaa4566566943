"""Which texts are worth comparing: those that share rare words, found without trying all pairs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.link.record import Records

# a text is looked up by so many of its rarest stems, and a stem leads to so many texts: the
# last ones, so that what is near in time is found. Together they bound the cost of a text
_STEMS = 12
_POSTED = 64
_BEST = 24


class Candidates:
    """Texts by their stems; grows as the sessions go by. Each text is known by its number."""

    def __init__(self, records: Records) -> None:
        """Nothing is posted yet."""
        self._records = records
        self._posted: dict[str, list[int]] = defaultdict(list)

    def post(self, number: int, stems: Iterable[str]) -> None:
        """Make a text known by all its stems."""
        for stem in stems:
            posted = self._posted[stem]
            posted.append(number)
            if len(posted) >= 2 * _POSTED:
                del posted[:-_POSTED]

    def like(self, stems: Iterable[str]) -> Iterator[int]:
        """The numbers of the texts that share most of the weight of some stems, best first."""
        weights = self._records.weights
        rarest = sorted(stems, key=lambda stem: (-weights[stem], stem))[:_STEMS]
        shared: dict[int, float] = {}
        so_far = shared.get
        for stem in rarest:
            weight = weights[stem]
            for number in self._posted.get(stem, ())[-_POSTED:]:
                shared[number] = so_far(number, 0.0) + weight
        # most share little: only those that can be among the best are put in order
        least = min(sorted(shared.values())[-_BEST:], default=0.0)
        good = [(weight, number) for number, weight in shared.items() if weight >= least]
        return (number for _, number in sorted(good, reverse=True)[:_BEST])
