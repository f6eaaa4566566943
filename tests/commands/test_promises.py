"""`officehours promises` and `officehours stats`: what they print of a build, for any day."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.commands.terminal import print_rich
from pipeline.promises import Promise
from pipeline.promises.calendar import as_ics
from schemas import STATISTICS

NOTES = """Quay call

Ana Lima (Pilot) and Bo Ek (Clerk) answered questions.

Ferries

  • Why so late [see :boat: the map]?
Ana: We will follow up in writing by the end of May. We will publish the rota in June.
From the Ferry Office: The tide is low until nine, and no boat can leave.
  • Who pays?
Bo: We hope to hold a vote on 7 September. We will write to you about it.
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of a corpus of one session."""
    base = tmp_path_factory.mktemp("promises")
    folder = base / "raw" / "sessions" / "2031-05-06"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text(NOTES)
    (folder / "session.yaml").write_text(
        "documents: {notes.txt: {source_url: 'https://tidewell.example/quay'}}\n"
    )
    assert run("build", "--raw", base / "raw", "--out", base / "out").exit_code == 0
    return base / "out"


def listed(out: Path, *arguments: object):
    return json.loads(run("promises", "--out", out, "--json", *arguments).stdout)


def test_promises_by_whom_due_when_and_how_late(out):
    told = listed(out, "--as-of", "2031-09-10")
    assert told["as_of"] == "2031-09-10"
    found = {promise["text"]: promise for promise in told["promises"]}
    rota = found["We will publish the rota in June."]
    assert (rota["by"], rota["kind"], rota["kept"]) == ("Ana Lima", "publication", False)
    assert (rota["due_earliest"], rota["due_latest"]) == ("2031-06-01", "2031-06-30")
    assert rota["days_late"] == 72
    assert rota["made_on"] == "2031-05-06"
    assert rota["source_url"] == "https://tidewell.example/quay"
    vote = found["We hope to hold a vote on 7 September."]
    assert (vote["by"], vote["days_late"]) == ("Bo Ek", 3)
    reply = found["We will follow up in writing by the end of May."]
    assert (reply["kept"], reply["days_late"], reply["kept_earliest"]) == (True, None, "2031-05-06")
    assert found["We will write to you about it."]["due_latest"] is None


def test_open_ones_stand_first_by_the_day_on_which_they_are_due(out):
    promises = listed(out)["promises"]
    assert [promise["kept"] for promise in promises] == [False, False, False, True]
    assert [promise["due_latest"] for promise in promises[:3]] == ["2031-06-30", "2031-09-07", None]


def test_the_day_asked_for_by_default_is_that_of_the_last_session_and_it_is_said(out):
    assert listed(out)["as_of"] == "2031-05-06"
    told = run("promises", "--out", out).stdout
    assert "as of 2031-05-06, the day of the last session (see --as-of)" in told
    assert "4 promised, 1 kept, 3 open, 0 late" in told
    told = run("promises", "--out", out, "--as-of", "2031-07-01").stdout
    assert told.endswith("4 promised, 1 kept, 3 open, 1 late\nas of 2031-07-01\n")
    assert "open, 1 day late" in told
    assert "Ana Lima" in told
    assert listed(out, "--as-of", "2031-05-05")["promises"] == []


def test_csv_has_the_same_rows(out):
    told = run("promises", "--out", out, "--format", "csv", "--as-of", "2031-09-10").stdout
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [row["follow_up_id"] for row in rows] == [
        promise["follow_up_id"] for promise in listed(out)["promises"]
    ]
    assert [(row["kept"], row["days_late"]) for row in rows][:1] == [("false", "72")]
    assert rows[2]["due_latest"] == ""


def unfolded(text):
    return re.sub(r"\r\n ", "", text).split("\r\n")


def test_the_calendar_keeps_rfc_5545(out):
    told = run("promises", "--out", out, "--format", "ics").stdout_bytes.decode()
    assert told.endswith("END:VCALENDAR\r\n")
    assert "\n" not in told.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    lines = unfolded(told)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert (lines.count("BEGIN:VTODO"), lines.count("BEGIN:VEVENT")) == (3, 1)
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    assert "DTSTART;VALUE=DATE:20310907" in event
    assert "DTEND;VALUE=DATE:20310908" in event
    assert "DUE;VALUE=DATE:20310630" in lines
    assert lines.count("STATUS:COMPLETED") == 1
    assert {line for line in lines if line.startswith("DTSTAMP")} == {"DTSTAMP:20310506T000000Z"}
    uids = [line for line in lines if line.startswith("UID")]
    assert len(set(uids)) == 4


def test_the_calendar_is_the_same_every_time(out):
    arguments = ("promises", "--out", out, "--format", "ics")
    assert run(*arguments).stdout_bytes == run(*arguments).stdout_bytes


def test_texts_cannot_break_the_calendar():
    text = "Ü" * 60 + "; x, y\\z\r\nBEGIN:VEVENT\x0b"
    day = date(2031, 5, 6)
    promise = Promise(
        follow_up_id="a/f-1", session_id="a", made_on=day, by=None, kind="update", text=text,
        question="Why?\n?", due_text=None, due_earliest=None, due_latest=None, kept=False,
        kept_earliest=None, kept_latest=None, days_late=None, source_url="https://x.example/a b",
    )  # fmt: skip
    told = as_ics([promise])
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    lines = unfolded(told)
    assert f"SUMMARY:{'Ü' * 60}\\; x\\, y\\\\z\\nBEGIN:VEVENT " in lines
    assert "BEGIN:VEVENT" not in lines
    assert "DESCRIPTION:Promised on 2031-05-06\\, in reply to: Why?\\n?" in lines
    assert not [line for line in lines if line.startswith(("URL", "DUE"))]


def test_every_statistic_for_any_day(out):
    told = json.loads(run("stats", "--out", out, "--json", "--as-of", "2031-09-10").stdout)
    assert told.pop("as_of") == "2031-09-10"
    assert set(told) == set(STATISTICS)
    overdue = {row["key"]: row["overdue"] for row in told["follow_up_timeliness"]}
    assert overdue == {"*": 2, "event": 1, "publication": 1, "written_answer": 0}
    assert told["follow_up_timeliness"][0]["as_of"] == "2031-09-10"
    day = json.loads(run("stats", "--out", out, "--json").stdout)
    assert day["as_of"] == "2031-05-06"
    assert {row["overdue"] for row in day["follow_up_timeliness"]} == {0}


def test_statistics_for_people(out):
    told = run("stats", "--out", out, "--as-of", "2031-09-10").stdout
    assert "follow_up_timeliness: Promises by kind" in told
    assert "0.50 (0.15–0.85)" in told  # two of four are overdue
    assert "All (small)" in told
    assert told.endswith("as of 2031-09-10\n")
    assert run("stats", "--out", out).stdout.endswith(
        "as of 2031-05-06, the day of the last session (see --as-of)\n"
    )


@pytest.mark.parametrize("command", ["promises", "stats"])
def test_without_a_build_there_is_nothing_to_say(tmp_path, command):
    told = run(command, "--out", tmp_path)
    assert (told.exit_code, told.stdout) == (2, "")
    assert "holds no build; run officehours build" in told.stderr


def test_brackets_are_no_markup():
    with CliRunner().isolation() as (stream, *_):
        print_rich("Why so late [see :boat: the map]?")
        assert b"[see :boat: the map]" in stream.getvalue()
