"""The tables of the current build, for those who ask it something."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa

from pipeline.store import StoreError
from pipeline.store.parquet import read_parquet, to_pandas


def read_tables(out: Path, names: Iterable[str]) -> Mapping[str, pd.DataFrame]:
    """Tables of the current build below `out`, all of one build.

    Raises:
        StoreError: there is no build, it was made without one of them, or a file is damaged.
    """
    folder = _current(out) / "tables"
    return {name: to_pandas(_whole(folder / f"{name}.parquet")) for name in names}


def read_statistic(out: Path, name: str) -> pa.Table:
    """A statistic as it was counted in the current build below `out`.

    Raises:
        StoreError: there is no build, it was made without it, or its file is damaged.
    """
    return _whole(_current(out) / "stats" / f"{name}.parquet")


def _current(out: Path) -> Path:
    current = out / "current"
    if not current.exists():
        raise StoreError(f"{out} holds no build; run officehours build")
    return current.resolve()


def _whole(path: Path) -> pa.Table:
    try:
        return read_parquet(path)
    except FileNotFoundError as error:
        raise StoreError(f"{path.parent} is not whole; run officehours build") from error
