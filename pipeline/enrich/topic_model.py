"""How near a question is to each topic of a list, as a small language model places them.

The encoder all-MiniLM-L6-v2 (Wang et al., "MiniLM", 2020; Apache-2.0), taught by `training/` on
lists of topics and questions that were written for this project, so that a question lies near the
topic that it is about (a "bi-encoder": Reimers and Gurevych, "Sentence-BERT", 2019). It stands in
two files beside this one: the network with weights of eight bits, and what its numbers mean.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from pipeline.corpus import Topic
from pipeline.enrich.network import open_network
from pipeline.enrich.topic_input import asked, numbered, told
from pipeline.enrich.wordpiece import WordPieces

NETWORK, MEANING = "topic_model.onnx", "topic_model.json"
INPUTS, OUTPUTS = ("ids",), ("place",)

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the network's numbers mean: its pieces, and how likeness becomes a share.

    `sharpness` is what a likeness (-1 to 1) is multiplied by, `none` the likeness of "none of
    these"; `lists` is the digest of the lists that it was taught on.
    """

    pieces: WordPieces
    sharpness: float
    none: float
    lists: str


class PlacedTopics:
    """A list of topics as points."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Find each topic's place."""
        self._topic_ids = [topic.topic_id for topic in topics]
        self._places = np.array([_place(told(topic)) for topic in topics])

    def shares(self, question: str, heading: str, answers: str) -> dict[str, float]:
        """How likely each topic is what a question is about; what is left to 1 is none of them.

        Rounded, since the last digits differ between processors.
        """
        meaning = load_meaning()
        likeness = self._places @ _place(asked(question, heading, answers))
        weights = np.exp(meaning.sharpness * (np.append(likeness, meaning.none) - 1))
        shares = weights / weights.sum()
        return {
            topic_id: round(float(share), 3)
            for topic_id, share in zip(self._topic_ids, shares, strict=False)
        }


@cache
def load_meaning() -> Meaning:
    """What the published model's numbers mean."""
    stated = json.loads(files(__package__).joinpath(MEANING).read_bytes())
    pieces = {piece: at for at, piece in enumerate(stated["pieces"])}
    return Meaning(WordPieces(pieces), stated["sharpness"], stated["none"], stated["lists"])


def _place(text: str) -> Vectors:
    ids = np.array([numbered(text, load_meaning().pieces)], dtype=np.int64)
    (places,) = open_network(NETWORK).run(OUTPUTS, {"ids": ids})
    place: Vectors = places[0]
    return place
