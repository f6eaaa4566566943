"""What the sentences of an answer show: clauses by the phrase rules, promises by the model, too."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from pipeline.enrich.clauses import Clause, clauses
from pipeline.enrich.rules import Phrases, Rule
from schemas.words import AnswerKind, FollowUpKind

MODEL = "model"
_LETTERS = re.compile(r"[^\W\d_]{2}")
# what only limits or colours what else is said
PART, EXAMPLE, AFFIRMED, COURTESY = "part", "example", "affirmed", "courtesy"

_PROMISED = {f"p:{kind}": kind for kind in FollowUpKind}
# the least probability of a promise, and of one that needs words about time beside it
_PROMISE, _FAINT = 0.85, 0.5


@dataclass(frozen=True, slots=True)
class Sign:
    """What is shown or promised, and by whose word: a rule's id, or `MODEL`.

    `shows`, `strong`, `kind` and `minor` are those of rules. A `faint` promise is one only where
    words about time stand beside it.
    """

    by: str
    shows: str | None = None
    strong: bool = False
    kind: str | None = None
    minor: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A clause of a sentence with its signs."""

    clause: Clause
    signs: tuple[Sign, ...]


def read_signs(
    sentences: Sequence[str],
    phrases: Phrases | None,
    heard: Sequence[Mapping[str, float]] = (),
) -> tuple[tuple[Shown, ...], ...]:
    """The clauses of each sentence with what they show.

    `heard` are the probabilities of the model's labels, sentence by sentence, as far as it
    listened. Its promise stands at the last clause that no rule silences, where no rule of the
    sentence says who is to do something.
    """
    labels = chain(heard, repeat({}))
    split = [_clauses(sentence, phrases) for sentence in sentences]
    every = [clause.heard for parts in split for clause in parts]
    spoken = iter(phrases.spoken(every) if phrases else repeat(()))
    return tuple(
        tuple(_shown([(clause, next(spoken)) for clause in parts], said))
        for parts, said in zip(split, labels, strict=False)
    )


def _shown(
    parts: Sequence[tuple[Clause, Sequence[Rule] | None]], labels: Mapping[str, float]
) -> Iterator[Shown]:
    """The clauses of a sentence, each with the rules that speak on it; null where one silences."""
    promise = tuple(_promise(labels))
    if any(_speaks_of_doing(rule) for _, rules in parts for rule in rules or ()):
        promise = ()
    open_to_it = [clause for clause, rules in parts if rules is not None and _says(clause)]
    for clause, rules in parts:
        signs = tuple(Sign(r.rule_id, r.shows, r.strong, r.kind, r.minor) for r in rules or ())
        yield Shown(clause, signs + promise if clause in open_to_it[-1:] else signs)


def _clauses(sentence: str, phrases: Phrases | None) -> Sequence[Clause]:
    if phrases is None:
        return (Clause(0, len(sentence), len(sentence.split()), sentence),)
    return tuple(clauses(sentence, phrases))


def _says(clause: Clause) -> bool:
    return _LETTERS.search(clause.heard) is not None


def promised(labels: Mapping[str, float]) -> dict[FollowUpKind, float]:
    """The probability of each kind of promise, from those of a sentence's labels; empty of none."""
    return {kind: labels[label] for label, kind in _PROMISED.items() if label in labels}


def likeliest(kinds: Mapping[FollowUpKind, float]) -> FollowUpKind | None:
    """The kind of promise that the model hears most of; null where it hears none."""
    return max(kinds, key=kinds.__getitem__, default=None)


def _promise(labels: Mapping[str, float]) -> Iterator[Sign]:
    """What the model hears promised in a sentence."""
    kinds = promised(labels)
    if (heard := max(kinds.values(), default=0)) >= _FAINT:
        yield Sign(MODEL, kind=likeliest(kinds), faint=heard < _PROMISE)


def _speaks_of_doing(rule: Rule) -> bool:
    """Whether a rule says who is to do something: a promise, or the asker sent elsewhere."""
    return rule.kind is not None or rule.shows == AnswerKind.REFERRAL
