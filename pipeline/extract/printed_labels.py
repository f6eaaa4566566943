"""The labels of a record taken together: how often each stands there, and in which spellings."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.full_names import fold
from pipeline.extract.held_offices import office
from pipeline.extract.labels import Label

_FEWEST_POSTS = 3
_FEWEST_AGAIN = 2  # turns of somebody whose name is written small
_FEWEST_OF_MANY = 1.5  # such turns, on average, where three people or more have several
_FEWEST_APART = 3  # people whose names a dash sets apart, and turns of each
_FEWEST_BESIDE = 4  # turns of such a one, and of those beside whose names are not


@dataclass(frozen=True)
class PrintedLabels:
    """All labels of a record in its order."""

    labels: tuple[Label, ...]

    def heads_turns(self, label: Label, number: int = 1) -> bool:
        """Whether a label heads so many turns, as the names of speakers do."""
        return self._counts[label.names] >= number

    def is_also_spelt_small(self, name: str) -> bool:
        """Whether a name in capitals is elsewhere written as others are."""
        return fold(name) in self._spelt_small

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Every printed name, folded → its first spelling."""
        names = [name for label in self.labels for name in label.names]
        return {fold(name): name for name in reversed(names)}

    @cached_property
    def are_of_chat(self) -> bool:
        """Whether there are enough heads of messages for a copied chat."""
        return sum(label.posts and label.unsure for label in self.labels) >= _FEWEST_POSTS

    @cached_property
    def small_names(self) -> frozenset[str]:
        """Names that are written small before what several people say in turns.

        Words before a colon are seldom the same; whoever speaks does so again, beside others
        written small, or at least as often beside those who are not; or several are these.
        """
        small = Counter(one.printed for one in self.labels if one.small)
        often = frozenset(name for name, turns in small.items() if turns >= _FEWEST_AGAIN)
        mostly = small.total() >= _FEWEST_AGAIN * len(small)
        many = small.total() >= _FEWEST_OF_MANY * len(small) and len(often) >= _FEWEST_APART
        if (mostly and len(often) > 1) or many:
            return frozenset(small)
        sure = [one for one in self.labels if not one.unsure]
        named = {fold(one.printed) for one in sure}
        enough = len(sure) >= _FEWEST_BESIDE
        again = (one for one in often if enough and small[one] >= _FEWEST_BESIDE)
        known = [one for one in small if fold(one) in named]
        return frozenset((*again, *(known if len(known) > 1 else ())))

    @cached_property
    def speakers_apart(self) -> frozenset[str]:
        """Names that are surely labels, though they might be the words' own beginning."""
        return self.small_names | self.set_apart

    @cached_property
    def set_apart(self) -> frozenset[str]:
        """Names that a dash or the like sets apart before what several people say in turns.

        Other words set apart so are seldom the same.
        """
        apart = Counter(one.printed for one in self.labels if one.unsure and not one.small)
        often = [name for name, turns in apart.items() if turns >= _FEWEST_APART]
        mostly = sum(apart[name] for name in often) * 2 >= apart.total()
        return frozenset(apart if mostly and len(often) >= _FEWEST_APART else ())

    @cached_property
    def titled(self) -> Mapping[str, frozenset[str]]:
        """Whom labels give an office beside the name: `The Minister for Works (Ana Lima):`."""
        titled: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for label in self.labels:
            if label.title and label.names and not label.office:
                held = office(label.title) or label.title
                titled[held.casefold()] |= {label.names[0]}
        return titled

    @cached_property
    def shortened(self) -> Mapping[str, str]:
        """A first letter → the one name that it stands for in all turns behind that name's."""
        letters: dict[str, int] = {}
        last: dict[str, int] = {}
        for at, label in enumerate(self.labels):
            if label.names and not (label.team or label.office or label.asks):
                name = label.names[0]
                if len(name) == 1:
                    letters.setdefault(name, at)
                else:
                    last[name] = at
        meant = {
            letter: [name for name, at in last.items() if name[0] == letter] for letter in letters
        }
        return {
            letter: names[0]
            for letter, names in meant.items()
            if len(names) == 1 and last[names[0]] < letters[letter]
        }

    @cached_property
    def _counts(self) -> Counter[tuple[str, ...]]:
        return Counter(label.names for label in self.labels)

    @cached_property
    def _spelt_small(self) -> frozenset[str]:
        spelt = (name for label in self.labels for name in label.names)
        return frozenset(fold(name) for name in spelt if not name.isupper())
