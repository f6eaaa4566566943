"""Written replies to deferred questions, once answers are said to be some or none."""

from collections.abc import Iterator

from pipeline.corrections.draft import Cells, Draft
from schemas.words import (
    AnswerKind,
    FollowUpKind,
    FollowUpStatus,
    FulfilmentMethod,
    Mode,
    Outcome,
    Status,
)

_REPLIES = (AnswerKind.SUBSTANTIVE, AnswerKind.CORRECTION)


def settle_replies(draft: Draft) -> None:
    """A written reply answers a deferred question, and keeps the promise of it.

    Looked at are the questions whose outcome or whose answers changed; what a person stated
    of a promise holds for all.
    """
    touched = {key for key, _, _ in draft.changed("questions", "outcome")}
    for column in ("mode", "kind"):
        touched |= {str(row["question_id"]) for _, row, _ in draft.changed("answers", column)}
    there = {answer["answer_id"] for answer in draft.rows("answers")}
    touched |= {
        str(row["question_id"]) for row in draft.before("answers") if row["answer_id"] not in there
    }
    for question in draft.rows("questions"):
        if question["question_id"] in touched and question["outcome"] == Outcome.DEFERRED:
            _settle_question(draft, question)
            _settle_promises(draft, question)
    for key, promise in draft.stated_rows("follow_ups", "status"):
        if promise["status"] == FollowUpStatus.OPEN:
            _forget(draft, key)


def _settle_question(draft: Draft, question: Cells) -> None:
    if not draft.stated("questions", question["question_id"], "status"):
        if any(_replies(draft, question)):
            question["status"] = Status.ANSWERED
        elif question["status"] == Status.ANSWERED:
            question["status"] = Status.OPEN


def _settle_promises(draft: Draft, question: Cells) -> None:
    positions = {row["answer_id"]: int(str(row["position"])) for row in draft.rows("answers")}
    for promise in draft.rows("follow_ups"):
        key, of_it = str(promise["follow_up_id"]), promise["question_id"] == question["question_id"]
        is_written = promise["kind"] == FollowUpKind.WRITTEN_ANSWER
        if of_it and is_written and not draft.stated("follow_ups", key, "status"):
            made = positions[promise["answer_id"]]
            later = (r for r in _replies(draft, question) if positions[r["answer_id"]] > made)
            _settle_promise(draft, promise, next(later, None))


def _settle_promise(draft: Draft, promise: Cells, reply: Cells | None) -> None:
    key = str(promise["follow_up_id"])
    kept = [row for row in draft.rows("fulfilments") if row["follow_up_id"] == key]
    if reply is None:
        promise["status"] = FollowUpStatus.OPEN
        _forget(draft, key)
    elif reply["answer_id"] not in [row["answer_id"] for row in kept]:
        promise["status"] = FollowUpStatus.FULFILLED
        _forget(draft, key)
        (session,) = draft.rows("sessions")
        draft.add(
            "fulfilments",
            {
                "follow_up_id": key,
                "answer_id": reply["answer_id"],
                "earliest": session["date"],
                "latest": None,
                "method": FulfilmentMethod.SAME_RECORD,
                "score": None,
            },
        )


def _replies(draft: Draft, question: Cells) -> Iterator[Cells]:
    for row in draft.rows("answers"):
        is_reply = row["mode"] == Mode.WRITTEN and row["kind"] in _REPLIES
        if is_reply and row["question_id"] == question["question_id"]:
            yield row


def _forget(draft: Draft, follow_up_id: str) -> None:
    draft.drop("fulfilments", lambda row: row["follow_up_id"] == follow_up_id)
