import re

import pytest

from schemas import STATISTICS, TABLES
from schemas.contract import Int32, Table, Text, column
from schemas.dictionary import dictionary
from schemas.words import Word

ALL = {**TABLES, **STATISTICS}


class Colour(Word):
    """The colour of a boat."""

    RED = "red", "red | or *nearly* so"
    BLUE = "blue", "any blue"


class Boats(Table):
    """A boat | on the
    lake."""

    boat_id: Text = column("The boat.", key=True)
    hull: Text = column("Hull | keel, [see] `below`.", words=Colour)
    sail: Text = column("Sail.", words=Colour, null=True)
    length: Int32 = column("Length.", unit="m|ft", references="boats.boat_id")


@pytest.fixture
def boats():
    return dictionary({"boats": Boats})


def cells(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_a_column_is_described_in_full(boats):
    rows = {cells(line)[0]: cells(line)[1:] for line in boats.splitlines() if line[:1] == "|"}
    public = "[public](#words-privacy)"
    assert rows["`boat_id`"] == ["text", "", "never", "key", public, "The boat."]
    assert rows["`sail`"][0] == "a word of [colour](#words-colour)"
    assert rows["`sail`"][2] == "null"
    assert rows["`length`"] == [
        "whole number",
        r"m\|ft",
        "never",
        "→ [boats.boat_id](#boats)",
        public,
        "Length.",
    ]


def test_marks_in_descriptions_do_not_break_the_page(boats):
    assert r"Hull \| keel, \[see\] \`below\`." in boats
    assert r"red \| or \*nearly\* so" in boats
    assert "\nA boat | on the lake.\n" in boats


def test_a_vocabulary_used_twice_is_explained_once(boats):
    assert boats.count("any blue") == 1
    assert boats.count('<a id="words-colour"></a>') == 1


def test_a_table_outside_the_dictionary_is_named_without_a_link():
    class Sails(Table):
        """A sail."""

        boat_id: Text = column("The boat.", key=True, references="boats.boat_id")

    assert "| key → boats.boat_id |" in dictionary({"sails": Sails})


def test_the_real_contract_is_in_it_whole():
    text = dictionary(ALL)
    for name, model in ALL.items():
        assert f'<a id="{name}"></a>\n\n### {name}\n\n{model.description()}' in text
        section = text.split(f"### {name}\n")[1].split("<a id=")[0]
        rows = [cells(line)[0] for line in section.splitlines() if line.startswith("| `")]
        assert rows == [f"`{c.name}`" for c in model.columns()]
    for words in {c.words for m in ALL.values() for c in m.columns() if c.words}:
        section = text.split(f"### {re.sub('(?<!^)(?=[A-Z])', ' ', words.__name__).lower()}\n")[1]
        for word in words:
            assert f"| `{word.value}` |" in section


def test_every_link_leads_somewhere_and_every_row_is_of_equal_width():
    text = dictionary(ALL)
    anchors = re.findall(r'<a id="([^"]+)">', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)
    for block in text.split("\n\n"):
        if block.startswith("|"):
            assert len({len(cells(line)) for line in block.splitlines()}) == 1


def test_it_is_the_same_every_time():
    assert dictionary(ALL) == dictionary(ALL)
