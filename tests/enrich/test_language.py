"""The language of a text."""

import pytest

from pipeline.enrich.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Why does the last ferry leave so early in the summer?", "en"),
        ("Warum fährt die letzte Fähre im Sommer so früh ab?", "de"),
        ("Pourquoi le dernier bateau part-il si tôt en été ?", "fr"),
        ("¿Por qué los barcos que van a las islas no salen también por la noche?", "es"),
    ],
)
def test_a_sentence_is_known(text, language):
    assert detect_language(text, "xx") == language


@pytest.mark.parametrize("text", ["", "Why?", "Warum nicht heute?", "¿Por qué no?"])
def test_under_four_words_the_default_holds(text):
    assert detect_language(text, "xx") == "xx"


def test_what_is_no_language_is_the_default():
    assert detect_language("1 2 3 4 5 6", "xx") == "xx"


def test_a_long_text_is_told_by_all_of_it_and_not_by_its_beginning():
    opening = "All questions were taken in the order in which they came to us. " * 40
    text = opening + "Warum kostet der Liegeplatz im Winter mehr als im Sommer? " * 400
    assert detect_language(text, "fr") == "de"
