"""Promises as they stood on a day: kept or open, and how late."""

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

from schemas.words import FollowUpStatus

#: The first and the last day on which something can have happened, null where not known.
Between = tuple[date | None, date | None]


def last_day(tables: Mapping[str, pd.DataFrame]) -> date:
    """The day of the last session, for which lateness is asked where no day is given."""
    day: date = max(tables["sessions"]["date"])
    return day


def promises_on(tables: Mapping[str, pd.DataFrame], day: date) -> pd.DataFrame:
    """The promises that were made up to `day`, each with how it stood then.

    Beside the columns of follow_ups: `made_on`; `kept`, which a promise is not while its first
    possible day of fulfilment is still to come; the days between which it was kept, where they
    are known; `days_late`, null unless it is open and its last possible day has gone.
    """
    held = days_of_sessions(tables)
    promises = tables["follow_ups"]
    promises = promises.assign(made_on=[held[session] for session in promises["session_id"]])
    until = [made_on <= day for made_on in promises["made_on"]]
    made = promises[pd.Series(until, promises.index, dtype=bool)]
    shown = kept_between(tables)
    between = [shown.get(key, (None, None)) for key in made["follow_up_id"]]
    kept = [
        status == FollowUpStatus.FULFILLED and not (earliest and earliest > day)
        for status, (earliest, _) in zip(made["status"], between, strict=True)
    ]
    late = [
        None if was_kept or pd.isna(due) or due >= day else (day - due) // timedelta(days=1)
        for was_kept, due in zip(kept, made["due_latest"], strict=True)
    ]
    return made.assign(
        kept=pd.array(kept, dtype="boolean"),
        kept_earliest=pd.Series([first for first, _ in between], made.index, dtype=object),
        kept_latest=pd.Series([last for _, last in between], made.index, dtype=object),
        days_late=pd.array(late, dtype="Int32"),
    )


def kept_between(tables: Mapping[str, pd.DataFrame]) -> Mapping[str, Between]:
    """The days between which each kept promise was kept first, as far as they are known."""
    kept = tables["fulfilments"]
    found: dict[str, Between] = {}
    for key, *days in zip(kept["follow_up_id"], kept["earliest"], kept["latest"], strict=True):
        earliest, latest = (None if pd.isna(day) else day for day in days)
        found[key] = _sooner(found.get(key), (earliest, latest))
    return found


def days_of_sessions(tables: Mapping[str, pd.DataFrame]) -> Mapping[str, date]:
    """The day of each session."""
    sessions = tables["sessions"]
    return dict(zip(sessions["session_id"], sessions["date"], strict=True))


def _sooner(held: Between | None, new: Between) -> Between:
    """When the first of two things happened: an end that is not known of both binds nothing."""
    if held is None:
        return new
    earliest = None if None in (held[0], new[0]) else min(d for d in (held[0], new[0]) if d)
    return earliest, min((d for d in (held[1], new[1]) if d), default=None)
