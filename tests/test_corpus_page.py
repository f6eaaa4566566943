"""The written page of tests/corpus, read whole: what its author put in comes out."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.store.parquet import to_pandas
from schemas import TABLES
from schemas.validate import validate

RAW = Path(__file__).parent / "corpus" / "raw"
SESSION = "2031-05-06"

# position → heading, topic, outcome, status
QUESTIONS = {
    1: ("Ferry timetable", "ferries", "answered", "answered"),
    2: ("Ferry timetable", "ferries", "deferred", "answered"),
    3: ("Ferry timetable", "ferries", "answered", "answered"),
    4: ("Moorings", "moorings", "answered", "answered"),
    5: ("Moorings", "moorings", "answered", "answered"),
    6: ("Moorings", "moorings", "unanswered", "unanswered"),
    7: (None, "dredging", "answered", "answered"),
    8: (None, "dredging", "answered", "answered"),
    # a person would choose none; the estuary of its scope note speaks for the ferries
    9: ("Questions answered after the call", "ferries", "deferred", "answered"),
    10: ("Questions answered after the call", "harbour-council", "deferred", "answered"),
}

# (question, answer) → label, person, mode, lines of text
ANSWERS = {
    (1, 1): ("Sinéad", "sinead-o-brien", "live", 2),
    (2, 1): ("Sinéad", "sinead-o-brien", "live", 1),
    (2, 2): ("From the Ferry Office", "ferry-office", "written", 2),
    (3, 1): ("Hoa", "nguyen-thi-hoa", "live", 1),
    (4, 1): ("Ana", None, "live", 1),
    (4, 2): ("Ana Cruz", "ana-cruz", "live", 1),
    (5, 1): ("Ana Cruz", "ana-cruz", "live", 5),
    (7, 1): ("Łukasz", "łukasz-zak", "live", 1),
    (8, 1): ("Jan van der Berg", "jan-van-der-berg", "live", 1),
    (8, 2): ("Zoë Adeyemi/ZedBoats (Silt Watch member)", "zoe-adeyemi", "live", 1),
    (9, 1): (None, None, "written", 4),
    (10, 1): ("Sinéad", "sinead-o-brien", "written", 2),
}


@pytest.fixture(scope="module")
def frames():
    loaded = load_corpus(RAW)
    assert loaded.refused == loaded.warnings == ()
    dataset = build_dataset(loaded)
    assert dataset.report["refused"] == []
    return {name: to_pandas(table) for name, table in dataset.tables.items()}


def session_rows(frame):
    own = frame[frame["session_id"] == SESSION]
    return own.astype(object).where(own.notna(), None)


@pytest.fixture(scope="module")
def questions(frames):
    return session_rows(frames["questions"]).set_index("position").sort_index()


@pytest.fixture(scope="module")
def answers(frames, questions):
    position = {question_id: at for at, question_id in questions["question_id"].items()}
    rows = session_rows(frames["answers"])
    keys = pd.MultiIndex.from_arrays([rows["question_id"].map(position), rows["position"]])
    return rows.set_index(keys).sort_index()


def test_the_corpus_keeps_the_contract(frames):
    assert validate(frames, TABLES) == ()


def test_the_page_is_as_nasty_as_it_says():
    data = (RAW / "sessions" / SESSION / "notes.txt").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 60
    assert "Zoe\u0308".encode() in data


def test_the_session(frames):
    (session,) = session_rows(frames["sessions"]).to_dict("records")
    assert session["title"] == "Open Quay/Open Quay 2031-05-06"
    assert session["series"] == "Open Quay with the Harbour Authority"
    assert session["date"] == date(2031, 5, 6)
    assert session["starts_at"] == datetime(2031, 5, 6, 17, 30, tzinfo=UTC)
    assert session["follow_up_policy"].startswith("What we do not get to")
    channels = session_rows(frames["session_channels"])["channel"]
    assert set(channels) == {"voice", "mail", "youtube_chat"}
    topics = session_rows(frames["session_topics"])["topic_id"]
    assert set(topics) == {"ferries", "moorings", "dredging"}


def test_who_took_part(frames):
    found = session_rows(frames["participations"])
    roles = {
        role: set(rows["person_id"]) for role, rows in found.groupby("role") if role != "respondent"
    }
    assert roles == {
        "host": {"sinead-o-brien"},
        "facilitator": {"nguyen-thi-hoa"},
        "note_taker": {"李伟", "jan-van-der-berg"},
    }
    titles = {row["person_id"]: row["title"] for _, row in found.iterrows()}
    assert titles["sinead-o-brien"] == "Harbour Master of the Tidewell Harbour Authority"
    assert titles["łukasz-zak"] == "Chief Dredging Engineer"
    assert titles["zoe-adeyemi"] == "Silt Watch member"
    people = frames["people"].set_index("person_id")["kind"]
    assert people[people == "team"].index.tolist() == ["ferry-office"]
    assert "zedboats" not in people.index


def test_the_questions(questions):
    assert questions.index.tolist() == list(QUESTIONS)
    columns = ["heading", "topic_id", "outcome", "status"]
    assert {at: tuple(row[columns]) for at, row in questions.iterrows()} == QUESTIONS
    assert questions.loc[2, "text"].endswith("Could a second boat run? And who pays for it?")
    assert questions.loc[3, "text"] == "Tell us about dogs on board."
    assert questions.loc[2, "outcome_evidence"] == "We will follow up in writing."
    assert questions["deferral_basis"].dropna().tolist() == [
        "promised",
        "listed_after",
        "listed_after",
    ]


def test_the_answers(answers):
    assert {
        at: (row["attribution"], row["person_id"], row["mode"], len(row["text"].split("\n")))
        for at, row in answers.iterrows()
    } == ANSWERS


def test_no_answer_holds_a_label_or_lacks_a_line(answers):
    assert answers.loc[(2, 2), "text"].endswith("\nFirst: it does not stop at the mill.")
    assert answers.loc[(5, 1), "text"].split("\n")[1:4] == [
        "Charities with a boat of their own",
        "Schools",
        "Clubs, for a season",
    ]
    assert "Łukasz also said: the dyke needs clay." in answers.loc[(8, 2), "text"]
    assert answers.loc[(9, 1), "text"].startswith("On the Estuary Code:\n")
    assert "\nSecond: the council has six seats" in answers.loc[(10, 1), "text"]


def test_the_promise_was_kept(frames):
    promise, plan = session_rows(frames["follow_ups"]).sort_values("line_start").to_dict("records")
    assert (plan["kind"], plan["status"]) == ("action", "open")  # "comes back in autumn"
    assert (promise["kind"], promise["status"]) == ("written_answer", "fulfilled")
    assert promise["person_id"] == "sinead-o-brien"
    assert promise["due_latest"] is None


def test_every_line_is_accounted_for(frames):
    document = session_rows(frames["documents"]).iloc[0]
    assert (document["lines"], document["lines_quarantined"]) == (69, 0)
    assert document["lines_boilerplate"] == 4  # an invitation, two house rules, an announcement
    assert frames["quarantine"].empty
