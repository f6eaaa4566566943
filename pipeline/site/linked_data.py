"""What a page says of itself to machines, in the words of schema.org."""

from collections.abc import Mapping
from typing import Any

from pipeline.site.content import Answer, Question, Release, Session
from schemas.words import AnswerKind, Outcome

Node = Mapping[str, Any]


def session_data(session: Session) -> Node:
    """A page of questions and answers for each question of a session.

    Only a question that was answered in the session has an accepted answer, and that is the
    first of substance; a deferred one has none, whatever came later.
    """
    return {
        "@context": "https://schema.org",
        "@graph": [_question(session, question) for question in session.questions],
    }


def release_data(release: Release) -> Mapping[str, Any]:
    """The release as a schema.org Dataset."""
    licence = release.licence
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": release.title,
        "description": (
            "What was asked in public question-and-answer calls, who answered, what was put off, "
            "and whether the promised reply came; each row leads back to the lines it was read "
            "from."
        ),
        "version": release.version,
        "datePublished": release.released.isoformat(),
        "creator": {"@type": "Organization", "name": release.authors},
        "isAccessibleForFree": True,
        **({"license": licence.address or licence.spdx} if licence else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.path,
                "contentUrl": f"release/{file.path}",
                "contentSize": f"{file.bytes} B",
                "sha256": file.sha256,
            }
            for file in release.files
        ],
    }


def _question(session: Session, question: Question) -> Node:
    accepted = _accepted(question)
    suggested = [answer for answer in question.answers if answer is not accepted]
    node: dict[str, Any] = {
        "@type": "Question",
        "name": question.text,
        "inLanguage": question.language,
        "datePublished": session.day.isoformat(),
        "answerCount": len(question.answers),
    }
    if question.topic:
        node["about"] = question.topic.label
    if accepted:
        node["acceptedAnswer"] = _answer(accepted)
    if suggested:
        node["suggestedAnswer"] = [_answer(answer) for answer in suggested]
    return {"@type": "QAPage", "@id": f"#{question.anchor}", "mainEntity": node}


def _accepted(question: Question) -> Answer | None:
    if question.outcome != Outcome.ANSWERED:
        return None
    of_substance = (a for a in question.answers if a.kind == AnswerKind.SUBSTANTIVE)
    return next(of_substance, None)


def _answer(answer: Answer) -> Node:
    node: dict[str, Any] = {
        "@type": "Answer",
        "@id": f"#{answer.anchor}",
        "text": "\n".join(answer.paragraphs),
    }
    if answer.by:
        node["author"] = {"@type": "Person", "name": answer.by}
    return node
