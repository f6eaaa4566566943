"""From labelled sentences to the sentence model."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.enrich.sentence_features import features, known_as, words
from pipeline.enrich.sentence_model import SentenceModel
from training.exchanges import LABELS, Exchange
from training.fit import Sparse, fit

# what cross-validation by exchange found best, or no worse than what costs more
_SIZE = 1 << 16
_COST = 15.0
_ROUNDS = 45
_COMMON = 4  # a word of so many exchanges is kept in skeletons
_SHARED = 3  # a feature of fewer sentences is left out
_BIAS = -2.5
_TOP = 127  # the largest whole weight


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of an exchange with its labels, as `LABELS` orders them."""

    text: str
    shown: tuple[bool, ...]


def examples(exchanges: Iterable[Exchange]) -> tuple[Example, ...]:
    """The labelled sentences of exchanges."""
    return tuple(
        Example(sentence.text, tuple(label in sentence.labels for label in LABELS))
        for exchange in exchanges
        for sentence in exchange.sentences
    )


def learn(exchanges: Sequence[Exchange]) -> SentenceModel:
    """The model of some exchanges; the same for the same ones in the same order."""
    shown = examples(exchanges)
    common = _common(exchanges)
    inputs = _inputs([example.text for example in shown], common)
    labels = np.array([example.shown for example in shown], dtype=np.float32)
    bias = np.array([_BIAS] * len(LABELS), np.float32)
    weights = fit(inputs, labels, bias, _COST, _ROUNDS)
    step = float(f"{np.abs(weights).max() / _TOP:.6g}")
    whole = np.rint(weights / step).clip(-_TOP, _TOP).astype(np.int8)
    return SentenceModel(LABELS, common, step, bias.astype(np.float64), whole)


def _common(exchanges: Sequence[Exchange]) -> frozenset[str]:
    holding: defaultdict[str, set[int]] = defaultdict(set)
    for at, exchange in enumerate(exchanges):
        for sentence in exchange.sentences:
            for word in words(sentence.text):
                holding[known_as(word)].add(at)
    return frozenset(word for word, held in holding.items() if len(held) >= _COMMON)


def _inputs(texts: Sequence[str], common: frozenset[str]) -> Sparse:
    """The features of each text that some other text shares."""
    found = features(texts, common)
    counts: NDArray[np.intp] = np.bincount(found.sentence, minlength=len(texts))
    width = np.uint64(1 << 32)
    pairs, times = np.unique(
        found.sentence.astype(np.uint64) * width + found.hashes, return_counts=True
    )
    rows, hashes = (pairs // width).astype(np.intp), (pairs % width).astype(np.uint32)
    _, at, spread = np.unique(hashes, return_inverse=True, return_counts=True)
    kept = (spread >= _SHARED)[at]
    rows, hashes, times = rows[kept], hashes[kept], times[kept]
    columns = (hashes & np.uint32(_SIZE - 1)).astype(np.intp)
    values = (times / np.sqrt(counts)[rows]).astype(np.float32)
    return Sparse(len(texts), _SIZE, rows, columns, values)
