"""Every question of a session with its day, its answers and its promises, as others look at it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from pipeline.clues.phrases import POINTING_BACK, Reported, Tells, affirming, reported, told
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

    `stems` are those of its own words, `more` those that only its answers have, `named` those of
    the words that it writes as names or numbers; `tells` is how it points back.
    """

    question_id: str
    session_id: str
    day: date
    text: str
    language: str
    answered: bool
    tells: frozenset[Tells]
    stems: frozenset[str]
    more: tuple[str, ...]
    named: frozenset[str]
    answers: tuple[Given, ...]
    promises: tuple[Promised, ...]

    @property
    def matter(self) -> Iterator[str]:
        """The stems of its own words and of its answers, each once."""
        return chain(self.stems, self.more)


def read_asked(rows: Mapping[str, Sequence[Row]]) -> list[Asked]:
    """The questions in the rows of sessions, whatever their order."""
    days = {row["session_id"]: row["date"] for row in rows["sessions"]}
    stated = {
        told["row_id"]
        for told in rows.get("corrections", ())
        if (told["table"], told["column"]) == ("follow_ups", "status")
    }
    promises = _by_question(
        row
        for row in rows.get("follow_ups", ())
        if row["status"] == FollowUpStatus.OPEN and row["follow_up_id"] not in stated
    )
    questions = rows.get("questions", ())
    answers = _answers(rows.get("answers", ()), questions)
    telling = told([str(row["text"]) for row in questions], POINTING_BACK)
    return [
        _asked(row, days[row["session_id"]], tells, answers, promises)
        for row, tells in zip(questions, telling, strict=True)
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


def _answers(
    rows: Iterable[Row], questions: Iterable[Row]
) -> Mapping[object, list[tuple[Given, frozenset[str]]]]:
    """By question its answers in their order, each with the stems of all its words."""
    languages = {row["question_id"]: str(row["language"]) for row in questions}
    given = sorted(rows, key=lambda answer: int(str(answer["position"])))
    texts = [str(answer["text"]) for answer in given]
    found: dict[object, list[tuple[Given, frozenset[str]]]] = defaultdict(list)
    for row, affirms, reports in zip(given, affirming(texts), reported(texts), strict=True):
        language = languages[row["question_id"]]
        stems = _stems(str(row["text"]), language)
        found[row["question_id"]].append((_given(row, affirms, reports, language, stems), stems))
    return found


def _asked(
    row: Row,
    day: object,
    tells: frozenset[Tells],
    answers: Mapping[object, list[tuple[Given, frozenset[str]]]],
    promises: Mapping[object, list[Row]],
) -> Asked:
    assert isinstance(day, date)  # noqa: S101 - the type of the column
    given = answers.get(row["question_id"], ())
    text, language = str(row["text"]), str(row["language"])
    stems = _stems(text, language)
    return Asked(
        question_id=str(row["question_id"]),
        session_id=str(row["session_id"]),
        day=day,
        text=text,
        language=language,
        answered=row["outcome"] in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED),
        tells=tells,
        stems=stems,
        more=tuple(sorted(frozenset().union(*(said for _, said in given)) - stems)),
        named=named_in(text, language),
        answers=tuple(answer for answer, _ in given),
        promises=tuple(
            _promised(promise, language) for promise in promises.get(row["question_id"], ())
        ),
    )


def _given(
    answer: Row,
    affirms: bool,  # noqa: FBT001 - one of the things found for all answers at once
    reports: Iterable[Reported],
    language: str,
    stems: frozenset[str],
) -> Given:
    found = tuple(
        Report(sentence.tells, _stems(sentence.text, language), _latest_year(sentence.text))
        for sentence in reports
    )
    return Given(
        str(answer["answer_id"]),
        answer["kind"] not in (AnswerKind.HOLDING, AnswerKind.REFERRAL),
        affirms,
        found,
        stems if found else frozenset(),
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
