"""Which promises were kept, which were late, on a day."""

from datetime import date

import pandas as pd
import pytest

from pipeline.stats.promises import kept_between, last_day, promises_on
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
).assign(follow_up_id=list("uvwxy"), question_id=["q1", "q1", "q2", "q2", "q3"])
QUESTIONS = pd.DataFrame({"question_id": ["q1", "q2", "q3"], "confirmed": [True, False, False]})
KEPT = pd.DataFrame(
    [("u", date(2031, 5, 6), None)], columns=["follow_up_id", "earliest", "latest"], dtype=object
)


def tables(promises=PROMISES, kept=KEPT):
    return {
        "sessions": SESSIONS,
        "follow_ups": promises,
        "fulfilments": kept,
        "questions": QUESTIONS,
    }


def rows(as_of, promises=PROMISES, kept=KEPT):
    return {row["key"]: row for row in follow_up_timeliness(tables(promises, kept), as_of)}


def test_counts_of_a_kind():
    row = rows(date(2031, 5, 11))["written_answer"]
    assert row["label"] == "Written answer"
    assert [row[c] for c in ("promised", "fulfilled", "open", "undated", "overdue")] == [
        3, 1, 2, 1, 1,
    ]  # fmt: skip
    assert row["fulfilment_rate"] == row["overdue_rate"] == pytest.approx(1 / 3)
    assert row["as_of"] == date(2031, 5, 11)
    assert row["confirmed"] == 2


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


def kept(earliest, latest=None):
    return KEPT.assign(earliest=[earliest], latest=[latest])


def test_a_promise_is_open_until_it_can_have_been_kept():
    shown = kept(date(2031, 5, 20), date(2031, 5, 25))
    assert rows(date(2031, 5, 19), kept=shown)["written_answer"]["fulfilled"] == 0
    assert rows(date(2031, 5, 19), kept=shown)["written_answer"]["overdue"] == 2
    assert rows(date(2031, 5, 20), kept=shown)["written_answer"]["fulfilled"] == 1
    # what a person says without a day counts from the first
    assert rows(date(2031, 5, 6), kept=KEPT.head(0))["written_answer"]["fulfilled"] == 1


def test_how_a_promise_stood_on_a_day():
    found = promises_on(tables(kept=kept(date(2031, 5, 20), None)), date(2031, 5, 25))
    assert list(found["follow_up_id"]) == ["u", "v", "w", "x"]
    assert list(found["kept"]) == [True, False, False, False]
    assert found["days_late"].tolist() == [pd.NA, 15, pd.NA, pd.NA]
    assert list(found["made_on"]) == [date(2031, 5, 6)] * 4
    assert found["kept_earliest"].tolist() == [date(2031, 5, 20), None, None, None]


def test_of_two_things_that_keep_a_promise_the_first_counts():
    two = pd.DataFrame(
        [("u", date(2031, 5, 8), date(2031, 5, 9)), ("u", date(2031, 7, 1), date(2031, 7, 1))],
        columns=["follow_up_id", "earliest", "latest"], dtype=object,
    )  # fmt: skip
    for frame in (two, two[::-1]):
        assert kept_between(tables(kept=frame)) == {"u": (date(2031, 5, 8), date(2031, 5, 9))}
    two.loc[0, "earliest"] = None
    assert kept_between(tables(kept=two)) == {"u": (None, date(2031, 5, 9))}
    assert last_day(tables()) == date(2031, 7, 1)
