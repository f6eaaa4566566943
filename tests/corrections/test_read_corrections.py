"""corrections.yaml: what is read from it, and the line that is said about each mistake."""

from datetime import UTC, date, datetime

import pytest

from pipeline.corpus.corrections import Act, read_corrections
from pipeline.corpus.problems import RefusedError
from pipeline.corpus.settings import CorpusSettings
from schemas.corrections import CORRECTED, correctable
from schemas.words import Outcome

CORPUS = CorpusSettings(time_zone="Europe/Berlin")
Q = "2031-05-06/q-0123456789ab"


def read(text):
    return read_corrections(text.encode(), "c.yaml", CORPUS)


def complaints(text):
    with pytest.raises(RefusedError) as refused:
        read(text)
    return [str(problem) for problem in refused.value.problems]


def item(table, column, value):
    return f"- {{table: {table}, row: x, column: {column}, value: {value}, reason: seen}}\n"


def test_the_three_things_a_person_can_say():
    corrected, confirmed, withdrawn = read(
        f"- table: questions\n  row: {Q}\n  column: outcome\n  value: declined\n"
        f"  reason: she refused\n"
        f"- {{table: questions, row: {Q}, confirm: true}}\n"
        f"- {{table: answers, row: a, withdraw: true, reason: personal_data}}\n"
    )
    assert (corrected.act, corrected.row_id, corrected.column) == (Act.CORRECT, Q, "outcome")
    assert (corrected.value, corrected.reason, corrected.line) == (
        Outcome.DECLINED,
        "she refused",
        1,
    )
    assert (confirmed.act, confirmed.line) == (Act.CONFIRM, 6)
    assert (withdrawn.act, withdrawn.reason, withdrawn.line) == (Act.WITHDRAW, "personal_data", 7)


@pytest.mark.parametrize("text", ["# nothing yet\n", "---\n", "[]\n"])
def test_a_file_that_says_nothing_corrects_nothing(text):
    assert read(text) == ()


