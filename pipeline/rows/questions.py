"""Rows about questions, their answers, and what was promised."""

from collections.abc import Sequence

from pipeline.enrich.follow_ups import FollowUp, Kept
from pipeline.enrich.judged import JudgedQuestion
from pipeline.enrich.outcome import Reading
from pipeline.enrich.recording import Place, Placed, deep_link
from pipeline.extract.record import Answer
from pipeline.ids import content_ids
from pipeline.rows.places import Row, Rows, at, evidence, placed
from pipeline.session import Session


def question_tables(session: Session) -> Rows:
    """Rows of questions, answers, follow_ups and fulfilments, with their evidence."""
    ids = question_ids(session)
    given: dict[Answer, str] = {}
    all_of_them = zip(ids, session.questions, session.alignment.places, strict=True)
    for position, (question_id, judged, placed_at) in enumerate(all_of_them, 1):
        yield from _question(question_id, position, judged, placed_at, session)
        yield from _answers(question_id, judged, placed_at, session, given)


def question_ids(session: Session) -> tuple[str, ...]:
    """The id of each question."""
    texts = (judged.question.text.text for judged in session.questions)
    return tuple(content_ids(f"{session.folder.session_id}/q-", texts))


def answer_ids(question_id: str, judged: JudgedQuestion, session: Session) -> tuple[str, ...]:
    """The id of each answer to a question."""
    hashed = (
        f"{question_id} {reading.answer.attribution or ''} {reading.answer.text}"
        for reading in judged.readings
    )
    return tuple(content_ids(f"{session.folder.session_id}/a-", hashed))


def _question(
    question_id: str, position: int, judged: JudgedQuestion, found: Placed, session: Session
) -> Rows:
    question, verdict = judged.question, judged.verdict
    yield (
        "questions",
        {
            "question_id": question_id,
            "session_id": session.folder.session_id,
            "position": position,
            "text": question.text.text,
            "heading": question.heading.text if question.heading else None,
            "topic_id": judged.topic.topic_id,
            "topic_method": judged.topic.method,
            "topic_score": judged.topic.score,
            "channel": None,
            "language": judged.language,
            "outcome": verdict.outcome,
            "deferral_basis": verdict.basis,
            "outcome_evidence": verdict.evidence[0].text if verdict.evidence else None,
            "outcome_method": verdict.method,
            "status": verdict.status,
            "confirmed": False,
            "extraction_method": session.method,
            "extraction_score": question.score,
            **in_recording(found.question),
            "recording_url": _address(found.question, session),
            **placed(session.record_id, question.line_start, question.line_end),
        },
    )
    rests_on = list(verdict.evidence)
    if question.listed_after and question.heading:
        rests_on.append(question.heading)
    places = (text.place() for text in rests_on)
    yield from evidence("questions", question_id, session.record_id, places)


def _answers(
    question_id: str,
    judged: JudgedQuestion,
    placed_at: Placed,
    session: Session,
    given: dict[Answer, str],
) -> Rows:
    """Rows of a question's answers; `given` holds the id of each answer's first row."""
    ids = answer_ids(question_id, judged, session)
    for position, (answer_id, reading) in enumerate(zip(ids, judged.readings, strict=True), 1):
        first = given.setdefault(reading.answer, answer_id)
        place = placed_at.answers[position - 1]
        row = _answer(answer_id, question_id, position, reading, place, session)
        yield "answers", {**row, "same_as": first if first != answer_id else None}
        promises = judged.follow_ups[position - 1]
        yield from _follow_ups(answer_id, question_id, reading, promises, session, ids)


def in_recording(place: Place | None) -> dict[str, object]:
    """The columns of a place in a recording."""
    return {
        "recording_start_ms": place and place.start_ms,
        "recording_end_ms": place and place.end_ms,
        "alignment_score": place and place.score,
    }


def _address(place: Place | None, session: Session) -> str | None:
    """The address at which the recording that a place is in plays from there."""
    if place is None:
        return None
    stated = session.folder.settings.recording_of(place.document_id.rpartition("/")[2])
    linked = session.record.header.recording
    url = stated.url if stated else linked and linked[0]
    return deep_link(url, place.start_ms) if url else None


def _answer(
    answer_id: str,
    question_id: str,
    position: int,
    reading: Reading,
    found: Place | None,
    session: Session,
) -> Row:
    answer = reading.answer
    return {
        "answer_id": answer_id,
        "question_id": question_id,
        "session_id": session.folder.session_id,
        "position": position,
        "person_id": answer.person.person_id if answer.person else None,
        "attribution": answer.attribution,
        "mode": answer.mode,
        "kind": reading.kind,
        "text": answer.text,
        **in_recording(found),
        **placed(session.record_id, answer.line_start, answer.line_end),
    }


def _follow_ups(
    answer_id: str,
    question_id: str,
    reading: Reading,
    promises: Sequence[FollowUp],
    session: Session,
    answer_ids: Sequence[str],
) -> Rows:
    """Rows of an answer's promises; `answer_ids` are all answers to its question."""
    hashed = [f"{answer_id} {promise.said[0].text}" for promise in promises]
    ids = content_ids(f"{session.folder.session_id}/f-", hashed)
    person = reading.answer.person
    for follow_up_id, promise in zip(ids, promises, strict=True):
        yield (
            "follow_ups",
            {
                "follow_up_id": follow_up_id,
                "session_id": session.folder.session_id,
                "question_id": question_id,
                "answer_id": answer_id,
                "person_id": person.person_id if person else None,
                "kind": promise.kind,
                "text": promise.said[0].text,
                "due_text": promise.due_text,
                "due_earliest": promise.due_earliest,
                "due_latest": promise.due_latest,
                "status": promise.status,
                **at(session.record_id, promise.said[0].place()),
            },
        )
        if promise.kept:
            yield "fulfilments", _fulfilment(follow_up_id, promise.kept, answer_ids)
        further = (sentence.place() for sentence in promise.said[1:])
        yield from evidence("follow_ups", follow_up_id, session.record_id, further)


def _fulfilment(follow_up_id: str, kept: Kept, answer_ids: Sequence[str]) -> Row:
    return {
        "follow_up_id": follow_up_id,
        "answer_id": answer_ids[kept.answer],
        "earliest": kept.earliest,
        "latest": kept.latest,
        "method": kept.method,
        "score": None,
    }
