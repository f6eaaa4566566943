"""Labels that name an office: whom the header gives it, and what is no such label."""

import pytest

from pipeline.extract.held_offices import holders, names_holder, office
from tests.extract.test_ways_of_writing import rows


@pytest.mark.parametrize(
    "label",
    [
        "Treasurer",
        "The Treasurer",
        "Minister for Works",
        "Head teacher",
        "Works officer",
        "CEO",
        "Bürgermeisterin",
        "Stadtbaurat",
        "Le maire",
        "Directrice générale",
        "El alcalde",
        "Il sindaco",
    ],
)
def test_an_office_is_a_label(label):
    assert office(label)


@pytest.mark.parametrize(
    "words", ["Lead time", "Teacher training", "the chair", "Chair lifts", "Fees", "Last minister"]
)
def test_other_words_are_none(words):
    assert office(words) in (None, "chair")


@pytest.mark.parametrize(
    "header",
    [
        "Treasurer: Ida Holm\nChair: Bo Ek",
        "Treasurer of the club: Ida Holm, Bo Ek",
        "Present: Ida Holm (treasurer), Bo Ek (chair)",
        "Present: Bo Ek, chair, Ida Holm, honorary treasurer",
        "We heard Treasurer Ida Holm and Bo Ek.",
        "The chair, Bo Ek, and the treasurer, Ida Holm, answered.",
        "Ida Holm – Treasurer",
        "Bo Ek – Chair, Treasurer – Mrs Ida Holm",
    ],
)
def test_the_header_gives_an_office_to_somebody(header):
    assert "Ida Holm" in holders("Treasurer", header)


@pytest.mark.parametrize(
    ("bare", "header"),
    [("CEO", "Chief Executive Officer: Ida Holm"), ("Chair", "The hour was chaired by Ida Holm.")],
)
def test_an_office_in_other_words(bare, header):
    assert holders(bare, header) == {"Ida Holm"}


@pytest.mark.parametrize(
    "header", ["Vice chair: Ida Holm", "Former chair Ida Holm", "Ida Holm came"]
)
def test_a_lesser_office_is_another(header):
    assert not holders("Chair", header)


OFFICERS = "Treasurer: Ida Holm\nSecretaries: Bo Ek and Una Moe\n\n"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Treasurer:", "Ida Holm"),
        ("The Treasurer:", "Ida Holm"),
        ("Treasurer's response:", "Ida Holm"),
        ("Response from the Treasurer:", "Ida Holm"),
        ("A (Treasurer):", "Ida Holm"),
        ("Harbour master:", None),
        ("Director Ida Holm:", "Ida Holm"),
        ("Staff response:", "Staff"),
    ],
)
def test_an_answer_under_an_office(label, name):
    assert rows(f"{OFFICERS}Q: Why?\n{label} Tide.\n") == [("Why?", [(name, "Tide.")])]


def test_an_office_that_two_people_hold_is_nobodys():
    text = "Secretary: Bo Ek\nSecretary: Una Moe\n\nQ: Why?\nSecretary: Tide.\n"
    assert rows(text) == [("Why?", [(None, "Tide.")])]


def test_who_holds_an_office_is_no_speech():
    text = f"{OFFICERS}Q: Who is on the board?\nTreasurer: These are:\nChair: Zoe Korn\nClerk: Al Moe\n"
    assert rows(text)[0][1] == [
        ("Ida Holm", "These are:\nChair: Zoe Korn\nClerk: Al Moe"),
    ]
    assert names_holder("Treasurer: Ida Holm")
    assert not names_holder("Treasurer: It is late.")


def test_a_word_that_is_an_office_only_by_chance_is_no_label():
    text = (
        f"{OFFICERS}Q: What is in the paint?\nTreasurer: Two metals.\nLead: a little.\nAnd tin.\n"
    )
    assert len(rows(text)[0][1]) == 1