@pytest.mark.parametrize(
    ("table", "column", "written", "value"),
    [
        ("follow_ups", "due_latest", "2031-06-01", date(2031, 6, 1)),
        ("follow_ups", "due_latest", "null", None),
        ("questions", "recording_start_ms", "90000", 90_000),
        ("sessions", "starts_at", "2031-07-02T13:00", datetime(2031, 7, 2, 11, tzinfo=UTC)),
        ("questions", "heading", "'0123'", "0123"),
        ("questions", "topic_id", "null", None),
    ],
)
def test_values_have_their_column_s_type(table, column, written, value):
    (correction,) = read(item(table, column, written))
    assert correction.value == value
    assert type(correction.value) is type(value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("table: x\n", "c.yaml:1: the file must be a list"),
        ("- one\n", "c.yaml:1: item 1 must be 'key: value' lines, not 'one'"),
        ("- {row: x, confirm: true}\n", "c.yaml:1: item 1 has no key 'table'; add it"),
        (
            "- {table: questions, row: x, confirm: true, vaule: 1}\n",
            "c.yaml:1: unknown key 'vaule'; did you mean 'value'?",
        ),
        ("- {table: questions, row: x}\n", "c.yaml:1: says nothing of the row; expected column"),
        (
            "- {table: questions, row: x, confirm: true, withdraw: true, reason: rights}\n",
            "c.yaml:1: says several things at once",
        ),
        (
            "- {table: questions, row: x, column: status, reason: y}\n",
            "c.yaml:1: has no key 'value'; add it ('value: null'",
        ),
        (
            "- {table: questions, row: x, value: open, reason: y}\n",
            "c.yaml:1: has no key 'column'; add it",
        ),
        (
            "- {table: questions, row: x, confirm: no}\n",
            "c.yaml:1: 'confirm' must be true, or not be there, not 'no'",
        ),
        (
            "- table: questions\n  row: x\n  column: status\n  value: open\n",
            "c.yaml:1: has no key 'reason'; add why it is so",
        ),
        (
            "- {table: answers, row: x, withdraw: true}\n",
            "c.yaml:1: 'reason' must be the class of the withdrawal, and there is none; classes: ",
        ),
        (
            "- {table: answers, row: x, withdraw: true, reason: personal}\n",
            "c.yaml:1: 'reason' must be the class of the withdrawal, not 'personal'; did you mean",
        ),
        (
            "- {table: answers, row: x, confirm: true}\n",
            "c.yaml:1: only rows of questions are confirmed, not of answers",
        ),
        (
            "- {table: sessions, row: x, withdraw: true, reason: rights}\n",
            "c.yaml:1: a session is not withdrawn here; take its folder away",
        ),
        (
            "- {table: question, row: x, confirm: true}\n",
            "c.yaml:1: rows of 'question' are not corrected here; did you mean 'questions'?",
        ),
        (
            "- {table: people, row: x, withdraw: true, reason: rights}\n",
            "c.yaml:1: rows of 'people' are not corrected here; names are joined and split in",
        ),
        (
            item("questions", "outcom", "answered"),
            "c.yaml:1: 'outcom' is no column of questions; did you mean 'outcome'?",
        ),
        (
            item("questions", "question_id", "x"),
            "c.yaml:1: 'question_id' cannot be corrected; columns that can be: text, heading",
        ),
        (
            item("questions", "confirmed", "x"),
            "c.yaml:1: 'confirmed' cannot be corrected; write 'confirm: true'",
        ),
        (
            item("questions", "outcome_method", "person"),
            "c.yaml:1: 'outcome_method' cannot be corrected; it becomes 'person' where",
        ),
        (item("answers", "question_id", "x"), "c.yaml:1: 'question_id' cannot be corrected"),
        (item("questions", "line_start", "1"), "c.yaml:1: 'line_start' cannot be corrected"),
        (
            item("questions", "outcome", "postponed"),
            "c.yaml:1: outcome must be one of its words (words: deferred, declined",
        ),
        (
            item("questions", "outcome", "defered"),
            "c.yaml:1: outcome must be one of its words (did you mean 'deferred'?), not 'defered'",
        ),
        (item("questions", "outcome", "null"), "c.yaml:1: outcome is never null; give a value"),
        (
            item("follow_ups", "due_latest", "2031-02-30"),
            "c.yaml:1: due_latest must be a day written YYYY-MM-DD, not '2031-02-30'",
        ),
        (
            item("questions", "recording_start_ms", "1.5"),
            "c.yaml:1: recording_start_ms must be a whole number, not '1.5'",
        ),
        (
            item("sessions", "starts_at", "noon"),
            "c.yaml:1: starts_at must be a day and time written",
        ),
    ],
)
def test_what_cannot_be_meant_is_said_with_its_line(text, line):
    (said,) = complaints(text)
    assert said.startswith(line)


def test_every_wrong_item_is_named_and_a_cell_is_corrected_once():
    said = complaints(
        item("questions", "outcom", "x")
        + item("questions", "status", "open")
        + item("questions", "status", "answered")
        + "- {table: questions, row: x, confirm: true}\n" * 2
    )
    assert [line.partition(" ")[0] for line in said] == ["c.yaml:1:", "c.yaml:3:", "c.yaml:5:"]
    assert said[1] == "c.yaml:3: the same is already corrected on line 2; keep one of them"


def test_every_column_that_may_be_corrected_has_a_type_that_is_read():
    examples = {"string": "x", "int64": "1", "date32[day]": "2031-05-06"}
    for table, model in CORRECTED.items():
        for column in correctable(model):
            value = next(iter(column.words)).value if column.words else None
            written = value or examples.get(str(column.arrow_type), "2031-05-06T10:00Z")
            (correction,) = read(item(table, column.name, f"'{written}'"))
            assert correction.value is not None
