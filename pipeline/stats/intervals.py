"""Shares with the interval in which the true share may lie."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a whole and its 95 % interval; all null where the whole is nothing."""

    rate: float | None
    low: float | None
    high: float | None


def wilson(part: int, whole: int) -> Share:
    """The share `part / whole` with its Wilson score interval at 95 %.

    E. B. Wilson (1927), Probable inference, the law of succession, and statistical
    inference, JASA 22; without continuity correction.

    Raises:
        ValueError: `part` is negative or above `whole`.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is no share")
    if whole == 0:
        return Share(None, None, None)
    rate = part / whole
    spread = _Z * sqrt(rate * (1 - rate) / whole + (_Z / whole) ** 2 / 4)
    centre = rate + _Z**2 / (2 * whole)
    scale = 1 + _Z**2 / whole
    low = (centre - spread) / scale if part else 0.0
    high = (centre + spread) / scale if part < whole else 1.0
    return Share(rate, low, high)
