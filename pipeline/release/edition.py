"""What a release says of itself, for all the files that describe it."""

import hashlib
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
from pipeline.store.parquet import read_parquet
from schemas import RELEASES, SCHEMA_VERSION, STATISTICS, TABLES, Table

CODEBOOK = Path(schemas.__file__).parent / "CODEBOOK.md"
#: What a build holds, and all that a release does, by name.
BUILT: Mapping[str, type[Table]] = {**TABLES, **STATISTICS}
RELEASED: Mapping[str, type[Table]] = {**BUILT, **RELEASES}
_FOLDERS: Mapping[str, str] = {
    **dict.fromkeys(TABLES, "data"),
    **dict.fromkeys(STATISTICS, "stats"),
    **dict.fromkeys(RELEASES, "changes"),
}


@dataclass(frozen=True, slots=True)
class Edition:
    """One release: its versions and day, what it was made from, and its tables by name.

    `evaluation` says how right its labels are: what `officehours evaluate --json` printed.
    """

    version: Version
    day: date
    origin: Origin
    tables: Mapping[str, pa.Table]
    evaluation: bytes | None = None
    schema_version: str = SCHEMA_VERSION

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
    def evaluation_sha256(self) -> str | None:
        """The hash of the evaluation, where there is one."""
        return hashlib.sha256(self.evaluation).hexdigest() if self.evaluation else None

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.tables[table].num_rows)


def read_build(build: Path) -> Mapping[str, pa.Table]:
    """The tables and statistics of a build.

    Raises:
        StoreError: one is damaged.
        FileNotFoundError: one is not there.
    """
    folders = {**dict.fromkeys(TABLES, "tables"), **dict.fromkeys(STATISTICS, "stats")}
    return {
        name: read_parquet(build / folder / f"{name}.parquet") for name, folder in folders.items()
    }


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
    return f"{_FOLDERS[table]}/{table}.parquet"
