"""What was promised in an answer, when it is due, and whether the record shows it done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.enrich.due import Due, find_due
from pipeline.enrich.outcome import Reading
from pipeline.enrich.rules import load_rules
from pipeline.extract.sentences import sentences
from pipeline.readers.traced import Traced
from schemas.words import FollowUpKind, FollowUpStatus, Mode


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A promise; `said` are its sentences, the first that made it first.

    `due_text` are the words about time in the first sentence, `due_earliest` and
    `due_latest` the days that they allow; all null where there are none.
    """

    kind: FollowUpKind
    said: tuple[Traced, ...]
    due_text: str | None
    due_earliest: date | None
    due_latest: date | None
    status: FollowUpStatus


def find_follow_ups(
    reading: Reading, readings: Sequence[Reading], day: date, language: str
) -> tuple[FollowUp, ...]:
    """The promises of one answer among all answers to its question, on the session's day.

    A promise made twice in one answer, of one kind and due at one time, is one promise.
    """
    found: list[FollowUp] = []
    for paragraph in reading.answer.paragraphs:
        for sentence in sentences(paragraph, language):
            kind = _promised(sentence.text, language)
            if kind is not None:
                status = _status(kind, readings)
                _add(
                    found,
                    _follow_up(kind, sentence, status, find_due(sentence.text, day, language)),
                )
    return tuple(found)


def _promised(sentence: str, language: str) -> FollowUpKind | None:
    rules = load_rules("follow_ups", language)
    return next((FollowUpKind(rule.shows) for rule in rules if rule.speaks(sentence)), None)


def _status(kind: FollowUpKind, readings: Sequence[Reading]) -> FollowUpStatus:
    """A written answer was promised and stands in the record, or nothing shows it done."""
    delivered = kind is FollowUpKind.WRITTEN_ANSWER and any(
        r.answer.mode is Mode.WRITTEN and r.is_substantive for r in readings
    )
    return FollowUpStatus.FULFILLED if delivered else FollowUpStatus.OPEN


def _follow_up(
    kind: FollowUpKind, sentence: Traced, status: FollowUpStatus, due: Due | None
) -> FollowUp:
    return FollowUp(
        kind=kind,
        said=(sentence,),
        due_text=sentence.text[due.start : due.end] if due else None,
        due_earliest=due.earliest if due else None,
        due_latest=due.latest if due else None,
        status=status,
    )


def _add(found: list[FollowUp], new: FollowUp) -> None:
    for i, held in enumerate(found):
        same_due = (held.due_earliest, held.due_latest) == (new.due_earliest, new.due_latest)
        if held.kind is new.kind and same_due and held.due_text is not None:
            found[i] = replace(held, said=held.said + new.said)
            return
    found.append(new)
