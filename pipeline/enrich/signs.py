"""What a clause shows: by the phrase rules, and by the sentence model where they say nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.enrich.clauses import Clause, clauses
from pipeline.enrich.rules import Phrases, Rule
from pipeline.enrich.sentence_model import load_model
from schemas.words import AnswerKind, FollowUpKind, Outcome

MODEL = "model"
_LETTERS = re.compile(r"[^\W\d_]{2}")
# what only limits or colours what else is said
PART, EXAMPLE, AFFIRMED, COURTESY = "part", "example", "affirmed", "courtesy"

# what the model's labels show
_SHOWN = {
    "defers": Outcome.DEFERRED,
    "declines": Outcome.DECLINED,
    "out_of_scope": Outcome.OUT_OF_SCOPE,
    "not_known": Outcome.NOT_KNOWN,
    "none": COURTESY,
}
_ACTS = (*_SHOWN, "substance")
_PROMISED = {f"p:{kind}": kind for kind in FollowUpKind}
# the least score that counts: log-odds, 0 is as likely as not
_EVASION, _DEFERRAL, _PART = -0.4, 0.0, 0.0
_PROMISE, _PROMISED_REPLY, _FAINT = 0.0, -0.9, -1.8
# from here on a deferral counts beside a remark
_STRONG = 1.4


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


def read_signs(sentences: Sequence[str], phrases: Phrases | None) -> tuple[tuple[Shown, ...], ...]:
    """The clauses of each sentence with what they show.

    The model is silent where a rule silences or shows something, and adds no second promise to
    a rule's.
    """
    parts = [_clauses(sentence, phrases) for sentence in sentences]
    texts = [
        sentence[clause.start : clause.end]
        for sentence, of in zip(sentences, parts, strict=True)
        for clause in of
    ]
    scores = load_model().scores([*sentences, *texts])
    alone = iter(scores[len(sentences) :])
    return tuple(
        tuple(
            Shown(clause, tuple(_signs(clause, phrases, _mean(whole, next(alone)))))
            for clause in of
        )
        for of, whole in zip(parts, scores, strict=False)
    )


def _mean(whole: Mapping[str, float], alone: Mapping[str, float]) -> Mapping[str, float]:
    """The scores of a clause: halfway between its own and its sentence's."""
    return {label: (score + alone[label]) / 2 for label, score in whole.items()}


def _clauses(sentence: str, phrases: Phrases | None) -> Sequence[Clause]:
    if phrases is None:
        return (Clause(0, len(sentence), len(sentence.split()), sentence),)
    return tuple(clauses(sentence, phrases))


def _signs(clause: Clause, phrases: Phrases | None, scores: Mapping[str, float]) -> Iterator[Sign]:
    rules = phrases.spoken(clause.heard) if phrases else ()
    if rules is None:
        return
    for rule in rules:
        yield Sign(rule.rule_id, rule.shows, rule.strong, rule.kind, rule.minor)
    if not _LETTERS.search(clause.heard):
        return
    act = max(_ACTS, key=lambda label: scores[label])
    least = _DEFERRAL if act == "defers" else _EVASION
    if act in _SHOWN and scores[act] >= least and not rules:
        yield Sign(MODEL, _SHOWN[act], strong=scores[act] >= _STRONG)
    if scores["part"] >= _PART:
        yield Sign(MODEL, PART)
    promise = max(_PROMISED, key=lambda label: scores[label])
    if scores[promise] >= _FAINT and not any(map(_speaks_of_doing, rules)):
        sure = scores[promise] >= (_PROMISED_REPLY if act == "defers" else _PROMISE)
        yield Sign(MODEL, kind=_PROMISED[promise], faint=not sure)


def _speaks_of_doing(rule: Rule) -> bool:
    """Whether a rule says who is to do something: a promise, or the asker sent elsewhere."""
    return rule.kind is not None or rule.shows == AnswerKind.REFERRAL
