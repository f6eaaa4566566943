"""One wide row a question, from the rows of its session."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pipeline.corpus import Corpus
from pipeline.rows.places import Row
from schemas.words import FollowUpStatus


def flat_rows(tables: Mapping[str, Sequence[Row]], corpus: Corpus) -> tuple[Row, ...]:
    """Rows of questions_flat; `tables` are one session's."""
    (session,) = tables["sessions"]
    sources = {row["document_id"]: row["source_url"] for row in tables["documents"]}
    labels: dict[object, str] = {topic.topic_id: topic.label for topic in corpus.topics}
    names = {row["person_id"]: str(row["name"]) for row in tables.get("people", ())}
    answers = Counter(row["question_id"] for row in tables.get("answers", ()))
    respondents: dict[object, dict[str, None]] = defaultdict(dict)
    for answer in tables.get("answers", ()):
        if answer["person_id"]:
            respondents[answer["question_id"]][names[answer["person_id"]]] = None
    promises = Counter(
        row["question_id"]
        for row in tables.get("follow_ups", ())
        if row["status"] == FollowUpStatus.OPEN
    )
    return tuple(
        {
            "question_id": question["question_id"],
            "session_id": question["session_id"],
            "session_title": session["title"],
            "date": session["date"],
            "position": question["position"],
            "text": question["text"],
            "topic_label": labels.get(question["topic_id"]),
            "respondents": "; ".join(respondents[question["question_id"]]) or None,
            "answers": answers[question["question_id"]],
            "outcome": question["outcome"],
            "status": question["status"],
            "open_promises": promises[question["question_id"]],
            "source_url": sources[question["document_id"]],
        }
        for question in tables.get("questions", ())
    )
