"""What people say of a session's rows, in its corrections.yaml: applied last, and recorded.

Ids never change, and what follows from a corrected column follows it. A correction that cannot
be applied is an error with its line, and costs its session.
"""

from collections.abc import Iterator

import pyarrow as pa

from pipeline.corpus import Corpus, SessionFolder
from pipeline.corpus.corrections import Act, Correction
from pipeline.corrections.consequences import drop_lost_evidence, follow
from pipeline.corrections.contract import check_contract
from pipeline.corrections.draft import Draft
from pipeline.corrections.replies import settle_replies
from pipeline.corrections.respondents import add_known_people, settle_people
from pipeline.corrections.targets import check_targets
from pipeline.corrections.withdrawal import withdraw
from pipeline.rows import Row, Tables
from schemas.corrections import CORRECTED, Corrections
from schemas.words import Privacy

__all__ = ["corrected"]


def corrected(tables: Tables, folder: SessionFolder, corpus: Corpus) -> Tables:
    """A session's rows with what its corrections.yaml says of them.

    Raises:
        RefusedError: the row of a correction has gone, what it points at is not there, or the
            rows would break the contract.
    """
    if not folder.corrections:
        return tables
    draft = Draft(tables, folder.corrections)
    add_known_people(draft, corpus.people_in(folder.session_id).values())
    check_targets(draft, folder.corrections, corpus)
    recorded = tuple(_recorded(draft, folder))
    for correction in folder.corrections:
        _apply(correction, draft)
    follow(draft)
    withdraw(draft, folder.corrections)
    settle_replies(draft)
    settle_people(draft)
    drop_lost_evidence(draft)
    done = {**draft.tables(), Corrections.table_name(): recorded}
    check_contract(done, folder.corrections, corpus)
    return done


def _apply(correction: Correction, draft: Draft) -> None:
    row = draft.row(correction.table, correction.row_id)
    if correction.act is Act.CONFIRM:
        row["confirmed"] = True
    elif correction.column:
        row[correction.column] = correction.value


def _recorded(draft: Draft, folder: SessionFolder) -> Iterator[Row]:
    """The rows of `corrections`, before anything is changed."""
    for position, correction in enumerate(folder.corrections, 1):
        column, old, new = _change(correction, draft)
        names_a_person = correction.table == "participations" and correction.act is Act.WITHDRAW
        yield {
            "session_id": folder.session_id,
            "position": position,
            "table": correction.table,
            "row_id": folder.session_id if names_a_person else correction.row_id,
            "column": column,
            "old": old,
            "new": new,
            "reason": correction.reason,
        }


def _change(correction: Correction, draft: Draft) -> tuple[str, str | None, str | None]:
    """The column that changes, and its old and new value as texts."""
    model = CORRECTED[correction.table]
    if correction.act is Act.WITHDRAW:
        return model.primary_key()[-1], None, None
    if correction.act is Act.CONFIRM:
        row = draft.row(correction.table, correction.row_id)
        return "confirmed", str(row["confirmed"]).lower(), "true"
    name = str(correction.column)
    old = draft.row(correction.table, correction.row_id)[name]
    (column,) = (c for c in model.columns() if c.name == name)
    is_text = pa.types.is_string(column.arrow_type) and not (column.words or column.references)
    kept = old is not None and not is_text and column.privacy is Privacy.PUBLIC
    return name, str(old) if kept else None, correction.written
