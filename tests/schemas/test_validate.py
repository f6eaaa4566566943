import datetime as dt
import time

import pandas as pd
import pyarrow as pa
import pytest

from schemas import STATISTICS, TABLES
from schemas.contract import PANDAS_TYPES
from schemas.validate import Failure, checks, validate

DAY = dt.date(2031, 5, 6)
PLACE = {"document_id": "2031-05-06/notes.txt", "line_start": 3, "line_end": 4}
ROWS = {
    "sessions": [
        {"session_id": "2031-05-06", "title": "Harbour Hour", "date": DAY, "language": "en"}
        | {"license": "CC0-1.0", **PLACE},
        {"session_id": "2031-05-07", "title": "Harbour Hour", "date": dt.date(2031, 5, 7)}
        | {"language": "en", "license": "CC0-1.0", **PLACE},
    ],
    "documents": [
        {"document_id": "2031-05-06/notes.txt", "session_id": "2031-05-06", "path": "x"}
        | {"kind": "notes", "format": "txt", "role": "record", "sha256": "0" * 64, "bytes": 90}
        | {"lines": 9, "lines_used": 5, "lines_boilerplate": 1, "lines_quarantined": 1}
        | {"lines_blank": 2, "encoding": "utf-8"}
    ],
    "people": [{"person_id": "ilse-tamm", "name": "Ilse Tamm", "kind": "person"}],
    "participations": [
        {"session_id": "2031-05-06", "person_id": "ilse-tamm", "role": "host"}
        | {"attribution": "Ilse", **PLACE}
    ],
    "session_topics": [{"session_id": "2031-05-06", "topic_id": "boats", **PLACE}],
    "session_channels": [{"session_id": "2031-05-06", "channel": "mail", **PLACE}],
    "topics": [
        {"topic_id": "boats", "label": "Boats"},
        {"topic_id": "sails", "label": "Sails", "broader_id": "boats"},
    ],
    "questions": [
        {"question_id": f"q{i}", "session_id": "2031-05-06", "position": i, "text": "Why?"}
        | {"topic_id": "boats", "topic_method": "text", "language": "en", "status": "answered"}
        | {"outcome": "answered", "outcome_method": "rule", "confirmed": False}
        | {"extraction_method": "notes", **PLACE}
        for i in (1, 2, 3)
    ]
    + [
        {"question_id": "q4", "session_id": "2031-05-07", "position": 1, "text": "Why?"}
        | {"topic_method": "none", "language": "en", "status": "answered"}
        | {"outcome": "answered", "outcome_method": "rule", "confirmed": False}
        | {"extraction_method": "notes", **PLACE}
    ],
    "answers": [
        {"answer_id": f"a{i}", "question_id": f"q{i}", "session_id": "2031-05-06", "position": 1}
        | {"person_id": "ilse-tamm", "mode": "live", "kind": "substantive"}
        | {"text": f"Answer {i}: because of the tide.", **PLACE}
        for i in (1, 2)
    ],
    "follow_ups": [
        {"follow_up_id": "f1", "session_id": "2031-05-06", "question_id": "q1"}
        | {"answer_id": "a1", "kind": "update", "text": "We will tell.", "status": "open"}
        | {"due_earliest": DAY, "due_latest": DAY, **PLACE},
        {"follow_up_id": "f2", "session_id": "2031-05-06", "question_id": "q1"}
        | {"answer_id": "a1", "kind": "update", "text": "We will see.", "status": "fulfilled"}
        | PLACE,
    ],
    "fulfilments": [
        {"follow_up_id": "f2", "answer_id": "a2", "earliest": DAY, "latest": DAY}
        | {"method": "same_record"}
    ],
    "question_links": [
        {"question_id": "q4", "other_question_id": "q1", "relation": "repeats"}
        | {"method": "wording", "score": 0.9}
    ],
    "corrections": [
        {"session_id": "2031-05-06", "position": 1, "table": "questions", "row_id": "q1"}
        | {"column": "confirmed", "old": "false", "new": "true", "reason": "read and found right"}
    ],
    "utterances": [
        {"utterance_id": f"u{i}", "session_id": "2031-05-06", "position": i}
        | {"channel": "recording", "text": "Well.", "start_ms": 0, "end_ms": 900, **PLACE}
        for i in (1, 2)
    ],
    "discrepancies": [
        {"discrepancy_id": "d1", "session_id": "2031-05-06", "kind": "question_not_in_notes"}
        | {"utterance_id": "u1", "score": 0.7, **PLACE},
        {"discrepancy_id": "d2", "session_id": "2031-05-06", "kind": "respondent_differs"}
        | {"question_id": "q1", "answer_id": "a1", "utterance_id": "u2", "score": 0.9, **PLACE},
    ],
    "evidence": [{"table": "questions", "row_id": "q1", **PLACE, "char_start": 0, "char_end": 4}],
    "quarantine": [{**PLACE, "reason": "unplaced_text"}],
    "questions_flat": [
        {"question_id": "q1", "session_id": "2031-05-06", "session_title": "Harbour Hour"}
        | {"date": DAY, "position": 1, "text": "Why?", "answers": 1, "outcome": "answered"}
        | {"status": "answered", "open_promises": 1}
    ],
}
COUNTS = {"questions": 4, "deferred": 2, "deferred_promised": 1, "deferred_listed_after": 1}
RATES = {"deferral_rate": 0.5, "deferral_low": 0.1, "deferral_high": 0.9, "resolved": 1}
RATE_ROW = {"label": "Boats", **COUNTS, **RATES, "confirmed": 0, "small": True}


