"""What happened to a question: outcome, basis and status, by the codebook's rules.

The phrases are in `outcome.yaml`; this module holds the order in which the codebook lets
them speak. Every verdict names the sentences that it rests on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.enrich.rules import Hit, Rule, load_rules
from pipeline.extract.record import Answer, Question
from pipeline.extract.sentences import sentences
from pipeline.readers.traced import Traced
from schemas.words import AnswerKind, DeferralBasis, Mode, Outcome, Status

# an answer with fewer other words than this says nothing beside its disclaimer
_LITTLE = 6
# what only limits or illustrates what else is said
_PART, _EXAMPLE = _LIMITS = ("part", "example")
# "I don't know, but the book says that …" goes on to speak of the substance
_TURN = re.compile(r",? \bbut\b ", re.IGNORECASE)
# after "I don't know" or a refusal, a remark of one or two sentences is still no answer
_A_REMARK = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer read for what it shows: the rules that spoke, and the words left over."""

    answer: Answer
    hits: tuple[Hit, ...]
    other_words: int

    def shows(self, what: str) -> tuple[Hit, ...]:
        """The hits that show one thing."""
        return tuple(hit for hit in self.hits if hit.rule.shows == what)

    @property
    def deferrals(self) -> tuple[Hit, ...]:
        """The hits that put the substance off; weak ones only if little else is said."""
        return tuple(
            hit
            for hit in self.shows(Outcome.DEFERRED)
            if hit.rule.strong or self.other_words < _LITTLE
        )

    @property
    def is_substantive(self) -> bool:
        """Whether the answer speaks to the question beside what the rules caught."""
        evades = self.shows(Outcome.NOT_KNOWN) or self.shows(Outcome.DECLINED)
        return self.other_words >= (_A_REMARK if evades else _LITTLE)

    @property
    def kind(self) -> AnswerKind:
        """What the answer does."""
        if self.other_words < _LITTLE and self.deferrals:
            return AnswerKind.HOLDING
        if self.other_words < _LITTLE and self.shows(AnswerKind.REFERRAL):
            return AnswerKind.REFERRAL
        return AnswerKind.SUBSTANTIVE


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a question; `evidence` are verbatim sentences of its answers."""

    outcome: Outcome
    status: Status
    basis: DeferralBasis | None = None
    evidence: tuple[Traced, ...] = ()


def read_answer(answer: Answer, language: str) -> Reading:
    """Let every rule speak on every sentence of an answer."""
    hits: list[Hit] = []
    other_words = 0
    for paragraph in answer.paragraphs:
        for sentence in sentences(paragraph, language):
            spoke = _spoke(sentence.text, language)
            hits += (Hit(rule, sentence) for rule in spoke)
            other_words += _other_words(sentence.text, spoke, language)
    return Reading(answer, tuple(hits), other_words)


def _spoke(said: str, language: str) -> list[Rule]:
    return [rule for rule in load_rules("outcome", language) if rule.speaks(said)]


def _other_words(sentence: str, spoke: Sequence[Rule], language: str) -> int:
    """The words beside what the rules caught: of a caught sentence, its other half."""
    if all(rule.shows in _LIMITS for rule in spoke):
        return len(sentence.split())
    halves = _TURN.split(sentence)
    free = [half for half in halves if not _spoke(half, language)]
    return sum(len(half.split()) for half in free) if len(free) < len(halves) else 0


def judge(question: Question, readings: Sequence[Reading]) -> Verdict:
    """The outcome and status of a question, from the readings of its answers in order."""
    written = [r for r in readings if r.answer.mode is Mode.WRITTEN and r.is_substantive]
    if question.listed_after:
        status = Status.ANSWERED if written else Status.OPEN
        return Verdict(Outcome.DEFERRED, status, DeferralBasis.LISTED_AFTER)
    if not readings:
        return Verdict(Outcome.UNANSWERED, Status.UNANSWERED)
    deferrals = _standing_deferrals(readings)
    if deferrals:
        status = _deferred_status(readings, deferrals, replied=bool(written))
        evidence = tuple(hit.sentence for hit in deferrals)
        return Verdict(Outcome.DEFERRED, status, DeferralBasis.PROMISED, evidence)
    return _judge_undeferred(readings)


def _standing_deferrals(readings: Sequence[Reading]) -> tuple[Hit, ...]:
    """The deferrals that no later live answer of somebody else has overtaken."""
    standing: tuple[Hit, ...] = ()
    for reading in readings:
        if reading.answer.mode is Mode.WRITTEN:
            continue
        if reading.deferrals:
            standing += reading.deferrals
        elif reading.is_substantive and not reading.hits:
            standing = ()
    return standing


def _deferred_status(
    readings: Sequence[Reading], deferrals: Sequence[Hit], *, replied: bool
) -> Status:
    if replied:
        return Status.ANSWERED
    limited = _limited(readings, [hit.sentence for hit in deferrals])
    answered = any(r.is_substantive for r in readings)
    return Status.PARTLY_ANSWERED if limited and answered else Status.OPEN


def _judge_undeferred(readings: Sequence[Reading]) -> Verdict:
    if partly := _partly(readings):
        return Verdict(Outcome.PARTLY_ANSWERED, Status.PARTLY_ANSWERED, evidence=partly)
    silent = not any(r.is_substantive for r in readings)
    if silent and (refused := _evidence(readings, Outcome.DECLINED)):
        return Verdict(Outcome.DECLINED, Status.DECLINED, evidence=refused)
    disclaimed = _evidence(readings, Outcome.OUT_OF_SCOPE)
    if disclaimed and not _somebody_else_answered(readings):
        return Verdict(Outcome.OUT_OF_SCOPE, Status.OUT_OF_SCOPE, evidence=disclaimed)
    if silent and (unknown := _evidence(readings, Outcome.NOT_KNOWN)):
        return Verdict(Outcome.NOT_KNOWN, Status.NOT_KNOWN, evidence=unknown)
    if silent and (sent_away := _evidence(readings, AnswerKind.REFERRAL)):
        return Verdict(Outcome.OUT_OF_SCOPE, Status.OUT_OF_SCOPE, evidence=sent_away)
    return Verdict(Outcome.ANSWERED, Status.ANSWERED)


def _partly(readings: Sequence[Reading]) -> tuple[Traced, ...]:
    """The sentences that leave a part of the question open while another is answered."""
    if stated := _evidence(readings, Outcome.PARTLY_ANSWERED):
        return stated
    refused = _evidence(readings, Outcome.DECLINED)
    examples = set(_evidence(readings, _EXAMPLE)) - set(refused)
    words = sum(r.other_words for r in readings)
    if refused and examples and words - sum(map(_length, examples)) < _A_REMARK:
        return refused
    evaded = (*refused, *_evidence(readings, Outcome.OUT_OF_SCOPE))
    evaded += _evidence(readings, Outcome.NOT_KNOWN)
    return _limited(readings, evaded) if words >= _LITTLE else ()


def _length(sentence: Traced) -> int:
    return len(sentence.text.split())


def _limited(readings: Sequence[Reading], said: Sequence[Traced]) -> tuple[Traced, ...]:
    """Those of some sentences that speak of a part of the question only."""
    limits = _evidence(readings, _PART)
    return tuple(sentence for sentence in said if sentence in limits)


def _evidence(readings: Sequence[Reading], what: str) -> tuple[Traced, ...]:
    return tuple(hit.sentence for reading in readings for hit in reading.shows(what))


def _somebody_else_answered(readings: Sequence[Reading]) -> bool:
    """Whether a respondent who did not disclaim the question spoke to its substance."""
    return any(r.is_substantive and not r.shows(Outcome.OUT_OF_SCOPE) for r in readings)
