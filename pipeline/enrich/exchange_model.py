"""What a small language model hears in a question and its answers.

The encoder all-MiniLM-L6-v2 (Wang et al., "MiniLM", 2020; Apache-2.0), taught by `training/` on
exchanges that were written and labelled for this project. It stands in two files beside this
one: the network with weights of eight bits, and what its numbers mean.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from pipeline.enrich.exchange_input import Turn, lay_out
from pipeline.enrich.network import open_network
from pipeline.enrich.wordpiece import WordPieces
from schemas.words import Outcome

NETWORK, MEANING = "exchange_model.onnx", "exchange_model.json"
INPUTS = ("ids", "kinds", "ends")
OUTPUTS = ("whole", "sentences")
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Heard:
    """Probabilities: of each outcome, that only a part is addressed, of each label a sentence.

    `sentences` are in the order of the turns; those that did not fit are missing at the end.
    """

    outcomes: Mapping[Outcome, float]
    part: float
    sentences: tuple[Mapping[str, float], ...]

    @property
    def likeliest(self) -> Outcome:
        """The outcome that is most probable."""
        return max(self.outcomes, key=self.outcomes.__getitem__)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the network's numbers mean: outcomes and labels in order, pieces, its exchanges.

    `shares` are those of the outcomes among the exchanges that it was taught on, and `exchanges`
    the digest of these.
    """

    shares: Mapping[Outcome, float]
    labels: tuple[str, ...]
    pieces: WordPieces
    exchanges: str


def hear(question: str, turns: Sequence[Turn]) -> Heard:
    """What the model makes of a question and the answers to it."""
    meaning = load_meaning()
    laid = lay_out(question, turns, meaning.pieces)
    numbers = (np.array([part], dtype=np.int64) for part in (laid.ids, laid.kinds, laid.ends))
    whole, sentences = open_network(NETWORK).run(OUTPUTS, dict(zip(INPUTS, numbers, strict=True)))
    *outcomes, part = whole[0].tolist()
    said = tuple(dict(zip(meaning.labels, row, strict=True)) for row in sentences[0].tolist())
    return Heard(dict(zip(meaning.shares, outcomes, strict=True)), part, said)


@cache
def load_meaning() -> Meaning:
    """What the published model's numbers mean."""
    stated = json.loads(files(__package__).joinpath(MEANING).read_bytes())
    return Meaning(
        shares={Outcome(word): share for word, share in stated["shares"].items()},
        labels=tuple(stated["labels"]),
        pieces=WordPieces({piece: at for at, piece in enumerate(stated["pieces"])}),
        exchanges=stated["exchanges"],
    )
