"""What happened to a question: outcome, basis and status, by the codebook's rules.

What clauses show comes from `signs.py`; this module holds the order in which the codebook lets
them speak, and `opinion.py` where the model is heard beside them. Every verdict names the
sentences that it rests on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.enrich.exchange_model import Heard
from pipeline.enrich.opinion import second_opinion
from pipeline.enrich.readings import (
    LITTLE,
    REMARK,
    Hit,
    Reading,
    read_answer,
    read_exchange,
    read_exchanges,
)
from pipeline.enrich.rules import load_phrases, plainly
from pipeline.enrich.signs import EXAMPLE, PART
from pipeline.enrich.verdict import Verdict
from pipeline.extract.record import Question
from schemas.words import AnswerKind, DeferralBasis, Mode, Outcome, Status

__all__ = ["Reading", "Verdict", "judge", "read_answer", "read_exchange", "read_exchanges"]

# with fewer words nobody overtakes what another has put off
_REPLY = 12
# in a longer answer, a disclaimer behind the substance is an aside
_SHORT = 60
_EVASIONS = (Outcome.DECLINED, Outcome.OUT_OF_SCOPE, Outcome.NOT_KNOWN)


def judge(question: Question, readings: Sequence[Reading], heard: Heard | None = None) -> Verdict:
    """The outcome and status of a question, from the readings of its answers in order.

    `heard` is what the model hears in the whole exchange; without it the rules decide alone.
    """
    ruled = _ruled(question, readings)
    if heard is None or question.listed_after or not readings:
        return ruled
    opinion = second_opinion(question, readings, heard, ruled)
    if opinion.outcome is Outcome.DEFERRED and opinion is not ruled:
        return replace(opinion, status=_deferred_status(question, readings, ()))
    return opinion


def _ruled(question: Question, readings: Sequence[Reading]) -> Verdict:
    if question.listed_after:
        status = Status.ANSWERED if _written(readings) else Status.OPEN
        return Verdict(Outcome.DEFERRED, status, DeferralBasis.LISTED_AFTER)
    if not readings:
        return Verdict(Outcome.UNANSWERED, Status.UNANSWERED)
    if deferrals := _standing_deferrals(question, readings):
        status = _deferred_status(question, readings, deferrals)
        return _verdict(Outcome.DEFERRED, status, deferrals, DeferralBasis.PROMISED)
    return _judge_undeferred(question, readings)


def _written(readings: Sequence[Reading]) -> bool:
    """Whether a written answer speaks to the question."""
    return any(r.answer.mode is Mode.WRITTEN and r.addresses for r in readings)


def _standing_deferrals(question: Question, readings: Sequence[Reading]) -> tuple[Hit, ...]:
    """The deferrals that no later live answer of somebody else has overtaken.

    A remark overtakes nothing where the question asks for several things.
    """
    if not any(reading.deferrals for reading in readings):
        return ()
    enough = REMARK if _asks_several(question, readings) else _REPLY
    standing: tuple[Hit, ...] = ()
    for reading in readings:
        if reading.answer.mode is Mode.WRITTEN:
            continue
        if reading.deferrals:
            standing += reading.deferrals
        elif reading.other_words >= enough and not _evasions(reading):
            standing = ()
    return standing


def _deferred_status(
    question: Question, readings: Sequence[Reading], deferrals: Sequence[Hit]
) -> Status:
    """Of a deferred question: answered by a reply, else perhaps a part of it at once."""
    if _written(readings):
        return Status.ANSWERED
    several = _asks_several(question, readings) or _limited(readings, deferrals) != ()
    answered = any(hit.before > 0 for hit in deferrals) or any(r.is_substantive for r in readings)
    return Status.PARTLY_ANSWERED if several and answered else Status.OPEN


def _judge_undeferred(question: Question, readings: Sequence[Reading]) -> Verdict:
    """The first outcome, in the codebook's order, for which some hits speak."""
    silent = () if any(reading.addresses for reading in readings) else readings
    found: tuple[tuple[Outcome, Sequence[Hit]], ...] = (
        (Outcome.PARTLY_ANSWERED, _partly(question, readings)),
        (Outcome.DECLINED, _all(silent, Outcome.DECLINED)),
        (Outcome.OUT_OF_SCOPE, _disclaimers(readings)),
        (Outcome.NOT_KNOWN, _all(silent, Outcome.NOT_KNOWN)),
        (Outcome.OUT_OF_SCOPE, _all(silent, AnswerKind.REFERRAL)),
        (Outcome.UNANSWERED, _all(silent, Outcome.UNANSWERED)),
    )
    for outcome, hits in found:
        if hits:
            return _verdict(outcome, Status(outcome.value), hits)
    return Verdict(Outcome.ANSWERED, Status.ANSWERED)


def _disclaimers(readings: Sequence[Reading]) -> Sequence[Hit]:
    """What says that the question is for others, where nobody else answers it."""
    if _somebody_else_answered(readings):
        return ()
    return [hit for r in readings for hit in r.shows(Outcome.OUT_OF_SCOPE) if _leads(hit, r)]


def _verdict(
    outcome: Outcome, status: Status, hits: Sequence[Hit], basis: DeferralBasis | None = None
) -> Verdict:
    """What rests on some hits, with their sentences as its evidence."""
    return Verdict(outcome, status, basis, tuple(dict.fromkeys(h.sentence for h in hits)))


def _leads(hit: Hit, reading: Reading) -> bool:
    """Whether a disclaimer stands before the substance, or takes up much of the answer."""
    return hit.before < REMARK or reading.other_words < _SHORT


def _partly(question: Question, readings: Sequence[Reading]) -> Sequence[Hit]:
    """The hits that leave a part of the question open while another is answered."""
    if stated := _all(readings, Outcome.PARTLY_ANSWERED):
        return stated
    words = sum(r.other_words for r in readings)
    left_out = [hit for hit in _all(readings, Outcome.UNANSWERED) if hit.before > 0]
    if left_out and words < _SHORT:
        return left_out
    evasions = [hit for reading in readings for hit in _evasions(reading)]
    if not evasions or len({r.answer.attribution for r in readings if r.other_words}) > 1:
        return ()
    if words >= LITTLE and (limited := _limited(readings, evasions)):
        return limited
    behind = [hit for hit in evasions if hit.before > 0]
    if behind and words < _SHORT and _asks_several(question, readings):
        return behind
    refused, examples = _all(readings, Outcome.DECLINED), _all(readings, EXAMPLE)
    return refused if examples and words < _SHORT else ()


def _evasions(reading: Reading) -> tuple[Hit, ...]:
    return tuple(hit for what in _EVASIONS for hit in reading.shows(what))


def _asks_several(question: Question, readings: Sequence[Reading]) -> bool:
    """Whether the question asks for more than one thing."""
    phrases = load_phrases(readings[0].language)
    return phrases is not None and phrases.compound.search(plainly(question.text.text)) is not None


def _limited(readings: Sequence[Reading], hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Those hits whose sentence speaks of a part of the question only."""
    limits = {hit.sentence for hit in _all(readings, PART)}
    return tuple(hit for hit in hits if hit.sentence in limits)


def _all(readings: Sequence[Reading], what: str) -> tuple[Hit, ...]:
    """The hits of every answer that show one thing."""
    return tuple(hit for reading in readings for hit in reading.shows(what))


def _somebody_else_answered(readings: Sequence[Reading]) -> bool:
    """Whether a respondent who did not disclaim the question spoke to its substance."""
    return any(r.is_substantive and not r.shows(Outcome.OUT_OF_SCOPE) for r in readings)
