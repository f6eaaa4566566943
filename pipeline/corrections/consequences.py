"""What follows from a corrected column in others, so that a session's rows agree.

A cell that a person stated is never touched.
"""

from collections.abc import Iterator

from pipeline.corpus.corrections import Correction
from pipeline.corpus.problems import Problem, RefusedError, quoted
from pipeline.corrections.draft import Cells, Draft
from schemas.words import (
    DeferralBasis,
    Outcome,
    OutcomeMethod,
    Status,
    TopicMethod,
)

# what belongs to a reply, and so to every row that it makes
_OF_THE_REPLY = ("text", "person_id", "attribution")


def follow(draft: Draft) -> None:
    """Bring the columns that nobody stated in line with those that somebody did.

    Raises:
        RefusedError: a promise quotes words that its answer no longer has.
    """
    _spread_over_replies(draft)
    _put_promises_right(draft)
    _put_topics_right(draft)
    _put_outcomes_right(draft)


def drop_lost_evidence(draft: Draft) -> None:
    """Take back words an outcome was said to rest on that no answer of the question has now."""
    said: dict[object, list[str]] = {}
    for answer in draft.rows("answers"):
        said.setdefault(answer["question_id"], []).append(str(answer["text"]))
    for question in draft.rows("questions"):
        words, key = question["outcome_evidence"], question["question_id"]
        stated = draft.stated("questions", key, "outcome_evidence")
        if words and not stated and not any(str(words) in text for text in said.get(key, ())):
            _take_evidence_back(draft, question)


def same_reply(draft: Draft, answer: Cells) -> Iterator[Cells]:
    """The other rows that one reply made, where it serves several questions."""
    first = answer["same_as"] or answer["answer_id"]
    for other in draft.rows("answers"):
        if other is not answer and first in (other["same_as"], other["answer_id"]):
            yield other


def _spread_over_replies(draft: Draft) -> None:
    for column in _OF_THE_REPLY:
        for _, answer in draft.stated_rows("answers", column):
            for other in same_reply(draft, answer):
                if not draft.stated("answers", other["answer_id"], column):
                    other[column] = answer[column]


def _put_promises_right(draft: Draft) -> None:
    for key, answer, before in draft.changed("answers", "person_id"):
        for promise in _of_answer(draft, key):
            stated = draft.stated("follow_ups", promise["follow_up_id"], "person_id")
            if promise["person_id"] == before and not stated:
                promise["person_id"] = answer["person_id"]
    problems = [
        problem
        for key, answer, before in draft.changed("answers", "text")
        for promise in _of_answer(draft, key)
        for problem in _misquoted(draft, promise, str(before), str(answer["text"]))
    ]
    if problems:
        raise RefusedError(*problems)


def _of_answer(draft: Draft, key: str) -> Iterator[Cells]:
    return (promise for promise in draft.rows("follow_ups") if promise["answer_id"] == key)


def _misquoted(draft: Draft, promise: Cells, before: str, now: str) -> Iterator[Problem]:
    """A problem where a promise quotes words that were there before; those of its day just go."""
    key = str(promise["follow_up_id"])
    due = str(promise["due_text"] or "")
    if due not in now and not draft.stated("follow_ups", key, "due_text"):
        promise["due_text"] = None
    text = str(promise["text"])
    settled = draft.stated("follow_ups", key, "text") or draft.withdraws("follow_ups", key)
    if text in before and text not in now and not settled:
        message = (
            f"the promise {quoted(key)} quotes words that its answer would no longer have; "
            "correct its text too, or withdraw it"
        )
        yield _cause(draft, str(promise["answer_id"])).problem(message)


def _cause(draft: Draft, answer_id: str) -> Correction:
    """The correction that changed the text of an answer: its own, or one of the same reply's."""
    answer = draft.row("answers", answer_id)
    found = (
        draft.stated("answers", row["answer_id"], "text")
        for row in (answer, *same_reply(draft, answer))
    )
    return next(correction for correction in found if correction)


def _put_topics_right(draft: Draft) -> None:
    for _, question in draft.stated_rows("questions", "topic_id"):
        question["topic_method"] = TopicMethod.PERSON if question["topic_id"] else TopicMethod.NONE
        question["topic_score"] = None


def _put_outcomes_right(draft: Draft) -> None:
    for _, question in draft.stated_rows("questions", "outcome"):
        question["outcome_method"] = OutcomeMethod.PERSON
    for key, question, _ in draft.changed("questions", "outcome"):
        deferred = question["outcome"] == Outcome.DEFERRED
        if not draft.stated("questions", key, "deferral_basis"):
            question["deferral_basis"] = DeferralBasis.PROMISED if deferred else None
        if not draft.stated("questions", key, "status"):
            question["status"] = Status.OPEN if deferred else Status(str(question["outcome"]))
        _take_evidence_back(draft, question)


def _take_evidence_back(draft: Draft, question: Cells) -> None:
    """Forget what the rules' outcome rested on."""
    key = question["question_id"]
    if not draft.stated("questions", key, "outcome_evidence"):
        question["outcome_evidence"] = None
    draft.drop("evidence", lambda row: (row["table"], row["row_id"]) == ("questions", key))
