"""The folder `outputs/private`: only its owner may look into it, and at every file in it.

    private/tables/*.parquet  review.csv  state.json  cache/

Whatever is written appears whole or not at all. `state.json` comes last: what it does not know
is made again.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pydantic import BaseModel, ConfigDict

from pipeline.store.atomic import OWNER_ONLY, replacing
from pipeline.store.cache import Cache
from pipeline.store.parquet import write_parquet
from schemas import PRIVATE

_OWNER_ENTERS = 0o700
_STATE = "state.json"
# what a spreadsheet would take for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class State(BaseModel):
    """From what the private tables were made, and what followed from them for the public ones.

    `inputs` and `effects` are hashes; `to_review` is how many submissions wait for a person, and
    `lost` the places of decisions about submissions that are not there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    inputs: str
    effects: str
    to_review: int
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrivateFolder:
    """What lies below the outputs folder `out` that is for nobody else."""

    out: Path

    @property
    def path(self) -> Path:
        """The folder itself."""
        return self.out / "private"

    def state(self) -> State | None:
        """What was made last; None where nothing was, or it is damaged."""
        try:
            return State.model_validate_json((self.path / _STATE).read_bytes())
        except (OSError, ValueError):
            return None

    def keep(
        self, tables: Mapping[str, pa.Table], review: Sequence[Mapping[str, str]], state: State
    ) -> None:
        """Put tables and the list for review in the place of the last ones."""
        self.make()
        (self.path / _STATE).unlink(missing_ok=True)
        for name, table in tables.items():
            path = self.path / "tables" / f"{name}.parquet"
            write_parquet(path, PRIVATE[name], table, OWNER_ONLY)
        self._write("review.csv", _as_csv(review))
        self._write(_STATE, state.model_dump_json(indent=1) + "\n")

    def cache(self, of: str, key: str) -> Cache:
        """Results `of` some kind that are good under `key`, for their owner alone."""
        self.make()
        place = self.path / "cache" / of
        for folder in (place.parent, place, place / key):
            _make(folder)
        return Cache(place, key, OWNER_ONLY)

    def make(self) -> None:
        """Make the folders, for their owner alone."""
        self.out.mkdir(parents=True, exist_ok=True)
        for folder in (self.path, self.path / "tables"):
            _make(folder)

    def _write(self, name: str, text: str) -> None:
        with replacing(self.path / name, OWNER_ONLY) as stream:
            stream.write(text.encode())


def _make(folder: Path) -> None:
    folder.mkdir(mode=_OWNER_ENTERS, exist_ok=True)
    folder.chmod(_OWNER_ENTERS)


def _as_csv(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows for a spreadsheet; nothing in them is run."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else ["submission_id"])
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _plain(value) for name, value in row.items()})
    return text.getvalue()


def _plain(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
