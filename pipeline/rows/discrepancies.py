"""Rows about where notes and recordings differ."""

from collections.abc import Sequence

from pipeline.enrich.recording import Discrepancy
from pipeline.ids import content_ids
from pipeline.rows.places import Rows, placed
from pipeline.rows.questions import answer_ids, question_ids
from pipeline.session import Session


def discrepancy_rows(session: Session) -> Rows:
    """A row for each difference, in the transcript where it shows there, else in the notes."""
    questions = question_ids(session)
    found = session.alignment.discrepancies
    named = [_named(one, questions, session) for one in found]
    hashed = (
        " ".join([one.kind, *(key or "-" for key in keys.values())])
        for one, keys in zip(found, named, strict=True)
    )
    ids = content_ids(f"{session.folder.session_id}/d-", hashed)
    for discrepancy_id, one, keys in zip(ids, found, named, strict=True):
        yield (
            "discrepancies",
            {
                "discrepancy_id": discrepancy_id,
                "session_id": session.folder.session_id,
                "kind": one.kind,
                **keys,
                "score": one.score,
                **_place(one, session),
            },
        )


def _named(found: Discrepancy, questions: Sequence[str], session: Session) -> dict[str, str | None]:
    answer = None
    if found.question is not None and found.answer is not None:
        judged = session.questions[found.question]
        answer = answer_ids(questions[found.question], judged, session)[found.answer]
    return {
        "question_id": None if found.question is None else questions[found.question],
        "answer_id": answer,
        "utterance_id": found.utterance.utterance_id if found.utterance else None,
    }


def _place(found: Discrepancy, session: Session) -> dict[str, object]:
    if found.utterance or found.question is None:
        said = found.utterance
        return placed(said.document_id, said.line_start, said.line_end) if said else {}
    judged = session.questions[found.question]
    told = judged.question if found.answer is None else judged.readings[found.answer].answer
    return placed(session.record_id, told.line_start, told.line_end)
