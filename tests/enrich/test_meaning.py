"""Texts by meaning, where the extra is installed and the corpus asks for it."""

import importlib.util
from importlib.metadata import PackageNotFoundError

import numpy as np
import pytest

from pipeline.corpus import Topic, load_corpus
from pipeline.dataset import NothingBuiltError, build_dataset
from pipeline.enrich import meaning, topic_meanings
from pipeline.enrich.meaning import SemanticExtraError, embed
from pipeline.enrich.topic import TopicIndex
from pipeline.extract.record import Question
from pipeline.readers.traced import Traced

needs_the_extra = pytest.mark.skipif(
    importlib.util.find_spec("onnxruntime") is None, reason="the extra [semantic] is not installed"
)
TOPICS = (
    Topic("ferries", "Ferries", ("Ferry timetable",), None, "When boats leave and where to."),
    Topic("accounts", "Accounts", (), None, "Income and spending."),
)


def asked(text):
    place = {"line_start": 1, "line_end": 1}
    return Question(Traced.at(text, 1), None, listed_after=False, answers=(), **place)


@pytest.fixture
def corpus(tmp_path):
    """A corpus that asks for topics by meaning."""
    folder = tmp_path / "sessions" / "2031-05-06"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("Call\n\n  • Who pays for the vessel?\nAna Lima: We do.\n")
    (tmp_path / "corpus.yaml").write_text("semantic: true\n")
    (tmp_path / "topics.yaml").write_text("ferries: {label: Ferries}\n")
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


@needs_the_extra
def test_a_topic_is_found_without_a_word_in_common():
    question = asked("At what time does the last ship sail on Sundays?")
    assert TopicIndex(TOPICS).assign(question).topic_id is None
    found = TopicIndex(TOPICS, semantic=True).assign(question)
    assert (found.topic_id, found.method) == ("ferries", "text")
    assert TopicIndex(TOPICS, semantic=True).assign(asked("Who is there?")).topic_id is None


@needs_the_extra
def test_a_corpus_that_asks_for_it_gets_it(corpus):
    assert build_dataset(corpus).tables["questions"]["topic_method"].to_pylist() == ["text"]


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


def test_who_does_not_ask_for_it_never_meets_it(monkeypatch):
    def met(_texts):
        raise AssertionError

    monkeypatch.setattr(topic_meanings, "embed", met)
    assert TopicIndex(TOPICS).assign(asked("The ferry timetable?")).topic_id == "ferries"
