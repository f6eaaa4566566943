"""All descriptions of a release are those of the contract, and agree with its files."""

import json
from pathlib import Path

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.release.edition import RELEASED
from pipeline.release.hashing import content_hash
from pipeline.store.folders import facts
from pipeline.store.parquet import read_parquet
from schemas.contract import ARROW_TYPES


@pytest.fixture
def package(first):
    return json.loads((first / "datapackage.json").read_text())


#: What the standard says of `datapackage.json`; see NOTICE.
PROFILE = json.loads(Path(__file__).with_name("datapackage-2.0.json").read_text())


@pytest.mark.parametrize("path", ["datapackage.json", "csv/datapackage.json"])
def test_the_data_packages_are_what_the_standard_says(path, first):
    told = json.loads((first / path).read_text())
    assert told["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    standard = jsonschema.Draft7Validator(PROFILE, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in standard.iter_errors(told)] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told.pop("resources"),
        lambda told: told["resources"][0].pop("path"),
        lambda told: told["resources"][0].update(bytes="many"),
        lambda told: told["resources"][0]["schema"]["fields"][0].update(type="text"),
        lambda told: told["resources"][0]["schema"]["fields"][0]["constraints"].update(pattern=1),
        lambda told: told["resources"][0]["schema"]["foreignKeys"].append({"fields": ["a"]}),
        lambda told: told.update(contributors=[]),
    ],
)
def test_the_standard_finds_what_is_wrong(spoil, package):
    spoil(package)
    assert list(jsonschema.Draft7Validator(PROFILE).iter_errors(package))


def test_the_data_package_knows_every_file_of_data_by_size_and_hash(first, package):
    files = facts(first)
    listed = {one["path"]: (one["bytes"], one["hash"]) for one in package["resources"]}
    assert listed == {
        path: (one.bytes, f"sha256:{one.sha256}")
        for path, one in files.items()
        if path.endswith(".parquet")
    }


def test_all_descriptions_of_a_column_agree(first, package):
    dictionary = (first / "DICTIONARY.md").read_text()
    schema = json.loads((first / "schema.json").read_text())
    contract = {**schema["tables"], **schema["statistics"], **schema["releases"]}
    assert list(contract) == list(RELEASED) == [one["name"] for one in package["resources"]]
    for resource in package["resources"]:
        model = RELEASED[resource["name"]]
        footer = pq.read_schema(first / resource["path"])
        fields = resource["schema"]["fields"]
        facts_of = contract[resource["name"]]["columns"]
        assert resource["description"] == contract[resource["name"]]["description"]
        assert resource["description"] in dictionary
        for field, fact, stored, c in zip(fields, facts_of, footer, model.columns(), strict=True):
            assert field["name"] == fact["name"] == stored.name == c.name
            assert field["description"] == fact["description"] == c.description
            assert stored.metadata[b"description"].decode() == c.description
            assert field["constraints"]["required"] == (not fact["nullable"])
            assert fact["nullable"] == stored.nullable == c.nullable
            assert field["constraints"].get("enum") == fact["words"]
            assert fact["type"] == str(stored.type)


def test_limits_are_told(package):
    (questions,) = (one for one in package["resources"] if one["name"] == "questions")
    told = {field["name"]: field["constraints"] for field in questions["schema"]["fields"]}
    assert told["topic_score"] == {"required": False, "minimum": 0, "maximum": 1}
    assert told["text"] == {"required": True, "minLength": 1}
    assert questions["schema"]["primaryKey"] == ["question_id"]
    assert {
        "fields": ["topic_id"],
        "reference": {"resource": "topics", "fields": ["topic_id"]},
    } in questions["schema"]["foreignKeys"]


def test_the_manifest_knows_what_each_table_says(first):
    manifest = json.loads((first / "manifest.json").read_text())
    for path in [*first.glob("data/*.parquet"), *first.glob("stats/*.parquet")]:
        table = read_parquet(path)
        assert manifest["tables"][path.stem] == {
            "rows": table.num_rows,
            "content_sha256": content_hash(table),
        }


def test_a_content_hash_is_of_the_cells_and_not_of_how_they_are_kept():
    table = pa.table({"a": ["x", None, "", "yz"], "b": [1, None, 0, 4]})
    chunks = pa.concat_tables([table.slice(0, 1), table.slice(1, 0), table.slice(1)])
    assert content_hash(chunks) == content_hash(table)
    assert content_hash(table.slice(1)) == content_hash(pa.table(table.slice(1).to_pydict()))


@pytest.mark.parametrize(
    "other",
    [
        {"a": ["x", "", None], "b": [1, 2, 3]},
        {"a": ["", "x", None], "b": [1, 2, 3]},
        {"a": ["x", None, None], "b": [1, 2, 4]},
        {"a": ["x", None, None], "b": [1, 2, None]},
        {"a": ["x", None, None], "c": [1, 2, 3]},
        {"a": ["x", None, None], "b": [1.0, 2.0, 3.0]},
        {"b": [1, 2, 3], "a": ["x", None, None]},
    ],
)
def test_a_content_hash_tells_tables_apart(other):
    table = pa.table({"a": ["x", None, None], "b": [1, 2, 3]})
    assert content_hash(pa.table(other)) != content_hash(table)


def test_every_type_of_the_contract_can_be_hashed():
    for kind in ARROW_TYPES.values():
        null = pa.table({"a": pa.array([None, None], kind)})
        assert content_hash(null) != content_hash(null.slice(1))
