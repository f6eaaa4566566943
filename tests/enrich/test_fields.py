"""Fields that calls of any organisation talk about."""

import pytest

from pipeline.enrich.content_words import stem
from pipeline.enrich.fields import fields_of, stems_of


@pytest.mark.parametrize(
    ("word", "field"),
    [("ballots", "elections"), ("auditors", "finance"), ("braille", "accessibility"),
     ("Stimmzettel", "elections"), ("loyer", "housing")],
)  # fmt: skip
def test_a_field_is_known_by_its_words(word, field):
    assert field in fields_of([stem(word.lower())])


def test_a_word_of_several_fields_says_less_for_each():
    of_several = fields_of([stem("ticket")])
    assert len(of_several) > 1
    assert all(share == pytest.approx(1 / len(of_several)) for share in of_several.values())


def test_other_words_are_of_no_field():
    assert fields_of(["zedboat"]) == {}


def test_every_field_has_words_enough_to_be_known_by():
    assert all(len(stems_of(field)) > 15 for field in fields_of(map(stem, ("vote", "grant"))))
