"""From written exchanges to the exchange model: the encoder, taught further on all its layers."""

import random
from collections.abc import Iterator, Sequence
from functools import partial

import torch
from torch import Tensor
from torch.nn import functional

from training.encoder import Listener, pretrained
from training.examples import OUTCOMES, Example
from training.exchanges import LABELS
from training.teach import padded, teach

_ROUNDS = 4
_BATCH = 16
_RATE = 1e-4
_SEED = 20_250_101


def learn(taught: Sequence[Example], kept: Sequence[int]) -> Listener:
    """The network, taught on some examples; the same for the same ones on one machine."""
    torch.manual_seed(_SEED)
    chance = random.Random(_SEED)  # noqa: S311 - an order, no secret
    network = Listener(pretrained(kept), len(OUTCOMES) + 1, len(LABELS))
    batches = [b for _ in range(_ROUNDS) for b in _batches(taught, chance)]
    teach(network, [partial(loss, network, batch) for batch in batches], _RATE)
    return network


def _batches(taught: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Batches of about equally long exchanges, in an order of chance."""
    by_length = sorted(taught, key=lambda e: len(e.laid.ids) + chance.uniform(-8, 8))
    starts = list(range(0, len(by_length), _BATCH))
    chance.shuffle(starts)
    yield from (by_length[start : start + _BATCH] for start in starts)


def loss(network: Listener, batch: Sequence[Example]) -> Tensor:
    """How far the network is from what it is to say of a batch."""
    ids, seen = padded([e.laid.ids for e in batch])
    kinds, _ = padded([e.laid.kinds for e in batch])
    ends, there = padded([e.laid.ends for e in batch])
    whole, sentences = network(ids, kinds, ends, seen)
    asked = torch.tensor([e.whole for e in batch])
    labels = torch.zeros(sentences.shape)
    for at, example in enumerate(batch):
        if example.sentences:
            labels[at, : len(example.sentences)] = torch.tensor(example.sentences)
    outcome = functional.cross_entropy(whole[:, :-1], asked[:, :-1])
    part = functional.binary_cross_entropy_with_logits(whole[:, -1], asked[:, -1])
    apart = functional.binary_cross_entropy_with_logits(
        sentences[there], labels[there], reduction="none"
    )
    return outcome + part + apart.sum(-1).mean()
