"""What the part of a record before its first question states about the session."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from pipeline.extract.accounting import LineUse, Use, boilerplate, quarantined, used
from pipeline.extract.dating import says_when
from pipeline.extract.days import days_in
from pipeline.extract.introductions import (
    Introduction,
    interviewed,
    introductions,
    speakers,
)
from pipeline.extract.labels import read_label
from pipeline.extract.sentences import sentences
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind, Field
from pipeline.readers.traced import Traced
from schemas.words import Channel, QuarantineReason

_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*\(?(?:UTC|GMT)(?![+-])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")


@dataclass(frozen=True, slots=True)
class Header:
    """The facts of a header, each with the sentence that states it.

    `text` is all of the header, one block a line.
    """

    title: Traced | None
    starts_at: tuple[datetime, Traced] | None
    introductions: tuple[Introduction, ...]
    channels: tuple[tuple[Channel, Traced], ...]
    scope: tuple[Traced, ...]
    follow_up_policy: Traced | None
    recording: tuple[str, Traced] | None
    held: tuple[Traced, ...]
    text: str
    uses: tuple[LineUse, ...]

    @property
    def stated(self) -> tuple[Traced, ...]:
        """The sentences on which the session's own row rests, beside its title."""
        said = [fact[1] for fact in (self.starts_at, self.recording) if fact]
        said += [self.follow_up_policy] if self.follow_up_policy else []
        return tuple(dict.fromkeys(said))


def empty_header() -> Header:
    """The header of a record that has none."""
    return Header(None, None, (), (), (), None, None, (), "", ())


def read_header(
    blocks: Sequence[Block], day: date, language: str, fields: Sequence[Field] = ()
) -> Header:
    """Read the blocks before the first question and the file's own fields.

    `day` is that of the session.
    """
    heading = next((block for block in blocks if block.kind is BlockKind.HEADING), None)
    stated = next((field.values[0] for field in fields if field.name == "title"), None)
    title = stated or (heading.text if heading else None)
    prose = {block: sentences(block.text, language) for block in blocks if block is not heading}
    said = [sentence for block in prose for sentence in prose[block]]
    introduced = [person for sentence in said for person in introductions(sentence)]
    introduced += speakers(fields, title)
    stating = [title, heading.text if heading else None]
    stating += [value for field in fields for value in field.values if value is not title]
    introduced += [person for text in stating if text for person in introductions(text)]
    introduced += interviewed(fields, title) if title and not introduced else ()
    facts = Header(
        title=title,
        starts_at=next(_starts(said, day), None),
        introductions=tuple(introduced),
        channels=tuple(_channels(said).items()),
        scope=tuple(sentence for sentence in said if words().scope.search(sentence.text)),
        follow_up_policy=next((s for s in said if words().policy.search(s.text)), None),
        recording=next(_recordings(said), None),
        held=tuple(sentence for sentence in said if says_when(sentence.text)),
        text="\n".join(block.text.text for block in blocks),
        uses=(),
    )
    uses = [LineUse(field.line_start, field.line_end, Use.USED) for field in fields]
    return replace(facts, uses=(*uses, *_uses(blocks, prose, facts)))


def _starts(said: Sequence[Traced], day: date) -> Iterator[tuple[datetime, Traced]]:
    """The times of day, in UTC, of sentences that name no other day than the session's."""
    for sentence in said:
        clock = _CLOCK.search(sentence.text)
        if clock is None or any(named != day for named in days_in(sentence.text, day.year)):
            continue
        hour = int(clock["hour"])
        if clock["half"]:
            hour = hour % 12 + (12 if clock["half"].casefold().startswith("p") else 0)
        yield datetime.combine(day, time(hour, int(clock["minute"])), UTC), sentence


def _channels(said: Sequence[Traced]) -> dict[Channel, Traced]:
    """Each channel that a sentence about asking names, at its first place."""
    found: dict[Channel, Traced] = {}
    for sentence in said:
        if words().asking.search(sentence.text):
            for channel, phrase in words().channels.items():
                if phrase.search(sentence.text):
                    found.setdefault(channel, sentence)
    return found


def _recordings(said: Sequence[Traced]) -> Iterator[tuple[str, Traced]]:
    for sentence in said:
        address = _ADDRESS.search(sentence.text)
        if address and words().recording.search(sentence.text):
            yield address[0], sentence


def _uses(
    blocks: Sequence[Block], prose: dict[Block, tuple[Traced, ...]], facts: Header
) -> Iterator[LineUse]:
    """What became of each block of the header."""
    stating = {*facts.stated, *facts.scope, *(said for _, said in facts.channels)}
    stating |= {person.said for person in facts.introductions}
    names = {part for person in facts.introductions for part in person.name.split()}
    list_rule: str | None = None
    for block in blocks:
        text = block.text.text
        if block.kind is BlockKind.PARAGRAPH:
            list_rule = _list_rule(text) if text.endswith(":") else None
        listed = list_rule if block.kind is BlockKind.ITEM else None
        if listed == "house_rule" or (listed and words().house_rules.search(text)):
            yield boilerplate(block, "house_rule")
        elif block.kind is BlockKind.HEADING or not stating.isdisjoint(prose[block]):
            yield used(block)
        elif "?" in text and not words().invitation.search(text):
            yield quarantined(block, QuarantineReason.UNPLACED_QUESTION)
        elif "?" in text:
            yield boilerplate(block, "invitation")
        elif _speaks(block, names):
            yield quarantined(block, QuarantineReason.UNPLACED_LABEL)
        else:
            yield boilerplate(block, listed or "announcement")


def _list_rule(intro: str) -> str:
    return "house_rule" if words().house_rules.search(intro) else "header_list"


def _speaks(block: Block, names: set[str]) -> bool:
    """Whether a block begins with the label of somebody introduced."""
    labelled = read_label(block.text)
    return labelled is not None and any(
        not names.isdisjoint(name.split()) for name in labelled[0].names
    )
