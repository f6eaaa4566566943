"""Which promises were kept, and which were late on a given day."""

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from pipeline.stats.deferral import SMALL
from pipeline.stats.intervals import wilson
from schemas.words import FollowUpKind, FollowUpStatus


def follow_up_timeliness(
    tables: Mapping[str, pd.DataFrame], as_of: date
) -> Iterator[Mapping[str, object]]:
    """A row for each kind of promise that was made up to `as_of`, and one for all."""
    days = tables["sessions"].set_index("session_id")["date"]
    promises = tables["follow_ups"]
    made = promises[promises["session_id"].map(days).map(lambda day: day <= as_of).astype(bool)]
    for kind in FollowUpKind:
        of_kind = made[made["kind"] == kind]
        if len(of_kind):
            yield _row(kind.value, kind.value.replace("_", " ").capitalize(), as_of, of_kind)
    yield _row("*", "All", as_of, made)


def _row(key: str, label: str, as_of: date, promises: pd.DataFrame) -> Mapping[str, object]:
    still_open = promises[promises["status"] == FollowUpStatus.OPEN]
    fulfilled = len(promises) - len(still_open)
    due = still_open["due_latest"].dropna()
    overdue = sum(day < as_of for day in due)
    fulfilment, lateness = wilson(fulfilled, len(promises)), wilson(overdue, len(promises))
    return {
        "key": key,
        "label": label,
        "as_of": as_of,
        "promised": len(promises),
        "fulfilled": fulfilled,
        "open": len(still_open),
        "undated": len(still_open) - len(due),
        "overdue": overdue,
        "fulfilment_rate": fulfilment.rate,
        "fulfilment_low": fulfilment.low,
        "fulfilment_high": fulfilment.high,
        "overdue_rate": lateness.rate,
        "overdue_low": lateness.low,
        "overdue_high": lateness.high,
        "small": len(promises) < SMALL,
    }
