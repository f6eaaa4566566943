"""The families of notes: how each opens a question.

To add a family, add a `Layout` and the rule by which a unit opens a question in it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.extract.discussion import opens_in_discussion
from pipeline.extract.list_openings import opens_bulleted
from pipeline.extract.openings import (
    opens_alternating,
    opens_headed,
    opens_marked,
    opens_nothing,
)
from pipeline.extract.outlines import opens_in_outline
from pipeline.extract.prose import opens_in_prose
from pipeline.extract.threads import opens_thread
from pipeline.extract.turn_openings import opens_turn
from pipeline.extract.unit import Unit


class Layout(StrEnum):
    """A way in which questions and answers are written down."""

    MARKED = "marked"  # Q: … A: …
    BULLETED = "bulleted"  # a question is an item, its answers stand under it
    TURNS = "turns"  # everybody's words under their name
    HEADED = "headed"  # a question is a heading
    ALTERNATING = "alternating"  # a question is a paragraph that asks, its answer the next ones
    THREADS = "threads"  # a question is a signed post, its answers signed replies in a list
    CROSSING = "crossing"  # a chat, in which replies find their questions
    DISCUSSION = "discussion"  # turns in which everybody asks and replies
    OUTLINE = "outline"  # topics, and below them items of which some ask
    REPORTED = "reported"  # who asked what, and who replied, in the note taker's words
    PROSE = "prose"  # paragraphs that begin with a question and go on with the reply
    NONE = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Units under one heading, or behind the place of a lost one, and how they are laid out.

    `parent` is the heading above the heading, unless that is the record's title; `office` are
    those who answer in a chat.
    """

    units: tuple[Unit, ...]
    parent: Unit | None = None
    layout: Layout = Layout.NONE
    office: frozenset[str] = frozenset()

    @property
    def heading(self) -> Unit | None:
        """The heading, unless there is none or it was lost."""
        first = self.units[0]
        return first if first.is_heading else None

    @property
    def openings(self) -> frozenset[int]:
        """Which units open a question, seen by themselves."""
        return frozenset(_OPENS[self.layout](self.units))


_OPENS: Mapping[Layout, Callable[[Sequence[Unit]], Iterator[int]]] = {
    Layout.MARKED: opens_marked,
    Layout.BULLETED: opens_bulleted,
    Layout.TURNS: opens_turn,
    Layout.HEADED: opens_headed,
    Layout.ALTERNATING: opens_alternating,
    Layout.THREADS: opens_thread,
    Layout.CROSSING: opens_nothing,  # none by itself
    Layout.DISCUSSION: opens_in_discussion,
    Layout.OUTLINE: opens_in_outline,
    Layout.REPORTED: opens_marked,
    Layout.PROSE: opens_in_prose,
    Layout.NONE: opens_nothing,
}