def frame(model, rows):
    names = {c.name for c in model.columns()}
    assert all(row.keys() <= names for row in rows)
    table = pa.Table.from_pylist(rows, schema=model.arrow_schema())
    return table.to_pandas(types_mapper=PANDAS_TYPES.get)


@pytest.fixture
def frames():
    return {name: frame(model, ROWS[name]) for name, model in TABLES.items()}


def failures(frames, table, **cells):
    """What fails once `cells` stand in the table's second row, or its only one."""
    rows = [dict(row) for row in ROWS[table]]
    rows[min(1, len(rows) - 1)].update(cells)
    return validate({**frames, table: frame(TABLES[table], rows)}, TABLES)


def test_a_sound_data_set_passes(frames):
    assert validate(frames, TABLES) == ()


def test_empty_tables_pass():
    empty = {name: frame(model, []) for name, model in TABLES.items()}
    assert validate(empty, TABLES) == ()
    rates = {name: frame(model, []) for name, model in STATISTICS.items()}
    assert validate(rates, STATISTICS) == ()


def test_every_check_of_a_table_has_a_name():
    assert tuple(checks(TABLES["questions"])) == (
        "schema",
        "basis_only_if_deferred",
        "open_only_if_deferred",
        "topic_has_method",
        "place_is_a_range",
        "key",
        "foreign_keys",
        "evidence_verbatim",
    )
    documents = tuple(checks(TABLES["documents"]))
    assert documents == ("schema", "every_line_accounted", "key", "foreign_keys")
    assert tuple(checks(TABLES["people"])) == ("schema", "key")
    for rates in ("deferral_by_topic", "deferral_by_session", "deferral_by_year"):
        assert tuple(checks(STATISTICS[rates])) == ("schema", "counts_nest", "key")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("outcome", "SECRET"),
        ("position", 0),
        ("text", ""),
        ("text", None),
        ("topic_score", 1.5),
        ("extraction_method", None),
    ],
)
def test_a_cell_against_the_contract_names_its_row(frames, column, value):
    found = failures(frames, "questions", **{column: value})
    assert found == (Failure("questions", "schema", column, ("q2",), 1),)
    assert "SECRET" not in repr(found)


def test_several_rules_of_one_column_are_one_failure(frames):
    rows = [dict(row) for row in ROWS["questions"]]
    rows[0]["outcome"], rows[2]["outcome"] = None, "SECRET"
    found = validate({**frames, "questions": frame(TABLES["questions"], rows)}, TABLES)
    (schema,) = [f for f in found if f.check == "schema"]
    assert schema == Failure("questions", "schema", "outcome", ("q1", "q3"), 2)


