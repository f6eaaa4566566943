"""The questions of one record with everything that is made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.enrich.exchange_model import Heard
from pipeline.enrich.follow_ups import FollowUp, find_promises
from pipeline.enrich.fulfilment import kept, modes
from pipeline.enrich.language import detect_language
from pipeline.enrich.outcome import judge
from pipeline.enrich.readings import Reading, read_exchanges
from pipeline.enrich.sightings import History
from pipeline.enrich.topic import Assignment, TopicIndex
from pipeline.enrich.verdict import Verdict
from pipeline.extract.record import Question


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question with everything that was made of it.

    `heard` is what the model made of the whole exchange; null where it was not asked.
    """

    question: Question
    language: str
    topic: Assignment
    readings: tuple[Reading, ...]
    heard: Heard | None
    verdict: Verdict
    follow_ups: tuple[tuple[FollowUp, ...], ...]


def judge_questions(
    questions: Sequence[Question], language: str, day: date, topics: TopicIndex, history: History
) -> Iterator[JudgedQuestion]:
    """Every question of a record, in order: outcome, topic, promises and how they were kept.

    `language` is the session's (ISO 639-1), `day` its day, `history` the record's other
    revisions.
    """
    exchanges = read_exchanges(questions, language)
    for question, (said, heard) in zip(questions, exchanges, strict=True):
        readings = tuple(modes(said, history))
        verdict = judge(question, readings, heard)
        promises = find_promises(readings, verdict, day, language)
        own_language = detect_language(question.text.text, language)
        yield JudgedQuestion(
            question=question,
            language=own_language,
            topic=topics.assign(question, own_language),
            readings=readings,
            heard=heard,
            verdict=verdict,
            follow_ups=tuple(
                tuple(kept(made, place, readings, day, history))
                for place, made in enumerate(promises)
            ),
        )
