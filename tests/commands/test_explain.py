"""`officehours explain`: everything a question's rows rest on, or what is said in its place."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from pipeline.cli import main
from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.enrich.readings import Hit
from pipeline.enrich.signs import MODEL, Sign
from pipeline.enrich.topic import TopicIndex
from pipeline.explain import explain
from pipeline.explain.rules import heard_in
from pipeline.explain.telling import as_text
from pipeline.session import read_session

DAY = "2031-05-06"
NOTES = """Quay call

Ana Lima (Pilot) and Bo Ek (Clerk) answered questions.

Ferries

  • Why so late [see the map]?
Ana: I don't know why they say that. We will follow up in writing by the end of May.
From the Ferry Office: The tide is low until nine, and no boat can leave.
  • May dogs come along?
Bo: Yes, on a lead, and on every ferry of the line.

Questions answered after the call

  • Who pays?
Bo: The Authority pays for all of it, as it did in the years before.
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A corpus of one session."""
    folder = tmp_path / "raw" / "sessions" / DAY
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text(NOTES)
    (tmp_path / "raw" / "topics.yaml").write_text("ferries: {label: Ferries}\n")
    return tmp_path / "raw"


@pytest.fixture
def ids(raw: Path) -> dict[str, list[str]]:
    """The ids of what it holds, in the order of the notes."""
    tables = build_dataset(load_corpus(raw)).tables
    keys = {"questions": "question_id", "answers": "answer_id", "follow_ups": "follow_up_id"}
    return {
        table: [row[key] for row in sorted(tables[table].to_pylist(), key=_line)]
        for table, key in keys.items()
    }


def _line(row):
    return row["line_start"]


def told(raw: Path, row_id: str, *arguments: str) -> str:
    result = run("explain", row_id, "--raw", raw, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_question_with_all_that_it_rests_on(raw, ids):
    text = told(raw, ids["questions"][0])
    lines = text.splitlines()
    assert lines[:2] == [f"Question {ids['questions'][0]}", "Why so late [see the map]?"]
    assert "outcome  deferred, promised (by rule)" in lines
    assert "status   answered" in lines
    assert "topic    ferries (by heading, score 1.0)" in lines
    assert "  'ferries' (ferries) in the heading" in lines
    assert (
        "I don't know why they say that. »We will follow up in writing by the end of May.«" in lines
    )
    assert any("strongly deferred" in line and "decided on 'We will" in line for line in lines)
    assert any("not_known" in line and "cancelled by" in line for line in lines)
    assert "due 2031-05-06 to 2031-05-31 ('by the end of May')" in lines
    assert f"kept between {DAY} and a day not known, by {ids['answers'][1]} (same_record)" in lines
    assert f"  {DAY}/notes.txt" in lines
    for number in (7, 8, 9):
        assert f"  {number:>5}  {NOTES.splitlines()[number - 1]}" in lines
    assert "dogs" not in text


def test_its_answers_and_promises_lead_to_it(raw, ids):
    expected = told(raw, ids["questions"][0])
    for row_id in (ids["answers"][0], ids["answers"][1], ids["follow_ups"][0]):
        assert told(raw, row_id) == expected


def test_what_the_model_heard_is_told_as_its_own(raw):
    folder = raw / "sessions" / "2031-06-03"
    folder.mkdir()
    text = "Quay call\n\nBo Ek answered.\n\n  • Why so late?\nBo: {}\n"
    (folder / "notes.txt").write_text(text.format("Give me a week, then ask the pilot."))
    loaded = load_corpus(raw, "2031-06-03")
    topics = TopicIndex(loaded.corpus.topics)
    (judged,) = read_session(loaded.sessions[0], loaded.corpus, topics).questions
    (reading,) = judged.readings
    sign = Sign(MODEL, "deferred", strong=True)
    said = replace(reading, hits=(replace(_hit(reading), sign=sign),))
    (heard,) = (h for h in heard_in(said, {reading.answer.text}) if not h.cancelled_by)
    assert (heard.by, heard.shows, heard.decided) == ("model", "deferred", True)
    assert heard.clause == "Give me a week, then ask the pilot."
    assert not next(h for h in heard_in(said, ()) if not h.cancelled_by).decided


def _hit(reading):
    (paragraph,) = reading.answer.paragraphs
    return Hit(Sign("x"), paragraph, paragraph.text, 8, 0)


def test_what_has_no_words_to_rest_on_says_why(raw, ids):
    assert "because  no rule says otherwise of its answers, nor does the model" in told(
        raw, ids["questions"][1]
    )
    listed = told(raw, ids["questions"][2])
    assert "because  the record lists it among those answered afterwards, under 'Quest" in listed


def test_a_record_may_be_answered_afterwards_as_a_whole(raw):
    page = "Here are the questions that we did not get to.\n\nQ: Who pays?\n\nA: The Authority.\n"
    (raw / "sessions" / DAY / "notes.txt").write_text(page)
    (row,) = build_dataset(load_corpus(raw)).tables["questions"].to_pylist()
    listed = told(raw, row["question_id"])
    assert "because  the record lists it among those answered afterwards\n" in listed


def test_the_same_as_json(raw, ids):
    data = json.loads(told(raw, ids["questions"][0], "--json"))
    assert data["question"]["outcome"] == "deferred"
    assert [answer["answer_id"] for answer in data["answers"]] == ids["answers"][:2]
    assert data["follow_ups"][0]["due_latest"] == "2031-05-31"
    assert data["fulfilments"][0]["method"] == "same_record"
    heard = data["heard"][ids["answers"][0]]
    assert [h["decided"] for h in heard if h["cancelled_by"]] == [False] * sum(
        bool(h["cancelled_by"]) for h in heard
    )
    assert [h["clause"] for h in heard if h["decided"]]
    assert [(line["number"], line["holds"]) for line in data["lines"]] == [
        (7, ["question"]), (8, ["answer", "promise"]), (9, ["answer"]),
    ]  # fmt: skip
    assert data["lines"][0]["text"] == "  • Why so late [see the map]?"


def test_a_correction_is_applied_and_named_with_its_line(raw, ids):
    question = ids["questions"][1]
    (raw / "sessions" / DAY / "corrections.yaml").write_text(
        f"- {{table: questions, row: {question}, confirm: true}}\n"
        f"- table: questions\n  row: {question}\n  column: outcome\n  value: declined\n"
        "  reason: heard it\n"
    )
    text = told(raw, question)
    assert "outcome  declined (by person, confirmed by a person)" in text
    assert "because  a person says so" in text
    assert f"  sessions/{DAY}/corrections.yaml:1: confirm\n" in text
    assert f"  sessions/{DAY}/corrections.yaml:2: correct outcome = declined\n" in text
    assert f"    {question}: heard it\n" in text


def test_a_withdrawn_question_says_so(raw, ids):
    question = ids["questions"][1]
    (raw / "sessions" / DAY / "corrections.yaml").write_text(
        f"- {{table: questions, row: {question}, withdraw: true, reason: rights}}\n"
    )
    result = run("explain", question, "--raw", raw)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{DAY}/corrections.yaml:1: the question is withdrawn (rights)" in result.stderr


def test_an_id_that_is_not_there_gives_the_nearest(raw, ids):
    wrong = ids["questions"][0][:-1] + "x"
    result = run("explain", wrong, "--raw", raw)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"there is no question, answer or follow-up '{wrong}'; nearest: " in result.stderr
    assert result.stderr.partition("nearest: ")[2].startswith(ids["questions"][0])
    result = run("explain", "2031-05-07/q-1", "--raw", raw)
    assert result.exit_code == 2
    assert f"nearest: {DAY}" in result.stderr


def test_a_session_that_cannot_be_read_says_why(raw, ids):
    (raw / "sessions" / DAY / "session.yaml").write_text("titel: x\n")
    result = run("explain", ids["questions"][0], "--raw", raw)
    assert result.exit_code == 2
    assert "session.yaml:1: unknown key 'titel'" in result.stderr
    result = run("explain", ids["questions"][0], "--raw", raw / "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_only_its_own_session_is_read(raw, ids):
    other = raw / "sessions" / "2031-06-03"
    other.mkdir()
    (other / "notes.txt").write_bytes(b"\0")
    (other / "session.yaml").write_text("titel: x\n")
    assert "outcome" in told(raw, ids["questions"][0])


def test_a_terminal_shows_the_evidence_by_style(raw, ids):
    text = as_text(explain(raw, ids["questions"][0]), marks=False)
    assert "»" not in text.plain
    console = Console(force_terminal=True, color_system="standard", width=200, legacy_windows=False)
    with console.capture() as captured:
        console.print(text)
    assert "\x1b[1;7mWe will follow up in writing by the end of May.\x1b[0m" in captured.get()


CAPTIONS = """WEBVTT

