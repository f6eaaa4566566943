"""Logistic regressions, one a label, fitted together; the same bytes on every run."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_MEMORY = 8
_ARMIJO = 1e-4
_SHORTEST = 1e-10


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows of features: what stands in column `columns[i]` of row `rows[i]` is `values[i]`.

    Sorted by row; the rows are `height` and none is empty.
    """

    height: int
    width: int
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    values: Matrix

    def times(self, weights: Matrix) -> Matrix:
        """The product with a matrix of `width` rows."""
        starts = np.searchsorted(self.rows, np.arange(self.height))
        products = (
            column[self.columns] * self.values for column in np.ascontiguousarray(weights.T)
        )
        return np.stack([np.add.reduceat(product, starts) for product in products], axis=1)

    def turned(self) -> "Sparse":
        """The transpose, without its empty rows: `used` says which they are not."""
        order = np.argsort(self.columns, kind="stable")
        used, rows = np.unique(self.columns[order], return_inverse=True)
        return Sparse(len(used), self.height, rows, self.rows[order], self.values[order])

    @property
    def used(self) -> NDArray[np.intp]:
        """The columns in which something stands, in order."""
        return np.unique(self.columns)


def fit(inputs: Sparse, labels: Matrix, bias: Matrix, cost: float, rounds: int) -> Matrix:
    """Weights by column and label, beside a given bias by label.

    Minimises the logistic loss of `cost` a row, and half the squares of the weights, in at most
    so many `rounds`.
    """
    used = inputs.used
    dense = Sparse(
        inputs.height, len(used), inputs.rows, np.searchsorted(used, inputs.columns), inputs.values
    )
    turned = dense.turned()
    count = labels.shape[1]

    def slope(point: Matrix) -> tuple[float, Matrix]:
        weights = point.reshape(-1, count)
        logits = dense.times(weights) + bias
        loss = np.logaddexp(0, logits) - labels * logits
        pull = cost * (1 / (1 + np.exp(-logits)) - labels)
        gradient = turned.times(pull) + weights
        return float(cost * loss.sum() + (weights**2).sum() / 2), gradient.ravel()

    found = _minimum(slope, np.zeros(len(used) * count, np.float32), rounds).reshape(-1, count)
    weights = np.zeros((inputs.width, count), np.float32)
    weights[used] = found
    return weights


def _minimum(slope: Callable[[Matrix], tuple[float, Matrix]], point: Matrix, rounds: int) -> Matrix:
    """The minimum of a smooth function, by limited-memory BFGS with halved steps."""
    pairs: deque[tuple[Matrix, Matrix]] = deque(maxlen=_MEMORY)
    value, gradient = slope(point)
    for _ in range(rounds):
        step = _direction(gradient, pairs)
        length = 1.0 if pairs else _dot(gradient, gradient) ** -0.5
        descent = _dot(gradient, step)
        while length > _SHORTEST:
            there, (low, steep) = point + length * step, slope(point + length * step)
            if low <= value + _ARMIJO * length * descent:
                break
            length /= 2
        else:
            break
        moved, turned = there - point, steep - gradient
        if _dot(moved, turned) > _SHORTEST:
            pairs.append((moved, turned))
        point, value, gradient = there, low, steep
    return point


def _direction(gradient: Matrix, pairs: deque[tuple[Matrix, Matrix]]) -> Matrix:
    step = -gradient
    shares = []
    for moved, turned in reversed(pairs):
        share = _dot(moved, step) / _dot(moved, turned)
        shares.append(share)
        step = step - share * turned
    if pairs:
        moved, turned = pairs[-1]
        step *= _dot(moved, turned) / _dot(turned, turned)
    for (moved, turned), share in zip(pairs, reversed(shares), strict=True):
        step = step + (share - _dot(turned, step) / _dot(moved, turned)) * moved
    return step


def _dot(one: Matrix, other: Matrix) -> float:
    """The product of two vectors, added up in the same order on every machine."""
    return float((one * other).sum(dtype=np.float64))
