"""What a sentence of an answer does, by weights that were learned from written exchanges.

A linear model: a sentence's score for a label is the mean weight of its features. It was trained
by `training/` and stands in two files beside this one: whole numbers, so that every machine
reckons alike, and what they mean.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.enrich.sentence_features import features

_FILES = ("sentence_model.json", "sentence_model.npy")


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """Weights by feature and label, in steps of `step`.

    The words `common` are those that skeletons keep; `bias` is the score of a sentence without
    features.
    """

    labels: tuple[str, ...]
    common: frozenset[str]
    step: float
    bias: NDArray[np.float64]
    weights: NDArray[np.int8]

    def scores(self, sentences: Sequence[str]) -> tuple[Mapping[str, float], ...]:
        """How likely each sentence does what each label says, as log-odds."""
        if not sentences:
            return ()
        found = features(sentences, self.common)
        counts = np.bincount(found.sentence, minlength=len(sentences))
        rows = self.weights[found.hashes & np.uint32(len(self.weights) - 1)]
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        sums = np.add.reduceat(rows, starts, axis=0, dtype=np.int64)
        logits = sums * self.step / np.sqrt(counts)[:, None] + self.bias
        return tuple(dict(zip(self.labels, row, strict=True)) for row in logits.tolist())


@cache
def load_model() -> SentenceModel:
    """The published model."""
    return read_model(*(files(__package__).joinpath(name).read_bytes() for name in _FILES))


def read_model(meaning: bytes, weights: bytes) -> SentenceModel:
    """The model of two files."""
    stated = json.loads(meaning)
    return SentenceModel(
        labels=tuple(stated["labels"]),
        common=frozenset(stated["common"]),
        step=stated["step"],
        bias=np.array(stated["bias"]),
        weights=np.load(BytesIO(weights), allow_pickle=False),
    )


def model_files(model: SentenceModel) -> dict[str, bytes]:
    """The two files of a model, by name; the same model gives the same bytes."""
    stated = {
        "labels": model.labels,
        "step": model.step,
        "bias": model.bias.tolist(),
        "common": sorted(model.common),
    }
    weights = BytesIO()
    np.save(weights, model.weights, allow_pickle=False)
    meaning = json.dumps(stated, ensure_ascii=False, indent=1) + "\n"
    return dict(zip(_FILES, (meaning.encode(), weights.getvalue()), strict=True))


def write_model(model: SentenceModel, folder: Path = Path(__file__).parent) -> None:
    """Put a model in the place of the published one."""
    for name, data in model_files(model).items():
        (folder / name).write_bytes(data)
