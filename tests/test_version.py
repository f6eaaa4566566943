"""The code's version: what changes it, and what does not."""

import pytest

from pipeline import version


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
