"""What differs between two releases, why, and which versions that calls for."""

import json
import shutil
import time
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import pipeline.release.contents
from pipeline.cli import main
from pipeline.release import ReleaseError
from pipeline.release.changes.contracts import contract_changes, level_of, next_version
from pipeline.release.changes.difference import difference
from pipeline.release.changes.sides import of_build, of_release
from pipeline.release.freeze import release
from pipeline.release.retract import retract, still_held
from pipeline.release.shelf import Shelf
from pipeline.store.parquet import read_parquet
from schemas import TABLES
from schemas.words import ChangeClass, SchemaChange
from tests.release.conftest import SESSION, build, one_session

LATER = date(2031, 6, 20)
NEW_SESSION = """Open Quay 2031-06-10

Ana Lima (Pilot Station) answered questions.

Dredging

  • Is the dredger back?
Ana Lima: Not before the autumn.
"""


@pytest.fixture
def raw(tmp_path):
    return one_session(tmp_path / "raw")


def again(raw, out, digest="b2"):
    """The release of what lies in `raw` now: its folder, manifest and summary of changes."""
    build(raw, out, digest)
    path = release(out, LATER).path
    manifest, changes = (
        json.loads((path / name).read_text()) for name in ("manifest.json", "changes/changes.json")
    )
    return path, manifest, changes


def table(path, name):
    return pd.read_parquet(next(path.rglob(f"{name}.parquet")))


def test_one_word_of_one_answer(raw, out):
    notes = raw / "sessions" / SESSION / "notes.txt"
    notes.write_text(notes.read_text().replace("Dogs travel free.", "Dogs travel gladly."))
    path, manifest, changes = again(raw, out)
    assert (manifest["version"], manifest["change"]) == ("2031.6.2", "corrected")
    assert (manifest["follows"], manifest["schema_version"]) == ("2031.6.1", "0.1.0")
    assert changes["tables"]["answers"] == {"added": 1, "removed": 1, "changed": 0}
    assert changes["tables"]["documents"]["changed"] == 1
    assert "questions" not in changes["tables"]
    assert set(changes["causes"]) == {"input"}
    (gone,) = table(path, "withdrawn").to_dict("records")
    answers = table(path, "answers")
    (stands,) = answers[answers["text"].str.contains("gladly")]["answer_id"]
    assert (gone["why"], gone["replaced_by"], gone["last_release"]) == (
        "replaced", stands, "2031.6.1",
    )  # fmt: skip
    entry = (path / "CHANGELOG.md").read_text()
    assert "## 2031.6.2 (2031-06-20): corrected since 2031.6.1" in entry
    assert "`answers`: 1 added, 1 removed." in entry
    assert entry.endswith("## 2031.6.1 (2031-06-02): first\n\nThe first release.\n")


def test_a_session_that_is_added(raw, out):
    folder = raw / "sessions" / "2031-06-10"
    folder.mkdir()
    (folder / "notes.txt").write_text(NEW_SESSION)
    path, manifest, changes = again(raw, out)
    assert manifest["change"] == "additive"
    assert changes["tables"]["sessions"] == {"added": 1, "removed": 0, "changed": 0}
    assert changes["inputs"] == {"sessions/2031-06-10/notes.txt": "added"}
    (before, after) = (changes["rates"][0][side] for side in ("before", "after"))
    assert (before["of"], after["of"]) == (10, 11)
    assert (
        "deferral_rate: 30.0% (3 of 10) → 27.3% (3 of 11)." in (path / "CHANGELOG.md").read_text()
    )
    assert len(table(path, "withdrawn")) == 0


