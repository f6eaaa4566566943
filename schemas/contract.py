"""What a table of this data set is: a pandera model whose fields carry the whole contract.

`column` writes a field; `Table` derives from the fields everything that others need
(`columns`, `primary_key`, `arrow_schema`). A column's type, unit, meaning, nullability, key,
foreign key, privacy and words are written in its field and nowhere else.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import get_annotations
from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa

from schemas.words import Privacy, Word


@contextmanager
def _no_dask() -> Iterator[None]:
    """Let nobody import `dask.dataframe` meanwhile, if it is not there yet."""
    absent = "dask.dataframe" not in sys.modules
    if absent:
        sys.modules["dask.dataframe"] = None  # type: ignore[assignment] # how it is ruled out
    try:
        yield
    finally:
        if absent:
            del sys.modules["dask.dataframe"]


with _no_dask():
    # pandera asks of every column whether it is one of Dask's, and would load that for a second
    import_module("pandera.typing.dask")

Text = str
Int32 = pd.Int32Dtype
Int64 = pd.Int64Dtype
Float = pd.Float64Dtype
Flag = pd.BooleanDtype
Date = pandera.Date
Timestamp = Annotated[pd.DatetimeTZDtype, "us", "UTC"]

# pandera's name of a column type → what is stored in Parquet
ARROW_TYPES: Mapping[str, pa.DataType] = {
    "str": pa.string(),
    "Int32": pa.int32(),
    "Int64": pa.int64(),
    "Float64": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime64[us, UTC]": pa.timestamp("us", "UTC"),
}

# pandera's name of a limit → what it is called in the contract as others read it
_LIMITS: Mapping[str, str] = {"ge": "minimum", "le": "maximum", "str_matches": "pattern"}

# how pandas holds the nullable types, so that a null integer stays an integer
PANDAS_TYPES: Mapping[pa.DataType, Any] = {
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}


def column(
    description: str,
    *,
    key: bool = False,
    null: bool = False,
    unit: str | None = None,
    references: str | None = None,
    words: type[Word] | None = None,
    privacy: Privacy = Privacy.PUBLIC,
    **checks: Any,
) -> Any:
    """A column of a table.

    `key` columns form the primary key in their order; `references` is `table.column`;
    `words` is the closed vocabulary; `checks` are those of pandera that the contract can tell
    others of: `ge`, `le`, `str_matches`, `str_length`.
    """
    limits = {_LIMITS[name]: limit for name, limit in checks.items() if name in _LIMITS}
    if "str_length" in checks:
        limits["min_length"] = checks["str_length"]["min_value"]
    if words is not None:
        checks["isin"] = [word.value for word in words]
    return pandera.Field(
        nullable=null,
        description=description,
        metadata={
            "key": key,
            "unit": unit,
            "references": references,
            "words": words,
            "privacy": privacy,
            "limits": limits,
        },
        **checks,
    )


def share(description: str, *, null: bool = False) -> Any:
    """A score, rate or bound between 0 and 1."""
    return column(description, unit="0 to 1", null=null, ge=0, le=1)


def count(description: str, privacy: Privacy = Privacy.PUBLIC) -> Any:
    """A number of things, never negative."""
    return column(description, unit="count", ge=0, privacy=privacy)


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the contract has it.

    `limits` are its minimum, maximum, pattern and min_length, where it has them.
    """

    name: str
    arrow_type: pa.DataType
    description: str
    nullable: bool
    key: bool
    unit: str | None
    references: str | None
    words: type[Word] | None
    privacy: Privacy
    limits: Mapping[str, Any]


class Table(pandera.DataFrameModel):
    """Base of all tables: exactly the declared columns, no coercion."""

    class Config:
        """Pandera's settings."""

        strict = True

    @classmethod
    def table_name(cls) -> str:
        """The table's name: the class's, in snake case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def description(cls) -> str:
        """What one row of the table is: the docstring on one line."""
        return " ".join((cls.__doc__ or "").split())

    @classmethod
    @cache
    def columns(cls) -> tuple[Column, ...]:
        """The columns in published order: as declared, those of an inherited place last."""
        declared = cls.to_schema().columns
        bases = [base for base in reversed(cls.__mro__) if issubclass(base, Table)]
        bases.sort(key=lambda base: base is Placed)
        names = dict.fromkeys(name for base in bases for name in get_annotations(base))
        return tuple(_column(name, declared[name]) for name in names if name in declared)

    @classmethod
    def primary_key(cls) -> tuple[str, ...]:
        """The names of the columns that identify a row."""
        return tuple(c.name for c in cls.columns() if c.key)

    @classmethod
    @cache
    def arrow_schema(cls) -> pa.Schema:
        """The Arrow schema, with each column's description and unit in its field metadata."""
        return pa.schema(
            [
                pa.field(c.name, c.arrow_type, c.nullable, metadata=_field_metadata(c))
                for c in cls.columns()
            ]
        )


class Placed(Table):
    """A table whose rows come from one place in one document."""

    document_id: Text = column("The document it was read from.", references="documents.document_id")
    line_start: Int32 = column("First source line.", unit="line, 1-based", ge=1)
    line_end: Int32 = column("Last source line.", unit="line, 1-based, inclusive", ge=1)

    @pandera.dataframe_check()
    def place_is_a_range(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """The last line of a place is not before its first."""
        return frame["line_start"] <= frame["line_end"]


def _column(name: str, declared: pandera.Column) -> Column:
    metadata = declared.metadata or {}
    return Column(
        name=name,
        arrow_type=ARROW_TYPES[_type_name(declared)],
        description=declared.description or "",
        nullable=declared.nullable,
        **metadata,
    )


def _type_name(declared: pandera.Column) -> str:
    # pandera renders a plain `str` as the storage it would pick for it
    name = str(declared.dtype)
    return "str" if name.startswith("str") else name


def _field_metadata(c: Column) -> dict[str, str]:
    facts = {
        "description": c.description,
        "unit": c.unit,
        "references": c.references,
        "privacy": c.privacy.value,
        "words": " ".join(word.value for word in c.words) if c.words else None,
    }
    return {name: fact for name, fact in sorted(facts.items()) if fact}
