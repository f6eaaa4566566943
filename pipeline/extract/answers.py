"""A question's units to the question and its answers."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from pipeline.extract.askers import cut_asker, heading_names, introduces_itself, signed_name
from pipeline.extract.grouping import Group
from pipeline.extract.labels import Label
from pipeline.extract.layouts import Layout, Section
from pipeline.extract.marks import MarkKind
from pipeline.extract.names import name_pattern
from pipeline.extract.person import Person
from pipeline.extract.reading_out import read_out
from pipeline.extract.record import Answer, Question
from pipeline.extract.reported import cut_subject
from pipeline.extract.roster import Roster
from pipeline.extract.sides import moderation, sides_of
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind
from pipeline.readers.traced import Traced
from schemas.words import Mode


def read_questions(
    section: Section, found: Sequence[Group], roster: Roster, *, listed_after: bool
) -> Iterator[Question]:
    """The questions of a section; marked ones in a row share the reply under the last.

    `listed_after` says that they were answered after the session.
    """
    # where the heading is the question itself, it stands under the one above
    over = section.parent if section.layout is Layout.HEADED else section.heading
    topic = over is not None and not words().attendance.fullmatch(over.text.text)
    heading = over.text if over and topic and len(over.text.text) <= _LONGEST_HEADING else None
    asked_by_name = _are_asked_by_name(section, found)
    sides = sides_of(section, found)
    answered_once = _are_answered_once(found)

    def named(unit: Unit) -> bool:
        if asked_by_name or unit.label is None:
            return True
        return unit.block.kind is not BlockKind.ITEM or roster.surely_names(unit.label)

    replied_next = _replied_next(found)
    for at, group in enumerate(found):
        replied = group
        if section.layout is Layout.MARKED and group.asked[0].mark is MarkKind.QUESTION:
            replied = replied_next[at] or group
        elif not group.replies and at + 1 < len(found) and _shares_reply(found[at + 1]):
            replied = found[at + 1]
        aside = moderation(replied, section, sides)
        replies: Sequence[Unit] = replied.replies
        if replied is not group or (found[at - 1 : at] and not found[at - 1].replies):
            replies = _for_number(replies, group.asked[0].numbers)
        headed = section.layout is Layout.HEADED
        first = next((unit for unit in replies if not unit.is_time), None)
        if headed and first and not first.label:
            replies = [_surely_labelled(unit, roster) for unit in replies]
        runs = _runs(replies, aside, group.asked[0], crossing=section.layout is Layout.CROSSING)
        answers = tuple(_answers(runs, roster, listed_after=listed_after, headed=headed))
        if answered_once and _bare_marks(group) >= _FEWEST_SEVERAL:
            answers = (*answers[:1], *map(_of_nobody_named, answers[1:]))
        text, names = _said_by(group, [named(unit) for unit in group.asked])
        yield Question(
            text=text,
            heading=heading,
            listed_after=listed_after,
            answers=answers,
            line_start=group.asked[0].block.line_start,
            line_end=group.asked[-1].block.line_end,
            askers=(*names, *(heading_names(heading.text) if heading else ())),
        )


def _are_answered_once(found: Sequence[Group]) -> bool:
    """Whether most have one answer without a name: several below one question are of several."""
    return sum(_bare_marks(group) > 1 for group in found) * 2 <= len(found)


def _shares_reply(group: Group) -> bool:
    """Whether the first reply to a question answers the one before, too, as either may say."""
    asks_on = words().asks_on.match(group.asked[0].text.text) is not None
    return asks_on or any(words().answers_both.match(one.text.text) for one in group.replies[:1])


def _bare_marks(group: Group) -> int:
    return sum(unit.mark is MarkKind.ANSWER and unit.label is None for unit in group.replies)


def _of_nobody_named(answer: Answer) -> Answer:
    return answer if answer.label else replace(answer, attribution=None, person=None)


def _surely_labelled(unit: Unit, roster: Roster) -> Unit:
    """A unit of prose without what may be the topic of its own words: `Caution: mind the step`."""
    label = unit.label
    if label is None or not label.names or label.asks or label.posts or roster.knows(label):
        return unit
    named = not (label.office or label.team) and " " in label.names[0]
    if named or roster.heads_turns(label, _TURNS_IN_PROSE):
        return unit
    return replace(unit, text=unit.block.text, label=None)


_FEWEST_SEVERAL = 3  # answers without a name
_TURNS_IN_PROSE = 3  # of somebody who replies below what nobody is named for
_LONGEST_HEADING = 200  # characters; what is longer is an introduction that is set as one


def _replied_next(found: Sequence[Group]) -> list[Group | None]:
    """For each question itself, or the next below it, whichever has replies."""
    following: list[Group | None] = [None] * (len(found) + 1)
    for at in range(len(found) - 1, -1, -1):
        following[at] = found[at] if found[at].replies else following[at + 1]
    return following


def _said_by(group: Group, named: Sequence[bool]) -> tuple[Traced, tuple[str, ...]]:
    """What was asked, without who asked, and the names of those; `named` are surely labelled."""
    names = [name for unit in group.askers for name in (unit.byline or _signature(unit))]
    texts: list[Traced] = []
    for unit, is_named in zip(group.asked, named, strict=True):
        if is_named and unit.label and not unit.label.office:
            names += unit.label.names
        if unit.below and len(group.asked) > 1 and (signed := signed_name(unit.text.text)):
            names.append(signed)
            continue
        if unit.signed:
            names.append(unit.signed.removeprefix("@"))
        said = unit.text if is_named else unit.block.text
        if aloud := read_out(said):
            names += aloud[0].names
            said = aloud[1]
        text, found = cut_asker(said)
        text, who = cut_subject(text)
        found += who
        names += (*found, *introduces_itself(text.text))
        texts += [text] if text else []
    return Traced.join(texts, "\n"), tuple(dict.fromkeys(names))


def _signature(unit: Unit) -> tuple[str, ...]:
    name = signed_name(unit.text.text)
    return (name,) if name else ()


def _for_number(replies: Sequence[Unit], numbers: tuple[int, ...]) -> list[Unit]:
    """Of the replies to several questions those whose mark bears the number of one of them.

    All of them where no mark does.
    """
    kept: list[Unit] = []
    held = False
    for unit in replies:
        if unit.mark is MarkKind.ANSWER:
            held = not set(numbers).isdisjoint(unit.numbers)
        if held:
            kept.append(unit)
    return kept or list(replies)


def _are_asked_by_name(section: Section, found: Sequence[Group]) -> bool:
    """Whether what stands before a colon in a question is the asker, and not a part of it.

    In a list it is where most items begin so; elsewhere a label is what makes a turn.
    """
    labelled = sum(group.asked[0].label is not None for group in found)
    return section.layout is not Layout.BULLETED or labelled * 2 > len(found)


def _runs(
    replies: Sequence[Unit], aside: Container[Unit], asked: Unit, *, crossing: bool
) -> list[list[Unit]]:
    """Runs of units from one speaker's label, or mark of an answer, to another's.

    What is `aside` is in none, and who speaks again behind it answers anew, as in the next item of
    a list below what was `asked`. Where replies are `crossing`, who goes on is known already.
    """
    listed = asked.block.kind is not BlockKind.ITEM
    runs: list[list[Unit]] = []
    broken = False
    for unit in replies:
        if unit in aside:
            broken = broken or not unit.is_note
            continue
        unbroken = runs and not (broken or unit.is_nested_item or (listed and unit.is_top_item))
        if unbroken and _says_more(runs[-1][-1], runs[-1][0].label, unit, crossing=crossing):
            runs[-1].append(unit)
            continue
        opens = unit.label or unit.mark is MarkKind.ANSWER or unit.written
        if not runs or opens or runs[-1][-1].signed:
            runs.append([])
        runs[-1].append(unit)
        broken = False
    return runs


def _answers(
    runs: Sequence[Sequence[Unit]], roster: Roster, *, listed_after: bool, headed: bool
) -> Iterator[Answer]:
    for run in runs:
        if any(unit.text and not unit.is_time for unit in run):
            yield _answer(run, roster, listed_after=listed_after, headed=headed)


def _says_more(before: Unit, label: Label | None, unit: Unit, *, crossing: bool) -> bool:
    """Whether a unit under a label goes on with what the same speaker, and nobody else, said."""
    if label is None or unit.label is None or unit.label.who != label.who:
        return False
    if unit.label.posts and label.posts:
        return True
    known = not crossing and (bool(label.names) or label.printed[-1:].isdigit())
    apart = unit.mark or unit.written or before.signed
    return known and not apart and unit.label.printed == label.printed


def _answer(run: Sequence[Unit], roster: Roster, *, listed_after: bool, headed: bool) -> Answer:
    label = run[0].label
    paragraphs = tuple(unit.text for unit in run if unit.text and not unit.is_time)
    signed = next((unit.signed for unit in reversed(run) if unit.signed), None)
    if label is None and signed:
        label = Label(signed, (signed.removeprefix("@"),))
    attribution = label.printed if label and not label.asks and label.names else None
    person = roster.person(label) if label else None
    if label and not label.names and not label.asks:
        alone = None if roster.numbers_speakers else roster.only_respondent
        person = roster.keyed(label) or alone
        numbered = words().unnamed_speakers.fullmatch(label.printed) and label.printed[-1].isdigit()
        attribution = label.printed if person or numbered else None
    elif label is None and run[0].mark is MarkKind.ANSWER:
        person = roster.unnamed or roster.only_respondent
        attribution = person.name if person else None
    elif label is None:
        attribution, person = _signed_in_text(paragraphs, roster)
        bare = headed or not roster.surely_names_speakers
        if bare and person is None and (person := roster.only_guest):
            attribution = person.name
    later = run[0].written or any(unit.later for unit in run)
    written = listed_after or later or (label is not None and label.letter)
    return Answer(
        label=label,
        attribution=attribution,
        person=person,
        mode=Mode.WRITTEN if written else Mode.LIVE,
        paragraphs=paragraphs,
        line_start=run[0].block.line_start,
        line_end=run[-1].block.line_end,
    )


def _signed_in_text(
    paragraphs: Sequence[Traced], roster: Roster
) -> tuple[str | None, Person | None]:
    """Who says `I - Name - am answering`, or `Name here.`, in an answer that has no label."""
    pattern = rf"\bI\s*[-–—(,]\s*(?P<name>{name_pattern()})\s*[-–—),]"
    opening = rf"(?:[Tt]his is )?(?P<name>{name_pattern()})(?: here| speaking)?\s*[.,:;!–—]"
    found = [said for one in paragraphs for said in re.finditer(pattern, one.text)]
    first = re.match(opening, paragraphs[0].text) if paragraphs else None
    if first and re.match(r"[Tt]his is |.* (?:here|speaking)\s*[.,:;!–—]$", first[0]):
        found.append(first)
    for said in found:
        if person := roster.introduced(said["name"]):
            return said["name"], person
    return None, None
