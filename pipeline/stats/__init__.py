"""Tables to rates with counts and intervals."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Statistic:
    """How rows of rates follow from tables, as of a day, and from which tables."""

    of: tuple[str, ...]
    rates: Callable[[Frames, date], Iterable[Mapping[str, object]]]


#: Every statistic that follows from the tables. `intake_funnel` does not: it is counted where
#: private things are.
COMPUTED: Mapping[str, Statistic] = {
    "deferral_by_topic": Statistic(("questions", "topics"), lambda of, _: by_topic(of)),
    "deferral_by_session": Statistic(("questions", "sessions"), lambda of, _: by_session(of)),
    "deferral_by_channel": Statistic(("questions",), lambda of, _: by_channel(of)),
    "deferral_by_year": Statistic(("questions", "sessions"), lambda of, _: by_year(of)),
    "follow_up_timeliness": Statistic(
        ("questions", "sessions", "follow_ups", "fulfilments"), follow_up_timeliness
    ),
    "time_to_written_answer": Statistic(
        ("questions", "answers", "sessions", "follow_ups", "fulfilments"),
        lambda of, _: time_to_written_answer(of),
    ),
    "notes_coverage": Statistic(
        ("documents", "questions", "sessions", "discrepancies"), lambda of, _: notes_coverage(of)
    ),
}


def compute(tables: Frames, as_of: date | None = None) -> Mapping[str, pa.Table]:
    """Every statistic that follows from the tables, as of a day: by default of the last session."""
    day = as_of or last_day(tables)
    return {
        name: to_arrow(
            STATISTICS[name], statistic.rates({of: tables[of] for of in statistic.of}, day)
        )
        for name, statistic in COMPUTED.items()
    }
