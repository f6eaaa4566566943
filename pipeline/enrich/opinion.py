"""Where the model is heard beside the phrase rules, and how sure it must be."""

from collections.abc import Sequence
from datetime import date

from pipeline.enrich.due import find_due
from pipeline.enrich.exchange_model import Heard
from pipeline.enrich.readings import LINK, LITTLE, REMARK, TELLING, Reading
from pipeline.enrich.rules import load_phrases, plainly
from pipeline.enrich.verdict import Verdict
from pipeline.extract.record import Question
from pipeline.readers.traced import Traced
from schemas.words import DeferralBasis, Mode, Outcome, OutcomeMethod, Status

# with less, what the rules found is as good as impossible: in English, which the encoder knows,
# and in more than a note of a few words ("Parked for now.")
_IMPOSSIBLE = 0.005
_KNOWN = "en"
# the least probability of what the rules did not find; of a deferral, which the model misses
# rather than invents, and of one in an answer of more words than `_BRIEF`, which puts off much
# beside the substance, too
_SURE, _DEFERRAL, _LONG_DEFERRAL = 0.5, 0.15, 0.85
_BRIEF = 40
_PART, _TELLS = 0.2, 0.5  # from here on a part is spoken of, and a sentence tells
_ANY_DAY = date(2000, 1, 1)  # whether a time is named does not hang on it


def second_opinion(
    question: Question, readings: Sequence[Reading], heard: Heard, ruled: Verdict
) -> Verdict:
    """What the rules found, unless the model speaks strongly for something else.

    Where they found something, it must be next to impossible; where they found nothing but an
    answer, the model may find what they did not foresee. Whether there was a reply at all it was
    not taught.
    """
    if ruled.outcome is Outcome.UNANSWERED:
        return ruled
    if ruled.outcome is not Outcome.ANSWERED and not _impossible(ruled, readings, heard):
        return ruled
    outcome = _believed(heard, readings)
    if outcome is Outcome.DEFERRED and _is_given(question, readings, heard):
        outcome = Outcome.ANSWERED
    if outcome is ruled.outcome:
        return ruled
    evidence = () if outcome is Outcome.ANSWERED else _evidence(outcome, readings)
    basis = DeferralBasis.PROMISED if outcome is Outcome.DEFERRED else None
    status = Status.OPEN if basis else Status(outcome.value)
    return Verdict(outcome, status, basis, evidence, OutcomeMethod.MODEL)


def _impossible(ruled: Verdict, readings: Sequence[Reading], heard: Heard) -> bool:
    known = all(reading.language == _KNOWN for reading in readings)
    enough = LITTLE <= _live_words(readings) <= _BRIEF
    # that somebody replied in writing speaks for what the rules found
    live = all(reading.answer.mode is Mode.LIVE for reading in readings)
    return known and enough and live and heard.outcomes[ruled.outcome] < _IMPOSSIBLE


def _believed(heard: Heard, readings: Sequence[Reading]) -> Outcome:
    """What the model is sure enough of; an answer, where it is of nothing else."""
    brief = _live_words(readings) <= _BRIEF
    if heard.outcomes[Outcome.DEFERRED] >= (_DEFERRAL if brief else _LONG_DEFERRAL):
        return Outcome.DEFERRED
    likeliest = heard.likeliest
    sure = likeliest is not Outcome.DEFERRED and heard.outcomes[likeliest] >= _SURE
    return likeliest if sure else Outcome.ANSWERED


def _live_words(readings: Sequence[Reading]) -> int:
    live = (reading for reading in readings if reading.answer.mode is Mode.LIVE)
    return sum(one.words for reading in live for one in reading.spoken)


def _is_given(question: Question, readings: Sequence[Reading], heard: Heard) -> bool:
    """Whether the answer is given, though something is to come besides."""
    if sum(reading.substance_words for reading in readings) >= REMARK and heard.part < _PART:
        return True
    asks_when = _asks_when(question, readings)
    return any(_points_to_a_page(r) or (asks_when and _names_a_time(r)) for r in readings)


def _asks_when(question: Question, readings: Sequence[Reading]) -> bool:
    phrases = load_phrases(readings[0].language)
    asked = plainly(question.text.text)
    return phrases is not None and phrases.asks_when.search(asked) is not None


def _points_to_a_page(reading: Reading) -> bool:
    return LINK in reading.answer.text and not _promises_to_tell(reading)


def _names_a_time(reading: Reading) -> bool:
    """Whether an answer names a time, and not that of a reply."""
    named = (find_due(s.sentence.text, _ANY_DAY, reading.language) for s in reading.spoken)
    return any(named) and not _promises_to_tell(reading)


def _promises_to_tell(reading: Reading) -> bool:
    return any(hit.sign.kind in TELLING for hit in (*reading.hits, *reading.faint))


def _evidence(outcome: Outcome, readings: Sequence[Reading]) -> tuple[Traced, ...]:
    """The sentences that speak for an outcome; where none does most, the one that does best."""
    spoken = [one for reading in readings for one in reading.spoken]
    telling = [one for one in spoken if one.likelihood(outcome) >= _TELLS]
    telling = telling or [max(spoken, key=lambda one: one.likelihood(outcome))]
    return tuple(dict.fromkeys(one.sentence for one in telling))
