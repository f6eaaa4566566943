"""Why a question is where it is in a recording: the words that are heard there, and from whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.enrich.recording.evidence import hits
from pipeline.enrich.recording.place import Found
from pipeline.enrich.recording.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Reason:
    """The likeliest place of a question, and what speaks for it.

    `taken` tells whether the place was sure enough; times are those of the document, in ms.
    `asked_by` and `answered_by` are people in office, null where nobody knows one; a name of
    which the notes have a part is told as they have it.
    `of_question` and `of_answers` are the words of the notes that are heard there, folded, the
    one that tells most first.
    """

    document_id: str
    start_ms: int
    answered_ms: int
    score: float
    taken: bool
    asked_by: str | None
    answered_by: str | None
    of_question: tuple[str, ...] = field(repr=False)
    of_answers: tuple[str, ...] = field(repr=False)


def reason(found: Found) -> Reason | None:
    """Why a question is at its best place; None where nothing of it is heard anywhere."""
    if found.span is None:
        return None
    line, begins, answered = found.line, found.span.begins, found.span.answered
    return Reason(
        document_id=line.document_id,
        start_ms=found.question.start_ms if found.question else line.words[begins].start_ms,
        answered_ms=line.words[answered].start_ms,
        score=found.score,
        taken=found.sure,
        asked_by=_voice(found, begins),
        answered_by=_voice(found, answered),
        of_question=_heard(line, [found.wanted.question], begins, answered),
        of_answers=_heard(line, found.wanted.answers, answered, found.until),
    )


def _voice(found: Found, word: int) -> str | None:
    line = found.line
    if person := line.utterances[line.words[word].utterance].person:
        return person.name
    credited = (name for name in found.wanted.respondents if name)
    return next((name for name in credited if word in line.spoken_by(name)), None)


def _heard(line: Timeline, texts: Sequence[str], first: int, end: int) -> tuple[str, ...]:
    there = (
        (-hit.nats, hit.word)
        for hit in hits(line, texts)
        if ((hit.places >= first) & (hit.places < end)).any()
    )
    return tuple(word for _, word in sorted(there))
