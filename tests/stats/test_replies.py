"""How long written replies took, as far as the record dates them."""

from datetime import date

import pandas as pd
import pytest

from pipeline.stats.replies import time_to_written_answer

SESSIONS = pd.DataFrame(
    {"session_id": ["a", "b"], "date": [date(2030, 12, 1), date(2031, 5, 6)]},
)
QUESTIONS = pd.DataFrame(
    [("a", "q1"), ("b", "q2"), ("b", "q3"), ("b", "q4"), ("b", "q5")],
    columns=["session_id", "question_id"],
).assign(
    outcome=["deferred", "deferred", "deferred", "deferred", "answered"],
    confirmed=pd.array([True, False, False, False, True], dtype="boolean"),
)
ANSWERS = pd.DataFrame(
    [
        ("q1", "written", "substantive"),
        ("q2", "written", "substantive"),
        ("q3", "written", "substantive"),
        ("q4", "written", "holding"),
        ("q4", "live", "substantive"),
        ("q5", "written", "substantive"),
    ],
    columns=["question_id", "mode", "kind"],
)
PROMISES = pd.DataFrame(
    [
        ("f1", "a", "q1", "written_answer"),
        ("f2", "b", "q2", "written_answer"),
        ("f3", "b", "q3", "publication"),
    ],
    columns=["follow_up_id", "session_id", "question_id", "kind"],
)


def kept(*rows):
    return pd.DataFrame(rows, columns=["follow_up_id", "earliest", "latest"], dtype=object)


KEPT = kept(
    ("f1", date(2030, 12, 11), date(2030, 12, 31)),
    ("f2", date(2031, 5, 6), None),
    ("f3", date(2031, 5, 9), date(2031, 5, 9)),
)


def rows(fulfilments=KEPT, answers=ANSWERS, questions=QUESTIONS):
    found = time_to_written_answer(
        {
            "sessions": SESSIONS,
            "questions": questions,
            "answers": answers,
            "follow_ups": PROMISES,
            "fulfilments": fulfilments,
        }
    )
    return {row["key"]: row for row in found}


def test_the_counts_of_a_year_and_of_all():
    found = rows()
    assert list(found) == ["2030", "2031", "*"]
    counts = ("deferred", "replied", "dated", "confirmed")
    assert [found["2030"][name] for name in counts] == [1, 1, 1, 1]
    assert [found["2031"][name] for name in counts] == [3, 2, 0, 0]
    assert [found["*"][name] for name in counts] == [4, 3, 1, 1]
    assert found["*"]["reply_rate"] == 0.75
    assert found["*"]["reply_low"] < 0.75 < found["*"]["reply_high"]
    assert found["*"]["small"] is True


def test_the_median_lies_between_two_bounds():
    found = rows()
    assert (found["2030"]["median_days_low"], found["2030"]["median_days_high"]) == (10.0, 30.0)
    assert (found["2031"]["median_days_low"], found["2031"]["median_days_high"]) == (0.0, None)
    # of three, two have no last day: the middle one is not known
    assert found["*"]["median_days_high"] is None


def test_where_most_are_dated_the_rest_may_be_as_late_as_they_like():
    fulfilments = kept(
        ("f1", date(2030, 12, 11), date(2030, 12, 31)),
        ("f2", date(2031, 5, 8), date(2031, 5, 10)),
    )
    found = rows(fulfilments)["*"]
    assert (found["median_days_low"], found["median_days_high"]) == (2.0, 30.0)


def test_a_reply_in_a_later_session_is_one_without_a_written_answer():
    found = rows(kept(("f1", date(2030, 12, 1), date(2031, 5, 6))), answers=ANSWERS.head(0))
    assert (found["2030"]["replied"], found["2030"]["median_days_high"]) == (1, 156.0)
    assert found["2031"]["replied"] == 0
    assert found["2031"]["median_days_low"] is None


@pytest.mark.parametrize("rest", [QUESTIONS.head(0), QUESTIONS.tail(1)])
def test_nothing_deferred(rest):
    found = rows(questions=rest)
    assert list(found) == ["*"]
    assert (found["*"]["deferred"], found["*"]["reply_rate"]) == (0, None)
    assert found["*"]["median_days_low"] is None
