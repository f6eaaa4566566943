"""How often questions are deferred, by group."""

from datetime import date

import pandas as pd
import pytest

from pipeline.stats.deferral import by_channel, by_session, by_topic, by_year
from pipeline.stats.intervals import wilson

SESSIONS = pd.DataFrame(
    {
        "session_id": ["2030-12-31", "2031-01-01", "2031-05-06"],
        "title": ["Old year", "New year", "Quiet"],
        "date": [date(2030, 12, 31), date(2031, 1, 1), date(2031, 5, 6)],
    }
)
TOPICS = pd.DataFrame({"topic_id": ["ferries", "mud"], "label": ["Ferries", "Mud"]})
QUESTIONS = pd.DataFrame(
    [
        ("2030-12-31", "ferries", "deferred", "promised", "open"),
        ("2030-12-31", "ferries", "deferred", "listed_after", "answered"),
        ("2030-12-31", "ferries", "answered", None, "answered"),
        ("2031-01-01", None, "deferred", "promised", "partly_answered"),
        ("2031-01-01", None, "declined", None, "declined"),
    ],
    columns=["session_id", "topic_id", "outcome", "deferral_basis", "status"],
).assign(confirmed=pd.array([True, False, False, False, False], dtype="boolean"))


def tables(questions=QUESTIONS):
    return {"questions": questions, "sessions": SESSIONS, "topics": TOPICS}


def rows(found):
    return {row["key"]: row for row in found}


def test_a_row_counts_a_group():
    found = rows(by_topic(tables()))
    ferries = found["ferries"]
    assert ferries["label"] == "Ferries"
    assert [ferries[c] for c in ("questions", "deferred", "resolved", "confirmed")] == [3, 2, 1, 1]
    assert (ferries["deferred_promised"], ferries["deferred_listed_after"]) == (1, 1)
    deferral, resolution = wilson(2, 3), wilson(1, 2)
    assert [ferries[f"deferral_{c}"] for c in ("rate", "low", "high")] == [
        deferral.rate,
        deferral.low,
        deferral.high,
    ]
    assert [ferries[f"resolution_{c}"] for c in ("rate", "low", "high")] == [
        resolution.rate,
        resolution.low,
        resolution.high,
    ]


def test_no_topic_is_a_null_key_and_all_is_a_star():
    found = rows(by_topic(tables()))
    assert set(found) == {"ferries", None, "*"}
    assert found[None]["questions"] == 2
    assert (found["*"]["questions"], found["*"]["deferred"], found["*"]["resolved"]) == (5, 3, 2)


def test_partly_answered_is_resolved_and_open_is_not():
    found = rows(by_session(tables()))
    assert found["2031-01-01"]["resolution_rate"] == 1.0
    assert found["2030-12-31"]["resolution_rate"] == 0.5


def test_sessions_go_by_title_and_years_by_themselves():
    assert {k: r["label"] for k, r in rows(by_session(tables())).items()} == {
        "2030-12-31": "Old year",
        "2031-01-01": "New year",
        "*": "All",
    }
    years = rows(by_year(tables()))
    assert {k: r["questions"] for k, r in years.items()} == {"2030": 3, "2031": 2, "*": 5}
    assert years["2030"]["label"] == "2030"


def test_channels_go_by_their_words_and_what_is_not_known_is_said():
    questions = QUESTIONS.assign(channel=["zoom_chat", "zoom_chat", "voice", None, None])
    found = rows(by_channel(tables(questions)))
    assert {k: (r["label"], r["questions"]) for k, r in found.items()} == {
        "zoom_chat": ("Zoom chat", 2), "voice": ("Voice", 1), None: ("None", 2), "*": ("All", 5),
    }  # fmt: skip


def test_what_was_never_deferred_has_no_resolution_rate():
    answered = tables(QUESTIONS[QUESTIONS["outcome"] == "answered"])
    row = rows(by_topic(answered))["ferries"]
    assert row["deferral_rate"] == 0.0
    assert row["resolution_rate"] is row["resolution_low"] is row["resolution_high"] is None


def test_small_is_under_ten_questions():
    ten = pd.concat([QUESTIONS] * 2, ignore_index=True)
    assert rows(by_topic(tables(ten)))["*"]["small"] is False
    assert rows(by_topic(tables(ten.head(9))))["*"]["small"] is True


@pytest.mark.parametrize("group", [by_topic, by_session, by_year])
def test_no_questions_at_all(group):
    found = rows(group(tables(QUESTIONS.head(0))))
    assert set(found) == {"*"}
    assert (found["*"]["questions"], found["*"]["deferral_rate"]) == (0, None)
