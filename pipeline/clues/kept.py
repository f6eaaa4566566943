"""Clues as a table that waits in the cache: a row a question, plain data in JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from sys import intern
from typing import Any

import pyarrow as pa

from pipeline.clues.asked import Asked, Given, Promised, Report
from pipeline.clues.phrases import Tells
from schemas.words import FollowUpKind

#: The table's name among those of the contract; no build publishes it.
CLUES = "clues"
_SCHEMA = pa.schema([pa.field("clue", pa.string(), nullable=False)])


def clues_table(questions: Iterable[Asked]) -> pa.Table:
    """Questions as a table."""
    packed = [json.dumps(_packed(one), ensure_ascii=False) for one in questions]
    return pa.table([packed], schema=_SCHEMA)


def read_clues(table: pa.Table) -> Iterator[Asked]:
    """The questions of a table, one after the other."""
    for batch in table.to_batches():
        for packed in batch.column("clue").to_pylist():
            yield _unpacked(json.loads(packed))


def _packed(one: Asked) -> Sequence[object]:
    return (
        one.question_id,
        one.session_id,
        one.day.isoformat(),
        one.text,
        one.language,
        one.answered,
        sorted(one.tells),
        sorted(one.stems),
        one.more,
        sorted(one.named),
        [
            (
                given.answer_id,
                given.substantive,
                given.affirms,
                [(sorted(r.tells), sorted(r.stems), r.year) for r in given.reports],
                sorted(given.stems),
            )
            for given in one.answers
        ],
        [(made.follow_up_id, made.kind, sorted(made.about)) for made in one.promises],
    )


def _unpacked(facts: Sequence[Any]) -> Asked:
    question_id, session_id, day, text, language, answered, tells, *rest = facts
    stems, more, names, answers, promises = rest
    return Asked(
        question_id=question_id,
        session_id=session_id,
        day=date.fromisoformat(day),
        text=text,
        language=language,
        answered=answered,
        tells=_tells(tells),
        stems=_set(stems),
        more=tuple(map(intern, more)),
        named=_set(names),
        answers=tuple(
            Given(
                answer_id,
                substantive,
                affirms,
                tuple(Report(_tells(t), _set(s), year) for t, s, year in reports),
                _set(said),
            )
            for answer_id, substantive, affirms, reports, said in answers
        ),
        promises=tuple(
            Promised(made, FollowUpKind(kind), _set(about)) for made, kind, about in promises
        ),
    )


# most answers report nothing, and most questions point to nothing
_NONE: frozenset[str] = frozenset()
_TELLS = {tells.value: tells for tells in Tells}


def _set(stems: Sequence[str]) -> frozenset[str]:
    return frozenset(map(intern, stems)) if stems else _NONE


def _tells(words: Sequence[str]) -> frozenset[Tells]:
    return frozenset(_TELLS[word] for word in words)
