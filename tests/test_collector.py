"""Reading rests the collector, and leaves it as it was."""

import gc

import pytest

from pipeline.collector import uncollected


def test_the_collector_rests_while_reading_and_works_again_afterwards() -> None:
    assert gc.isenabled()
    assert uncollected(gc.isenabled)() is False
    assert gc.isenabled()


def test_the_collector_works_again_after_an_error() -> None:
    def fails() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        uncollected(fails)()
    assert gc.isenabled()


def test_a_collector_that_rested_before_rests_afterwards() -> None:
    inner: list[bool] = []

    def reads() -> None:
        uncollected(gc.isenabled)()
        inner.append(gc.isenabled())

    uncollected(reads)()
    assert inner == [False]
