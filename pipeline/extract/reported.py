"""Questions and answers in reported speech: `A resident asked whether …. The Clerk replied …`."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.extract.labels import Label
from pipeline.extract.marks import MarkKind
from pipeline.extract.names import is_name, name_pattern, without_honorific
from pipeline.extract.sentences import sentences
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind
from pipeline.readers.traced import Traced

_LANGUAGE = "en"  # of the words by which reported speech is known
_FEWEST = 2


def cut_reported(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, with paragraphs cut before every sentence that reports who asked or replied.

    Nothing is cut where fewer than two questions are reported and answered.
    """
    cut = [part for unit in units for part in _parts(unit)]
    asked = sum(
        one.mark is MarkKind.QUESTION and after.mark is MarkKind.ANSWER
        for one, after in pairwise(cut)
    )
    return tuple(cut) if asked >= _FEWEST else tuple(units)


def cut_subject(text: Traced) -> tuple[Traced, tuple[str, ...]]:
    """A reported question without its subject where that names somebody, and the names."""
    found = words().reports_question.match(text.text)
    if found is None:
        return text, ()
    said = re.finditer(rf"(?<!\w){name_pattern()}", found["who"])
    names = tuple(name for one in said if (name := _asker(one[0].rstrip("."))))
    return (text.cut(found.start("verb")), names) if names else (text, ())


def _asker(said: str) -> str | None:
    name = without_honorific(said)
    return name if is_name(name) and (" " in name or name != said) else None


def _parts(unit: Unit) -> Iterator[Unit]:
    if unit.label or unit.mark or unit.block.kind is not BlockKind.PARAGRAPH:
        yield unit
        return
    held: list[Traced] = []
    mark: MarkKind | None = None
    label: Label | None = None
    for sentence in sentences(unit.text, _LANGUAGE):
        asks = words().reports_question.match(sentence.text)
        replies = None if asks else words().reports_reply.match(sentence.text)
        goes_on = mark is MarkKind.ANSWER and label and replies and replies["who"] in ("He", "She")
        if held and (asks or (replies and mark and not goes_on)):
            yield Unit(unit.block, Traced.join(held), mark, label)
            held = []
        if asks:
            mark, label = MarkKind.QUESTION, None
        elif replies and mark and not goes_on:
            mark, label = MarkKind.ANSWER, _speaker(replies["who"])
        held.append(sentence)
    if held:
        yield Unit(unit.block, Traced.join(held), mark, label)


def _speaker(who: str) -> Label | None:
    """Who is said to reply, if that is a name."""
    name = without_honorific(who.removeprefix("County "))
    return Label(who, (name,)) if is_name(name) else None