@pytest.mark.parametrize(
    ("table", "check", "row", "cells"),
    [
        ("documents", "every_line_accounted", "2031-05-06/notes.txt", {"lines_used": 4}),
        ("sessions", "place_is_a_range", "2031-05-07", {"line_end": 2}),
        ("questions", "basis_only_if_deferred", "q2", {"deferral_basis": "promised"}),
        ("questions", "basis_only_if_deferred", "q2", {"outcome": "deferred"}),
        ("questions", "open_only_if_deferred", "q2", {"status": "open"}),
        ("questions", "topic_has_method", "q2", {"topic_method": "none"}),
        (
            "follow_ups",
            "due_is_an_interval",
            "f2",
            {"due_earliest": DAY, "due_latest": dt.date(2031, 5, 5)},
        ),
        ("follow_ups", "due_is_an_interval", "f2", {"due_latest": DAY}),
        ("fulfilments", "days_in_order", "f2 / a2", {"latest": dt.date(2031, 5, 5)}),
        ("fulfilments", "scored_where_matched", "f2 / a2", {"score": 0.9}),
        ("fulfilments", "scored_where_matched", "f2 / a2", {"method": "later_session"}),
        ("utterances", "named_only_in_office", "u2", {"attribution": "Peter"}),
        ("utterances", "named_only_in_office", "u2", {"person_id": "ilse-tamm"}),
        (
            "utterances",
            "named_only_in_office",
            "u2",
            {"person_id": "ilse-tamm", "attribution": "Ilse", "channel": "zoom_chat"},
        ),
        ("discrepancies", "kind_says_what_it_names", "d2", {"utterance_id": None}),
        ("discrepancies", "kind_says_what_it_names", "d2", {"answer_id": None}),
        ("discrepancies", "kind_says_what_it_names", "d2", {"kind": "question_not_in_notes"}),
        ("discrepancies", "kind_says_what_it_names", "d2", {"kind": "question_not_in_recording"}),
    ],
)
def test_a_rule_of_the_whole_table_fails_under_its_own_name(frames, table, check, row, cells):
    assert check in checks(TABLES[table])
    assert failures(frames, table, **cells) == (Failure(table, check, None, (row,), 1),)


def test_counts_that_do_not_nest_fail():
    rows = [{**RATE_ROW, "key": "*"}, {**RATE_ROW, "key": None, "resolved": 3}]
    rates = {name: frame(model, []) for name, model in STATISTICS.items()}
    rates["deferral_by_topic"] = frame(STATISTICS["deferral_by_topic"], rows)
    (found,) = validate(rates, STATISTICS)
    assert found == Failure("deferral_by_topic", "counts_nest", None, ("null",), 1)


COVERAGE = {"label": "Hour", "questions": 4, "in_recording": 3, "asked": 5, "small": True}
KINDS = {"question_not_in_recording": 1, "answer_not_in_recording": 0, "respondent_differs": 0}


@pytest.mark.parametrize(
    ("cells", "passes"), [({}, True), ({"asked": 4}, False), ({"questions": 2}, False)]
)
def test_what_was_heard_adds_up(cells, passes):
    row = {"key": "*", **COVERAGE, **KINDS, "question_not_in_notes": 2, **cells}
    rates = {name: frame(model, []) for name, model in STATISTICS.items()}
    rates["notes_coverage"] = frame(STATISTICS["notes_coverage"], [row])
    failed = [failure.check for failure in validate(rates, STATISTICS)]
    assert failed == ([] if passes else ["counts_add_up"])


def test_a_key_twice_fails(frames):
    (found,) = [f for f in failures(frames, "topics", topic_id="boats") if f.check == "key"]
    assert found == Failure("topics", "key", None, ("boats",), 2)


