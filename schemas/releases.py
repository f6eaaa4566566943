"""What a release says of the one before it."""

from schemas.contract import Table, Text
from schemas.contract import column as field
from schemas.words import ChangeCause, ChangeKind, Disappearance, WithdrawalReason


class Withdrawn(Table):
    """A row that an earlier release held and this one does not; what it said is nowhere.

    Only rows with an id of their own are listed, for other keys name people.
    """

    table: Text = field("The table that held it.", key=True)
    row_id: Text = field("Its id.", key=True)
    last_release: Text = field("The last release that held it.", unit="version")
    why: Text = field("Why it is gone.", words=Disappearance)
    reason: Text = field(
        "Why a person withdrew it; null where none did.", null=True, words=WithdrawalReason
    )
    replaced_by: Text = field("The id of the row in its place.", null=True)


class Changes(Table):
    """What differs from the release before: a row that came or went, or a cell of one that stayed.

    Of tables, only those whose rows have an id of their own are listed; of cells, words, numbers,
    days and ids are shown, and free text and names are not.
    """

    table: Text = field("The table or statistic.", key=True)
    row_id: Text = field("Key of the row there.", key=True)
    column: Text = field("The column; null where the whole row came or went.", key=True, null=True)
    change: Text = field("What happened.", words=ChangeKind)
    old: Text = field("What stood there before.", null=True)
    new: Text = field("What stands there now.", null=True)
    cause: Text = field("What it comes from.", words=ChangeCause)
