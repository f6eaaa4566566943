"""What the operator's pages list: sessions with their states, overdue promises, first rows."""

from datetime import date

import dagster as dg
import pandas as pd
import pytest

from pipeline.corpus import Problem
from pipeline.orchestration.overdue import DAY, day_of, overdue
from pipeline.orchestration.pages import preview, session_states
from pipeline.shards import Told


def records(value):
    assert isinstance(value, dg.TableMetadataValue)
    return [record.data for record in value.records]


def test_every_session_is_listed_with_its_state_and_those_that_failed_first():
    problem = Problem("sessions/2031-01-04/notes.txt", None, "is empty")
    shown = session_states(
        [
            Told("2031-01-01", "a", {}, (), cached=True),
            Told("2031-01-02", "b", {}, ()),
            Told("2031-01-03", "c", {}, (problem,)),
            Told("2031-01-04", "d", None, (problem,)),
        ]
    )
    assert [(row["session"], row["state"]) for row in records(shown["sessions"])] == [
        ("2031-01-04", "failed"),
        ("2031-01-03", "read in part"),
        ("2031-01-02", "built"),
        ("2031-01-01", "cached"),
    ]
    assert records(shown["sessions"])[0]["why"] == "sessions/2031-01-04/notes.txt: is empty"
    assert records(shown["sessions"])[3]["why"] == ""
    assert shown["sessions failed"].value == 1


def test_of_very_many_sessions_those_that_need_somebody_are_kept():
    told = [Told(f"2031-{n:05}", "a", {}, ()) for n in range(2_000)]
    rows = records(session_states([*told, Told("2032", "b", None, ())])["sessions"])
    assert len(rows) == 1_000
    assert rows[0]["session"] == "2032"


def tables(due, status="open"):
    follow_ups = {
        "follow_up_id": ["s/f-1"], "session_id": ["s"], "kind": ["update"], "status": [status],
        "due_latest": [due],
    }  # fmt: skip
    kept = {"follow_up_id": [], "earliest": [], "latest": []}
    return {
        "sessions": pd.DataFrame({"session_id": ["s"], "date": [date(2031, 5, 6)]}),
        "follow_ups": pd.DataFrame(follow_ups),
        "fulfilments": pd.DataFrame(kept),
    }


@pytest.mark.parametrize(
    ("due", "status", "late"),
    [
        (date(2031, 5, 31), "open", 1),
        (date(2031, 5, 31), "fulfilled", 0),
        (date(2031, 6, 2), "open", 0),
        (None, "open", 0),
    ],
)
def test_an_open_promise_past_its_last_day_gives_a_warning(due, status, late):
    result = overdue(tables(due, status), date(2031, 6, 2))
    assert result.passed == (not late)
    assert result.severity is dg.AssetCheckSeverity.WARN
    assert result.metadata["overdue"].value == late
    shown = records(result.metadata["promises"])
    assert [row["follow_up_id"] for row in shown] == ["s/f-1"] * late
    if late:
        assert shown[0]["days_late"] == "2"


def test_the_day_comes_from_the_run_and_from_no_clock():
    assert day_of({DAY: "2031-06-02"}) == date(2031, 6, 2)
    assert day_of({}) is None
    with pytest.raises(dg.Failure, match="YYYY-MM-DD"):
        day_of({DAY: "tomorrow"})


def test_first_rows_are_cut_to_what_fits_on_a_page():
    frame = pd.DataFrame({"label": ["x" * 200, None], "n": [1, 2], "rate": [6 / 23, None]})
    first, second = records(preview(frame)["preview"])
    assert len(first["label"]) == 80
    assert first["label"].endswith("…")
    assert first["rate"] == "0.2609"
    assert second == {"label": "", "n": "2", "rate": ""}