def test_a_key_of_several_columns_is_joined(frames):
    twice = pd.concat([frames["participations"]] * 2)
    found = validate({**frames, "participations": twice}, TABLES)
    row = "2031-05-06 / ilse-tamm / host"
    assert found == (Failure("participations", "key", None, (row,), 2),)


def test_a_null_key_fails(frames):
    found = failures(frames, "topics", topic_id=None)
    assert Failure("topics", "key", "topic_id", ("null",), 1) in found


@pytest.mark.parametrize(("keys", "passes"), [(["a", None], True), (["a", None, None], False)])
def test_a_statistic_has_one_group_without_a_key_at_most(keys, passes):
    rates = {name: frame(model, []) for name, model in STATISTICS.items()}
    rows = [{**RATE_ROW, "key": key} for key in keys]
    rates["deferral_by_topic"] = frame(STATISTICS["deferral_by_topic"], rows)
    found = validate(rates, STATISTICS)
    expected = (Failure("deferral_by_topic", "key", None, ("null",), 2),)
    assert found == (() if passes else expected)


@pytest.mark.parametrize(
    ("table", "column", "row"),
    [
        (model.table_name(), c.name, None)
        for model in TABLES.values()
        for c in model.columns()
        if c.references
    ],
)
def test_a_row_that_refers_to_nothing_fails(frames, table, column, row):
    found = failures(frames, table, **{column: "SECRET"})
    (dangling,) = [f for f in found if f.table == table and f.check == "foreign_keys"]
    assert (dangling.column, dangling.count, len(dangling.rows)) == (column, 1, 1)
    if not next(c.key for c in TABLES[table].columns() if c.name == column):
        assert "SECRET" not in repr(found)


def test_a_null_reference_refers_to_nobody(frames):
    assert failures(frames, "answers", person_id=None) == ()


@pytest.mark.parametrize(
    ("evidence", "passes"),
    [
        ("because of the tide", True),
        ("Answer 2", True),
        ("Because of the tide", False),
        ("Answer 1", False),
        (None, True),
    ],
)
def test_evidence_stands_verbatim_in_an_answer_to_that_question(frames, evidence, passes):
    found = failures(frames, "questions", outcome_evidence=evidence)
    failure = Failure("questions", "evidence_verbatim", "outcome_evidence", ("q2",), 1)
    assert found == (() if passes else (failure,))


@pytest.mark.parametrize(
    ("cells", "column", "row"),
    [
        ({"status": "open"}, "status", "f2"),
        ({"follow_up_id": "f3"}, "status", "f3"),
    ],
)
def test_a_promise_is_fulfilled_exactly_where_something_shows_it(frames, cells, column, row):
    found = failures(frames, "follow_ups", **cells)
    assert Failure("follow_ups", "fulfilled_is_shown", column, (row,), 1) in found


@pytest.mark.parametrize(
    ("promise", "row", "column", "passes"),
    [
        ({"status": "fulfilled"}, "f1", "status", True),
        ({"status": "fulfilled"}, "f1", "kind", False),
        ({"status": "fulfilled"}, "q1", "status", False),
    ],
)
def test_a_person_may_say_that_a_promise_was_kept(frames, promise, row, column, passes):
    told = {**ROWS["corrections"][0], "table": "follow_ups", "row_id": row, "column": column}
    frames["corrections"] = frame(TABLES["corrections"], [told])
    frames["follow_ups"] = frame(
        TABLES["follow_ups"], [ROWS["follow_ups"][0] | promise, ROWS["follow_ups"][1]]
    )
    failure = Failure("follow_ups", "fulfilled_is_shown", "status", ("f1",), 1)
    assert validate(frames, TABLES) == (() if passes else (failure,))


def test_no_answer_keeps_its_own_promise(frames):
    (found,) = failures(frames, "fulfilments", answer_id="a1")
    assert found == Failure("fulfilments", "kept_by_another_answer", "answer_id", ("f2 / a1",), 1)


