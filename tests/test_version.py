"""The code's version: what changes it, and what does not."""

import shutil

import grimp
import pytest

from pipeline import version
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("a.py", True),
        ("a.yaml", True),
        ("a.json", True),
        ("a.onnx", True),
        ("a.md", True),
        ("a.pyc", False),
    ],
)
def test_rules_and_weights_are_code(tmp_path, monkeypatch, name, counts):
    monkeypatch.setattr(version, "_ROOT", tmp_path)
    (tmp_path / "pipeline").mkdir()
    before = version.code_version.__wrapped__()
    (tmp_path / "pipeline" / name).write_bytes(b"1")
    assert (version.code_version.__wrapped__() != before) is counts


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("site/a.py", False),
        ("release/deep/a.py", False),
        ("cli.py", False),
        ("link/a.py", False),
        ("client.py", True),
        ("results.py", True),
        ("enrich/a.yaml", True),
        ("version.py", True),
        ("unknown/a.py", True),
    ],
)
def test_sessions_hang_on_the_rooms_that_read_them(tmp_path, monkeypatch, name, counts):
    monkeypatch.setattr(version, "_ROOT", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    before = version.sessions_version.__wrapped__()
    source = tmp_path / "pipeline" / name
    source.parent.mkdir(parents=True)
    source.write_bytes(b"1")
    assert (version.sessions_version.__wrapped__() != before) is counts


def test_what_reads_sessions_imports_nothing_that_does_not_count():
    above = version._rooms_above("pipeline.results")
    assert "pipeline.site" in above
    imported = grimp.build_graph("pipeline", cache_dir=None).find_upstream_modules(
        "pipeline.results"
    )
    assert "pipeline.enrich.outcome" in imported
    assert [m for m in imported if any(f"{m}.".startswith(f"{room}.") for room in above)] == []
