"""Which promises were kept, which were late, on a day."""

from datetime import date

import pandas as pd
import pytest

from pipeline.stats.timeliness import follow_up_timeliness

SESSIONS = pd.DataFrame(
    {"session_id": ["a", "b"], "date": [date(2031, 5, 6), date(2031, 7, 1)]},
)
PROMISES = pd.DataFrame(
    [
        ("a", "written_answer", "fulfilled", date(2031, 5, 10)),
        ("a", "written_answer", "open", date(2031, 5, 10)),
        ("a", "written_answer", "open", None),
        ("a", "event", "open", date(2031, 9, 7)),
        ("b", "event", "open", date(2031, 7, 2)),
    ],
    columns=["session_id", "kind", "status", "due_latest"],
)


def rows(as_of, promises=PROMISES):
    tables = {"sessions": SESSIONS, "follow_ups": promises}
    return {row["key"]: row for row in follow_up_timeliness(tables, as_of)}


def test_counts_of_a_kind():
    row = rows(date(2031, 5, 11))["written_answer"]
    assert row["label"] == "Written answer"
    assert [row[c] for c in ("promised", "fulfilled", "open", "undated", "overdue")] == [
        3, 1, 2, 1, 1,
    ]  # fmt: skip
    assert row["fulfilment_rate"] == row["overdue_rate"] == pytest.approx(1 / 3)
    assert row["as_of"] == date(2031, 5, 11)


def test_a_promise_is_late_the_day_after_its_last_day():
    assert rows(date(2031, 5, 10))["written_answer"]["overdue"] == 0
    assert rows(date(2031, 5, 11))["written_answer"]["overdue"] == 1


def test_what_was_promised_later_is_not_counted_yet():
    assert rows(date(2031, 6, 30))["event"]["promised"] == 1
    assert rows(date(2031, 7, 1))["event"]["promised"] == 2
    assert rows(date(2031, 7, 3))["*"]["overdue"] == 2


@pytest.mark.parametrize(
    ("as_of", "promises"), [(date(2031, 5, 5), PROMISES), (date(2031, 8, 1), PROMISES.head(0))]
)
def test_no_promises_at_all(as_of, promises):
    found = rows(as_of, promises)
    assert set(found) == {"*"}
    assert (found["*"]["promised"], found["*"]["fulfilment_rate"]) == (0, None)
    assert found["*"]["small"] is True
