"""From written exchanges to the exchange model: the encoder, taught further on all its layers."""

import random
from collections.abc import Iterator, Sequence

import torch
from rich.console import Console
from rich.progress import track
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import Listener, pretrained
from training.examples import OUTCOMES, Example
from training.exchanges import LABELS

_ROUNDS = 4
_BATCH = 16
_RATE, _HEADS_RATE = 1e-4, 1e-3
_DECAY = 0.01
_WARM = 0.1  # the share of steps over which the rate rises
_SEED = 20_250_101


def learn(taught: Sequence[Example], kept: Sequence[int]) -> Listener:
    """The network, taught on some examples; the same for the same ones on one machine."""
    torch.manual_seed(_SEED)
    chance = random.Random(_SEED)  # noqa: S311 - an order, no secret
    network = pretrained(kept, len(OUTCOMES) + 1, len(LABELS))
    heads = [*network.whole.parameters(), *network.sentences.parameters()]
    inner = [p for name, p in network.named_parameters() if not name.startswith(("whole", "sent"))]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": _RATE}, {"params": heads, "lr": _HEADS_RATE}], weight_decay=_DECAY
    )
    batches = [b for _ in range(_ROUNDS) for b in _batches(taught, chance)]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: _rate(at, len(batches)))
    network.train()
    for batch in track(batches, f"{len(taught)} exchanges", console=Console(stderr=True)):
        optimizer.zero_grad()
        # products in sixteen bits: half the time on processors that have them
        with torch.autocast("cpu", dtype=torch.bfloat16):
            lost = loss(network, batch)
        lost.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
    network.eval()
    return network


def _rate(at: int, steps: int) -> float:
    """The share of the rate at a step: rising, then falling to nothing in a line."""
    done = at / max(steps, 1)
    return done / _WARM if done < _WARM else (1 - done) / (1 - _WARM)


def _batches(taught: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Batches of about equally long exchanges, in an order of chance."""
    by_length = sorted(taught, key=lambda e: len(e.laid.ids) + chance.uniform(-8, 8))
    starts = list(range(0, len(by_length), _BATCH))
    chance.shuffle(starts)
    yield from (by_length[start : start + _BATCH] for start in starts)


def loss(network: Listener, batch: Sequence[Example]) -> Tensor:
    """How far the network is from what it is to say of a batch."""
    ids, seen = _padded([e.laid.ids for e in batch])
    kinds, _ = _padded([e.laid.kinds for e in batch])
    ends, there = _padded([e.laid.ends for e in batch])
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


def _padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Rows of numbers as one matrix filled up with 0, and which of it is theirs."""
    longest = max(1, *map(len, rows))
    filled = torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])
    lengths = torch.tensor([len(row) for row in rows])
    return filled, torch.arange(longest)[None] < lengths[:, None]
