"""people.yaml: what is read from it, the line said about each mistake, and whom names mean."""

import json

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.corpus import CorpusError, load_corpus
from pipeline.corpus.people import people_in, read_people
from pipeline.corpus.problems import RefusedError
from pipeline.dataset import build_dataset

A, B = "2031-05-06", "2032-05-04"
NOTES = "Quay call\n\nJon Doe ({}) hosted.\n\nFees\n\n  • Why?\nJon: So.\n\nBoats\n\n  • How?\n{}: So.\n"


def read(text):
    return read_people(text.encode(), "people.yaml")


def complaints(text):
    with pytest.raises(RefusedError) as refused:
        read(text)
    return [str(problem) for problem in refused.value.problems]


def test_people_say_what_they_say():
    doe, legal = read(
        "legal: {name: Legal, other_names: [Legal Department], team: true}\n"
        f"jon-doe-pilot:\n  name: Jon Doe\n  other_names: [J.D.]\n  sessions: [{A}]\n"
    )
    assert (doe.person_id, doe.names, doe.sessions) == ("jon-doe-pilot", ("Jon Doe", "J.D."), (A,))
    assert (legal.kind, doe.kind, doe.line) == ("team", "person", 2)


def test_whom_a_name_means_depends_on_the_session():
    people = read(
        f"jon-doe: {{name: Jon Doe, other_names: [John Doe]}}\n"
        f"jon-doe-clerk: {{name: Jon Doe, sessions: [{B}]}}\n"
    )
    assert {n: p.person_id for n, p in people_in(people, A).items()} == {
        "jon-doe": "jon-doe", "john-doe": "jon-doe",
    }  # fmt: skip
    assert {n: p.person_id for n, p in people_in(people, B).items()} == {
        "jon-doe": "jon-doe-clerk", "john-doe": "jon-doe",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "jon-doe: {name: Jon Doe, nmae: Jon}\n",
            "people.yaml:1: unknown key 'nmae'; did you mean 'name'?",
        ),
        ("jon-doe: {}\n", "people.yaml:1: 'jon-doe' has no key 'name'; add it"),
        ("- Jon Doe\n", "people.yaml:1: the file must be 'key: value' lines, not a list"),
        (
            "bo-ek: {name: Jon Doe}\n",
            "people.yaml:1: the id 'bo-ek' is not made of the name; expected 'jon-doe', or",
        ),
        ("Jon Doe: {name: Jon Doe}\n", "people.yaml:1: the id 'Jon Doe' is not made of the name"),
        (
            "jon-doe: {name: Jon Doe}\njohn-doe: {name: John Doe, other_names: [jon doe]}\n",
            "people.yaml:2: the name 'jon-doe' is 'jon-doe' (line 1) wherever no sessions are",
        ),
        (
            f"jon-doe-a: {{name: Jon Doe, sessions: [{A}]}}\n"
            f"jon-doe-b: {{name: Jon Doe, sessions: [{B}, {A}]}}\n",
            f"people.yaml:2: the name 'jon-doe' is 'jon-doe-a' (line 1) in {A}; say by 'sessions'",
        ),
        (
            f"jon-doe: {{name: Jon Doe, sessions: [{A}]}}\n",
            "people.yaml:1: 'jon-doe' is also the id of whoever has this name in other sessions",
        ),
        (
            "jon-doe-a:\n  name: Jon Doe\n  sessions:\n  - 2031-05-6\n",
            "people.yaml:4: '2031-05-6' is no session's id; expected YYYY-MM-DD[-slug]",
        ),
    ],
)
def test_what_cannot_be_meant_is_said_with_its_line(text, line):
    (said,) = complaints(text)
    assert said.startswith(line)


@pytest.fixture
def corpus(tmp_path):
    """Writes a corpus of two sessions with a people.yaml, and loads it."""

    def load(people, names=("Jon Doe", "John Doe"), labels=("Jon", "John")):
        for day, name, label in zip((A, B), names, labels, strict=True):
            folder = tmp_path / "raw" / "sessions" / day
            folder.mkdir(parents=True, exist_ok=True)
            text = NOTES.format(day, label).replace("Jon Doe", name)
            (folder / "notes.txt").write_text(text.replace("Jon:", f"{name.split()[0]}:"))
        (tmp_path / "raw" / "people.yaml").write_text(people)
        return load_corpus(tmp_path / "raw")

    return load


def credited(loaded):
    rows = build_dataset(loaded).tables["answers"].to_pylist()
    return {(row["session_id"], row["attribution"]): row["person_id"] for row in rows}


