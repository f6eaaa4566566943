"""The published model: what it says has the right form, and is sensible on the plainest cases."""

import pytest

from pipeline.enrich.exchange_input import Turn
from pipeline.enrich.exchange_model import hear, load_meaning
from schemas.words import Outcome

QUESTION = "How many moorings were let last year?"


def heard(*sentences, written=False):
    return hear(QUESTION, [Turn(sentences, written)])


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("Sixty-one, four more than the year before.", Outcome.ANSWERED),
        ("Not to hand; Bo has promised to mail them round on Friday.", Outcome.DEFERRED),
        ("That is confidential, and I will not discuss it here.", Outcome.DECLINED),
        ("No idea, I am afraid; nobody here knows.", Outcome.NOT_KNOWN),
    ],
)
def test_plain_answers_are_heard(said, outcome):
    assert heard(said).likeliest is outcome


def test_probabilities_are_of_every_outcome_and_of_every_label_of_every_sentence():
    found = heard("Sixty-one.", "We will publish the list in June.")
    assert set(found.outcomes) == set(Outcome) - {Outcome.UNANSWERED}
    assert sum(found.outcomes.values()) == pytest.approx(1, abs=1e-5)
    assert 0 <= found.part <= 1
    assert len(found.sentences) == 2
    for labels in found.sentences:
        assert tuple(labels) == load_meaning().labels
        assert all(0 <= one <= 1 for one in labels.values())


def test_a_promise_is_heard_in_the_sentence_that_makes_it():
    first, second = heard("Sixty-one.", "We will publish the whole list in June.").sentences
    assert second["p:publication"] > 0.5 > first["p:publication"]


def test_the_same_words_are_heard_alike():
    assert heard("Sixty-one.") == heard("Sixty-one.")


@pytest.mark.parametrize("said", ["", "☃", "x" * 10_000, "word " * 5_000, "\n", "\ud83d"])
def test_any_text_is_heard_or_left_out(said):
    found = heard(said)
    assert sum(found.outcomes.values()) == pytest.approx(1, abs=1e-5)
    assert len(found.sentences) <= 1


def test_no_sentence_at_all_is_heard():
    assert hear("", []).sentences == ()
