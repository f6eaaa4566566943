"""The benchmark's corpus: the same at every call, and sound input for all who read it."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from tests.conftest import ROOT

SCALE = ROOT / "benchmarks" / "scale"


def run(script: str, *arguments: object) -> None:
    command = [sys.executable, SCALE / script, *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={"PYTHONHASHSEED": "random"})


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scale") / "raw"
    run("corpus.py", "--sessions", 24, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_session_is_the_same_in_a_corpus_of_any_size(raw, tmp_path):
    run("corpus.py", "--sessions", 9, tmp_path / "small")
    large = contents(raw)
    small = contents(tmp_path / "small")
    assert len([name for name in small if "notes" in name]) == 9
    assert {name: large[name] for name in small} == small


def test_every_session_is_read_and_most_of_its_lines_are_used(raw):
    loaded = load_corpus(raw)
    assert (loaded.refused, loaded.warnings, len(loaded.sessions)) == ((), (), 24)
    dataset = build_dataset(loaded)
    assert dataset.report["refused"] == []
    documents = dataset.tables["documents"].to_pandas()
    assert set(documents["format"]) == {"text", "markdown", "html", "wikitext"}
    lines = documents["lines"].sum() - documents["lines_blank"].sum()
    assert documents["lines_used"].sum() > 0.9 * lines


def test_the_plain_script_and_the_floor_read_the_same_files(raw, tmp_path):
    run("floor.py", raw)
    run("plain_script.py", raw, tmp_path)
    questions = pd.read_parquet(tmp_path / "questions.parquet")
    assert questions["session_id"].nunique() == 24
    ours = build_dataset(load_corpus(raw)).tables["questions"].num_rows
    assert len(questions) == pytest.approx(ours, rel=0.3)
