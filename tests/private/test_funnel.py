"""Counts in public: large ones alone, and none from which a small one follows."""

from itertools import combinations

import pytest

from pipeline.private.funnel import _large


@pytest.mark.parametrize(
    ("counts", "known", "given"),
    [
        ((100, 80, 40, 20), 40, ["received", "distinct", "asked", "answered"]),
        ((100, 95, 40, 20), 40, ["received", "asked", "answered"]),
        ((100, 80, 75, 20), 75, ["received", "asked", "answered"]),
        ((45, 45, 40, 20), 40, ["asked", "answered"]),  # one could take 40 from 45
        ((9, 9, 9, 9), 0, []),
        ((40, 30, 20, 15), 17, ["received", "distinct"]),
    ],
)
def test_small_counts_and_complements_are_left_out(
    counts: tuple[int, ...], known: int, given: list[str]
) -> None:
    names = ("received", "distinct", "asked", "answered")
    found = _large(dict(zip(names, counts, strict=True)), known)
    assert list(found) == given
    assert all(abs(a - b) >= 10 for a, b in combinations(found.values(), 2))
