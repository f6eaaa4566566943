"""What a release says of itself, for all the files that describe it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

import schemas
from pipeline.ids import slug
from pipeline.origin import Origin
from pipeline.release.versions import Version
from schemas import SCHEMA_VERSION, STATISTICS, TABLES, Table

CODEBOOK = Path(schemas.__file__).parent / "CODEBOOK.md"
#: All that is released, by name, and the folder of each.
RELEASED: Mapping[str, type[Table]] = {**TABLES, **STATISTICS}
FOLDERS: Mapping[str, str] = {**dict.fromkeys(TABLES, "data"), **dict.fromkeys(STATISTICS, "stats")}


@dataclass(frozen=True, slots=True)
class Edition:
    """One release: its version and day, what it was made from, and its tables by name."""

    version: Version
    day: date
    origin: Origin
    tables: Mapping[str, pa.Table]

    @property
    def name(self) -> str:
        """The data set's name as an id."""
        return slug(self.origin.title)

    @property
    def as_of(self) -> date:
        """The day for which lateness was asked."""
        day: date = self.tables["follow_up_timeliness"]["as_of"][0].as_py()
        return day

    @property
    def schema_version(self) -> str:
        """The version of the contract."""
        return SCHEMA_VERSION

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.tables[table].num_rows)


def codebook_version() -> str:
    """The version that the codebook names.

    Raises:
        ValueError: it names none.
    """
    found = re.search(r"\bVersion ([0-9.]*[0-9])", CODEBOOK.read_text("utf-8"))
    if not found:
        raise ValueError(f"{CODEBOOK.name} names no version")
    return found[1]


def path_of(table: str) -> str:
    """Where a table or statistic lies in a release."""
    return f"{FOLDERS[table]}/{table}.parquet"
