"""Which promises the session's own record shows kept, and between which days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.enrich.follow_ups import FollowUp, Kept
from pipeline.enrich.readings import Reading
from pipeline.enrich.sightings import History
from schemas.words import FollowUpKind, FulfilmentMethod, Mode


def modes(readings: Sequence[Reading], history: History) -> Iterator[Reading]:
    """The readings; an answer that came into the record after a holding reply is a written one."""
    for place, reading in enumerate(readings):
        later = any(
            _holds_off(earlier) and history.came_after(reading.answer.text, earlier.answer.text)
            for earlier in readings[:place]
        )
        answer = replace(reading.answer, mode=Mode.WRITTEN) if later else reading.answer
        yield replace(reading, answer=answer)


def _holds_off(reading: Reading) -> bool:
    promised = any(hit.sign.kind == FollowUpKind.WRITTEN_ANSWER for hit in reading.hits)
    return promised or bool(reading.deferrals)


def kept(
    promises: Iterable[FollowUp],
    place: int,
    readings: Sequence[Reading],
    day: date,
    history: History,
) -> Iterator[FollowUp]:
    """The promises of the answer at `place`, those with their fulfilment that were kept.

    What was promised on `day` was to be told, and a later answer to the question is a written one.
    """
    replies = (
        later
        for later in range(place + 1, len(readings))
        if readings[later].answer.mode is Mode.WRITTEN and readings[later].addresses
    )
    reply = next(replies, None)
    for promise in promises:
        if reply is None or not promise.told:
            yield promise
        else:
            holding, written = (readings[at].answer.text for at in (place, reply))
            after = history.came_after(written, holding)
            method = FulfilmentMethod.REVISION if after else FulfilmentMethod.SAME_RECORD
            yield replace(promise, kept=Kept(reply, method, *history.days(written, day)))
