"""A question's units to the question and its answers."""

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.labels import Label
from pipeline.extract.layouts import Group, Layout, Section
from pipeline.extract.marks import MarkKind
from pipeline.extract.names import name_pattern
from pipeline.extract.record import Answer, Question
from pipeline.extract.roster import Person, Roster
from pipeline.extract.units import Unit
from pipeline.extract.words import words
from pipeline.readers.traced import Traced
from schemas.words import Mode


def read_questions(section: Section, found: Sequence[Group], roster: Roster) -> Iterator[Question]:
    """The questions of a section; marked ones in a row share the reply under the last."""
    # where the heading is the question itself, it stands under the one above
    over = section.parent if section.layout is Layout.HEADED else section.heading
    heading = over.text if over else None
    listed_after = heading is not None and bool(words().answered_after.search(heading.text))
    for at, group in enumerate(found):
        replied = group
        if group.asked[0].mark is MarkKind.QUESTION:
            replied = next((later for later in found[at:] if later.replies), group)
        replies = [unit for unit in replied.replies if not is_moderation(unit, section)]
        answers = _answers(replies, roster, listed_after=listed_after)
        yield Question(
            text=Traced.join([unit.text for unit in group.asked if unit.text], "\n"),
            heading=heading,
            listed_after=listed_after,
            answers=tuple(answers),
            line_start=group.asked[0].block.line_start,
            line_end=group.asked[-1].block.line_end,
        )


def is_moderation(unit: Unit, section: Section) -> bool:
    """Whether a unit is a moderator's word between the questions of a conversation."""
    conversation = section.layout in (Layout.MARKED, Layout.TURNS)
    return conversation and unit.label is not None and unit.label.moderates


def _answers(replies: Sequence[Unit], roster: Roster, *, listed_after: bool) -> Iterator[Answer]:
    """Each run of units from one speaker's label, or mark of an answer, to the next."""
    runs: list[list[Unit]] = []
    for unit in replies:
        if not runs or unit.label or unit.mark is MarkKind.ANSWER or runs[-1][-1].signed:
            runs.append([])
        runs[-1].append(unit)
    for run in runs:
        if any(unit.text and not unit.is_time for unit in run):
            yield _answer(run, roster, listed_after=listed_after)


def _answer(run: Sequence[Unit], roster: Roster, *, listed_after: bool) -> Answer:
    label = run[0].label
    paragraphs = tuple(unit.text for unit in run if unit.text and not unit.is_time)
    signed = next((unit.signed for unit in reversed(run) if unit.signed), None)
    if label is None and signed:
        label = Label(signed, (signed.removeprefix("@"),))
    attribution = label.printed if label and not label.asks and label.names else None
    person = roster.person(label) if label else None
    if label is None and run[0].mark is MarkKind.ANSWER:
        person = roster.only_respondent
        attribution = person.name if person else None
    elif label is None:
        attribution, person = _signed_in_text(paragraphs, roster)
    return Answer(
        label=label,
        attribution=attribution,
        person=person,
        mode=Mode.WRITTEN if listed_after or (label and label.letter) else Mode.LIVE,
        paragraphs=paragraphs,
        line_start=run[0].block.line_start,
        line_end=run[-1].block.line_end,
    )


def _signed_in_text(
    paragraphs: Sequence[Traced], roster: Roster
) -> tuple[str | None, Person | None]:
    """Who says `I - Name - am answering` in an answer that has no label."""
    pattern = rf"\bI\s*[-–—(,]\s*(?P<name>{name_pattern()})\s*[-–—),]"
    for paragraph in paragraphs:
        for said in re.finditer(pattern, paragraph.text):
            if person := roster.introduced(said["name"]):
                return said["name"], person
    return None, None
