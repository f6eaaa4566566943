"""Rows to Arrow to Parquet: exactly the contract's columns, the same bytes for the same rows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import compute, parquet

from pipeline.store import StoreError
from pipeline.store.atomic import ANYBODY, replacing
from schemas import SCHEMA_VERSION
from schemas.contract import PANDAS_TYPES, Column, Table
from schemas.serialised import column_facts

ROW_GROUP = 122_880
#: Compression while building, and of what is kept for good.
QUICK, THOROUGH = 3, 15

# Arrow type → how the pandas footer names it: (pandas_type, numpy_type, metadata)
PANDAS_NAMES: Mapping[pa.DataType, tuple[str, str, dict[str, str] | None]] = {
    pa.string(): ("unicode", "str", None),
    pa.int32(): ("int32", "Int32", None),
    pa.int64(): ("int64", "Int64", None),
    pa.float64(): ("float64", "Float64", None),
    pa.bool_(): ("bool", "boolean", None),
    pa.date32(): ("date", "object", None),
    pa.timestamp("us", "UTC"): ("datetimetz", "datetime64[us, UTC]", {"timezone": "UTC"}),
}


def to_arrow(model: type[Table], rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Rows as an Arrow table of the contract's schema, sorted by primary key, nulls last.

    Raises:
        ValueError: as `as_arrow`.
    """
    return in_order(model, as_arrow(model, rows))


def as_arrow(model: type[Table], rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Rows as an Arrow table of the contract's schema, in their order.

    Strings are taken as they are; they must be NFC already, and times in UTC.

    Raises:
        ValueError: A row lacks a column or has an unknown one, or a value does not fit its
            column's type. The message names table and column, never the value.
    """
    rows = list(rows)
    _check_names(model, rows)
    schema = model.arrow_schema()
    arrays = [_array(model, field, [row[field.name] for row in rows]) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def in_order(model: type[Table], table: pa.Table) -> pa.Table:
    """The table sorted by primary key, nulls last, in chunks as long as the row groups."""
    order = compute.sort_indices(table, sort_keys=_ordering(model))
    starts = range(0, len(order), ROW_GROUP) or [0]
    groups = [table.take(order.slice(start, ROW_GROUP)).combine_chunks() for start in starts]
    return pa.concat_tables(groups)


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """The table as a frame with pandas' nullable types: a null integer stays an integer."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=PANDAS_TYPES.get, ignore_metadata=True)
    return frame


def write_parquet(
    path: Path,
    model: type[Table],
    table: pa.Table,
    mode: int = ANYBODY,
    *,
    level: int = QUICK,
    footer: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write a table with its descriptions inside; equal rows give equal bytes.

    The file appears whole or not at all.

    Args:
        path: Where.
        model: The table's model.
        table: Its rows, in any order.
        mode: Who may read it, as in `replacing`.
        level: How hard zstd tries, 1 to 22.
        footer: More facts for the file's metadata, by name.

    Raises:
        ValueError: The table's columns are not those of the contract.
    """
    schema = model.arrow_schema()
    if not table.schema.equals(schema):
        raise ValueError(f"{model.table_name()}: the columns are not those of the contract")
    ordered = in_order(model, table)
    described = pa.Table.from_arrays(
        ordered.columns, schema=schema.with_metadata(_file_metadata(model, footer))
    )
    with replacing(path, mode) as stream:
        parquet.write_table(
            described,
            stream,
            compression="zstd",
            compression_level=level,
            row_group_size=ROW_GROUP,
            use_dictionary=[c.name for c in model.columns() if c.words or c.references],
            write_page_index=True,
            write_page_checksum=True,
            sorting_columns=parquet.SortingColumn.from_ordering(schema, _ordering(model)),
            store_schema=True,
        )


def read_parquet(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a table, or some of its columns; every page's checksum is verified.

    Raises:
        FileNotFoundError: There is no such file.
        StoreError: The file is damaged.
    """
    try:
        with parquet.ParquetFile(path, page_checksum_verification=True) as file:
            return file.read(columns)
    except FileNotFoundError:
        raise
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"{path} is damaged; build again") from error


def _check_names(model: type[Table], rows: Iterable[Mapping[str, object]]) -> None:
    names = {c.name for c in model.columns()}
    for row in rows:
        if row.keys() != names:
            missing = [f"no column {name}" for name in sorted(names - row.keys())]
            unknown = [f"unknown column {name}" for name in sorted(row.keys() - names)]
            raise ValueError(f"{model.table_name()}: a row has {', '.join(missing + unknown)}")


def _array(model: type[Table], field: pa.Field, values: list[object]) -> pa.Array:
    fault = f"{model.table_name()}.{field.name}: a value does not fit type {field.type}"
    try:
        array = pa.array(values, type=field.type)
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        raise ValueError(fault) from None  # Arrow's own message quotes the value
    # in silence Arrow makes 1 of 1.5, a day of a number, and (pandera sets
    # PYARROW_IGNORE_TIMEZONE) UTC of a time in any zone or none
    if array.to_pylist() != values:
        raise ValueError(fault)
    return array


def _ordering(model: type[Table]) -> list[tuple[str, str]]:
    return [(name, "ascending") for name in model.primary_key()]


def _file_metadata(model: type[Table], more: Mapping[str, str]) -> dict[str, str]:
    name, description = model.table_name(), model.description()
    columns = model.columns()
    facts = {
        "PANDAS_ATTRS": _json(
            {
                "table": name,
                "description": description,
                "columns": {c.name: c.description for c in columns},
            }
        ),
        "columns": _json([column_facts(c) for c in columns]),
        "description": description,
        "pandas": _json(
            {
                "columns": [_pandas_facts(c) for c in columns],
                "column_indexes": [],
                "index_columns": [],
            }
        ),
        "schema_version": SCHEMA_VERSION,
        "table": name,
        **more,
    }
    return dict(sorted(facts.items()))


def _pandas_facts(c: Column) -> dict[str, Any]:
    pandas_type, numpy_type, metadata = PANDAS_NAMES[c.arrow_type]
    return {
        "name": c.name,
        "field_name": c.name,
        "pandas_type": pandas_type,
        "numpy_type": numpy_type,
        "metadata": metadata,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
