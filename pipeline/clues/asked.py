"""Every question of a session with its day, its answers and its promises, as others look at it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.clues.phrases import POINTING_BACK, Tells, affirms, reported, told
from pipeline.enrich.content_words import content_words
from pipeline.rows.places import Row
from schemas.words import AnswerKind, FollowUpKind, FollowUpStatus, Outcome

_YEAR = re.compile(r"\b(?:19|20|21)[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that reports something done: its stems, and the latest year that it names."""

    tells: frozenset[Tells]
    stems: frozenset[str]
    year: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer; `substantive` tells a reply from a mere holding one or a referral.

    `stems` are those of all its words where it reports anything, else none.
    """

    answer_id: str
    substantive: bool
    affirms: bool
    reports: tuple[Report, ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that is open in its own record, and of which no person says so.

    `about` are the stems of its words.
    """

    follow_up_id: str
    kind: FollowUpKind
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, on its session's day.

    `stems` are those of its own words, `matter` those of its answers too, `named` those of the
    words that it writes as names or numbers; `tells` is how it points back.
    """

    question_id: str
    session_id: str
    day: date
    text: str
    language: str
    answered: bool
    tells: frozenset[Tells]
    stems: frozenset[str]
    matter: frozenset[str]
    named: frozenset[str]
    answers: tuple[Given, ...]
    promises: tuple[Promised, ...]


def read_asked(rows: Mapping[str, Sequence[Row]]) -> list[Asked]:
    """The questions in the rows of sessions, whatever their order."""
    days = {row["session_id"]: row["date"] for row in rows["sessions"]}
    stated = {
        told["row_id"]
        for told in rows.get("corrections", ())
        if (told["table"], told["column"]) == ("follow_ups", "status")
    }
    answers = _by_question(rows.get("answers", ()))
    promises = _by_question(
        row
        for row in rows.get("follow_ups", ())
        if row["status"] == FollowUpStatus.OPEN and row["follow_up_id"] not in stated
    )
    return [
        _asked(row, days[row["session_id"]], answers, promises) for row in rows.get("questions", ())
    ]


def named_in(text: str, language: str) -> frozenset[str]:
    """The stems of words with a capital inside a text, and of numbers."""
    said = {word for word in text.split() if word[:1].isupper() or word[:1].isdigit()}
    said.difference_update(text.split(maxsplit=1)[:1])
    return frozenset(stem for word in said for stem in content_words(word, language))


def _by_question(rows: Iterable[Row]) -> Mapping[object, list[Row]]:
    found: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["question_id"]].append(row)
    return found


def _asked(
    row: Row,
    day: object,
    answers: Mapping[object, list[Row]],
    promises: Mapping[object, list[Row]],
) -> Asked:
    assert isinstance(day, date)  # noqa: S101 - the type of the column
    given = sorted(
        answers.get(row["question_id"], ()), key=lambda answer: int(str(answer["position"]))
    )
    text, language = str(row["text"]), str(row["language"])
    stems = _stems(text, language)
    of_answers = [_stems(str(answer["text"]), language) for answer in given]
    return Asked(
        question_id=str(row["question_id"]),
        session_id=str(row["session_id"]),
        day=day,
        text=text,
        language=language,
        answered=row["outcome"] in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED),
        tells=told(text, POINTING_BACK),
        stems=stems,
        matter=stems.union(*of_answers),
        named=named_in(text, language),
        answers=tuple(
            _given(answer, language, said) for answer, said in zip(given, of_answers, strict=True)
        ),
        promises=tuple(
            _promised(promise, language) for promise in promises.get(row["question_id"], ())
        ),
    )


def _given(answer: Row, language: str, stems: frozenset[str]) -> Given:
    text = str(answer["text"])
    reports = tuple(
        Report(sentence.tells, _stems(sentence.text, language), _latest_year(sentence.text))
        for sentence in reported(text)
    )
    return Given(
        str(answer["answer_id"]),
        answer["kind"] not in (AnswerKind.HOLDING, AnswerKind.REFERRAL),
        affirms(text),
        reports,
        stems if reports else frozenset(),
    )


def _latest_year(text: str) -> int | None:
    return max(map(int, _YEAR.findall(text)), default=None)


def _promised(row: Row, language: str) -> Promised:
    text = str(row["text"])
    if row["due_text"]:
        text = text.replace(str(row["due_text"]), " ")
    return Promised(
        str(row["follow_up_id"]), FollowUpKind(str(row["kind"])), _stems(text, language)
    )


def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(content_words(text, language))
