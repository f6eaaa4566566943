"""How much of what was asked the notes hold."""

import pandas as pd
import pytest

from pipeline.stats.coverage import notes_coverage

SESSIONS = pd.DataFrame({"session_id": list("abcd"), "title": ["A", "B", "C", "D"]})
DOCUMENTS = pd.DataFrame(
    [("a", "notes"), ("a", "transcript"), ("b", "notes"), ("c", "transcript"), ("d", "notes"),
     ("d", "transcript")],
    columns=["session_id", "kind"],
)  # fmt: skip
QUESTIONS = pd.DataFrame(
    [("a", 1000), ("a", 2000), ("a", None), ("b", None), ("c", 5), ("d", None)],
    columns=["session_id", "recording_start_ms"],
)
DIFFER = pd.DataFrame(
    [("a", "question_not_in_notes"), ("a", "question_not_in_notes"), ("a", "respondent_differs")],
    columns=["session_id", "kind"],
)
TABLES = {
    "sessions": SESSIONS,
    "documents": DOCUMENTS,
    "questions": QUESTIONS,
    "discrepancies": DIFFER,
}


def test_a_session_counts_where_notes_and_recording_meet():
    a, everything = notes_coverage(TABLES)
    assert (a["key"], a["label"], a["questions"], a["in_recording"]) == ("a", "A", 3, 2)
    assert (a["asked"], a["question_not_in_notes"], a["respondent_differs"]) == (4, 2, 1)
    assert a["coverage_rate"] == pytest.approx(0.5)
    assert a["small"]
    assert {**everything, "key": "a", "label": "A"} == a


def test_without_such_a_session_nothing_is_known():
    (row,) = notes_coverage({**TABLES, "documents": DOCUMENTS[DOCUMENTS["session_id"] == "b"]})
    assert (row["key"], row["questions"], row["asked"], row["coverage_rate"]) == ("*", 0, 0, None)
