"""Names that may be one person's: which are proposed, and at what cost."""

import time

import pytest

from pipeline.ids import slug
from pipeline.link.people import (
    OTHER_ORDER,
    PART,
    SAME_SURNAME,
    SOUND_ALIKE,
    USER_NAME,
    LikelyPair,
    likely_pairs,
)


def pairs(*names, decided=()):
    return likely_pairs({slug(name): name for name in names}, decided)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Jon Doe", "John Doe", SAME_SURNAME),
        ("J. Doe", "John Doe", SAME_SURNAME),
        ("Ana Maria Lima", "Ana Lima", SAME_SURNAME),
        ("Sara Meier", "Sarah Mayer", SOUND_ALIKE),
        ("Philip Smith", "Filip Smit", SOUND_ALIKE),
        ("Lima Ana", "Ana Lima", OTHER_ORDER),
        ("ALima", "Ana Lima", USER_NAME),
        ("AnaLima", "Ana Lima", USER_NAME),
        ("Zoë", "Zoë Adeyemi", PART),
        ("Adeyemi", "Zoë Adeyemi", PART),
    ],
)
def test_two_names_that_may_be_one_person_s(one, other, why):
    (pair,) = pairs(one, other)
    assert {pair.person_id, pair.other_person_id} == {slug(one), slug(other)}
    assert pair.person_id < pair.other_person_id
    assert pair.why == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Doe", "John Doe"),
        ("Jon Doe", "Jon Roe"),
        ("Ann Smith", "Anthony Smith"),
        ("Bo Ek", "Bo Ekman"),
        ("Zoë", "Zach Adeyemi"),
        ("李伟", "李强"),
        ("Ek", "Bo"),
    ],
)
def test_two_names_that_are_two_people_s(one, other):
    assert pairs(one, other) == ()


def test_a_first_name_of_two_people_is_nobody_s():
    assert pairs("Ana", "Ana Lima", "Ana Cruz") == ()


def test_what_a_person_has_decided_is_not_proposed_again():
    assert pairs("Jon Doe", "John Doe", decided={"jon-doe"})
    assert pairs("Jon Doe", "John Doe", decided={"jon-doe", "john-doe"}) == ()


def test_the_order_of_people_does_not_matter():
    names = ["Jon Doe", "John Doe", "J. Doe", "Lima Ana", "Ana Lima", "ALima"]
    assert pairs(*names) == pairs(*reversed(names))
    assert isinstance(pairs(*names)[0], LikelyPair)


def test_the_cost_is_that_of_neighbours_not_of_all_pairs():
    def cost(count):
        people = {f"jo{i}-son": f"Jo{i} Son" for i in range(count)}  # one block, all alike
        start = time.process_time()
        found = likely_pairs(people)
        return time.process_time() - start, len(found)

    small, found = cost(1000)
    assert found < 5 * 1000
    large, found = cost(8000)
    assert found < 5 * 8000
    assert large < 24 * max(small, 0.02)  # all pairs would be 64 times as many
