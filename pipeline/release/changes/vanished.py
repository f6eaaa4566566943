"""Rows that are gone, and what became of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from pyarrow import compute
from rapidfuzz import fuzz, process

from pipeline.release.changes.sides import Side
from pipeline.store.parquet import to_arrow
from schemas import RELEASES, TABLES, Table
from schemas.words import ChangeKind, Disappearance, Privacy

#: How alike two texts of a session must be worded, of 100, for one to stand in the other's place.
ALIKE = 60

Row = Mapping[str, Any]


def identified() -> Mapping[str, str]:
    """The tables whose rows have a public id of their own, and its column."""
    return {name: own for name, model in TABLES.items() if (own := _own_id(model))}


def withdrawn(before: Side, after: Side, changes: pa.Table) -> pa.Table:
    """All rows that a release up to `before` held and `after` does not, as `withdrawn`.

    Args:
        before: The release before.
        after: What comes behind it.
        changes: How they differ, from `changed_rows`.
    """
    there = {
        name: frozenset(after.tables[name][own].to_pylist())
        for name, own in identified().items()
        if name in after.tables
    }
    kept = [
        row
        for row in before.withdrawn.to_pylist()
        if row["row_id"] not in there.get(row["table"], ())
    ]
    return to_arrow(RELEASES["withdrawn"], [*kept, *_new(before, after, changes)])


def _own_id(model: type[Table]) -> str | None:
    keys = [c for c in model.columns() if c.key]
    if len(keys) == 1 and keys[0].references is None and keys[0].privacy is Privacy.PUBLIC:
        return keys[0].name
    return None


@dataclass(frozen=True, slots=True)
class _Gone:
    """Why rows are gone, by table and id, as far as it is known."""

    found: dict[tuple[str, str], Row]
    stated: Mapping[tuple[str, str], str]

    def reason(self, name: str, row: Row, own: str) -> str | None:
        """For which reason a person withdrew a row, or what it hung on."""
        if reason := self.stated.get((name, row[own])):
            return reason
        for c in TABLES[name].columns():
            parent = self.found.get(((c.references or "").partition(".")[0], row.get(c.name) or ""))
            if parent and parent["why"] == Disappearance.WITHDRAWN:
                return str(parent["reason"])
        return None


def _new(before: Side, after: Side, changes: pa.Table) -> Iterator[Row]:
    gone = _Gone({}, _stated(after))
    by_table = _ids(changes, ChangeKind.REMOVED)
    added = _ids(changes, ChangeKind.ADDED)
    for name, own in identified().items():
        if not (ids := by_table.get(name)) or own not in before.tables[name].column_names:
            continue
        rows = _rows(before.tables[name], own, ids)
        successors = _successors(rows, _rows(after.tables[name], own, added.get(name, ())), own)
        for row in rows:
            found = _explained(name, row, own, gone, after, successors)
            gone.found[name, row[own]] = found
            yield {"table": name, "row_id": row[own], "last_release": before.name, **found}


def _explained(
    name: str, row: Row, own: str, gone: _Gone, after: Side, successors: Mapping[str, str]
) -> Row:
    reason = gone.reason(name, row, own)
    successor = None
    if reason:
        why = Disappearance.WITHDRAWN
    elif not _source_is_there(name, row, after):
        why = Disappearance.SOURCE_REMOVED
    elif successor := successors.get(row[own]):
        why = Disappearance.REPLACED
    else:
        why = Disappearance.READ_OTHERWISE
    return {"why": why.value, "reason": reason, "replaced_by": successor}


def _stated(after: Side) -> Mapping[tuple[str, str], str]:
    """The withdrawals of corrections.yaml, by table and id."""
    return {
        (row["table"], row["row_id"]): row["reason"]
        for row in after.tables["corrections"].to_pylist()
        if row["column"] == identified().get(row["table"])
    }


def _source_is_there(name: str, row: Row, after: Side) -> bool:
    if name == "sessions":
        return f"sessions/{row['session_id']}" in after.folders
    document = row.get("document_id")
    return document is None or f"sessions/{document}" in after.inputs


def _ids(changes: pa.Table, kind: ChangeKind) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    of_kind = changes.filter(compute.equal(changes["change"], kind.value))
    for table, row_id in zip(*(of_kind[c].to_pylist() for c in ("table", "row_id")), strict=True):
        found.setdefault(table, []).append(row_id)
    return found


def _rows(table: pa.Table, own: str, ids: Sequence[str]) -> list[Row]:
    wanted = compute.is_in(table[own], value_set=pa.array(ids, pa.string()))
    rows: list[Row] = table.filter(wanted).to_pylist()
    return rows


def _successors(gone: Sequence[Row], added: Sequence[Row], own: str) -> Mapping[str, str]:
    """Of rows with a text, those worded most like them that came into the same session."""
    came: dict[object, dict[str, str]] = {}
    for row in added:
        if "text" in row:
            came.setdefault(row["session_id"], {})[row[own]] = row["text"]
    found = {}
    for row in gone:
        candidates = came.get(row.get("session_id"), {})
        if "text" in row and (
            best := process.extractOne(
                row["text"], candidates, scorer=fuzz.ratio, score_cutoff=ALIKE
            )
        ):
            found[row[own]] = best[2]
    return found
