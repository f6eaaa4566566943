"""`officehours release`: which day it takes, and what it prints."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from pipeline.cli import main

NOTES = """Quay call

Ana Lima (Pilot) answered questions.

Ferries

  • Why so late?
Ana: The tide is low until nine.
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_day_is_that_of_the_newest_retrieval_unless_one_is_given(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "sessions" / "2031-05-06"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text(NOTES)
    places = ("--raw", tmp_path / "raw", "--out", tmp_path / "out")
    refused = run("release", *places)
    assert refused.exit_code == 2
    assert "--date" in refused.stderr
    stated = "documents:\n  notes.txt: {retrieved: 2031-05-20}\n"
    (folder / "session.yaml").write_text(stated)
    made = json.loads(run("release", *places, "--json").stdout)
    assert (made["version"], made["new"]) == ("2031.5.1", True)
    again = run("release", *places, "--date", "2031-07-01")
    assert (again.exit_code, again.stdout.splitlines()[0]) == (
        0, "2031.5.1  already released, nothing has changed",
    )  # fmt: skip
    rebuilt = run("verify", made["path"], "--rebuild", *places[:2])
    assert rebuilt.stdout.splitlines()[1] == "made again, it is the same"
    (folder / "notes.txt").write_text(NOTES.replace("nine", "ten"))
    other = run("verify", made["path"], "--rebuild", *places[:2])
    assert other.exit_code == 2
    assert "other files (sessions/2031-05-06/notes.txt)" in other.stderr
    (folder / "notes.txt").write_text(NOTES)
    earlier = run("release", *places, "--date", "2031-04-01", "--version", "2031.5.x")
    assert earlier.exit_code == 2
    assert "is no version" in earlier.stderr
