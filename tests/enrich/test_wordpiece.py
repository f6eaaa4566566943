"""Words to pieces, as models of the BERT family were taught."""

import pytest

from pipeline.enrich.wordpiece import WordPieces, words

PIECES = ["[UNK]", "moor", "##ing", "##ings", "a", "boat", "?"]
NUMBERS = WordPieces({piece: at for at, piece in enumerate(PIECES)})


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("moorings", ["moor", "##ings"]),
        ("A BOAT?", ["a", "boat", "?"]),
        ("boats", ["[UNK]"]),
        ("☃ boat", ["[UNK]", "boat"]),
        ("", []),
    ],
)
def test_a_word_is_cut_into_the_longest_pieces_known(text, pieces):
    assert [PIECES[number] for number in NUMBERS.ids(text)] == pieces


def test_of_a_text_so_many_pieces_are_read_as_one_asks_for():
    assert NUMBERS.ids("a boat a boat", 3) == NUMBERS.ids("a boat a boat")[:3]
    assert NUMBERS.ids("moorings boat", 1) == NUMBERS.ids("moorings")[:1]


def test_words_are_small_and_without_accents_and_marks_stand_alone():
    assert words("Sinéad’s 2nd boat_?") == ["sinead", "’", "s", "2nd", "boat", "_", "?"]


def test_a_long_word_takes_no_long_time():
    assert NUMBERS.ids("x" * 1_000_000) == [0]
    assert len(NUMBERS.ids("a" * 10)) == 1  # no piece goes on with an a
