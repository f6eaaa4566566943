"""Promises that the record of a later session shows kept."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from pipeline.clues.asked import Asked, Given, Promised, Report
from pipeline.clues.phrases import Tells
from pipeline.enrich.content_words import is_generic
from pipeline.link.asked import Link
from pipeline.link.candidates import Candidates
from pipeline.link.record import Records
from pipeline.rows.places import Row
from schemas.words import FollowUpKind, FulfilmentMethod

# how much of what was promised a report has to name; less where it says that it was promised
_NAMES = 0.6
_NAMES_PROMISED = 0.45
# a word of the promise counts less where only the question of the report has it, and one of the
# promise's question less than one of the promise
_AROUND = 0.7
_ASKED = 0.35
_FEW = 2

_KEPT_BY: Mapping[FollowUpKind, frozenset[Tells]] = {
    FollowUpKind.PUBLICATION: frozenset({Tells.AS_PROMISED, Tells.PUBLICATION}),
    FollowUpKind.EVENT: frozenset({Tells.AS_PROMISED, Tells.EVENT}),
    FollowUpKind.ACTION: frozenset({Tells.AS_PROMISED, Tells.ACTION}),
    FollowUpKind.WRITTEN_ANSWER: frozenset(
        {Tells.AS_PROMISED, Tells.WRITTEN_ANSWER, Tells.PUBLICATION}
    ),
    FollowUpKind.UPDATE: frozenset({Tells.AS_PROMISED, Tells.WRITTEN_ANSWER, Tells.PUBLICATION}),
    FollowUpKind.CLARIFICATION: frozenset(),
}
# what was promised to be told is told where the question is put again and answered
_TELLING = frozenset({FollowUpKind.WRITTEN_ANSWER, FollowUpKind.UPDATE})
_DOING = frozenset({FollowUpKind.PUBLICATION, FollowUpKind.EVENT, FollowUpKind.ACTION})


@dataclass(frozen=True, slots=True)
class _Shown:
    """A promise, and the answer that shows it kept."""

    promise: Promised
    since: date
    day: date
    answer_id: str
    score: float

    def row(self) -> Row:
        return {
            "follow_up_id": self.promise.follow_up_id,
            "answer_id": self.answer_id,
            "earliest": self.since,
            "latest": self.day,
            "method": FulfilmentMethod.LATER_SESSION,
            "score": round(self.score, 4),
        }


def fulfilments(records: Records, links: Sequence[Link]) -> Iterator[Row]:
    """For each promise still open in its own record, the first later answer that shows it kept."""
    found: dict[str, list[_Shown]] = defaultdict(list)
    for shown in (*_by_links(records, links), *_by_reports(records)):
        found[shown.promise.follow_up_id].append(shown)
    for _, shown_by in sorted(found.items()):
        first = min(shown_by, key=lambda shown: (shown.day, -shown.score, shown.answer_id))
        yield first.row()


def _by_links(records: Records, links: Sequence[Link]) -> Iterator[_Shown]:
    """Kept by the answers to a question that repeats or follows the one promised for."""
    for link in links:
        for promise in link.other.promises:
            for answer in link.question.answers:
                if _keeps(promise, link, answer, records):
                    day = link.question.day
                    yield _Shown(promise, link.other.day, day, answer.answer_id, link.score)


def _keeps(promise: Promised, link: Link, answer: Given, records: Records) -> bool:
    if not answer.substantive:
        return False
    if promise.kind in _TELLING and link.question.answered:
        return True
    if promise.kind not in _DOING:
        return False
    asked_for = promise.about & link.question.stems
    if records.weigh(asked_for) < _NAMES * records.weigh(promise.about):
        return False
    return answer.affirms or any(_fits(promise, report) for report in answer.reports)


def _fits(promise: Promised, report: Report) -> bool:
    return bool(report.tells & _KEPT_BY[promise.kind])


def _by_reports(records: Records) -> Iterator[_Shown]:
    """Kept by what a later answer reports, whatever was asked."""
    promises: list[tuple[Asked, Promised]] = []
    candidates = Candidates(records)
    waiting: list[Asked] = []  # of the same day: their promises are not to be found yet
    for question in records.asked:
        if waiting and waiting[0].day < question.day:
            for asked in waiting:
                for promise in asked.promises:
                    candidates.post(len(promises), promise.about | asked.stems)
                    promises.append((asked, promise))
            waiting.clear()
        waiting.append(question)
        for answer in question.answers:
            for report in answer.reports:
                yield from _shown(report, question, answer, promises, candidates, records)


def _shown(
    report: Report,
    question: Asked,
    answer: Given,
    promises: Sequence[tuple[Asked, Promised]],
    candidates: Candidates,
    records: Records,
) -> Iterator[_Shown]:
    around = question.stems | answer.stems
    for number in candidates.like(report.stems | question.stems):
        asked, promise = promises[number]
        if not _fits(promise, report) or _of_another_year(report, asked):
            continue
        score = _named(promise, asked, report.stems, around, records)
        enough = _NAMES_PROMISED if Tells.AS_PROMISED in report.tells else _NAMES
        if score >= enough:
            yield _Shown(promise, asked.day, question.day, answer.answer_id, score)


def _of_another_year(report: Report, asked: Asked) -> bool:
    """Whether a report names years, all of them over when the promise was made.

    A year in the question it was made for ("the accounts of 2030") is no time, but a name.
    """
    year = report.year
    return year is not None and year < asked.day.year and str(year) not in asked.named


def _named(
    promise: Promised,
    asked: Asked,
    stems: frozenset[str],
    around: frozenset[str],
    records: Records,
) -> float:
    """How much of what was promised a report names, by the weight of the words.

    At least two words, and one that is the name of no mere kind of thing.
    """
    about = dict.fromkeys(promise.about, 1.0)
    telling = [stem for stem in promise.about if not is_generic(stem)]
    around_promise = 1.0 if not telling else _ASKED
    about |= dict.fromkeys(asked.stems - promise.about, around_promise)
    shared = {stem: 1.0 if stem in stems else _AROUND for stem in about if stem in stems | around}
    if len(shared) < _FEW or all(is_generic(stem) for stem in shared):
        return 0.0
    if not shared.keys() & stems or (telling and not shared.keys() & set(telling)):
        return 0.0
    weights = {stem: share * records.weights[stem] for stem, share in about.items()}
    return fsum(weights[stem] * shared[stem] for stem in shared) / fsum(weights.values())
