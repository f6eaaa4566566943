"""How much of each outcome a session has, and what that says of each of its exchanges.

The model was taught on written exchanges, a quarter of them deferred; in an interview hardly any
is. Which shares a session has is estimated from what the model hears in all of its exchanges, by
expectation and maximization (Saerens, Latinne, Decaestecker, "Adjusting the Outputs of a
Classifier to New a Priori Probabilities", Neural Computation 14, 2002), and the probabilities
are adjusted to them.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.enrich.exchange_model import Heard, load_meaning

# how many exchanges of the shares that the model was taught on are counted beside the session's
# own, so that one exchange alone is left nearly as it is
_BESIDE = 4
_ROUNDS, _STILL = 200, 1e-6

_Floats = NDArray[np.float64]


def in_session(heard: Sequence[Heard | None]) -> list[Heard | None]:
    """What the model hears in the exchanges of one session, adjusted to that session.

    Only the outcomes' probabilities change; where nothing was heard nothing is.
    """
    some = [one for one in heard if one is not None]
    if not some:
        return list(heard)
    adjusted = iter(_adjusted(some))
    return [one and next(adjusted) for one in heard]


def _adjusted(heard: Sequence[Heard]) -> list[Heard]:
    taught = load_meaning().shares
    rows = np.array([[one.outcomes[outcome] for outcome in taught] for one in heard])
    return [
        replace(one, outcomes=dict(zip(taught, row, strict=True)))
        for one, row in zip(heard, _fitted(rows, np.array(list(taught.values()))), strict=True)
    ]


def _fitted(rows: _Floats, taught: _Floats) -> list[list[float]]:
    """Probabilities (exchanges, outcomes) under the shares that they themselves suggest."""
    shares, adjusted = taught, rows
    for _ in range(_ROUNDS):
        adjusted = rows * (shares / taught)
        adjusted /= adjusted.sum(1, keepdims=True)
        before, shares = shares, (_BESIDE * taught + adjusted.sum(0)) / (_BESIDE + len(rows))
        if np.abs(shares - before).max() < _STILL:
            break
    fitted: list[list[float]] = adjusted.tolist()
    return fitted
