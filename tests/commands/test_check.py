"""`officehours check`: what each line was taken for, or why a session cannot be read."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from pipeline.cli import main
from pipeline.explain.taken import taken
from pipeline.explain.taken_telling import as_text
from schemas.words import QuarantineReason

DAY = "2031-05-06"
NOTES = """Quay call

Ana Lima (Pilot) and Bo Ek (Clerk) answered questions.

Ferries

  • Why so late [see the map]?
Ana: I don't know why they say that. We will follow up in writing by the end of May.
This goes on.
From the Ferry Office: The tide is low until nine, and no boat can leave.
  • May dogs come along?
"""
CHAT = "00:13:46\tKim Doe:\tWhere is the ferry?\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A session of a corpus that has a topic."""
    made = tmp_path / "raw" / "sessions" / DAY
    made.mkdir(parents=True)
    (made / "notes.txt").write_text(NOTES)
    (tmp_path / "raw" / "topics.yaml").write_text("ferries: {label: Ferries}\n")
    return made


def test_every_line_with_what_it_was_taken_for(folder: Path) -> None:
    result = run("check", folder)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == (
        f"{DAY}/notes.txt (text, record): 8 used, 0 quarantined, 0 boilerplate, 3 blank"
    )
    told = {int(line.split()[0]): line for line in lines[1:12]}
    expected = {
        1: "title ",
        3: "person Ana Lima, respondent / Bo Ek, respo",
        5: "heading ",
        7: "question 1, deferred (promised), topic fer",
        8: "answer Ana; promise written_answer",
        9: "answer ",
        10: "answer From the Ferry Office, written; pers",
        11: "question 2, unanswered, topic ferries ",
    }
    for number, words in expected.items():
        assert told[number].split(maxsplit=1)[1].startswith(words), told[number]
    for number, text in enumerate(NOTES.splitlines(), start=1):
        assert told[number].endswith(text.rstrip() or " ")
    assert lines[-1] == f"{DAY}: questions 2, answers 2, promises 1"


def test_a_line_that_is_left_out_says_why(folder: Path) -> None:
    footer = "This page was last edited on 6 May 2031, at 10:00."
    (folder / "notes.txt").write_text(f"{NOTES}\n{footer}\n")
    (folder / "transcript.vtt").write_text("WEBVTT\n\n00:99:00.000 --> x\nAna: Where?\n")
    notes, spoken = json.loads(run("check", folder, "--json").stdout)["documents"]
    told = [(line["use"], line["why"]) for line in notes["lines"]]
    assert told[-1] == ("boilerplate", "page_footer")
    assert all(not why for use, why in told if use in ("used", "blank"))
    lost = next(line for line in spoken["lines"] if line["use"] == "quarantined")
    assert lost["why"] in {*QuarantineReason}
    out = run("check", folder).stdout
    assert re.search(rf"13 boilerplate: page_footer +{footer}", out)
    assert f"quarantined: {lost['why']}" in out


def test_the_same_as_json_leads_to_rows(folder: Path) -> None:
    data = json.loads(run("check", folder, "--json").stdout)
    line = data["documents"][0]["lines"][7]
    assert [held["what"] for held in line["holds"]] == ["answer", "promise"]
    assert all(held["row_id"].startswith(f"{DAY}/") for held in line["holds"])
    assert line["text"] == NOTES.splitlines()[7]
    question = data["documents"][0]["lines"][6]["holds"][0]["row_id"]
    assert run("explain", question, "--raw", folder.parent.parent).exit_code == 0


def test_speech_and_private_chat_are_told_as_said(folder: Path) -> None:
    (folder / "chat.txt").write_text(CHAT)
    out = run("check", folder).stdout
    assert "said nobody in office, zoom_chat" in out


def test_a_folder_anywhere_takes_the_corpus_that_is_named(folder: Path, tmp_path: Path) -> None:
    raw = folder.parent.parent
    elsewhere = folder.rename(tmp_path / DAY)
    (raw / "sessions").mkdir(exist_ok=True)
    result = run("check", elsewhere, "--raw", raw)
    assert "question 2, unanswered, topic ferries" in result.stdout


def test_what_is_refused_and_odd_is_named_and_the_rest_is_shown(folder: Path) -> None:
    (folder / "minutes.docx").write_bytes(b"PK")
    result = run("check", folder)
    assert result.exit_code == 1
    assert f"sessions/{DAY}/minutes.docx: is no file of a session" in result.stderr
    assert "question 1" in result.stdout
    assert run("check", folder, "-q").stdout == ""


def test_corrections_that_miss_are_named_beside_the_lines(folder: Path) -> None:
    (folder / "corrections.yaml").write_text(
        f"- {{table: questions, row: {DAY}/q-000000000000, confirm: true}}\n"
    )
    result = run("check", folder)
    assert result.exit_code == 1
    assert "corrections.yaml:1:" in result.stderr
    assert "question 1" in result.stdout


@pytest.mark.parametrize("name", ["nowhere", "summer"])
def test_a_folder_that_is_no_session_is_not_done(folder: Path, name: str) -> None:
    (folder.parent / "summer").mkdir()
    result = run("check", folder.parent / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert name in result.stderr


def test_a_terminal_shows_kinds_by_colour(folder: Path) -> None:
    console = Console(force_terminal=True, color_system="standard", width=200, legacy_windows=False)
    with console.capture() as captured:
        console.print(as_text(taken(folder, folder.parent.parent)))
    assert "\x1b[1;36mquestion 1" in captured.get()
    assert "\x1b[32manswer Ana" in captured.get()
