"""Rows that a person takes out of the data, with everything that hangs on them."""

from collections.abc import Iterator, Sequence

from pipeline.corpus.corrections import Act, Correction
from pipeline.corrections.draft import Cells, Draft
from schemas import TABLES
from schemas.corrections import row_id


def withdraw(draft: Draft, corrections: Sequence[Correction]) -> None:
    """Take out what corrections withdraw."""
    for correction in corrections:
        if correction.act is Act.WITHDRAW:
            _take_out(draft, correction.table, "", {correction.row_id})


def _take_out(draft: Draft, table: str, column: str, keys: set[str]) -> None:
    """Take out the rows whose `column` (by default their id) is one of `keys`."""
    model = TABLES[table]

    def gone(row: Cells) -> bool:
        return (str(row[column]) if column else row_id(model, row)) in keys

    ids = {row_id(model, row) for row in draft.drop(table, gone)}
    draft.drop("evidence", lambda row: row["table"] == table and row["row_id"] in ids)
    for below, by in _hanging_on(table):
        _take_out(draft, below, by, ids)
    if table == "answers":
        _name_new_firsts(draft, ids)


def _hanging_on(table: str) -> Iterator[tuple[str, str]]:
    """The other tables whose rows refer to this one's, and by which column."""
    for name, model in TABLES.items():
        for column in model.columns():
            if name != table and (column.references or "").partition(".")[0] == table:
                yield name, column.name


def _name_new_firsts(draft: Draft, gone: set[str]) -> None:
    """Of the rows of one reply whose first was taken out, make the next the first."""
    first: dict[object, object] = {}
    for answer in draft.rows("answers"):
        before = answer["same_as"]
        if before in gone:
            answer["same_as"] = first.get(before)
            first.setdefault(before, answer["answer_id"])
