"""A session's rows: what was read meets the columns."""

import json
from datetime import UTC, date, datetime

import pytest

from pipeline.corpus import load_corpus
from pipeline.enrich.topic import TopicIndex
from pipeline.rows import session_rows
from pipeline.session import read_session
from schemas import TABLES
from schemas.validate import validate
from tests.conftest import tables_of

NOTES = """Quay call

Topics in scope are ferries. Ask us on IRC. We meet at 17:30 UTC. We answer the rest in writing.

Sinéad O’Brien hosted the call. Sinead O'Brien (Chief Pilot) and Bo Ek answered questions.

Why is it so? We ask.

Ferries

  • Why so late?
Sinéad: We will follow up in writing.
Bo: It is the tide.
Sinéad: We will follow up in writing.
From the Ferry Office: The tide is low until nine, and no boat can leave.
  • Why so late?
SINÉAD O'BRIEN: Tides. The report goes out after the call. As said, the report goes out after
the call.
Bo: Tides.

Questions answered after the call

  • Why is the mud grey?
Nobody knows it better than the mud, and it is grey all over.
"""


@pytest.fixture
def built(tmp_path):
    """(tables of rows, frames) of one session."""

    def build(notes=NOTES, settings="{}\n"):
        folder = tmp_path / "raw" / "sessions" / "2031-05-06"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "notes.txt").write_text(notes)
        (folder / "session.yaml").write_text(settings)
        (tmp_path / "raw" / "topics.yaml").write_text("ferries: {label: Ferries}\n")
        (tmp_path / "raw" / "corpus.yaml").write_text("license: CC0-1.0\n")
        loaded = load_corpus(tmp_path / "raw")
        topics = TopicIndex(loaded.corpus.topics)
        session = read_session(loaded.sessions[0], loaded.corpus, topics)
        rows = session_rows(session, loaded.corpus, topics)
        return rows, tables_of(rows, loaded.corpus)

    return build


def test_the_rows_keep_the_contract(built):
    _, frames = built()
    assert validate(frames, TABLES) == ()
    assert len(frames["questions"]) == 3


def test_the_session_s_own_row(built):
    rows, _ = built()
    (session,) = rows["sessions"]
    assert session["title"] == "Quay call"
    assert session["date"] == date(2031, 5, 6)
    assert session["starts_at"] == datetime(2031, 5, 6, 17, 30, tzinfo=UTC)
    assert session["license"] == "CC0-1.0"
    assert session["follow_up_policy"] == "We answer the rest in writing."
    assert (session["document_id"], session["line_start"]) == ("2031-05-06/notes.txt", 1)
    assert {row["channel"] for row in rows["session_channels"]} == {"irc"}
    assert [row["topic_id"] for row in rows["session_topics"]] == ["ferries"]


def test_what_the_settings_state_goes_before_the_notes(built):
    rows, _ = built(
        settings=(
            "title: Quay call of May\nstarts_at: 2031-05-06T18:00Z\nlicense: CC-BY-4.0\n"
            "follow_up_policy: In a week.\nrecording: {url: https://tide.example/v}\n"
            "documents: {notes.txt: {source_url: https://tide.example/p, revision: '7'}}\n"
        )
    )
    (session,) = rows["sessions"]
    assert session["title"] == "Quay call of May"
    assert session["starts_at"].hour == 18
    assert (session["license"], session["follow_up_policy"]) == ("CC-BY-4.0", "In a week.")
    assert session["recording_url"] == "https://tide.example/v"
    (document,) = rows["documents"]
    assert (document["source_url"], document["revision"]) == ("https://tide.example/p", "7")


def test_a_session_without_a_title_goes_by_its_id(built):
    rows, frames = built("  • Why?\nAna Lima: So.\n")
    assert rows["sessions"][0]["title"] == "2031-05-06"
    assert validate(frames, TABLES) == ()


@pytest.mark.parametrize("notes", ["Tea\n", "  • Why?\n", "  • Why?\nSo.\n", "?\n"])
def test_little_notes_keep_the_contract_too(built, notes):
    assert validate(built(notes)[1], TABLES) == ()


def test_one_question_asked_twice_is_two_rows(built):
    rows, _ = built()
    first, second, _ = (row["question_id"] for row in rows["questions"])
    assert second == f"{first}-2"
    assert [row["position"] for row in rows["questions"]] == [1, 2, 3]
    by_question = {first: 0, second: 0}
    for answer in rows["answers"]:
        if answer["question_id"] in by_question:
            by_question[answer["question_id"]] += 1
    assert by_question == {first: 4, second: 2}


def test_one_answer_given_twice_is_two_rows(built):
    rows, _ = built()
    first, _, second = (row["answer_id"] for row in rows["answers"][:3])
    assert second == f"{first}-2"
    assert len({row["follow_up_id"] for row in rows["follow_ups"]}) == len(rows["follow_ups"])


def test_one_person_in_three_spellings_is_one(built):
    rows, _ = built()
    assert {row["person_id"] for row in rows["people"]} == {
        "sinead-o-brien",
        "bo-ek",
        "ferry-office",
    }
    assert {row["person_id"]: row["kind"] for row in rows["people"]}["ferry-office"] == "team"
    keys = [(row["person_id"], row["role"]) for row in rows["participations"]]
    assert len(keys) == len(set(keys))
    assert ("sinead-o-brien", "host") in keys
    titles = {r["title"] for r in rows["participations"] if r["person_id"] == "sinead-o-brien"}
    assert titles == {"Chief Pilot"}


def test_the_verdict_and_its_evidence(built):
    rows, _ = built()
    first, second, after = rows["questions"]
    assert (first["outcome"], first["deferral_basis"], first["status"]) == (
        "deferred",
        "promised",
        "answered",
    )
    assert first["outcome_evidence"] == "We will follow up in writing."
    assert (second["outcome"], second["outcome_evidence"]) == ("answered", None)
    assert (after["deferral_basis"], after["heading"]) == (
        "listed_after",
        "Questions answered after the call",
    )
    lines = {r["line_start"] for r in rows["evidence"] if r["row_id"] == after["question_id"]}
    assert lines == {21}


def test_places_point_to_the_words(built):
    rows, _ = built()
    lines = NOTES.splitlines()
    for row in rows["questions"]:
        assert row["text"] in lines[row["line_start"] - 1]
    for row in rows["follow_ups"]:
        assert row["text"].split()[0] in lines[row["line_start"] - 1]
    for row in rows["evidence"]:
        if row["line_start"] == row["line_end"]:
            said = lines[row["line_start"] - 1][row["char_start"] : row["char_end"]]
            assert said
            assert said == said.strip()


def test_quarantine_never_holds_the_text(built):
    rows, _ = built()
    (row,) = rows["quarantine"]
    assert (row["line_start"], row["reason"], row["detail"]) == (7, "unplaced_question", None)
    assert "Why is it so" not in json.dumps(rows["quarantine"])


def test_a_document_s_lines_add_up(built):
    rows, _ = built()
    (document,) = rows["documents"]
    parts = ("used", "boilerplate", "quarantined", "blank")
    assert sum(document[f"lines_{part}"] for part in parts) == document["lines"]
    assert document["lines_quarantined"] == 1
