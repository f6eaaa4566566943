"""Tables to rates with counts and intervals."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import pandas as pd
import pyarrow as pa

from pipeline.stats.coverage import notes_coverage
from pipeline.stats.deferral import by_channel, by_session, by_topic, by_year
from pipeline.stats.promises import last_day
from pipeline.stats.replies import time_to_written_answer
from pipeline.stats.timeliness import follow_up_timeliness
from pipeline.store.parquet import to_arrow
from schemas import STATISTICS

Frames = Mapping[str, pd.DataFrame]

# every statistic that follows from the tables, and the day for which it is asked
_COMPUTED: Mapping[str, Callable[[Frames, date], Iterable[Mapping[str, object]]]] = {
    "deferral_by_topic": lambda tables, _: by_topic(tables),
    "deferral_by_session": lambda tables, _: by_session(tables),
    "deferral_by_channel": lambda tables, _: by_channel(tables),
    "deferral_by_year": lambda tables, _: by_year(tables),
    "follow_up_timeliness": follow_up_timeliness,
    "time_to_written_answer": lambda tables, _: time_to_written_answer(tables),
    "notes_coverage": lambda tables, _: notes_coverage(tables),
}


def compute(tables: Frames, as_of: date | None = None) -> Mapping[str, pa.Table]:
    """Every statistic that follows from the tables, as of a day: by default of the last session.

    `intake_funnel` does not: it is counted where private things are.
    """
    day = as_of or last_day(tables)
    return {
        name: to_arrow(STATISTICS[name], rates(tables, day)) for name, rates in _COMPUTED.items()
    }
