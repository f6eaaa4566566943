"""The words that carry what a text is about."""

import pytest

from pipeline.enrich.content_words import content_words, is_generic, stem, words


@pytest.mark.parametrize(
    "same",
    [
        "vote votes voted voting voter voters",
        "election elections elected elect",
        "publish publishes published publishing publisher",
        "policy policies",
        "ban bans banned banning",
        "ferry ferries",
        "boat boats",
        "tax taxes",
        "bus buses",
        "moderation moderator moderators",
        "decide decided deciding",
    ],
)
def test_inflections_meet(same):
    assert len({stem(word) for word in same.split()}) == 1


@pytest.mark.parametrize("apart", ["berth birth", "dyke day", "pier pie", "moor more", "3 13"])
def test_other_words_do_not(apart):
    one, other = apart.split()
    assert stem(one) != stem(other)


def test_a_stem_is_never_empty():
    assert all(stem(word) for word in ("s", "es", "ing", "ed", "ies", "e", "éé"))


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Where does the mud go?", ("mud",)),
        ("Why is it so?", ()),
        ("What's Sinéad’s boat called?", ("sinead", "boat", "cal")),
        ("Phase 2 of 2031", ("phas", "2031")),
    ],
)
def test_function_words_accents_and_single_signs_are_off(text, stems):
    assert content_words(text) == stems


def test_function_words_are_those_of_the_language():
    assert content_words("Die Welle ella", "de") == ("wel", "ella")
    assert content_words("Die Welle ella") == ("die", "wel", "ella")
    assert content_words("Die Welle ella", "xx") == content_words("Die Welle ella")


def test_words_in_capitals_are_the_same():
    assert words("THE O’Brien's") == words("the o'brien’s")


def test_a_generic_word_is_known_by_its_stem():
    assert is_generic(stem("reports"))
    assert not is_generic(stem("dredger"))
