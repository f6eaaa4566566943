"""The notes of a session laid on the time line of its recordings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.enrich.recording.discrepancies import Discrepancy, discrepancies
from pipeline.enrich.recording.evidence import Wanted
from pipeline.enrich.recording.place import Found, Place, find
from pipeline.enrich.recording.reasons import Reason, reason
from pipeline.enrich.recording.timeline import timeline
from pipeline.extract.record import Answer
from pipeline.extract.utterances import Utterance
from schemas.words import Mode


@dataclass(frozen=True, slots=True)
class Sought:
    """A question of the notes and its answers.

    One that is listed as answered afterwards need not have been asked; an answer that was
    given in writing is not in a recording.
    """

    question: str = field(repr=False)
    answers: tuple[Answer, ...]
    listed_after: bool = False

    @property
    def live(self) -> tuple[int, ...]:
        """The numbers of the answers that may be heard."""
        return tuple(at for at, one in enumerate(self.answers) if one.mode is Mode.LIVE)

    @property
    def wanted(self) -> Wanted:
        """What of it may be heard."""
        live = [self.answers[at] for at in self.live]
        return Wanted(
            self.question,
            tuple(answer.text for answer in live),
            tuple(answer.person.name if answer.person else None for answer in live),
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of a question and of its answers in their order, None for what is not found.

    `score` tells how sure the best place of the question is, whether it was taken or not.
    """

    question: Place | None
    answers: tuple[Place | None, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The place of each question, and where notes and recordings differ."""

    places: tuple[Placed, ...]
    discrepancies: tuple[Discrepancy, ...]


def align(sought: Sequence[Sought], recordings: Iterable[Sequence[Utterance]]) -> Alignment:
    """The place of each question: of several recordings, in the one where it is surest."""
    best = _found(sought, recordings)
    if best is None:
        return Alignment(tuple(Placed(None, (None,) * len(s.answers), 0.0) for s in sought), ())
    differ = discrepancies(best, [one.live for one in sought], [s.listed_after for s in sought])
    places = tuple(_placed(one, place) for one, place in zip(sought, best, strict=True))
    return Alignment(places, differ)


def why_there(
    sought: Sequence[Sought], recordings: Iterable[Sequence[Utterance]], number: int
) -> Reason | None:
    """Why the question `number` of those sought is where it is; None where nothing of it is."""
    best = _found(sought, recordings)
    return reason(best[number]) if best else None


def _found(
    sought: Sequence[Sought], recordings: Iterable[Sequence[Utterance]]
) -> list[Found] | None:
    """The best place of each question in any recording; None where there is no recording."""
    wanted = [one.wanted for one in sought]
    found = [find(line, wanted) for line in map(timeline, recordings) if len(line)]
    if not found:
        return None
    return [_surest([places[at] for places in found]) for at in range(len(sought))]


def _surest(found: Sequence[Found]) -> Found:
    """The surest of the places that a question has in several recordings."""
    most = max(one.most for one in found)
    return replace(max(found, key=lambda one: one.score), most=most)


def _placed(sought: Sought, found: Found) -> Placed:
    numbers = {at: number for number, at in enumerate(sought.live)}
    answers = (
        found.answer(numbers[at]) if at in numbers else None for at in range(len(sought.answers))
    )
    return Placed(found.question, tuple(answers), found.score)
