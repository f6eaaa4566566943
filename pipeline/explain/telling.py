"""An explanation for people, with the evidence marked, and as plain data."""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rich.text import Text

from pipeline.enrich.recording import Reason
from pipeline.enrich.recording.place import SURE
from pipeline.explain import Explanation, Heard
from pipeline.rows import Row

_EVIDENCE = "bold reverse"
_PLACE = ("document_id", "line_start", "line_end")
_MOST_WORDS = 12  # of those that are heard where a question is in the recording
_WORTH_SAYING = 0.05  # the probability from which on an outcome is named


def as_dict(explanation: Explanation) -> Mapping[str, Any]:
    """The explanation as plain data; days as YYYY-MM-DD."""
    told: Mapping[str, Any] = _plain(dataclasses.asdict(explanation))
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value


def as_text(explanation: Explanation, *, marks: bool) -> Text:
    """The explanation in lines; evidence is shown by style, or where `marks`, between » and «."""
    told = Text()
    for line in _lines(explanation, marks=marks):
        told.append_text(line)
        told.append("\n")
    told.rstrip()
    return told


def _lines(explanation: Explanation, *, marks: bool) -> Iterator[Text]:
    question = explanation.question
    yield _head("Question", question["question_id"])
    yield Text(str(question["text"]))
    yield Text()
    yield from _verdict(explanation)
    yield from _topic(explanation)
    evidence = str(question["outcome_evidence"] or "")
    for answer in explanation.answers:
        yield Text()
        yield _head("Answer", answer["answer_id"], _credit(answer))
        yield _marked(str(answer["text"]), evidence, marks=marks)
        for heard in explanation.heard.get(str(answer["answer_id"]), ()):
            yield Text(f"  {_told(heard)}")
    for promise in explanation.follow_ups:
        yield Text()
        yield from _promise(promise, explanation)
    if explanation.corrections:
        yield Text()
        yield _head("Corrections")
    for correction in explanation.corrections:
        what = f"{correction.column} = {correction.written}" if correction.column else ""
        yield Text(f"  {correction.path}:{correction.line}: {correction.act} {what}".rstrip())
        yield Text(f"    {correction.row_id}: {correction.reason}")
    yield Text()
    yield from _source(explanation)


def _verdict(explanation: Explanation) -> Iterator[Text]:
    question = explanation.question
    basis = f", {question['deferral_basis']}" if question["deferral_basis"] else ""
    by = f"by {question['outcome_method']}"
    confirmed = ", confirmed by a person" if question["confirmed"] else ""
    yield Text(f"outcome  {question['outcome']}{basis} ({by}{confirmed})")
    yield Text(f"status   {question['status']}")
    if not question["outcome_evidence"]:
        yield Text(f"because  {_because(question)}")
    yield Text(f"model    {_probable(explanation.model)}")
    if explanation.place:
        yield from _place(explanation.place, str(question["recording_url"] or ""))


def _place(place: Reason, url: str) -> Iterator[Text]:
    """Where in the recording a question is, and what speaks for that."""
    sure = f"score {place.score:.2f}"
    if not place.taken:
        sure = f"in doubt and left out: {sure}, {SURE} is needed"
    at = f"{_clock(place.start_ms)} in {place.document_id} ({sure}) {url}"
    yield Text(f"recording {at}".rstrip())
    asked, answered = (who or "nobody in office" for who in (place.asked_by, place.answered_by))
    yield Text(f"  put by {asked}; answered from {_clock(place.answered_ms)} on by {answered}")
    for of, words in (("the question", place.of_question), ("its answers", place.of_answers)):
        yield Text(f"  heard there of {of}: {', '.join(words[:_MOST_WORDS]) or 'nothing'}")


def _clock(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _probable(model: Mapping[str, float] | None) -> str:
    """What the model makes of the whole exchange, the likeliest first."""
    if model is None:
        return "was not asked: no answer, a long one, or a language without phrases"
    told = sorted(model.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {share:.2f}" for name, share in told if share >= _WORTH_SAYING)


def _because(question: Row) -> str:
    """Why there are no words that an outcome rests on."""
    if question["outcome_method"] == "person":
        return "a person says so"
    if question["deferral_basis"] == "listed_after":
        under = f", under '{question['heading']}'" if question["heading"] else ""
        return f"the record lists it among those answered afterwards{under}"
    if question["outcome"] == "unanswered":
        return "no answer is recorded"
    if question["outcome_method"] == "model":
        return "the model all but rules out what a rule heard"
    return "no rule says otherwise of its answers, nor does the model"


def _topic(explanation: Explanation) -> Iterator[Text]:
    question = explanation.question
    score = f", score {question['topic_score']}" if question["topic_score"] is not None else ""
    yield Text(f"topic    {question['topic_id'] or 'none'} (by {question['topic_method']}{score})")
    for found in explanation.topic:
        yield Text(f"  {found}")


def _credit(answer: Row) -> str:
    who = answer["attribution"] or "nobody named"
    person = f" = {answer['person_id']}" if answer["person_id"] else ""
    return f"{who}{person}, {answer['mode']}, {answer['kind']}"


def _told(heard: Heard) -> str:
    shows = f"{'strongly' if heard.strong else 'weakly'} {heard.shows}" if heard.shows else ""
    says = ", ".join(filter(None, [shows, heard.kind and f"promises {heard.kind}"]))
    end = "decided" if heard.decided else "heard"
    if heard.cancelled_by:
        end = f"cancelled by {heard.cancelled_by}"
    return f"{heard.language}:{heard.by} ({says}): {end} on '{heard.clause}'"


def _promise(promise: Row, explanation: Explanation) -> Iterator[Text]:
    yield _head("Follow-up", promise["follow_up_id"], f"{promise['kind']}, {promise['status']}")
    yield Text(f"'{promise['text']}' by {promise['person_id'] or 'nobody named'}")
    if promise["due_latest"]:
        days = f"{promise['due_earliest']} to {promise['due_latest']}"
        yield Text(f"due {days} ('{promise['due_text'] or 'a person says so'}')")
    for kept in explanation.fulfilments:
        if kept["follow_up_id"] == promise["follow_up_id"]:
            between = f"between {kept['earliest']} and {kept['latest'] or 'a day not known'}"
            yield Text(f"kept {between}, by {kept['answer_id']} ({kept['method']})")


def _source(explanation: Explanation) -> Iterator[Text]:
    yield _head("Source")
    document = None
    for line in explanation.lines:
        if line.document_id != document:
            document = line.document_id
            yield Text(f"  {document}")
        yield Text(f"  {line.number:>5}  {line.text}")


def _head(title: str, *more: object) -> Text:
    return Text(" ".join((title, *map(str, more))), style="bold")


def _marked(text: str, evidence: str, *, marks: bool) -> Text:
    at = text.find(evidence) if evidence else -1
    if at < 0:
        return Text(text)
    end = at + len(evidence)
    if marks:
        return Text(f"{text[:at]}»{evidence}«{text[end:]}")
    return Text.assemble(text[:at], (evidence, _EVIDENCE), text[end:])
