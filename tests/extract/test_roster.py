"""Who a label means."""

from dataclasses import replace

import pytest

from pipeline.extract.introductions import introductions
from pipeline.extract.labels import Label, read_label
from pipeline.extract.person import Person
from pipeline.extract.roster import Roster
from pipeline.readers.traced import Traced
from schemas.words import PersonKind

HEADER = (
    "Ana Lima (Pilot) and Ana Cruz answered questions. Sinéad O’Brien hosted. "
    "Notes were taken by Jan van der Berg, Nguyễn Thị Hoa, 李伟 and Łukasz."
)


def label(printed):
    return read_label(Traced.at(f"{printed}: x", 1))[0]


def roster(*labels, header=HEADER, common=()):
    said = [Traced.at(f"{sentence}.", 1) for sentence in header.split(". ")]
    people = tuple(person for sentence in said for person in introductions(sentence))
    return Roster(people, tuple(label(printed) for printed in labels), header, frozenset(common))


def name(printed, *others, **said):
    person = roster(printed, *others, **said).person(label(printed))
    return person and person.name


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("Sinéad", "Sinéad O’Brien"),
        ("O'Brien", "Sinéad O’Brien"),
        ("sinéad o'brien".title(), "Sinéad O’Brien"),
        ("SINÉAD", "Sinéad O’Brien"),
        ("Sinead O'Brien", "Sinéad O’Brien"),
        ("Jan", "Jan van der Berg"),
        ("Berg", "Jan van der Berg"),
        ("van der Berg", "Jan van der Berg"),
        ("Hoa", "Nguyễn Thị Hoa"),
        ("Nguyễn", "Nguyễn Thị Hoa"),
        ("Thị Hoa", "Nguyễn Thị Hoa"),
        ("李伟", "李伟"),
        ("ŁUKASZ", "Łukasz"),
        ("Lima", "Ana Lima"),
        ("Ana C.", "Ana Cruz"),
        ("Ana Cruz", "Ana Cruz"),
        ("Mr. Berg", "Jan van der Berg"),
    ],
)
def test_a_label_means_the_one_person_it_can(printed, full):
    assert name(printed) == full


def test_a_first_name_of_two_people_means_nobody():
    assert name("Ana") is None
    assert roster("Ana").introduced("Ana") is None


def test_a_full_label_elsewhere_resolves_a_short_one():
    assert name("Zoë", "Zoë Adeyemi/ZedBoats") == "Zoë Adeyemi"
    assert name("ZedBoats", "Zoë Adeyemi/ZedBoats") == "Zoë Adeyemi"
    assert name("Zoë/ZedBoats", "Zoë Adeyemi") == "Zoë Adeyemi"


def test_two_names_of_a_label_are_two_people_s_where_they_cannot_be_one_s():
    assert name("Ana Lima/Jan") is None
    assert name("Lima/Sinéad") is None
    assert name("Ana/Ana Lima") == "Ana Lima"  # the first name of two, beside the full one
    assert name("Sinéad/TideMaster") == "Sinéad O’Brien"


@pytest.mark.parametrize(
    ("printed", "header", "others", "full"),
    [
        ("ZedBoats", "Zoë Adeyemi (ZedBoats) answered.", (), "Zoë Adeyemi"),
        ("ZedBoats", "Zoë Adeyemi (User:ZedBoats) answered.", (), "Zoë Adeyemi"),
        ("Zed_9", "Zoë Adeyemi (@Zed_9) answered.", (), "Zoë Adeyemi"),
        ("ZedBoats", "", ("Zoë Adeyemi (ZedBoats)",), "Zoë Adeyemi"),
        ("ZedBoats", "Host ZedBoats (Zoë Adeyemi) answered.", (), "Zoë Adeyemi"),
        ("AnaLima", HEADER, (), "Ana Lima"),
        ("ALima", HEADER, (), "Ana Lima"),
        ("Alima", HEADER, (), "Ana Lima"),
        ("ALima", "Ana Lima and Alf Lima answered.", (), None),
        ("ZedBoats", "", ("Zoë Adeyemi (ZedBoats)", "Bo Ek (ZedBoats)"), None),
        ("Tidewell", "", ("Zoë Adeyemi (Tidewell)",), "Tidewell"),
        ("ZedBoats", HEADER, (), "ZedBoats"),
    ],
)
def test_a_user_name_is_its_owner_s(printed, header, others, full):
    assert name(printed, *others, header=header) == full


def test_what_a_person_states_goes_before_what_the_record_shows():
    lima = Person("Ana Lima-Reis", stated_id="ana-lima")
    known = replace(roster("Ana", "AL"), stated={"ana": lima, "ana-lima": lima, "al": lima})
    for printed in ("Ana", "Lima", "Ana Lima", "AL", "Mr Lima"):
        assert known.person(label(printed)) == lima
    assert lima.person_id == "ana-lima"
    assert known.introduced("Ana Lima") == lima
    assert {known.taking(said).person_id for said in known.introductions} >= {"ana-lima"}
    assert known.person(label("Ana Cruz")).person_id == "ana-cruz"


def test_a_name_that_the_header_only_mentions():
    assert name("Priya", header="The pilot, Priya Rao, is away.") == "Priya Rao"
    assert name("Priya", header="Priya Rao met Priya Sen.") is None
    assert name("Priya", header="Ask Priya about it.") == "Priya"


def test_a_name_nobody_introduced_is_the_person_as_printed():
    assert name("Zoë") == "Zoë"
    assert name("ZOË", "Zoë", header="") == "ZOË"  # one person, in her first spelling
    assert name("Zoë", "ZOË", header="") == "Zoë"


def test_a_team_is_no_person():
    team = roster("The Ferry Office").person(label("The Ferry Office"))
    assert (team.name, team.kind) == ("Ferry Office", PersonKind.TEAM)


@pytest.mark.parametrize(
    ("printed", "common", "follows", "credited"),
    [
        ("Ana", (), False, True),
        ("Ana", ("ana",), True, True),
        ("Zoë", (), True, True),
        ("Zoë", (), False, False),
        ("Silt", ("silt",), True, False),
        ("Zoë Silt", ("silt",), True, True),
        ("Winter Silt", ("silt", "winter"), True, False),
        ("Silt (Chief Pilot)", ("silt",), True, True),
        ("Ferry Office", (), True, True),
        ("Ferry Office", (), False, False),
        ("From the Ferry Office", (), False, True),
    ],
)
def test_who_is_credited(printed, common, follows, credited):
    assert roster(printed, common=common).credits(label(printed), text_follows=follows) is credited


@pytest.mark.parametrize("user", ["analima", "alima", "limaquay", "pilot_ana.lima"])
def test_a_user_name_written_small_means_whose_name_is_in_it(user):
    people = roster(header="Ana Lima answered questions. Bo Ek hosted.")
    assert people.person(Label(user, (user,))) == Person("Ana Lima")


@pytest.mark.parametrize("user", ["anchor", "gatekeeper", "bo"])
def test_a_user_name_that_holds_no_name_means_itself_alone(user):
    people = roster(header="Ana Lima answered questions. Bo Ek hosted.")
    assert people.person(Label(user, (user,))) in (Person(user), Person("Bo Ek"))
    assert people.person(Label(user, (user,))) != Person("Ana Lima")


def test_initials_mean_who_speaks_before_what_the_header_spells_so():
    header = "The Elm Harbour programme.\nEva Holm (Pilot) and Bo Ek answered questions."
    people = roster("Eva Holm", "Bo Ek", header=header)
    assert people.person(label("EH")) == Person("Eva Holm")
