"""One document: its coded questions against those that were read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.evaluate.figures import Check, FileEvaluation
from pipeline.evaluate.gold import GoldAnswer, GoldFile, GoldFollowUp, GoldQuestion
from pipeline.evaluate.matching import match, overlap
from pipeline.evaluate.names import fold, same_name
from pipeline.evaluate.reading import ReadAnswer, ReadFollowUp, Reading, ReadQuestion
from schemas.words import Outcome


@dataclass(frozen=True, slots=True)
class _Pair:
    """A question as coded and as read; null where the other side has none such."""

    coded: GoldQuestion | None
    read: ReadQuestion | None


def evaluate(gold: GoldFile, read: Reading) -> FileEvaluation:
    """Compare what was read in a document with what people coded in it.

    Questions match by their lines, answers by theirs within matching questions, promises by
    theirs and their kind anywhere; see `matching.match`. What is not coded is not scored:
    answers and promises of a question that nobody coded for them are left out of precision,
    and those of an invented question where the document is coded for them nowhere.
    """
    pairs = _pairs(gold.questions, read.questions)
    checks = (
        *_questions(pairs),
        *_answers(pairs),
        *_respondents_invented(pairs),
        *_follow_ups(pairs),
    )
    return FileEvaluation(gold.file, checks, read.problem)


def _pairs(coded: Sequence[GoldQuestion], read: Sequence[ReadQuestion]) -> list[_Pair]:
    found = match(coded, read)
    known = {id(one) for pair in found for one in pair}
    return [
        *(_Pair(one, other) for one, other in found),
        *(_Pair(one, None) for one in coded if id(one) not in known),
        *(_Pair(None, other) for other in read if id(other) not in known),
    ]


def _coded_for(pairs: Sequence[_Pair], key: str) -> list[_Pair]:
    """The questions that `key` was coded for; invented ones where it was for any."""
    some = any(pair.coded and pair.coded.codes(key) for pair in pairs)
    return [pair for pair in pairs if (pair.coded.codes(key) if pair.coded else some)]


def _questions(pairs: Sequence[_Pair]) -> Iterator[Check]:
    for pair in pairs:
        if pair.coded is not None:
            fault = None if pair.read else "question missed"
            yield Check("questions_recall", not fault, pair.coded.lines[0], fault)
        if pair.read is not None:
            fault = None if pair.coded else "question invented"
            yield Check("questions_precision", not fault, pair.read.lines[0], fault)
        if pair.coded is not None and pair.read is not None:
            yield from _question(pair.coded, pair.read)


def _question(coded: GoldQuestion, read: ReadQuestion) -> Iterator[Check]:
    line = coded.lines[0]
    if coded.codes("heading"):
        right = fold(coded.heading or "") == fold(read.heading or "")
        fault = f"heading {_shown(read.heading)}, gold says {_shown(coded.heading)}"
        yield Check("headings", right, line, None if right else fault)
    if coded.outcome_any:
        yield from _outcome(coded.outcome_any, read.outcome, line)
    if coded.status_any:
        right = read.status in coded.status_any
        fault = f"status {read.status}, gold says {' or '.join(coded.status_any)}"
        yield Check("statuses", right, line, None if right else fault)


def _outcome(defended: Sequence[Outcome], read: Outcome, line: int) -> Iterator[Check]:
    """Of several defended outcomes, the coded class is the one read, else the first."""
    right = read in defended
    fault = f"outcome {read}, gold says {' or '.join(defended)}"
    yield Check("outcomes", right, line, None if right else fault)
    yield Check("outcomes_if_all_answered", Outcome.ANSWERED in defended, line)
    yield Check("wrongly_deferred", read is Outcome.DEFERRED and not right, line)
    yield Check(f"outcome_{read}_precision", right, line)
    yield Check(f"outcome_{read if right else defended[0]}_recall", right, line)


def _answers(pairs: Sequence[_Pair]) -> Iterator[Check]:
    everywhere = [answer for pair in pairs if pair.read for answer in pair.read.answers]
    for pair in _coded_for(pairs, "answers"):
        coded = pair.coded.answers if pair.coded else ()
        read = pair.read.answers if pair.read else ()
        found = match(coded, read)
        known = {id(one) for both in found for one in both}
        for answer in coded:
            fault = None if id(answer) in known else _missed(answer, read, everywhere)
            yield Check("answers_recall", not fault, answer.lines[0], fault)
        for other in read:
            fault = None if id(other) in known else _invented(coded, other)
            yield Check("answers_precision", not fault, other.lines[0], fault)
        for answer, other in found:
            yield from _answer(answer, other)


def _missed(
    answer: GoldAnswer, here: Sequence[ReadAnswer], everywhere: Sequence[ReadAnswer]
) -> str:
    if any(overlap(answer, other) for other in here):
        return "answer joined to another"
    if any(overlap(answer, other) for other in everywhere):
        return "answer under the wrong question"
    return "answer missed"


def _invented(coded: Sequence[GoldAnswer], read: ReadAnswer) -> str:
    split = any(overlap(answer, read) for answer in coded)
    return "answer is a part of another" if split else "answer does not belong here"


def _answer(coded: GoldAnswer, read: ReadAnswer) -> Iterator[Check]:
    line = coded.lines[0]
    if coded.codes("speaker"):
        right = _credits(coded.speaker, read)
        fault = f"respondent is {_shown(_name(read))}, gold says {_shown(coded.speaker)}"
        yield Check("respondents", right, line, None if right else fault)
    if coded.mode is not None:
        right = read.mode is coded.mode
        fault = f"mode {read.mode}, gold says {coded.mode}"
        yield Check("modes", right, line, None if right else fault)


def _respondents_invented(pairs: Sequence[_Pair]) -> Iterator[Check]:
    """Each answer read with a name: whether no coded answer on its lines is of that name."""
    coded = [answer for pair in pairs if pair.coded for answer in pair.coded.answers]
    if not any(answer.codes("speaker") for answer in coded):
        return
    for pair in _coded_for(pairs, "answers"):
        for read in pair.read.answers if pair.read else ():
            here = [answer for answer in coded if overlap(answer, read)]
            if _name(read) and all(answer.codes("speaker") for answer in here):
                invented = not any(_credits(answer.speaker, read) for answer in here)
                fault = f"respondent {_shown(_name(read))} is invented"
                line = read.lines[0]
                yield Check("respondents_invented", invented, line, fault if invented else None)


def _name(read: ReadAnswer) -> str | None:
    return read.person or read.attribution


def _credits(speaker: str | None, read: ReadAnswer) -> bool:
    """Whether an answer is credited to `speaker`, by the person's name or the very label."""
    name = _name(read)
    if speaker is None or name is None:
        return speaker is name
    label = read.attribution or name
    return same_name(speaker, name) or fold(speaker) == fold(label)


