"""Stable ids."""

import hashlib
import unicodedata

import pytest

from pipeline.ids import content_ids, slug


def ids(*texts):
    return list(content_ids("2031-05-06/q-", texts))


def test_an_id_is_twelve_hex_digits_of_the_hash_behind_the_prefix():
    digest = hashlib.sha256(b"Why is the gate shut?").hexdigest()
    assert ids("Why is the gate shut?") == [f"2031-05-06/q-{digest[:12]}"]


@pytest.mark.parametrize(
    "same",
    ["  Zoë   asks\twhy\n", unicodedata.normalize("NFD", "Zoë asks why"), "Zoë\u00a0asks why"],
)
def test_white_space_and_composition_do_not_matter(same):
    assert ids(same) == ids("Zoë asks why")


@pytest.mark.parametrize("other", ["zoë asks why", "Zoe asks why", "Zoë asks why?"])
def test_every_other_character_does(other):
    assert ids(other) != ids("Zoë asks why")


def test_equal_texts_are_numbered_in_their_order():
    first, other, second, third = ids("a", "b", " a ", "a")
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert other not in (first, second, third)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana Lima", "ana-lima"),
        ("Sinéad O’Brien", "sinead-o-brien"),
        ("Sinéad O'Brien", "sinead-o-brien"),
        ("Jan van der Berg", "jan-van-der-berg"),
        ("Łukasz Żak", "łukasz-zak"),
        ("Nguyễn Thị Hoa", "nguyen-thi-hoa"),
        ("李伟", "李伟"),
        ("Priya_Rao", "priya-rao"),
        ("J. R. Ek", "j-r-ek"),
        (unicodedata.normalize("NFD", "Zoë"), "zoe"),
        ("Straße", "strasse"),
    ],
)
def test_slugs(name, expected):
    assert slug(name) == expected
    assert slug(expected) == expected
