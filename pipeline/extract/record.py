"""What is read from the record of one session."""

from dataclasses import dataclass, field

from pipeline.extract.accounting import LineUse
from pipeline.extract.header import Header, empty_header
from pipeline.extract.labels import Label
from pipeline.extract.person import Person
from pipeline.extract.roster import Roster
from pipeline.readers.traced import Traced
from schemas.words import Mode


@dataclass(frozen=True, slots=True)
class Answer:
    """What one respondent said or wrote to one question, paragraph by paragraph."""

    label: Label | None
    attribution: str | None
    person: Person | None
    mode: Mode
    paragraphs: tuple[Traced, ...]
    line_start: int
    line_end: int

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the heading it stood under, and its answers in order.

    Questions that share one reply hold equal answers. `score` tells how sure it is that this
    was asked, where it is not plain from the record. `askers` are names to be dropped, of which
    nothing is ever published.
    """

    text: Traced
    heading: Traced | None
    listed_after: bool
    answers: tuple[Answer, ...]
    line_start: int
    line_end: int
    score: float | None = None
    askers: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """What the notes of one session hold; `layouts` are the families its sections are of."""

    header: Header
    roster: Roster
    questions: tuple[Question, ...]
    layouts: tuple[str, ...]
    uses: tuple[LineUse, ...]


def empty_record() -> Record:
    """The record of a session that nobody took notes of."""
    return Record(empty_header(), Roster((), (), "", frozenset()), (), (), ())
