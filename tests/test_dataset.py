"""The whole tables: sessions do not disturb each other, and a fault costs one of them."""

import random
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipeline import session as sessions
from pipeline.corpus import load_corpus
from pipeline.dataset import NothingBuiltError, build_dataset
from pipeline.store.parquet import to_pandas
from schemas import TABLES
from schemas.validate import validate

A, B, C = "2031-05-06", "2031-06-03", "2031-07-01-late"
NOTES = {
    A: "Quay call\n\nSinéad O’Brien hosted.\n\nFees\n\n  • Why?\nSinéad: We will follow up.\n",
    B: "Quay call\n\nSinéad O'Brien hosted.\n\nFees\n\n  • Why?\nSinéad: We will follow up.\n",
    C: "Late call\n\n  • Who has the secret key?\nBo Ek: Nobody has the secret key.\n",
}
SHARED = ("people", "topics", "question_links")


@pytest.fixture
def load(tmp_path):
    """Loads a corpus of the given sessions."""

    def loaded(notes):
        raw = tmp_path / f"raw{len(list(tmp_path.iterdir()))}"
        (raw / "sessions").mkdir(parents=True)
        for session_id, text in notes.items():
            folder = raw / "sessions" / session_id
            folder.mkdir()
            (folder / "notes.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_corpus(raw)

    return loaded


DERIVED = {"follow_ups": "status", "questions_flat": "open_promises"}


def rows_of(dataset, session_id):
    """What is true of one session, table by table: without links and what follows from them."""
    found = {}
    for name, table in dataset.tables.items():
        if "session_id" in table.column_names:
            own = pc.equal(table["session_id"], session_id)
        elif "document_id" in table.column_names:
            own = pc.starts_with(table["document_id"], f"{session_id}/")
        elif name == "fulfilments":
            own = pc.and_(
                pc.starts_with(table["follow_up_id"], f"{session_id}/"),
                pc.not_equal(table["method"], "later_session"),
            )
        else:
            assert name in SHARED
            continue
        lasting = table.drop_columns(DERIVED[name]) if name in DERIVED else table
        found[name] = lasting.filter(own).to_pylist()
    return found


def faulty(monkeypatch, session_id):
    """Makes the program fail at one session, with a message that quotes its text."""
    align = sessions._alignment

    def failing(questions, documents, record):
        if f"/{session_id}/" in record.path:
            raise RuntimeError(f"cannot place {questions[0].question.text.text}")
        return align(questions, documents, record)

    monkeypatch.setattr(sessions, "_alignment", failing)


def test_the_whole_keeps_the_contract(load):
    dataset = build_dataset(load(NOTES))
    frames = {name: to_pandas(table) for name, table in dataset.tables.items()}
    assert validate(frames, TABLES) == ()
    assert set(dataset.tables) == set(TABLES)
    assert dataset.tables["sessions"].num_rows == 3


def test_one_s_rows_do_not_change_when_another_comes_breaks_or_goes(load, monkeypatch):
    alone = rows_of(build_dataset(load({A: NOTES[A]})), A)
    assert alone["questions_flat"][0]["respondents"] == "Sinéad O’Brien"
    assert rows_of(build_dataset(load(NOTES)), A) == alone
    for broken in (b"", b"\0\1", b"Tea.\n", NOTES[A].encode()):
        assert rows_of(build_dataset(load({**NOTES, B: broken})), A) == alone
    faulty(monkeypatch, B)
    assert rows_of(build_dataset(load(NOTES)), A) == alone


def test_the_order_of_sessions_and_files_does_not_matter(load):
    loaded = load(NOTES)
    expected = build_dataset(loaded)
    for seed in range(3):
        shuffled = list(loaded.folders)
        random.Random(seed).shuffle(shuffled)
        found = build_dataset(replace(loaded, folders=tuple(shuffled)))
        assert found.tables == expected.tables
        assert found.report == expected.report


def test_a_person_of_two_sessions_is_one_row(load):
    people = build_dataset(load(NOTES)).tables["people"].to_pylist()
    assert [person["person_id"] for person in people] == ["bo-ek", "sinead-o-brien"]


def test_a_fault_costs_its_session_and_is_named_without_the_text(load, monkeypatch):
    faulty(monkeypatch, C)
    dataset = build_dataset(load(NOTES))
    assert dataset.tables["sessions"]["session_id"].to_pylist() == [A, B]
    (line,) = dataset.report["refused"]
    assert line.startswith(f"sessions/{C}: could not be built (RuntimeError at test_dataset.py:")
    assert "secret" not in str(dataset.report)
    assert list(dataset.report["sessions"]) == [A, B]


def test_a_session_that_cannot_be_read_is_named(load):
    dataset = build_dataset(load({**NOTES, B: b"\0"}))
    assert dataset.tables["sessions"]["session_id"].to_pylist() == [A, C]
    (line,) = dataset.report["refused"]
    assert line.startswith(f"sessions/{B}/notes.txt: seems to be a binary file")


def test_nothing_built_says_why(load):
    with pytest.raises(NothingBuiltError) as failed:
        build_dataset(load({A: b"\0", B: b"\0"}))
    assert [problem.path for problem in failed.value.problems] == [
        f"sessions/{A}/notes.txt",
        f"sessions/{B}/notes.txt",
    ]


def test_no_sessions_are_nothing_built(load):
    with pytest.raises(NothingBuiltError):
        build_dataset(load({}))


def test_the_report_tells_the_lines_left_out_by_rule_and_never_their_text(load):
    report = build_dataset(load({A: NOTES[A].replace("Fees", "The secret tea is hot.\n\nFees")}))
    told = report.report["sessions"][A][f"{A}/notes.txt"]
    assert told.pop("layouts") == ["bulleted"]
    assert told == {"format": "text", "boilerplate": {"announcement": 1}, "quarantined": {}}
    assert "secret" not in str(report.report)


def test_progress_is_shown_for_every_session(load):
    seen = []

    def track(folders):
        for folder in folders:
            seen.append(folder.name)
            yield folder

    build_dataset(load(NOTES), track)
    assert seen == [A, B, C]


def test_the_tables_have_the_types_of_the_contract(load):
    for name, table in build_dataset(load(NOTES)).tables.items():
        assert isinstance(table, pa.Table)
        assert table.schema.equals(TABLES[name].arrow_schema())
