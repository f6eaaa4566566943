"""Sentences as features, and the published model."""

import time

import numpy as np

from pipeline.enrich.sentence_features import features, words
from pipeline.enrich.sentence_model import load_model

COMMON = frozenset({"the", "is", "going", "to", "send", "."})


def hashes(sentence, common=COMMON):
    return set(features([sentence], common).hashes.tolist())


def test_contractions_are_the_words_they_are_short_for():
    assert words("I'll send it, won't I?") == words("I will send it, will not I?")
    assert words("We can’t say") == words("We can not say")
    assert words("dunno") == ["do", "not", "know"]


def test_rare_words_are_seen_by_their_shape():
    shared = hashes("Marta is going to send the numbers.") & hashes(
        "Idris is going to send the letters."
    )
    unlike = hashes("Marta is going to send the numbers.") & hashes(
        "quickly is going to send the 12."
    )
    assert len(shared) > len(unlike)


def test_features_are_of_their_own_sentence():
    apart = [features([said], COMMON) for said in ("We send it.", "No.", "")]
    together = features(["We send it.", "No.", ""], COMMON)
    for at, alone in enumerate(apart):
        found = together.hashes[together.sentence == at]
        assert sorted(found.tolist()) == sorted(alone.hashes.tolist())


def test_scores_do_not_depend_on_their_neighbours():
    model, said = load_model(), ["We will write to you.", "No idea.", "-", ""]
    assert model.scores(said) == tuple(model.scores([one])[0] for one in said)
    assert model.scores([]) == ()


def test_the_published_model_is_small_and_of_whole_numbers():
    weights = load_model().weights
    assert weights.dtype == np.int8
    assert weights.nbytes < 1_000_000


def test_a_long_sentence_takes_no_time():
    start = time.process_time()
    load_model().scores(["word " * 20_000, "x" * 100_000])
    assert time.process_time() - start < 2
