import datetime as dt
import json

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.store import StoreError, parquet
from schemas import SCHEMA_VERSION, STATISTICS, TABLES
from schemas.words import Outcome

SAMPLES = {
    pa.string(): "Kõrvemaa",
    pa.int32(): 3,
    pa.int64(): 4,
    pa.float64(): 0.5,
    pa.bool_(): True,
    pa.date32(): dt.date(2031, 5, 6),
    pa.timestamp("us", "UTC"): dt.datetime(2031, 5, 6, 7, 8, tzinfo=dt.UTC),
}
ALL = {**TABLES, **STATISTICS}
TOPICS = TABLES["topics"]


def rows_of(model, count=3):
    """Rows in falling order of key, every second one with nulls where there may be some."""
    return [
        {
            c.name: None
            if c.nullable and i % 2
            else (
                f"{SAMPLES[c.arrow_type]} {i}"
                if c.arrow_type == pa.string()
                else SAMPLES[c.arrow_type]
            )
            for c in model.columns()
        }
        for i in reversed(range(count))
    ]


def topic(topic_id, **cells):
    empty = {"broader_id": None, "scope_note": None, "alt_labels": None}
    return {"topic_id": topic_id, "label": "Boats", **empty, **cells}


@pytest.mark.parametrize("name", ALL)
def test_a_table_survives_the_file(tmp_path, name):
    model, path = ALL[name], tmp_path / f"{name}.parquet"
    table = parquet.to_arrow(model, rows_of(model))
    parquet.write_parquet(path, model, table)
    back = parquet.read_parquet(path)
    assert back.equals(table)
    assert [f.metadata for f in back.schema] == [f.metadata for f in model.arrow_schema()]
    assert [f.nullable for f in back.schema] == [c.nullable for c in model.columns()]
    frame = pd.read_parquet(path)
    pd.testing.assert_frame_equal(frame, parquet.to_pandas(table))
    assert frame.attrs["table"] == name
    assert frame.attrs["description"] == model.description()
    assert frame.attrs["columns"] == {c.name: c.description for c in model.columns()}
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(3,)]


@pytest.mark.parametrize("name", ALL)
def test_an_empty_table_keeps_its_types(tmp_path, name):
    model, path = ALL[name], tmp_path / "empty.parquet"
    parquet.write_parquet(path, model, parquet.to_arrow(model, []))
    assert parquet.read_parquet(path).schema.equals(model.arrow_schema())
    frame = pd.read_parquet(path)
    full = parquet.to_pandas(parquet.to_arrow(model, rows_of(model)))
    assert frame.dtypes.to_dict() == full.dtypes.to_dict()


def test_a_null_integer_stays_an_integer(tmp_path):
    model, path = TABLES["questions"], tmp_path / "questions.parquet"
    parquet.write_parquet(path, model, parquet.to_arrow(model, rows_of(model)))
    frame = pd.read_parquet(path)
    assert str(frame["position"].dtype) == "Int32"
    assert str(frame["recording_start_ms"].dtype) == "Int64"
    assert frame["recording_start_ms"].isna().sum() == 1
    assert duckdb.sql(
        f"SELECT typeof(recording_start_ms), typeof(confirmed) FROM '{path}' LIMIT 1"
    ).fetchall() == [("BIGINT", "BOOLEAN")]


def test_the_file_says_what_it_holds(tmp_path):
    path = tmp_path / "topics.parquet"
    parquet.write_parquet(path, TOPICS, parquet.to_arrow(TOPICS, [topic("a")]))
    metadata = pq.read_metadata(path)
    facts = {key.decode(): value.decode() for key, value in metadata.metadata.items()}
    assert facts["table"] == "topics"
    assert facts["schema_version"] == SCHEMA_VERSION
    assert facts["description"] == TOPICS.description()
    broader = json.loads(facts["columns"])[2]
    assert broader["name"] == "broader_id"
    assert broader["references"] == "topics.topic_id"
    assert broader["nullable"]
    assert not broader["key"]


def test_the_settings_are_those_measured(tmp_path):
    path = tmp_path / "topics.parquet"
    parquet.write_parquet(path, TOPICS, parquet.to_arrow(TOPICS, [topic("a", broader_id="a")]))
    group = pq.read_metadata(path).row_group(0)
    columns = {group.column(i).path_in_schema: group.column(i) for i in range(group.num_columns)}
    assert {c.compression for c in columns.values()} == {"ZSTD"}
    assert all(c.has_offset_index and c.has_column_index for c in columns.values())
    assert [name for name, c in columns.items() if c.has_dictionary_page] == ["broader_id"]
    assert [c.column_index for c in group.sorting_columns] == [0]


