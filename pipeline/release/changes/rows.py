"""Rows and cells in which two sides differ, joined by key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import duckdb
import pyarrow as pa

from pipeline.release.changes.sides import Contract, Side
from schemas import RELEASES
from schemas.words import ChangeCause, ChangeKind

_CHANGES = RELEASES["changes"]
#: The id of a session, where a key holds one.
_SESSION = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[^ /]*"


def changed_rows(before: Side, after: Side, causes: "Causes") -> pa.Table:
    """Every row that came or went and every cell that differs, as the table `changes`, whole.

    Tables and columns that only one contract has, and columns of another type, are the
    contract's to tell: of a table whose key is another, all rows went and all rows came.
    """
    with duckdb.connect(config={"threads": 2}) as database:
        causes.register(database)
        pieces = [
            piece
            for name in dict.fromkeys((*before.tables, *after.tables))
            for piece in _table(database, name, before, after)
        ]
    return pa.concat_tables([_CHANGES.arrow_schema().empty_table(), *pieces])


class Causes:
    """What a change comes from, by session, by table, or else."""

    def __init__(
        self,
        sessions: Mapping[str, ChangeCause],
        tables: Mapping[str, ChangeCause],
        otherwise: ChangeCause,
    ) -> None:
        """Take the causes."""
        self._sessions, self._tables, self._otherwise = sessions, tables, otherwise

    def register(self, database: duckdb.DuckDBPyConnection) -> None:
        """Make `cause(table, row_id)` known to a database."""
        for name, known in (("session", self._sessions), ("table", self._tables)):
            table = pa.table(
                {
                    "name": pa.array(known.keys(), pa.string()),
                    "cause": pa.array([cause.value for cause in known.values()], pa.string()),
                }
            )
            database.register(f"arrow_{name}", table)
            database.execute(f"create table cause_of_{name} as from arrow_{name}")
        of_session = f"c.name = regexp_extract(id, '{_SESSION}')"
        database.execute(
            "create macro cause(of_table, id) as coalesce("
            f"(select c.cause from cause_of_session c where {of_session}),"
            " (select c.cause from cause_of_table c where c.name = of_table),"
            f" '{self._otherwise.value}')"
        )


def _table(
    database: duckdb.DuckDBPyConnection, name: str, before: Side, after: Side
) -> Iterator[pa.Table]:
    """The differences of one table."""
    key = _key(after.contract, name) or _key(before.contract, name)
    sides = [_plain(side.tables.get(name)) for side in (before, after)]
    known = [table for table in sides if table is not None]
    if _key(before.contract, name) not in ((), key):
        yield from _table(database, name, before, _without(after, name))
        yield from _table(database, name, _without(before, name), after)
        return
    if len(known) > 1 and known[0].equals(known[1]):
        return
    for side, table in zip(("before", "after"), sides, strict=True):
        database.register(side, known[0].schema.empty_table() if table is None else table)
    shared = [
        field.name
        for field in known[0].schema
        if field.name not in key and all(_holds(table, field) for table in known)
    ]
    database.execute(_join(key, shared))
    yield _fetched(database, name, "true", "null", "null", "null")
    for column in shared:
        old, new = (f'cast("{side} {column}" as varchar)' for side in ("old", "new"))
        where = f'is_old and is_new and "old {column}" is distinct from "new {column}"'
        yield _fetched(database, name, where, f"'{column}'", old, new)


def _key(contract: Contract, name: str) -> tuple[str, ...]:
    columns = contract[name]["columns"] if name in contract else ()
    return tuple(column["name"] for column in columns if column["key"])


def _without(side: Side, name: str) -> Side:
    """A side that has not the table."""
    tables = {other: table for other, table in side.tables.items() if other != name}
    contract = {other: facts for other, facts in side.contract.items() if other != name}
    return replace(side, tables=tables, contract=contract)


def _holds(table: pa.Table, field: pa.Field) -> bool:
    at = table.schema.get_field_index(field.name)
    return bool(at >= 0 and table.schema.field(at).type == field.type)


def _plain(table: pa.Table | None) -> pa.Table | None:
    """The table with moments as they stand, in UTC: a database would turn them to its zone."""
    if table is None:
        return None
    fields = [
        pa.field(
            field.name, pa.timestamp("us") if pa.types.is_timestamp(field.type) else field.type
        )
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))


def _join(key: Sequence[str], shared: Sequence[str]) -> str:
    """Rows of either side without an equal one on the other, as the table `differing`."""
    ids = ", ".join(
        f"""coalesce(cast(coalesce(b."{k}", a."{k}") as varchar), 'null')""" for k in key
    )
    same_key = " and ".join(f'b."{k}" is not distinct from a."{k}"' for k in key)
    cells = "".join(f', b."{c}" as "old {c}", a."{c}" as "new {c}"' for c in shared)
    differs = "".join(f' or b."{c}" is distinct from a."{c}"' for c in shared)
    return (
        "create or replace temp table differing as "
        f"select concat_ws(' / ', {ids}) as id, b.there is not null as is_old, "
        f"a.there is not null as is_new{cells} "
        f"from (select *, true as there from before) b "
        f"full outer join (select *, true as there from after) a on {same_key} "
        f"where b.there is null or a.there is null{differs}"
    )


def _fetched(
    database: duckdb.DuckDBPyConnection, name: str, where: str, column: str, old: str, new: str
) -> pa.Table:
    whole = column == "null"
    kind = (
        f"case when is_new then '{ChangeKind.ADDED.value}' else '{ChangeKind.REMOVED.value}' end"
        if whole
        else f"'{ChangeKind.CHANGED.value}'"
    )
    only = "not (is_old and is_new)" if whole else where
    found = database.sql(
        f'select \'{name}\' as "table", id as row_id, cast({column} as varchar) as "column", '
        f"{kind} as change, cast({old} as varchar) as old, cast({new} as varchar) as new, "
        f"cause('{name}', id) as cause from differing where {only} order by id"
    )
    return found.to_arrow_table().cast(_CHANGES.arrow_schema())
