"""Spans of lines pair up one to one, in order, with the most lines in common."""

from dataclasses import dataclass
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.matching import match, overlap
from pipeline.evaluate.names import same_name


@dataclass(frozen=True)
class Span:
    name: str
    lines: tuple[int, int]


def spans(prefix, *lines):
    return [Span(f"{prefix}{i}", pair) for i, pair in enumerate(lines)]


def pairs(coded, read):
    found = match(spans("c", *coded), spans("r", *read))
    return [(one.name, other.name) for one, other in found]


def test_spans_that_share_a_line_pair_up():
    assert pairs([(1, 1), (5, 9)], [(5, 5), (12, 12)]) == [("c1", "r0")]


def test_neighbouring_lines_are_no_overlap():
    assert pairs([(1, 2)], [(3, 4)]) == []


def test_most_lines_in_common_win():
    assert pairs([(1, 10)], [(1, 1), (2, 10)]) == [("c0", "r1")]


def test_a_read_span_over_two_coded_ones_finds_only_one():
    assert pairs([(1, 1), (2, 4)], [(1, 4)]) == [("c1", "r0")]


def test_several_on_one_line_pair_up_in_order():
    assert pairs([(7, 7), (7, 7)], [(7, 7), (7, 7)]) == [("c0", "r0"), ("c1", "r1")]


def test_of_several_on_one_line_the_first_wins():
    assert pairs([(7, 7), (7, 7)], [(7, 7)]) == [("c0", "r0")]
    assert pairs([(7, 7)], [(7, 7), (7, 7)]) == [("c0", "r0")]


def test_nothing_matches_nothing():
    assert pairs([], [(1, 1)]) == pairs([(1, 1)], []) == pairs([], []) == []


def some_spans(prefix):
    line = st.tuples(st.integers(1, 12), st.integers(0, 4)).map(lambda t: (t[0], t[0] + t[1]))
    return st.lists(line, max_size=4).map(lambda lines: spans(prefix, *sorted(lines)))


@given(some_spans("c"), some_spans("r"))
def test_no_other_pairing_in_order_shares_more_lines(coded, read):
    found = match(coded, read)
    assert all(overlap(one, other) for one, other in found)
    assert len({one.name for one, _ in found}) == len({r.name for _, r in found}) == len(found)
    best = max(
        (sum(overlap(a, b) for a, b in zip(some, others, strict=True)), size)
        for size in range(min(len(coded), len(read)) + 1)
        for some in combinations(coded, size)
        for others in combinations(read, size)
        if all(overlap(a, b) for a, b in zip(some, others, strict=True))
    )
    assert (sum(overlap(a, b) for a, b in found), len(found)) == best


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana", "Ana Sousa"),
        ("ana sousa", "Ana  Sousa"),
        ("Zoë", "Zoe\u0308 Okoro"),
        ("Ana Sousa", "Ana Sousa/Heron"),
        ("Heron", "Ana Sousa/Heron (Archivist)"),
        ("the Archive Team", "Archive team"),
        ("Siobhán O’Dea", "Siobhán O'Dea"),
    ],
)
def test_names_of_one_person(one, other):
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("An", "Ana Sousa"), ("Sousa", "Ana Sousa"), ("Ana Lund", "Ana Sousa"), ("()", "Ana")],
)
def test_names_of_two_people(one, other):
    assert not any(same_name(*names) for names in permutations((one, other)))