00:00:01.000 --> 00:00:29.000
Ana Lima: Welcome everybody. The new lamp at the pier is lit, the market was a success, and the
harbour is full of boats this morning, I counted thirty masts from my window.

00:00:30.000 --> 00:00:44.000
Peter Moe: Next question. When I visit my grandmother, may my dog come along?

00:00:45.000 --> 00:00:59.000
Bo Ek: Of course. The dog has to be on a lead, and that goes for every ferry of the line.

00:01:00.000 --> 00:01:29.000
Ana Lima: That was all for today. Thank you for listening, and see you at the summer fair, where
the choir is going to sing again.
"""


def test_the_place_in_the_recording_is_told_with_what_speaks_for_it(raw, ids):
    (raw / "sessions" / DAY / "transcript.vtt").write_text(CAPTIONS)
    told = run("explain", ids["questions"][1], "--raw", raw).output
    assert f"recording 0:00:30 in {DAY}/transcript.vtt (score " in told
    assert "put by nobody in office; answered from 0:00:45 on by Bo Ek" in told
    assert "Peter" not in told
    (heard,) = (line for line in told.splitlines() if "heard there of the question" in line)
    assert {"dogs", "along", "come"} <= set(heard.replace(",", "").split())
    place = json.loads(run("explain", ids["questions"][1], "--raw", raw, "--json").output)["place"]
    assert (place["start_ms"], place["answered_ms"], place["taken"]) == (30_000, 45_000, True)
    assert "lead" in place["of_answers"]
    assert "map" not in place["of_question"]


def test_a_place_in_doubt_is_told_as_one(raw, ids):
    (raw / "sessions" / DAY / "transcript.vtt").write_text(CAPTIONS)
    told = run("explain", ids["questions"][0], "--raw", raw).output
    assert "in doubt and left out" in told


def test_without_a_recording_nothing_is_told_of_it(raw, ids):
    assert "recording" not in run("explain", ids["questions"][1], "--raw", raw).output
