"""Which promises were kept, and which were late on a given day."""

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from pipeline.stats.intervals import wilson
from pipeline.stats.promises import promises_on
from schemas.statistics import SMALL
from schemas.words import FollowUpKind


def follow_up_timeliness(
    tables: Mapping[str, pd.DataFrame], as_of: date
) -> Iterator[Mapping[str, object]]:
    """A row for each kind of promise that was made up to `as_of`, and one for all.

    A promise counts as kept unless the days between which it was kept begin after `as_of`.
    """
    made = promises_on(tables, as_of)
    questions = tables["questions"]
    confirmed = set(questions["question_id"][questions["confirmed"]])
    made = made.assign(confirmed=made["question_id"].isin(confirmed))
    for kind in FollowUpKind:
        of_kind = made[made["kind"] == kind]
        if len(of_kind):
            yield _row(kind.value, kind.value.replace("_", " ").capitalize(), as_of, of_kind)
    yield _row("*", "All", as_of, made)


def _row(key: str, label: str, as_of: date, promises: pd.DataFrame) -> Mapping[str, object]:
    still_open = promises[~promises["kept"]]
    fulfilled = len(promises) - len(still_open)
    undated = int(still_open["due_latest"].isna().sum())
    overdue = int(still_open["days_late"].notna().sum())
    fulfilment, lateness = wilson(fulfilled, len(promises)), wilson(overdue, len(promises))
    return {
        "key": key,
        "label": label,
        "as_of": as_of,
        "promised": len(promises),
        "fulfilled": fulfilled,
        "open": len(still_open),
        "undated": undated,
        "overdue": overdue,
        "fulfilment_rate": fulfilment.rate,
        "fulfilment_low": fulfilment.low,
        "fulfilment_high": fulfilment.high,
        "overdue_rate": lateness.rate,
        "overdue_low": lateness.low,
        "overdue_high": lateness.high,
        "confirmed": int(promises["confirmed"].sum()),
        "small": len(promises) < SMALL,
    }
