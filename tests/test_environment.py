"""An environment that is older than its lock file is told of in clear lines."""

from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner

import pipeline.environment
from pipeline.cli import main
from pipeline.environment import stale


def root(folder: Path, lock: str) -> Path:
    (folder / "pyproject.toml").write_text('[project]\ndependencies = ["click>=8.1", "no-such"]\n')
    (folder / "requirements.lock").write_text(lock)
    return folder


def test_this_environment_is_the_one_that_is_asked_for() -> None:
    assert stale() == []


def test_what_is_missing_or_of_another_version_is_named(tmp_path: Path) -> None:
    lock = "click==0.1 \\\n    --hash=sha256:0\nno-such==2.0 ; python_version < '4'\nother==1\n"
    assert stale(root(tmp_path, lock)) == [
        f"click is {version('click')}; expected 0.1",
        "no-such is not installed; expected 2.0",
    ]
    (tmp_path / "requirements.lock").unlink()
    assert stale(tmp_path) == []


def test_no_command_runs_in_a_stale_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.environment, "stale", lambda: ["click is 0; expected 1"])
    result = CliRunner().invoke(main, ["people"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "click is 0; expected 1",
        "the environment is not that of requirements.lock; run make dataset, which renews it",
    ]
    assert CliRunner().invoke(main, ["--help"]).exit_code == 0
