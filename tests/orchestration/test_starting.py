"""What starts a refresh by itself, and who is told when one fails."""

import json
import subprocess
import sys
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import dagster as dg
import pytest

from pipeline.orchestration.alerts import COMMAND, URL, tell
from pipeline.orchestration.overdue import DAY
from pipeline.orchestration.starting import changes_in, nightly

NOTES = "Quay call\n\n  • Why?\nAna: So.\n"


class Looks:
    """The sensor, look after look."""

    def __init__(self, raw: Path) -> None:
        self.sensor, self.cursor = changes_in(raw), None

    def __call__(self) -> int:
        """How many refreshes one look asks for."""
        context = dg.build_sensor_context(cursor=self.cursor)
        result = self.sensor(context)
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor
        for request in result.run_requests or ():
            assert list(request.tags) == [DAY]
        return len(result.run_requests or ())


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "sessions" / "2031-05-06"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text(NOTES)
    return folder / "notes.txt"


def test_new_content_is_asked_for_once_it_was_the_same_at_two_looks(notes: Path) -> None:
    look = Looks(notes.parents[2])
    assert [look() for _ in range(4)] == [0, 1, 0, 0]


def test_a_file_that_is_slowly_copied_is_asked_for_once_and_whole(notes: Path) -> None:
    look = Looks(notes.parents[2])
    look(), look()
    with (notes.parent / "chat.txt").open("w") as copied:
        for part in range(6):
            copied.write(f"00:0{part}:00\tKim:\tWhere?\n")
            copied.flush()
            assert look() == 0
    assert look() == 1
    assert look() == 0


def test_what_goes_back_to_what_it_was_is_asked_for_again(notes: Path) -> None:
    look = Looks(notes.parents[2])
    look(), look()
    for text in (NOTES + "Bo: No.\n", NOTES):
        notes.write_text(text)
        assert [look(), look(), look()] == [0, 1, 0]


def test_touching_renaming_and_removing(notes: Path) -> None:
    look = Looks(notes.parents[2])
    look(), look()
    notes.touch()
    assert [look(), look()] == [0, 0]
    renamed = notes.parent.rename(notes.parent.with_name("2031-05-07"))
    assert [look(), look()] == [0, 1]
    (renamed / "notes.txt").unlink()
    renamed.rmdir()
    assert [look(), look()] == [0, 1]


def test_a_corpus_that_cannot_be_read_starts_nothing_and_says_why(tmp_path: Path) -> None:
    result = changes_in(tmp_path / "nowhere")(dg.build_sensor_context())
    assert not result.run_requests
    assert "nowhere" in result.skip_reason.skip_message


def test_the_night_names_its_day() -> None:
    context = dg.build_schedule_context(
        scheduled_execution_time=datetime(2031, 6, 2, 3, tzinfo=UTC)
    )
    assert nightly(context).tags == {DAY: "2031-06-02"}


def test_a_command_is_told(tmp_path: Path) -> None:
    code = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read())"
    tell("it failed", {COMMAND: f'{sys.executable} -c "{code}" {tmp_path / "told"}'})
    assert (tmp_path / "told").read_text() == "it failed"
    with pytest.raises(subprocess.SubprocessError):
        tell("it failed", {COMMAND: "false"})
    tell("nobody wants to know", {})


def test_an_address_is_told() -> None:
    heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *arguments):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        tell("it failed", {URL: f"http://127.0.0.1:{server.server_port}/"})
        thread.join()
    assert heard == [{"text": "it failed"}]
    with pytest.raises(ValueError, match="https"):
        tell("it failed", {URL: "file:///etc/passwd"})