def test_aliases_are_one_person_in_every_table(corpus):
    loaded = corpus("jon-doe: {name: Jon Doe, other_names: [John Doe]}\n")
    assert loaded.warnings[0].path == "corpus.yaml"
    dataset = build_dataset(loaded)
    assert [(p["person_id"], p["name"]) for p in dataset.tables["people"].to_pylist()] == [
        ("jon-doe", "Jon Doe")
    ]
    for table in ("answers", "participations"):
        assert set(dataset.tables[table]["person_id"].to_pylist()) == {"jon-doe"}
    assert set(dataset.tables["questions_flat"]["respondents"].to_pylist()) == {"Jon Doe"}
    printed = {p["attribution"] for p in dataset.tables["participations"].to_pylist()}
    assert printed == {"Jon Doe", "Jon", "John Doe", "John"}


def test_namesakes_are_two_people(corpus):
    loaded = corpus(
        f"jon-doe: {{name: Jon Doe}}\njon-doe-clerk: {{name: Jon Doe, sessions: [{B}]}}\n",
        names=("Jon Doe", "Jon Doe"),
        labels=("Doe", "Doe"),
    )
    assert credited(loaded) == {
        (A, "Jon"): "jon-doe", (A, "Doe"): "jon-doe",
        (B, "Jon"): "jon-doe-clerk", (B, "Doe"): "jon-doe-clerk",
    }  # fmt: skip
    people = build_dataset(loaded).tables["people"].to_pylist()
    assert [(p["person_id"], p["name"]) for p in people] == [
        ("jon-doe", "Jon Doe"), ("jon-doe-clerk", "Jon Doe"),
    ]  # fmt: skip


def test_a_name_that_no_page_explains(corpus):
    labels = ("JD", "Tidewell")
    assert credited(corpus("{}\n", labels=labels))[A, "JD"] == "jon-doe"
    assert credited(corpus("{}\n", labels=labels))[B, "Tidewell"] == "tidewell"
    known = f"bo-ek: {{name: Bo Ek, other_names: [JD], sessions: [{A}]}}\njohn-doe: {{name: John Doe, other_names: [Tidewell]}}\n"
    known = known.replace("bo-ek:", "bo-ek-1:")
    assert credited(corpus(known, labels=labels))[A, "JD"] == "bo-ek-1"
    assert credited(corpus(known, labels=labels))[B, "Tidewell"] == "john-doe"


def test_a_wrong_file_stops_everything(corpus):
    with pytest.raises(CorpusError, match=r"people\.yaml:1: the id 'x'"):
        corpus("x: {name: Jon Doe}\n")


def test_a_session_that_is_not_there_is_warned_of(corpus):
    loaded = corpus("jon-doe-a: {name: Jon Doe, sessions: [2040-01-01]}\n")
    said = [str(warning) for warning in loaded.warnings]
    assert "people.yaml:1: jon-doe-a is said to be in 2040-01-01, which is not there" in said


def test_likely_pairs_are_proposed_to_the_operator_and_never_joined(corpus, tmp_path):
    corpus("{}\n")
    arguments = ["--raw", str(tmp_path / "raw"), "--out", str(tmp_path / "out")]
    built = CliRunner().invoke(main, ["build", *arguments])
    assert built.exit_code == 0, built.output
    assert "review      1 pairs of names" in built.stdout
    told = CliRunner().invoke(main, ["people", *arguments[2:]])
    assert told.stdout == (
        f"John Doe (john-doe: {B})\n  and Jon Doe (jon-doe: {A}): "
        "same surname, and first names alike\n1 to decide in raw/people.yaml\n"
    )
    (pair,) = json.loads(CliRunner().invoke(main, ["people", "--json", *arguments[2:]]).stdout)
    assert [person["person_id"] for person in pair["people"]] == ["john-doe", "jon-doe"]
    corpus("jon-doe: {name: Jon Doe}\njohn-doe: {name: John Doe}\n")
    built = CliRunner().invoke(main, ["build", *arguments])
    assert "review" not in built.stdout
    told = CliRunner().invoke(main, ["people", *arguments[2:]])
    assert told.stdout == "nobody to decide about\n"


def test_without_a_build_there_is_nothing_to_decide(tmp_path):
    told = CliRunner().invoke(main, ["people", "--out", str(tmp_path)])
    assert told.exit_code == 2
    assert "holds no build" in told.stderr
