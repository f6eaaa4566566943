"""The code in the README runs, and answers what it says it answers."""

import re
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT


def code(language: str) -> str:
    readme = (ROOT / "README.md").read_text("utf-8")
    (block,) = re.findall(rf"```{language}\n(.*?)```", readme, re.DOTALL)
    return block


@pytest.fixture
def built(real_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder in which `outputs/` is the real build."""
    (tmp_path / "outputs").symlink_to(real_build)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("built")
def test_pandas_answers_which_topics_get_deferred(capsys: pytest.CaptureFixture[str]) -> None:
    exec(code("python"), {})
    printed = capsys.readouterr().out
    labels = [
        "Copyright",
        "Disinformation and hate speech",
        "IP masking",
        "Movement Strategy Forum",
    ]
    assert all(label in printed for label in labels)
    assert "Human rights" not in printed
    assert "Deferral by the question's own topic" in printed


@pytest.mark.usefixtures("built")
def test_duckdb_answers_which_topics_get_deferred() -> None:
    rows = duckdb.sql(code("sql")).fetchall()
    assert {label for label, deferred, _ in rows if deferred} == {
        "Copyright", "Disinformation and hate speech", "IP masking", "Movement Strategy Forum",
    }  # fmt: skip
    assert sum(questions for *_, questions in rows) == 23


def test_both_examples_are_short() -> None:
    assert len(code("python").strip().splitlines()) <= 6
    assert len(code("sql").strip().splitlines()) <= 5