def test_a_row_that_is_withdrawn_takes_its_words_along(raw, out, first):
    answers = table(first, "answers")
    withdrawn = answers[answers["text"].str.contains("quarry")].iloc[0]
    (raw / "sessions" / SESSION / "corrections.yaml").write_text(
        f"- {{table: answers, row: {withdrawn['answer_id']}, withdraw: true, reason: on_request}}\n"
    )
    path, manifest, changes = again(raw, out)
    assert manifest["change"] == "withdrawn"
    gone = table(path, "withdrawn").set_index("row_id")
    assert gone.loc[withdrawn["answer_id"], ["why", "reason"]].to_list() == [
        "withdrawn", "on_request",
    ]  # fmt: skip
    assert changes["gone"] == {"withdrawn": len(gone)}
    assert changes["causes"].keys() <= {"correction", "follows"}
    held = (pa.array(read_parquet(file).to_pylist()) for file in path.rglob("*.parquet"))
    assert not any("quarry" in str(rows) for rows in held)
    assert not any("quarry" in file.read_text() for file in path.rglob("*.json"))
    # the next release goes on saying so
    topics = raw / "topics.yaml"
    topics.write_text(topics.read_text() + "\nzoology:\n  label: Zoology\n")
    path, _, changes = again(raw, out, "c3")
    assert changes["class"] == "additive"
    assert set(table(path, "withdrawn")["row_id"]) == set(gone.index)
    # and which releases hold it still, until they are retracted
    told = CliRunner().invoke(main, ["retract", "--out", str(out)]).stdout
    named = f"{withdrawn['answer_id']} (answers) was withdrawn (on_request); still in 2031.6.1\n"
    assert named in told
    shelf = Shelf(out / "releases")
    retract(shelf, shelf.versions()[0], "It holds an answer that was withdrawn.")
    assert list(still_held(shelf)) == []


def test_a_question_that_is_withdrawn_takes_its_answers_along(raw, out, first):
    question = table(first, "questions")["question_id"][1]
    (raw / "sessions" / SESSION / "corrections.yaml").write_text(
        f"- {{table: questions, row: {question}, withdraw: true, reason: personal_data}}\n"
    )
    path, _, _ = again(raw, out)
    gone = table(path, "withdrawn")
    assert {"questions", "answers"} <= set(gone["table"])
    assert set(gone["why"]) == {"withdrawn"}
    assert set(gone["reason"]) == {"personal_data"}


def test_a_word_of_a_person_changes_a_cell_and_no_id(raw, out, first):
    question = table(first, "questions")["question_id"][0]
    (raw / "sessions" / SESSION / "corrections.yaml").write_text(
        f"- {{table: questions, row: {question}, column: outcome, value: partly_answered, reason: so}}\n"
        f"- {{table: questions, row: {question}, column: text, value: Why?, reason: so}}\n"
    )
    path, manifest, _ = again(raw, out)
    assert manifest["change"] == "corrected"
    changes = table(path, "changes").set_index(["table", "row_id", "column"])
    outcome = changes.loc["questions", question, "outcome"]
    assert outcome[["old", "new", "cause"]].to_list() == [
        "unanswered", "partly_answered", "correction",
    ]  # fmt: skip
    text = changes.loc["questions", question, "text"]
    assert text[["old", "new"]].isna().all()  # what stood there may have been taken back


def test_a_session_that_is_removed(raw, out):
    folder = raw / "sessions" / "2031-06-10"
    folder.mkdir()
    (folder / "notes.txt").write_text(NEW_SESSION)
    again(raw, out)
    shutil.rmtree(folder)
    path, manifest, _ = again(raw, out, "c3")
    assert manifest["change"] == "withdrawn"
    assert set(table(path, "withdrawn")["why"]) == {"source_removed"}


