"""What the links look at: every question with its day, its answers and its promises."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log

from pipeline.enrich.content_words import content_words, is_generic
from pipeline.rows.places import Row
from schemas.words import AnswerKind, FollowUpKind, FollowUpStatus, Outcome

_GENERIC = 0.3


@dataclass(frozen=True, slots=True)
class Given:
    """An answer; `substantive` tells a reply from a mere holding one or a referral."""

    answer_id: str
    text: str
    substantive: bool


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
    words that it writes as names or numbers.
    """

    question_id: str
    session_id: str
    day: date
    text: str
    language: str
    answered: bool
    stems: frozenset[str]
    matter: frozenset[str]
    named: frozenset[str]
    answers: tuple[Given, ...]
    promises: tuple[Promised, ...]


@dataclass(frozen=True)
class Records:
    """All questions, the earliest first, and in how many of them or their answers a stem is."""

    asked: tuple[Asked, ...]
    spread: Mapping[str, int]

    def weight(self, stem: str) -> float:
        """How much a stem tells: the rarer, the more; a generic one little."""
        if stem not in self._weights:
            rarity = log((len(self.asked) + 2) / (self.spread.get(stem, 0) + 0.5))
            self._weights[stem] = rarity * (_GENERIC if is_generic(stem) else 1.0)
        return self._weights[stem]

    def weigh(self, stems: frozenset[str]) -> float:
        """The weights of some stems together; added in their order, so that sums repeat."""
        return sum(map(self.weight, sorted(stems)))

    def weigh_often(self, stems: frozenset[str]) -> float:
        """The same, kept for the next time."""
        if stems not in self._sums:
            self._sums[stems] = self.weigh(stems)
        return self._sums[stems]

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {}

    @cached_property
    def _sums(self) -> dict[frozenset[str], float]:
        return {}


def read_records(rows: Mapping[str, Sequence[Row]]) -> Records:
    """The records in the rows of all sessions, whatever their order."""
    days = {row["session_id"]: row["date"] for row in rows["sessions"]}
    stated = {
        told["row_id"]
        for told in rows["corrections"]
        if (told["table"], told["column"]) == ("follow_ups", "status")
    }
    answers = _by_question(rows["answers"])
    promises = _by_question(
        row
        for row in rows["follow_ups"]
        if row["status"] == FollowUpStatus.OPEN and row["follow_up_id"] not in stated
    )
    asked = [_asked(row, days[row["session_id"]], answers, promises) for row in rows["questions"]]
    asked.sort(key=lambda question: (question.day, question.question_id))
    spread = Counter(stem for question in asked for stem in question.matter)
    return Records(tuple(asked), spread)


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
    language = str(row["language"])
    stems = frozenset(content_words(str(row["text"]), language))
    return Asked(
        question_id=str(row["question_id"]),
        session_id=str(row["session_id"]),
        day=day,
        text=str(row["text"]),
        language=language,
        answered=row["outcome"] in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED),
        stems=stems,
        matter=stems.union(*(content_words(str(answer["text"]), language) for answer in given)),
        named=named_in(str(row["text"]), language),
        answers=tuple(
            Given(
                str(answer["answer_id"]),
                str(answer["text"]),
                answer["kind"] not in (AnswerKind.HOLDING, AnswerKind.REFERRAL),
            )
            for answer in given
        ),
        promises=tuple(
            _promised(promise, language) for promise in promises.get(row["question_id"], ())
        ),
    )


def named_in(text: str, language: str) -> frozenset[str]:
    """The stems of words with a capital inside a text, and of numbers."""
    said = {word for word in text.split() if word[:1].isupper() or word[:1].isdigit()}
    said.difference_update(text.split(maxsplit=1)[:1])
    return frozenset(stem for word in said for stem in content_words(word, language))


def _promised(row: Row, language: str) -> Promised:
    text = str(row["text"])
    if row["due_text"]:
        text = text.replace(str(row["due_text"]), " ")
    return Promised(
        str(row["follow_up_id"]),
        FollowUpKind(str(row["kind"])),
        frozenset(content_words(text, language)),
    )
