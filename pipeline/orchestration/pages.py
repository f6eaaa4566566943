"""What Dagster's pages show of a run: every session with its state, and the first rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import dagster as dg
import pandas as pd

if TYPE_CHECKING:
    from pipeline.shards import Told

_STATES = ("failed", "read in part", "built", "cached")
_SESSIONS = 1_000  # those that need somebody first
_ROWS, _LONGEST = 5, 80


def session_states(told: Sequence["Told"]) -> Mapping[str, dg.MetadataValue]:
    """How many sessions were built, cached and failed, and each with its state and why.

    Those that failed come first, and of very many not all that did well are listed.
    """
    states = {one.name: _state(one) for one in told}
    order = sorted(told, key=lambda one: (_STATES.index(states[one.name]), one.name))
    counts = Counter(states.values())
    rows = [
        {
            "session": one.name,
            "state": states[one.name],
            "why": "; ".join(str(problem) for problem in (*one.refused, *one.warnings)),
        }
        for one in order[:_SESSIONS]
    ]
    return {
        **{f"sessions {state}": dg.MetadataValue.int(counts[state]) for state in _STATES},
        "sessions": _table(("session", "state", "why"), rows),
    }


def _state(one: "Told") -> str:
    if one.documents is None:
        return "failed"
    if one.refused:
        return "read in part"
    return "cached" if one.cached else "built"


def preview(frame: pd.DataFrame) -> Mapping[str, dg.MetadataValue]:
    """The first rows of a table, long texts cut and fractions rounded."""
    columns = tuple(map(str, frame.columns))
    rows = [
        {name: _short(value) for name, value in zip(columns, row, strict=True)}
        for row in frame.head(_ROWS).itertuples(index=False)
    ]
    return {"preview": _table(columns, rows)}


def _short(value: object) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.4g}"
    text = "" if pd.isna(value) else str(value)  # type: ignore[call-overload] # a cell
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> dg.MetadataValue:
    schema = dg.TableSchema([dg.TableColumn(name) for name in columns])
    return dg.TableMetadataValue([dg.TableRecord(dict(row)) for row in rows], schema)