def test_a_column_that_is_renamed(raw, out, first):
    """`heading` was called `headline` when the first release was made."""
    told = json.loads((first / "schema.json").read_text())
    (heading,) = (c for c in told["tables"]["questions"]["columns"] if c["name"] == "heading")
    heading["name"] = "headline"
    (first / "schema.json").write_text(json.dumps(told))
    path = first / "data/questions.parquet"
    pq.write_table(read_parquet(path).rename_columns({"heading": "headline"}), path)
    renamed = ["column questions.headline was removed or renamed", "column questions.heading was added"]  # fmt: skip

    made = difference(of_release(first), of_build(out / "current"))
    assert (made.kind, made.changes.num_rows) == (ChangeClass.CORRECTED, 0)
    assert [change.told for change in made.contract] == renamed
    assert next_version("1.4.2", "0.1.0", made.contract) == "2.0.0"
    assert next_version("1.4.2", "2.1.0", made.contract) == "2.1.0"
    with pytest.raises(ReleaseError, match=r"questions.headline was removed .* 2\.0\.0 or later"):
        next_version("1.4.2", "1.5.0", made.contract)

    topics = raw / "topics.yaml"
    topics.write_text(topics.read_text() + "\nzoology:\n  label: Zoology\n")
    path, manifest, changes = again(raw, out)
    assert (manifest["version"], manifest["change"]) == ("2031.6.2", "corrected")
    assert manifest["schema_version"] == "0.2.0"
    assert changes["tables"] == {"topics": {"added": 1, "removed": 0, "changed": 0}}
    assert [change["what"] for change in changes["schema"]["changes"]] == renamed
    entry, _ = (path / "CHANGELOG.md").read_text().split("\n## 2031.6.1")
    assert "## 2031.6.2 (2031-06-20): corrected since 2031.6.1" in entry
    assert all(change in entry for change in renamed)
    assert "Schema 0.1.0 → 0.2.0, major: " in entry


def test_a_release_has_the_schema_version_that_its_changes_call_for(out, first, spoil):
    schema = first / "schema.json"
    told = json.loads(schema.read_text())
    told["tables"]["topics"]["columns"][1]["description"] = "Something else."
    del told["tables"]["topics"]["columns"][3]
    schema.write_text(json.dumps(told))
    spoil("topics", "label", "Boats")
    path = release(out, LATER).path
    manifest = json.loads((path / "manifest.json").read_text())
    assert manifest["schema_version"] == "0.1.1"
    assert "column topics.scope_note was added" in (path / "CHANGELOG.md").read_text()


def test_a_schema_version_that_says_too_little_is_refused(out, first, spoil, monkeypatch):
    told = json.loads((first / "schema.json").read_text())
    told["tables"]["gone"] = told["tables"]["topics"]
    (first / "schema.json").write_text(json.dumps(told))
    monkeypatch.setattr(pipeline.release.contents, "SCHEMA_VERSION", "0.1.5")
    spoil("topics", "label", "Boats")
    with pytest.raises(ReleaseError, match="table gone was removed"):
        release(out, LATER)


def column(**facts):
    plain = {
        "name": "a", "type": "string", "description": "A.", "unit": None, "nullable": True,
        "key": False, "references": None, "words": None, "privacy": "public", "limits": {},
    }  # fmt: skip
    return {"t": {"description": "T.", "columns": [{**plain, **facts}]}}


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        ({}, {}, "none"),
        ({}, {"description": "B."}, "patch"),
        ({}, {"privacy": "office"}, "patch"),
        ({}, {"type": "int32"}, "major"),
        ({}, {"nullable": False}, "major"),
        ({"nullable": False}, {}, "minor"),
        ({}, {"key": True}, "major"),
        ({}, {"unit": "ms"}, "major"),
        ({}, {"references": "u.a"}, "major"),
        ({"words": ["x", "y"]}, {"words": ["x"]}, "major"),
        ({"words": ["x"]}, {"words": ["x", "y"]}, "minor"),
        ({}, {"words": ["x"]}, "major"),
        ({"words": ["x"]}, {}, "minor"),
        ({}, {"limits": {"minimum": 0}}, "major"),
        ({"limits": {"minimum": 0}}, {"limits": {"minimum": 1}}, "major"),
        ({"limits": {"minimum": 1}}, {"limits": {"minimum": 0}}, "minor"),
        ({"limits": {"maximum": 1}}, {"limits": {"maximum": 2}}, "minor"),
        ({"limits": {"maximum": 2}}, {"limits": {"maximum": 1}}, "major"),
        ({"limits": {"pattern": "a"}}, {"limits": {"pattern": "b"}}, "major"),
        ({"limits": {"pattern": "a"}}, {}, "minor"),
    ],
)
def test_how_far_a_change_of_a_column_goes(old, new, level):
    assert level_of(contract_changes(column(**old), column(**new))) is SchemaChange(level)