@pytest.mark.parametrize(("day", "passes"), [(5, False), (6, True), (7, True)])
def test_no_earlier_session_keeps_a_promise(frames, day, passes):
    session, further = ROWS["sessions"]
    other = {**session, "session_id": "other", "date": dt.date(2031, 5, day)}
    answers = [ROWS["answers"][0], {**ROWS["answers"][1], "session_id": "other"}]
    found = validate(
        {
            **frames,
            "sessions": frame(TABLES["sessions"], [session, further, other]),
            "answers": frame(TABLES["answers"], answers),
        },
        TABLES,
    )
    failure = Failure("fulfilments", "kept_by_another_answer", "answer_id", ("f2 / a2",), 1)
    assert found == (() if passes else (failure,))


@pytest.mark.parametrize(("earlier", "passes"), [("q1", True), ("q4", False)])
def test_a_question_is_linked_to_one_of_an_earlier_day(frames, earlier, passes):
    found = failures(frames, "question_links", other_question_id=earlier)
    failure = Failure("question_links", "linked_to_earlier", "other_question_id", ("q4 / q4",), 1)
    assert found == (() if passes else (failure,))


def test_evidence_without_an_answer_fails(frames):
    for name in ("answers", "follow_ups", "fulfilments", "discrepancies"):
        frames[name] = frames[name].iloc[:0]
    (found,) = failures(frames, "questions", outcome_evidence="tide")
    assert (found.check, found.rows) == ("evidence_verbatim", ("q2",))


def test_a_missing_an_unknown_and_a_mistyped_column_are_named(frames):
    broken = frames["questions_flat"].drop(columns=["text"])
    broken = broken.assign(colour="SECRET", answers=["SECRET"])
    found = validate({**frames, "questions_flat": broken}, TABLES)
    assert {(f.check, f.column, f.rows, f.count) for f in found} == {
        ("schema", "text", (), 0),
        ("schema", "colour", (), 0),
        ("schema", "answers", (), 0),
    }
    assert "SECRET" not in repr(found)


def test_a_missing_column_fails_every_check_that_needs_it(frames):
    broken = frames["documents"].drop(columns=["document_id", "lines_used"])
    found = {f.check for f in validate({**frames, "documents": broken}, TABLES)}
    assert {"schema", "every_line_accounted", "key", "foreign_keys"} <= found


def test_a_check_that_crashes_fails(frames):
    broken = frames["documents"].assign(lines=["SECRET"], lines_used=[[]])
    found = validate({**frames, "documents": broken}, TABLES)
    assert Failure("documents", "every_line_accounted", None, (), 0) in found
    assert "SECRET" not in repr(found)


def test_a_table_too_few_or_too_many_is_an_error(frames):
    with pytest.raises(ValueError, match=r"tables without a model .*'boats'"):
        validate({**frames, "boats": frames["topics"]}, TABLES)
    del frames["topics"]
    with pytest.raises(ValueError, match=r"models without a table: .*'topics'"):
        validate(frames, TABLES)


def test_the_frames_are_left_alone(frames):
    before = {name: f.copy() for name, f in frames.items()}
    frames["questions"].index = [7, 7, 8, 8]
    found = failures(frames, "documents", lines_used=4)
    assert len(found) == 1
    assert list(frames["questions"].index) == [7, 7, 8, 8]
    pd.testing.assert_frame_equal(frames["documents"], before["documents"])
    assert all(check.n_failure_cases is None for check in TABLES["documents"].to_schema().checks)


def test_a_table_that_fails_everywhere_costs_little(frames):
    wrong = frames["follow_ups"].assign(line_end=1, kind="SECRET")
    many = wrong.iloc[[0] * 100_000].copy()
    many["follow_up_id"] = [f"f{i:06}" for i in range(len(many))]
    start = time.process_time()
    found = {f.check: f for f in validate({**frames, "follow_ups": many}, TABLES)}
    assert time.process_time() - start < 15
    first = tuple(f"f{i:06}" for i in range(20))
    expected = Failure("follow_ups", "place_is_a_range", None, first, 100_000)
    assert found["place_is_a_range"] == expected
    assert found["schema"] == Failure("follow_ups", "schema", "kind", first, 100_000)
