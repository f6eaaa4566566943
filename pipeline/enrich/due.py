"""When something promised in a sentence is due: words about time as intervals of days."""

from dataclasses import dataclass
from datetime import date

from pipeline.enrich.calendar_words import Meaning, tokens
from pipeline.enrich.cascade import parse
from pipeline.enrich.due_clauses import CLAUSES
from pipeline.enrich.due_periods import PERIODS

_GRAMMAR = (*PERIODS, *CLAUSES)


@dataclass(frozen=True, slots=True)
class Due:
    """The days that some words of a sentence allow.

    `earliest` and `latest` are included and never before the session; `start` and `end` are
    offsets into the sentence, the end behind the words' last letter.
    """

    earliest: date
    latest: date
    start: int
    end: int


def find_due(text: str, day: date, language: str = "en") -> Due | None:
    """The due interval that governs a sentence: the shortest, of equals the first.

    The session's own day does only where no later one is named ("next week, Eva is out today").

    Args:
        text: One sentence.
        day: The day of the session, from which the words are seen.
        language: ISO 639-1, with or without a region. One whose words are not known is read
            for ISO dates only.
    """
    dues = find_dues(text, day, language)
    later = [due for due in dues if due.latest > day]
    return min(later or dues, key=lambda due: due.latest - due.earliest, default=None)


def find_dues(text: str, day: date, language: str = "en") -> tuple[Due, ...]:
    """Every due interval of a sentence, in its order; what was over on `day` is none."""
    words = tokens(text, language.partition("-")[0].lower())
    return tuple(
        Due(max(day, token.meaning.span.first), token.meaning.span.last, token.start, token.end)
        for token in parse(words, _GRAMMAR, day)
        if _is_due(token.meaning, day)
    )


def _is_due(meaning: Meaning, day: date) -> bool:
    return meaning.kind == "period" and meaning.sure and meaning.high >= day.toordinal()
