"""On which day a record says that its session took place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from pipeline.extract.days import NamedDay, days_in, doubtful_days, full_days
from pipeline.extract.words import words
from pipeline.readers.traced import Traced

_WORD = re.compile(r"[^\W\d_]+")
_FEW_WORDS = 10  # of a line that says no more than when


@dataclass(frozen=True, slots=True)
class Statement:
    """A text that names the day of the session; `source` says what it is.

    `days` are all that it can mean, one of them where it is `doubtful`; `line` is null for what
    does not stand in the document.
    """

    source: str
    days: tuple[date, ...]
    line: int | None
    doubtful: bool = False


def says_when(sentence: str) -> bool:
    """Whether a sentence is about the day of the session itself, and names it in full.

    It says that the call takes place or was held then, or it is a line that opens with the
    date. Sentences about the next or an earlier session are none.
    """
    days = _named(sentence)
    if not days or words().other_session.search(sentence):
        return False
    before = sentence[: days[0].start]
    opening = " ".join(word for word in before.split() if not _is_weekday(word))
    opens = words().held_fields.search(opening) and len(sentence.split()) <= _FEW_WORDS
    return bool(opens or words().held.search(before))


def _named(text: str) -> tuple[NamedDay, ...]:
    return full_days(text) or doubtful_days(text)


def contradiction(
    day: date,
    title: Traced | None,
    held: Iterable[Traced],
    address: str | None,
    stated: Traced | None = None,
) -> tuple[int | None, str] | None:
    """Where a record and its folder's `day` do not agree: the line, and a message for people.

    Args:
        day: That of the folder.
        title: The record's.
        held: Its sentences that say when the session took place.
        address: Where the record was published.
        stated: What its front matter says is its day.
    """
    texts = [("title", title), ("front matter", stated), *(("text", said) for said in held)]
    found = [one for source, text in texts if text for one in _stated(source, text, day)]
    page = unquote(urlsplit(address).path).rpartition("/")[2] if address else ""
    if named := _named(page.replace("_", " ")):
        found.append(Statement("address", tuple(one.day for one in named), None))
    apart = [statement for statement in found if day not in statement.days]
    if not apart:
        return None
    told = ", ".join(f"the {one.source} says {_shown(one)}" for one in found)
    return apart[0].line, f"{told}, the folder {day}; the folder's day was taken"


def _stated(source: str, text: Traced, day: date) -> Iterator[Statement]:
    line = text.place().line_start
    if full_days(text.text):
        named = (one for one in days_in(text.text, day.year) if one)
        yield Statement(source, tuple(dict.fromkeys(named)), line)
    elif days := doubtful_days(text.text):
        yield Statement(source, tuple(one.day for one in days), line, doubtful=True)


def _shown(statement: Statement) -> str:
    days = (" or " if statement.doubtful else " and ").join(map(str, statement.days))
    return days if statement.line is None else f"{days} (line {statement.line})"


def _is_weekday(word: str) -> bool:
    letters = _WORD.match(word)
    return letters is not None and letters[0].casefold() in words().weekdays
