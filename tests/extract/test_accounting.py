"""Every line goes one way."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.accounting import LineUse, Use, account
from pipeline.readers.document import Document, LeftOut

USED, QUARANTINED, BOILERPLATE = Use.USED, Use.QUARANTINED, Use.BOILERPLATE


def runs(lines, *uses, left_out=()):
    document = Document("text", "utf-8", tuple(lines), (), left_out=tuple(left_out))
    return [(u.line_start, u.line_end, u.use.value, u.why) for u in account(document, uses)]


def test_lines_that_went_one_way_are_one_run():
    found = runs(["a", "b", " ", "c"], LineUse(1, 2, USED), LineUse(4, 4, BOILERPLATE, "rule"))
    assert found == [
        (1, 2, "used", ""),
        (3, 3, "blank", ""),
        (4, 4, "boilerplate", "rule"),
    ]


def test_a_line_that_nobody_claims_is_quarantined():
    assert runs(["a", ""]) == [(1, 1, "quarantined", "unplaced_text"), (2, 2, "blank", "")]


def test_a_blank_line_is_blank_whoever_claims_it():
    assert runs(["a", "\t", "b"], LineUse(1, 3, USED)) == [
        (1, 1, "used", ""),
        (2, 2, "blank", ""),
        (3, 3, "used", ""),
    ]


def test_of_two_claims_the_first_in_order_holds_whatever_their_sequence():
    claims = [LineUse(1, 1, BOILERPLATE, "rule"), LineUse(1, 1, QUARANTINED, "unplaced_label")]
    for order in (claims, claims[::-1]):
        assert runs(["a"], *order) == [(1, 1, "quarantined", "unplaced_label")]
        assert runs(["a"], *order, LineUse(1, 1, USED)) == [(1, 1, "used", "")]


def test_what_the_reader_left_out_is_boilerplate_by_its_rule():
    left_out = [LeftOut(1, 1, "comment")]
    assert runs(["a"], left_out=left_out) == [(1, 1, "boilerplate", "comment")]
    assert runs(["a"], LineUse(1, 1, USED), left_out=left_out) == [(1, 1, "used", "")]


@given(
    st.lists(st.sampled_from(["a", "", " "]), max_size=8),
    st.lists(
        st.builds(LineUse, st.integers(1, 8), st.integers(1, 8), st.sampled_from(list(Use)[:3])),
        max_size=6,
    ),
)
def test_the_runs_are_all_lines_once_and_in_order(lines, uses):
    covered = [line for start, end, _, _ in runs(lines, *uses) for line in range(start, end + 1)]
    assert covered == list(range(1, len(lines) + 1))
    blank = [start for start, _, use, _ in runs(lines, *uses) if use == "blank"]
    assert bool(blank) is any(not line.strip() for line in lines)
