"""What stands before the colon at the head of a turn."""

import pytest

from pipeline.extract.labels import read_label
from pipeline.readers.traced import Traced


def label(text):
    labelled = read_label(Traced.at(text, 5))
    return labelled and labelled[0]


@pytest.mark.parametrize(
    "printed",
    [
        "Ana",
        "Ana Lima",
        "ANA",
        "O'Brien",
        "Sinéad O’Brien",
        "Jan van der Berg",
        "van der Berg",
        "Łukasz",
        "Nguyễn Thị Hoa",
        "李伟",
        "محمد",
        "Jean-Luc",
        "J. R. Ek",
        "Ana C.",
    ],
)
def test_names_of_many_scripts(printed):
    assert label(f"{printed}: Yes.").names == (printed,)
    assert label(f"{printed}: Yes.").printed == printed


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Ana: Yes: at nine.", "Yes: at nine."),
        ("Ana :  Yes.", "Yes."),
        ("李伟：可以。", "可以。"),
        ("Ana:", ""),
        ("Ana:\u00a0Yes.", "Yes."),
    ],
)
def test_what_follows_the_label_is_the_text(text, rest):
    found, said = read_label(Traced.at(text, 5))
    assert said.text == rest
    assert found.printed == found.names[0]
    if rest:
        place = said.place()
        assert text[place.char_start : place.char_end] == rest


def test_a_user_name_stands_beside_the_name():
    found = label("Zoë Adeyemi/ZedBoats (Tide Watch member): Yes.")
    assert found.names == ("Zoë Adeyemi", "ZedBoats")
    assert (found.title, found.affiliation) == ("Tide Watch member", None)
    assert label("ZedBoats/Zoë Adeyemi: Yes.").names == ("Zoë Adeyemi", "ZedBoats")


def test_a_description_is_a_title_or_an_affiliation():
    assert label("Ana (Chief Pilot): Yes.").title == "Chief Pilot"
    assert label("Ana (Ferry Desk): Yes.").affiliation == "Ferry Desk"
    assert label("Ana (Ferry Desk): Yes.").title is None


@pytest.mark.parametrize("printed", ["Dr. Ana Lima", "Ms Ana Lima", "Prof. Ana Lima"])
def test_an_honorific_is_no_part_of_a_name(printed):
    assert label(f"{printed}: Yes.").names == ("Ana Lima",)
    assert label(f"{printed}: Yes.").printed == printed


@pytest.mark.parametrize(
    ("text", "name", "letter"),
    [
        ("From the Ferry Office: Two boats.", "Ferry Office", True),
        ("From our Legal Department: No.", "Legal Department", True),
        ("The Ferry Office: Two boats.", "Ferry Office", False),
        ("Ferry Office: Two boats.", "Ferry Office", False),
    ],
)
def test_teams(text, name, letter):
    found = label(text)
    assert (found.names, found.team, found.letter) == ((name,), True, letter)


def test_a_person_may_write_a_letter_too():
    found = label("From Ana Lima: Two boats.")
    assert (found.names, found.team, found.letter) == (("Ana Lima",), False, True)


@pytest.mark.parametrize(
    "text",
    [
        "On the Estuary Code:",
        "On the Estuary Code: no.",
        "Second: the mud.",
        "First: it does not stop.",
        "In short: no.",
        "Note: no dogs.",
        "Costs: 40.",
        "Timeline: by May.",
        "Our answer: no.",
        "From Monday: two boats.",
        "From here: left.",
        "Three groups may:",
        "Łukasz also said: the dyke needs clay.",
        "Then Ana said: no.",
        "https://tidewell.example: see there.",
        "https://tidewell.example",
        "See https://tidewell.example/a: it is there.",
        "At 10:30: we opened.",
        "10:30",
        "Ana:Lima",
        "A: Yes.",
        "ana: lower case.",
        "Etc.: and so on.",
        ": nobody",
        "",
        "No colon",
        "Ana Lima Bo Ek Cy Moss Di: six words.",
        f"{'A' * 200}: long.",
    ],
)
def test_what_is_no_label(text):
    assert label(text) is None