def test_equal_rows_give_equal_bytes(tmp_path):
    rows = [topic(f"t{i:03}") for i in range(200)]
    table = parquet.to_arrow(TOPICS, rows)
    parquet.write_parquet(tmp_path / "a.parquet", TOPICS, table)
    pieces = pa.concat_tables([table.slice(150), table.slice(0, 150)])
    parquet.write_parquet(tmp_path / "b.parquet", TOPICS, pieces)
    back = parquet.read_parquet(tmp_path / "a.parquet")
    parquet.write_parquet(tmp_path / "c.parquet", TOPICS, back)
    written = {(tmp_path / f"{name}.parquet").read_bytes() for name in "abc"}
    assert len(written) == 1
    assert parquet.to_arrow(TOPICS, reversed(rows)).equals(table)
    assert table["topic_id"].num_chunks == 1


def test_rows_are_sorted_by_key_and_nulls_come_last():
    model = STATISTICS["deferral_by_topic"]
    row = rows_of(model, 1)[0]
    table = parquet.to_arrow(model, [{**row, "key": key} for key in (None, "b", "*", "a")])
    assert table["key"].to_pylist() == ["*", "a", "b", None]


def test_a_word_is_stored_as_its_value():
    model = TABLES["questions"]
    table = parquet.to_arrow(model, [{**rows_of(model, 1)[0], "outcome": Outcome.DEFERRED}])
    assert table["outcome"].to_pylist() == ["deferred"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"topic_id": "a"}, "topics: a row has no column alt_labels, no column broader_id"),
        (topic("a", colour="SECRET"), "topics: a row has unknown column colour"),
    ],
)
def test_a_row_of_other_columns_is_refused(row, message):
    with pytest.raises(ValueError, match=message) as refused:
        parquet.to_arrow(TOPICS, [topic("b"), row])
    assert "SECRET" not in str(refused.value)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("position", "SECRET"),
        ("position", 1.5),
        ("position", 2**40),
        ("text", b"SECRET"),
        ("text", "SECRET\ud800"),
        ("topic_score", float("nan")),
        ("confirmed", "SECRET"),
    ],
)
def test_a_value_of_another_type_is_refused_and_not_quoted(column, value):
    model = TABLES["questions"]
    with pytest.raises(ValueError, match=f"questions.{column}: a value does not") as refused:
        parquet.to_arrow(model, [{**rows_of(model, 1)[0], column: value}])
    assert "SECRET" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("starts_at", dt.datetime(2031, 5, 6, 7, 8)),  # noqa: DTZ001 - the point of the test
        # pandera sets PYARROW_IGNORE_TIMEZONE, and Arrow then takes 7:08+03:00 for 7:08 UTC
        ("starts_at", dt.datetime(2031, 5, 6, 7, 8, tzinfo=dt.timezone(dt.timedelta(hours=3)))),
        ("starts_at", 12),
        ("date", dt.datetime(2031, 5, 6, 7, 8, tzinfo=dt.UTC)),
        ("date", 12),
    ],
)
def test_a_time_is_never_guessed(column, value):
    model = TABLES["sessions"]
    with pytest.raises(ValueError, match=f"sessions.{column}: a value does not fit"):
        parquet.to_arrow(model, [{**rows_of(model, 1)[0], column: value}])


def test_a_table_of_other_columns_is_not_written(tmp_path):
    path = tmp_path / "topics.parquet"
    table = parquet.to_arrow(TOPICS, [topic("a")])
    with pytest.raises(ValueError, match="topics: the columns are not those of the contract"):
        parquet.write_parquet(path, TOPICS, table.drop_columns(["label"]))
    assert not list(tmp_path.iterdir())


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "topics.parquet"
    table = parquet.to_arrow(TOPICS, [topic("a")])
    parquet.write_parquet(path, TOPICS, table)
    nameless = parquet.to_arrow(TOPICS, [topic("b", label=None)])
    with pytest.raises(pa.ArrowInvalid, match="label"):
        parquet.write_parquet(path, TOPICS, nameless)
    assert parquet.read_parquet(path).equals(table)
    assert list(tmp_path.iterdir()) == [path]


def test_a_flipped_bit_in_a_page_is_found(tmp_path):
    path = tmp_path / "topics.parquet"
    rows = [topic(f"t{i:03}", broader_id="t000") for i in range(50)]
    parquet.write_parquet(path, TOPICS, parquet.to_arrow(TOPICS, rows))
    whole = path.read_bytes()
    group = pq.read_metadata(path).row_group(0)
    for i in range(group.num_columns):
        column = group.column(i)
        last = (column.dictionary_page_offset or column.data_page_offset) + (
            column.total_compressed_size - 1
        )
        path.write_bytes(whole[:last] + bytes([whole[last] ^ 1]) + whole[last + 1 :])
        with pytest.raises(StoreError, match="damaged"):
            parquet.read_parquet(path)


@pytest.mark.parametrize("content", [b"", b"no parquet at all", b"PAR1"])
def test_a_file_that_is_no_parquet_is_damaged(tmp_path, content):
    path = tmp_path / "topics.parquet"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        parquet.read_parquet(path)


def test_a_missing_file_is_missing_not_damaged(tmp_path):
    with pytest.raises(FileNotFoundError):
        parquet.read_parquet(tmp_path / "topics.parquet")
