"""What a page says of itself to machines, in the words of schema.org."""

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.site.content import Answer, File, Question, Session
from schemas.words import AnswerKind, Outcome

#: How many characters of its answers a session's page says again to machines.
CHARACTERS = 12_000

Node = Mapping[str, Any]


def session_data(session: Session) -> Node:
    """A page of questions and answers for each question of a session.

    Only a question that was answered in the session has an accepted answer, and that is the
    first of substance; a deferred one has none, whatever came later. The answers stand on the
    page in full: here the longest are cut, so that a page does not carry all of them twice.
    """
    told = [_words(answer) for question in session.questions for answer in question.answers]
    most = _most(map(len, told), CHARACTERS)
    return {
        "@context": "https://schema.org",
        "@graph": [_question(session, question, most) for question in session.questions],
    }


def _most(lengths: Iterable[int], together: int) -> int:
    """How long each may be at most, for all to be no longer than `together`."""
    left, longer = together, sorted(lengths)
    while longer and longer[0] * len(longer) <= left:
        left -= longer.pop(0)
    return left // len(longer) if longer else together


def release_data(croissant: Node, title: str, archive: File, home: str) -> Node:
    """The release as a Dataset: what its `croissant.json` says of all of it, and of its files.

    The columns, which make nine tenths of it, stay in that file, to which this leads.

    Args:
        croissant: What the file holds, already inert.
        title: What the data set is called by people.
        archive: The zip of all files.
        home: The address of the site with a slash at its end; empty where it is not known.
    """
    below = f"{home}release/"
    files = [{**f, "contentUrl": below + f["contentUrl"]} for f in croissant["distribution"]]
    whole = {"contentSize": f"{archive.bytes} B", "sha256": archive.sha256}
    return {
        **{name: told for name, told in croissant.items() if name != "recordSet"},
        "name": title,
        "alternateName": croissant["name"],
        **({"url": home} if home else {}),
        "isAccessibleForFree": True,
        "distribution": [
            _download(below, archive.path, "application/zip", **whole),
            _download(below, "croissant.json", "application/ld+json"),
            *files,
        ],
    }


def _download(below: str, path: str, encoding: str, **facts: str) -> Node:
    told = {"name": path, "contentUrl": below + path, "encodingFormat": encoding, **facts}
    return {"@type": "sc:DataDownload", **told}


def _question(session: Session, question: Question, most: int) -> Node:
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
        node["acceptedAnswer"] = _answer(accepted, most)
    if suggested:
        node["suggestedAnswer"] = [_answer(answer, most) for answer in suggested]
    return {"@type": "QAPage", "@id": f"#{question.anchor}", "mainEntity": node}


def _accepted(question: Question) -> Answer | None:
    if question.outcome != Outcome.ANSWERED:
        return None
    of_substance = (a for a in question.answers if a.kind == AnswerKind.SUBSTANTIVE)
    return next(of_substance, None)


def _answer(answer: Answer, most: int) -> Node:
    node: dict[str, Any] = {
        "@type": "Answer",
        "@id": f"#{answer.anchor}",
        "text": _cut(_words(answer), most),
    }
    if answer.by:
        node["author"] = {"@type": "Person", "name": answer.by}
    return node


def _words(answer: Answer) -> str:
    return "\n".join(answer.paragraphs)


def _cut(text: str, most: int) -> str:
    """The text where it is short enough, else its beginning up to a word's end."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"
