"""Wilson's interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stats.intervals import Share, wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # R. G. Newcombe (1998), Statistics in Medicine 17, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_values(part, whole, low, high):
    share = wilson(part, whole)
    assert share.rate == part / whole
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


def test_nothing_of_nothing_is_not_known():
    assert wilson(0, 0) == Share(None, None, None)


def test_none_and_all_touch_the_ends():
    assert wilson(0, 5).low == 0.0
    assert wilson(5, 5).high == 1.0


@pytest.mark.parametrize(("part", "whole"), [(-1, 5), (6, 5), (1, 0), (0, -1)])
def test_what_is_no_share_is_refused(part, whole):
    with pytest.raises(ValueError, match="is no share"):
        wilson(part, whole)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_rate_and_mirrors(counts):
    part, whole = counts
    share, mirror = wilson(part, whole), wilson(whole - part, whole)
    assert 0 <= share.low <= share.rate <= share.high <= 1
    assert share.low == pytest.approx(1 - mirror.high, abs=1e-12)
    assert wilson(part * 4, whole * 4).high - wilson(part * 4, whole * 4).low < (
        share.high - share.low
    )