def _follow_ups(pairs: Sequence[_Pair]) -> Iterator[Check]:
    scored = _coded_for(pairs, "follow_ups")
    coded = [one for pair in scored if pair.coded for one in pair.coded.follow_ups]
    read = [one for pair in scored if pair.read for one in pair.read.follow_ups]
    found = _matched_promises(coded, read)
    known = {id(one) for both in found for one in both}
    for promise in coded:
        fault = None if id(promise) in known else f"promise missed ({promise.kind or 'any kind'})"
        yield Check("follow_ups_recall", not fault, promise.lines[0], fault)
    for other in read:
        fault = None if id(other) in known else f"promise invented ({other.kind})"
        yield Check("follow_ups_precision", not fault, other.lines[0], fault)
    for promise, other in found:
        if promise.codes("due"):
            yield from _due(promise, other)


def _matched_promises(
    coded: Sequence[GoldFollowUp], read: Sequence[ReadFollowUp]
) -> list[tuple[GoldFollowUp, ReadFollowUp]]:
    """Those of one kind that are due on the same days, then of one kind, then of none coded."""
    found: list[tuple[GoldFollowUp, ReadFollowUp]] = []
    for key in (_kind_and_days, _kind, _no_kind):
        known = {id(one) for both in found for one in both}
        left = [one for one in coded if id(one) not in known]
        free = [other for other in read if id(other) not in known]
        for value in dict.fromkeys(map(key, left)):
            same = [one for one in left if key(one) == value]
            found += match(same, [other for other in free if key(other) == value])
    return found


def _kind_and_days(promise: GoldFollowUp | ReadFollowUp) -> object:
    return promise.kind, promise.due


def _kind(promise: GoldFollowUp | ReadFollowUp) -> object:
    return promise.kind


def _no_kind(promise: GoldFollowUp | ReadFollowUp) -> object:
    return isinstance(promise, GoldFollowUp) and promise.kind is not None


def _due(coded: GoldFollowUp, read: ReadFollowUp) -> Iterator[Check]:
    line = coded.lines[0]
    exact = coded.due == read.due
    fault = f"due {_days(read)}, gold says {_days(coded)}"
    yield Check("due_exact", exact, line, None if exact else fault)
    if coded.due and read.due:
        exact = coded.due[0] <= read.due[1] and read.due[0] <= coded.due[1]
    yield Check("due_overlapping", exact, line)


def _days(promise: GoldFollowUp | ReadFollowUp) -> str:
    return " to ".join(day.isoformat() for day in promise.due) if promise.due else "on no day"


def _shown(text: str | None) -> str:
    return f"'{text}'" if text else "none"
