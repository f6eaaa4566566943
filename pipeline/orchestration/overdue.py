"""A check that warns of promises whose last possible day has gone, on a day that is told."""

from collections.abc import Mapping
from datetime import date

import dagster as dg
import pandas as pd

#: The tag of a run that names the day; whoever starts the run sets it, and no build hangs on it.
DAY = "officehours/day"
_SHOWN = 100

OVERDUE = dg.AssetCheckSpec(
    "nothing_overdue",
    asset="follow_ups",
    description="No open promise is past the last day on which it could be kept.",
)


def day_of(tags: Mapping[str, str]) -> date | None:
    """The day that a run's tags name; null where they name none."""
    told = tags.get(DAY)
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise dg.Failure(f"the tag {DAY} must be a day written YYYY-MM-DD") from None


def overdue(tables: Mapping[str, pd.DataFrame], asked: date | None) -> dg.AssetCheckResult:
    """The check: a warning, with the ids of the promises that are late, the latest first.

    Without a day it is asked for that of the last session.
    """
    from pipeline.stats.promises import last_day, promises_on

    day = asked or last_day(tables)
    promises = promises_on(tables, day)
    late = promises[promises["days_late"].notna()].sort_values(
        ["days_late", "follow_up_id"], ascending=[False, True]
    )
    columns = ["follow_up_id", "kind", "due_latest", "days_late"]
    records = [
        dg.TableRecord({name: str(value) for name, value in zip(columns, row, strict=True)})
        for row in late[columns].head(_SHOWN).itertuples(index=False)
    ]
    schema = dg.TableSchema([dg.TableColumn(name) for name in columns])
    return dg.AssetCheckResult(
        passed=late.empty,
        asset_key=OVERDUE.asset_key,
        check_name=OVERDUE.name,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "as of": day.isoformat(),
            "overdue": len(late),
            "promises": dg.TableMetadataValue(records, schema),
        },
    )
