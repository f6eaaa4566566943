"""The heads of blocks are read once, and as they would be without anything held."""

from pipeline.extract.heads import Heads
from pipeline.extract.marks import MarkKind
from pipeline.readers.plain import read_plain


def test_a_head_is_read_once() -> None:
    (block,) = read_plain(b"Ana Lima: We do.").blocks
    heads = Heads()
    assert heads.of(block) is heads.of(block)


def test_two_blocks_alike_have_heads_of_their_own() -> None:
    first, second = read_plain(b"Ana Lima: We do.\n\nAna Lima: We do.").blocks
    heads = Heads()
    assert heads.of(first).text.origins != heads.of(second).text.origins


def test_the_label_of_a_marked_block_stands_before_the_mark_only() -> None:
    (block,) = read_plain(b"Q: Ana Lima: Why?").blocks
    head, label = Heads().of(block), Heads().label(block)
    assert head.mark is not None
    assert head.mark.kind is MarkKind.QUESTION
    assert head.labelled is not None
    assert head.labelled[0].names == ("Ana Lima",)
    assert label is None