def test_a_table_whose_key_is_another_is_another_table(first):
    side = of_release(first)
    keys = {**side.contract["topics"]}
    keys["columns"] = [{**c, "key": c["name"] == "label"} for c in keys["columns"]]
    made = difference(side, replace(side, contract={**side.contract, "topics": keys}))
    rows = side.tables["topics"].num_rows
    assert made.counts() == {"topics": {"added": rows, "removed": rows, "changed": 0}}


def test_a_null_key_is_a_key(first):
    side = of_release(first)
    topics = side.tables["deferral_by_topic"]
    keys = pa.array([*topics["key"].to_pylist()[:-1], None], topics.schema.field("key").type)
    nameless = topics.set_column(topics.schema.get_field_index("key"), "key", keys)
    side = replace(side, tables={**side.tables, "deferral_by_topic": nameless})
    assert difference(side, replace(side, tables={**side.tables})).changes.num_rows == 0


def test_what_was_done_to_a_million_rows_is_told_in_seconds(first):
    """`benchmarks/releasing.py` measures it on all tables of ten thousand sessions."""
    many = duckdb.sql(
        "select 's/q-' || range as topic_id, 'label ' || (range % 7) as label,"
        " null::varchar as broader_id, null::varchar as scope_note, null::varchar as alt_labels"
        " from range(1000000)"
    ).to_arrow_table()
    schema = TABLES["topics"].arrow_schema()
    side = of_release(first)
    before = replace(side, tables={**side.tables, "topics": many.cast(schema)})
    labels = pa.array([f"label {n % 7 if n else 'x'}" for n in range(1_000_000)])
    after = replace(
        side, tables={**side.tables, "topics": many.set_column(1, "label", labels).cast(schema)}
    )
    start = time.process_time()
    made = difference(before, after)
    assert time.process_time() - start < 30  # about 3 on the machine it was measured on
    assert made.counts() == {"topics": {"added": 0, "removed": 0, "changed": 1}}


def test_the_command_compares_with_the_tables_of_now(raw, out, first, tmp_path):
    topics = raw / "topics.yaml"
    topics.write_text(topics.read_text() + "\nzoology:\n  label: Zoology\n")
    build(raw, out, "b2")
    run = CliRunner()
    told = run.invoke(main, ["diff", "2031.6.1", "--out", str(out)])
    assert told.stdout.splitlines() == [
        "2031.6.1 → the current build: additive",
        "- `topics`: 1 added.",
        "- What the changes come from: 1 settings (the session's settings or a file of the whole "
        "corpus changed).",
        "- Input files: 1 changed.",
    ]
    file = tmp_path / "changes.parquet"
    told = run.invoke(main, ["diff", str(first), "current", "--out", str(out), "--json", "--parquet", str(file)])  # fmt: skip
    assert json.loads(told.stdout)["tables"] == {"topics": {"added": 1, "removed": 0, "changed": 0}}
    assert pd.read_parquet(file)["row_id"].to_list() == ["zoology"]
    told = run.invoke(main, ["diff", "2031.6.1", "2031.6.1", "--out", str(out)])
    assert told.stdout.splitlines()[1] == "- Nothing differs."
    told = run.invoke(main, ["diff", "2030.1.1", "--out", str(out)])
    assert (told.exit_code, "released: 2031.6.1" in told.stderr) == (2, True)


def test_a_build_is_compared_by_what_it_was_made_from(out, first):
    made = difference(of_release(first), of_build(out / "current"))
    assert (made.kind, made.code, made.lock, made.inputs) == (
        ChangeClass.REPACKAGED,
        False,
        False,
        {},
    )
