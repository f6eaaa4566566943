"""New folders of sessions, and what stands in them."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.corpus import CorpusSettings, DocumentSettings, SessionSettings, load_corpus
from pipeline.corpus.settings import read_session

DAY = "2031-05-06"


def run(raw: Path, session_id: str) -> Result:
    return CliRunner().invoke(main, ["new-session", session_id, "--raw", str(raw)])


def test_a_folder_is_made_that_a_build_takes_once_notes_are_there(tmp_path: Path) -> None:
    result = run(tmp_path / "raw", DAY)
    assert result.exit_code == 0, result.output
    folder = tmp_path / "raw" / "sessions" / DAY
    assert str(folder) in result.stdout
    assert [path.name for path in folder.parent.iterdir()] == [DAY]
    (folder / "notes.txt").write_text("Quay call\n\n  • Why?\nAna: So.\n")
    (session,) = load_corpus(tmp_path / "raw").sessions
    assert session.settings == SessionSettings()


def test_every_key_is_there_as_a_comment_that_holds(tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text("series: {quay-calls: Quay calls}\n")
    run(tmp_path, DAY)
    text = (tmp_path / "sessions" / DAY / "session.yaml").read_text("utf-8")
    assert yaml.safe_load(text) is None
    said = re.sub(r"(?m)^# (?=[a-z_]+:|  )", "", text)
    corpus = CorpusSettings(series={"quay-calls": "Quay calls"})
    settings, _ = read_session(said.encode(), "session.yaml", corpus)
    stated = yaml.safe_load(said)
    assert set(stated) == set(SessionSettings.model_fields)
    assert set(stated["documents"]["notes.txt"]) == set(DocumentSettings.model_fields)
    assert settings.series == "quay-calls"


@pytest.mark.parametrize("session_id", ["2031-13-01", "summer", "2031-05-06-Ä", "../x", ""])
def test_what_is_no_id_is_refused(tmp_path: Path, session_id: str) -> None:
    result = run(tmp_path, session_id)
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr
    assert not list(tmp_path.iterdir())


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    run(tmp_path, DAY)
    settings = tmp_path / "sessions" / DAY / "session.yaml"
    settings.write_text("language: de\n")
    result = run(tmp_path, DAY)
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert settings.read_text() == "language: de\n"


def test_a_corpus_that_is_wrong_is_named(tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text("titel: x\n")
    result = run(tmp_path, DAY)
    assert result.exit_code == 2
    assert "corpus.yaml:1: unknown key 'titel'" in result.stderr


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("in the way")
    result = run(tmp_path, DAY)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
