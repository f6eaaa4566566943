"""Texts that know where their characters stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.traced import Place, Traced

LINES = ("  The quay opens", "at nine,", "   weather allowing. ")


def whole():
    parts = (Traced.at(line, number).cut(0) for number, line in enumerate(LINES, start=7))
    return Traced.join(parts)


def source(place: Place) -> str:
    """What stands at a place in one line."""
    assert place.line_start == place.line_end
    return LINES[place.line_start - 7][place.char_start : place.char_end]


def test_a_joined_text_keeps_every_origin():
    text = whole()
    assert text.text == "The quay opens at nine, weather allowing."
    assert text.origins == ((0, 7, 2), (15, 8, 0), (24, 9, 3))
    assert text.place() == Place(7, 9, 2, 20)


@pytest.mark.parametrize("words", ["quay", "opens", "at nine,", "nine", "allowing.", "weather"])
def test_a_cut_stands_where_the_source_has_it(words):
    text = whole()
    start = text.text.index(words)
    assert source(text.cut(start, start + len(words)).place()) == words


def test_a_cut_over_a_seam_spans_both_lines():
    text = whole()
    cut = text.cut(text.text.index("opens"), text.text.index(" nine"))
    assert (cut.text, cut.place()) == ("opens at", Place(7, 8, 11, 2))


def test_white_space_around_a_cut_is_no_part_of_it():
    cut = Traced.at("a:   b  ", 3).cut(2)
    assert (cut.text, cut.place()) == ("b", Place(3, 3, 5, 6))


def test_a_cut_of_nothing_is_empty_and_has_a_place():
    cut = Traced.at("Ida:", 3).cut(4)
    assert not cut
    assert cut.place().line_start == 3


@given(st.data())
def test_no_cut_invents_or_moves_a_character(data):
    parts = data.draw(st.lists(st.text("ab ,é李", min_size=1), min_size=1, max_size=5))
    text = Traced.join(Traced.at(part, number) for number, part in enumerate(parts, start=1))
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    cut = text.cut(start, end)
    assert cut.text == text.text[start:end].strip()
    ends = [*(offset for offset, _, _ in cut.origins[1:]), len(cut.text)]
    for (offset, line, char), until in zip(cut.origins, ends, strict=True):
        piece = cut.text[offset:until]
        assert f"{parts[line - 1]} "[char : char + len(piece)] == piece
