"""What people corrected by hand, and which columns a person may correct."""

from collections.abc import Mapping

from schemas.contract import Column, Int32, Table, Text
from schemas.contract import column as field
from schemas.private import Submissions
from schemas.questions import Answers, FollowUps, Questions
from schemas.sessions import Participations, Sessions
from schemas.utterances import Utterances
from schemas.words import Privacy

#: The tables whose rows a session's corrections.yaml may correct, confirm or withdraw.
CORRECTED: Mapping[str, type[Table]] = {
    model.table_name(): model
    for model in (Sessions, Participations, Questions, Answers, FollowUps, Utterances)
}

#: Private tables of which a person may say what a row is; it is told in no public table.
DECIDED: Mapping[str, type[Table]] = {Submissions.table_name(): Submissions}

_DECISIONS = ("disposition", "question_id")

# what a correction may point at; every other reference says where a row belongs
_OPEN_REFERENCES = (None, "people.person_id", "topics.topic_id")
# what follows from the source, from the row's id, or from another correction
_FIXED = ("position", "date", "confirmed", "line_start", "line_end")
_FOLLOWS = ("_method", "_score")


class Corrections(Table):
    """What a person corrected, confirmed or withdrew in a session, in the order of the file.

    A confirmed row has `confirmed` as its column. A withdrawn one is in no table any more: its
    column is that of the row's id, and its reason one of the words for it.
    """

    session_id: Text = field("The session.", key=True, references="sessions.session_id")
    position: Int32 = field("Place in corrections.yaml.", key=True, unit="1-based", ge=1)
    table: Text = field("The table.")
    row_id: Text = field(
        "Key of the row there; of a withdrawn part in a session only the session, for the key "
        "names the person.",
        privacy=Privacy.OFFICE,
    )
    column: Text = field("The column.")
    old: Text = field("What stood there before; null for free text and names.", null=True)
    new: Text = field("What stands there now.", null=True, privacy=Privacy.OFFICE)
    reason: Text = field("Why, in the words of whoever did it.", privacy=Privacy.OFFICE)


def correctable(model: type[Table]) -> tuple[Column, ...]:
    """The columns of a table whose values a person may correct."""
    if model.table_name() in DECIDED:
        return tuple(c for c in model.columns() if c.name in _DECISIONS)
    return tuple(
        c
        for c in model.columns()
        if not c.key
        and c.references in _OPEN_REFERENCES
        and c.name not in _FIXED
        and not c.name.endswith(_FOLLOWS)
    )


def row_id(model: type[Table], row: Mapping[str, object]) -> str:
    """The key of a row as one text: its parts joined by ` / `."""
    return " / ".join(str(row[name]) for name in model.primary_key())
