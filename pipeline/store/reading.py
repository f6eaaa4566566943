"""The tables of the current build, for those who ask it something."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from pipeline.store import StoreError
from pipeline.store.parquet import read_parquet, to_pandas


def read_tables(out: Path, names: Iterable[str]) -> Mapping[str, pd.DataFrame]:
    """Tables of the current build below `out`, all of one build.

    Raises:
        StoreError: there is no build, it was made without one of them, or a file is damaged.
    """
    current = out / "current"
    if not current.exists():
        raise StoreError(f"{out} holds no build; run officehours build")
    folder = current.resolve() / "tables"
    try:
        return {name: to_pandas(read_parquet(folder / f"{name}.parquet")) for name in names}
    except FileNotFoundError as error:
        raise StoreError(f"{folder} is not whole; run officehours build") from error
