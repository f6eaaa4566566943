"""The command as its user meets it: what it prints, what it leaves, how it ends."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

import pipeline.orchestration.assets
from pipeline.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def spoil(corpus: Path, session: str, name: str, data: bytes) -> None:
    folder = corpus / "sessions" / session
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


@pytest.fixture
def out(real_build: Path, tmp_path: Path) -> Path:
    """Where the corpus was built before."""
    return Path(shutil.copytree(real_build, tmp_path / "out", symlinks=True))


def test_build_prints_what_it_made_and_where(corpus: Path, tmp_path: Path) -> None:
    result = run("build", "--raw", corpus, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "23 with 26 answers" in result.stdout
    assert "4, of which 1 still open" in result.stdout
    assert str(tmp_path / "out" / "tables") in result.stdout
    assert len(pd.read_parquet(tmp_path / "out" / "tables" / "questions.parquet")) == 23
    assert (tmp_path / "out" / "tables" / "DICTIONARY.md").read_text("utf-8").startswith("# ")


def test_each_bad_input_gets_one_clear_line_and_costs_itself(corpus: Path, tmp_path: Path) -> None:
    page = (corpus / "sessions" / "2022-08-18" / "notes.txt").read_bytes()
    spoil(corpus, "2022-08-18", "minutes.docx", b"PK")
    spoil(corpus, "2031-01-01", "notes.txt", b"")
    spoil(corpus, "2031-01-02", "notes.txt", page)
    spoil(corpus, "2031-01-02", "session.yaml", b"license: CC-BY-SA-4.0\ntitel: Wrong\n")
    spoil(corpus, "summer", "notes.txt", page)
    spoil(corpus, "2031-01-03", "notes.txt", page.decode().encode("windows-1252", "replace"))
    spoil(corpus, "2031-01-04", "notes.txt", b"\x00\x01\x02" * 100)
    result = run("build", "--raw", corpus, "--out", tmp_path / "out", "--json")
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    expected = {
        "sessions/2022-08-18/minutes.docx:": "is no file of a session",
        "sessions/2031-01-01/notes.txt:": "empty",
        "sessions/2031-01-02/session.yaml:2:": "titel",
        "sessions/summer:": "YYYY-MM-DD",
        "sessions/2031-01-03/notes.txt:": "is not UTF-8; it was read as windows-1252",
        "sessions/2031-01-04/notes.txt:": "binary",
    }
    for place, words in expected.items():
        assert sum(line.startswith(place) and words in line for line in told) == 1, place
    summary = json.loads(result.stdout)
    assert summary["sessions"] == 2
    assert summary["questions"] == 46
    documents = pd.read_parquet(tmp_path / "out" / "tables" / "documents.parquet")
    encodings = dict(zip(documents["session_id"], documents["encoding"], strict=True))
    assert encodings == {"2022-08-18": "utf-8", "2031-01-03": "windows-1252"}


def test_a_wrong_topic_list_stops_everything(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (corpus / "topics.yaml").write_text("harbour:\n  label: Harbour\n  broader: sea\n")
    result = run("build", "--raw", corpus, "--out", out)
    assert result.exit_code == 2
    assert "topics.yaml:3: unknown broader topic 'sea'" in result.stderr
    assert not (out / "tables").exists()


def test_a_corpus_without_a_readable_session_is_not_built(corpus: Path, out: Path) -> None:
    spoil(corpus, "2022-08-18", "notes.txt", b"\x00binary")
    result = run("build", "--raw", corpus, "--out", out)
    assert result.exit_code == 2
    assert "no session could be built" in result.stderr
    assert "sessions/2022-08-18/notes.txt: seems to be a binary file" in result.stderr
    assert len(pd.read_parquet(out / "tables" / "questions.parquet")) == 23


def test_a_crash_in_the_middle_leaves_the_last_build(
    corpus: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (out / "current").readlink()
    page = corpus / "sessions" / "2022-08-18" / "notes.txt"
    page.write_bytes(page.read_bytes() + b"\nMore.\n")

    def crash(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(pipeline.orchestration.assets, "compute", crash)
    result = run("build", "--raw", corpus, "--out", out)
    assert result.exit_code == 2
    assert (out / "current").readlink() == before
    assert len(pd.read_parquet(out / "tables" / "questions.parquet")) == 23
    monkeypatch.undo()
    result = run("build", "--raw", corpus, "--out", out, "-q")
    assert (result.exit_code, result.output) == (0, "")
    assert (out / "current").readlink() != before


def test_an_unchanged_corpus_is_not_built_again(
    corpus: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("build", "--raw", corpus, "--out", out, "-q")

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("pipeline.orchestration.graph.refresh", never)
    result = run(*arguments)
    assert (result.exit_code, result.output) == (0, "")


def test_a_damaged_build_is_made_again(corpus: Path, out: Path) -> None:
    arguments = ("build", "--raw", corpus, "--out", out, "-q")
    table = out / "tables" / "questions.parquet"
    whole = table.read_bytes()
    table.write_bytes(whole[:-9] + b"\x00" + whole[-8:])
    assert run(*arguments).exit_code == 0
    assert table.read_bytes() == whole


def test_a_missing_corpus_is_one_line(tmp_path: Path) -> None:
    result = run("build", "--raw", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "nowhere" in result.stderr
