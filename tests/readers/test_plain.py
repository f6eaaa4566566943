"""Plain text as blocks."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.document import BlockKind, UnreadableError
from pipeline.readers.plain import read_plain

HEADING, ITEM, PARAGRAPH = BlockKind.HEADING, BlockKind.ITEM, BlockKind.PARAGRAPH


def blocks(text):
    return [(b.kind, b.text.text) for b in read_plain(text.encode()).blocks]


def kinds(text):
    return [kind for kind, _ in blocks(text)]


def test_a_page_in_blocks():
    text = "Quay call\n\nWe met.\n\nFees\n\n  • Why?\nIda: Because.\nMore.\n"
    assert blocks(text) == [
        (HEADING, "Quay call"),
        (PARAGRAPH, "We met."),
        (HEADING, "Fees"),
        (ITEM, "Why?"),
        (PARAGRAPH, "Ida: Because."),
        (PARAGRAPH, "More."),
    ]


@pytest.mark.parametrize("bullet", ["•", "‣", "▪", "*", "-", "+", "1.", "12)"])
def test_bullets(bullet):
    (block,) = read_plain(f"  {bullet} Why?\n".encode()).blocks
    assert (block.kind, block.text.text, block.depth) == (ITEM, "Why?", 0)
    assert block.text.place().char_start == len(f"  {bullet} ")


@pytest.mark.parametrize(
    "line", ["2031-05-06 was a Tuesday.", "-5 degrees", "3.5 metres", "•", "-"]
)
def test_what_only_looks_like_a_bullet(line):
    assert kinds(f"Ida: Hm.\n{line}\n")[-1] is not ITEM


def test_depth_follows_the_indent_and_falls_back():
    text = "• a\n    • b\n      • c\n    • d\n• e\nplain\n  • f\n"
    found = [(b.text.text, b.depth) for b in read_plain(text.encode()).blocks if b.kind is ITEM]
    assert found == [("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0), ("f", 0)]


def test_an_indented_line_goes_on_with_its_item():
    (item, after) = read_plain(b"  * Why does the\n    boat wait?\nIda: Tide.\n").blocks
    assert (item.text.text, item.line_start, item.line_end) == ("Why does the boat wait?", 1, 2)
    assert item.text.place().line_end == 2
    assert after.kind is PARAGRAPH


@pytest.mark.parametrize(
    "line",
    [
        "It closed.",
        "Fees:",
        "Well, well,",
        "a " * 15,
    ],
)
def test_what_ends_like_a_sentence_or_runs_long_is_no_heading(line):
    assert kinds(f"Title\n\n{line}\n\nIda: Yes.\n")[1] is PARAGRAPH


def test_a_heading_stands_alone_and_before_something():
    assert kinds("Fees\nIda: Yes.\n") == [PARAGRAPH, PARAGRAPH]
    assert kinds("Ida: Yes.\n\nThe end\n") == [PARAGRAPH, PARAGRAPH]


def test_blank_lines_before_a_block_are_counted():
    text = "Title\n\n  • a?\nIda: b.\n\n \t\n  • c?\n"
    assert [b.blank_before for b in read_plain(text.encode()).blocks] == [0, 1, 0, 2]


def test_white_space_alone_is_a_document_without_blocks():
    document = read_plain(b" \n\t\n")
    assert (document.blocks, len(document.lines)) == ((), 2)


def test_no_text_is_refused():
    with pytest.raises(UnreadableError):
        read_plain(b"")


LINE = st.text(st.sampled_from("ab?:.•*- 1)\té李\u2028"), max_size=12)


@given(st.lists(LINE, min_size=1, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_line_with_text_is_in_one_block_and_no_text_is_invented(lines, end):
    document = read_plain((end.join(lines) + end).encode())
    covered = [n for b in document.blocks for n in range(b.line_start, b.line_end + 1)]
    filled = [n for n, line in enumerate(document.lines, start=1) if line.strip()]
    assert covered == filled
    for block in document.blocks:
        said = " ".join(document.lines[n - 1] for n in range(block.line_start, block.line_end + 1))
        assert block.text.text.split() == said.split()[-len(block.text.text.split()) :]


def test_time_grows_with_the_text():
    page = "".join(f"Part {i}\n\n  • Why {i}?\nIda: Because.\n\n" for i in range(1500)).encode()

    def seconds(data):
        start = time.perf_counter()
        read_plain(data)
        return time.perf_counter() - start

    seconds(page)
    assert seconds(page * 8) < 30 * max(seconds(page), 0.005)


def test_what_a_skin_sets_behind_headings_is_none_of_them():
    text = "Notes edit\n\nWe met.\n\nHow to edit\n\nSo.\n"
    assert [block.text.text for block in read_plain(text.encode()).blocks][::2] == [
        "Notes",
        "How to",
    ]
    once = text.replace("Notes edit", "Notes")
    assert [block.text.text for block in read_plain(once.encode()).blocks][::2] == [
        "Notes",
        "How to edit",
    ]


def test_marks_that_a_skin_put_at_the_head_of_the_next_line_make_headings():
    text = "Clinic\n\nWe met.\nThe lock\neditIda: It is shut.\nThe gate\neditBo: Open.\nNext\nedit- May\n"
    assert blocks(text)[2:] == [
        (HEADING, "The lock"),
        (PARAGRAPH, "Ida: It is shut."),
        (HEADING, "The gate"),
        (PARAGRAPH, "Bo: Open."),
        (HEADING, "Next"),
        (PARAGRAPH, "- May"),
    ]
    words = "We met.\nThe lock\nedited by Ida\nThe gate\neditors: Bo\nThe end\neditions\n"
    assert HEADING not in kinds(words)
