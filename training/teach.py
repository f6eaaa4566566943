"""How a network is taught on top of the encoder, whatever it is taught."""

from collections.abc import Callable, Sequence

import torch
from rich.console import Console
from rich.progress import track
from torch import Tensor, nn

from training.encoder import Listener, Placer

_HEADS_RATE = 1e-3
_DECAY = 0.01
_WARM = 0.1  # the share of steps over which the rate rises


def teach(
    network: Listener | Placer, losses: Sequence[Callable[[], Tensor]], encoders_rate: float
) -> None:
    """Teach a network, a step for each loss; what stands on the encoder learns faster than it."""
    inner = list(network.encoder.parameters())
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    rates = ({"params": inner, "lr": encoders_rate}, {"params": heads, "lr": _HEADS_RATE})
    optimizer = torch.optim.AdamW(rates, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: _rate(at, len(losses)))
    network.train()
    for loss in track(losses, "Teaching", console=Console(stderr=True)):
        optimizer.zero_grad()
        # products in sixteen bits: half the time on processors that have them
        with torch.autocast("cpu", dtype=torch.bfloat16):
            lost = loss()
        lost.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
    network.eval()


def padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Rows of numbers as one matrix filled up with 0, and which of it is theirs."""
    longest = max(1, *map(len, rows))
    filled = torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])
    lengths = torch.tensor([len(row) for row in rows])
    return filled, torch.arange(longest)[None] < lengths[:, None]


def _rate(at: int, steps: int) -> float:
    """The share of the rate at a step: rising, then falling to nothing in a line."""
    done = at / max(steps, 1)
    return done / _WARM if done < _WARM else (1 - done) / (1 - _WARM)
