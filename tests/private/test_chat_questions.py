"""What people ask in chat: private rows, their fates, and the channel of a question."""

import csv
import stat
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.engine import Inline
from pipeline.private.folder import PrivateFolder
from pipeline.private.intake import Intake
from pipeline.store.parquet import to_pandas

NOTES = """\
Open Quay of 4 March 2032

Host: Ines Falk (Harbour Master)

Moorings
• Will the fee for winter berths on the north quay rise again this year?
Ines Falk: Yes, by two percent.
• Who decides which fishing boats may use the ice house at night?
Ines Falk: The guild does.
• How many boats are waiting for a berth?
Ines Falk: Forty-one.
"""
CHAT = """\
00:01:10\tPiet Waal:\tHello everybody!
00:02:00\tPiet Waal:\tWill the fee for winter berths rise again this year on the north quay?
00:02:30\tIines Falk:\tgood point
00:03:00\tMona Rill:\tis the fee for winter berths on the north quay going to rise again?
00:04:00\tTarek Odo:\tThanks. Who built the lighthouse keeper's garden wall?
00:05:00\tInes Falk:\tCan everyone hear me? Who has the next question for us about moorings?
00:06:00\tTarek Odo:\tWho decides about the ice house key?
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "sessions" / "2032-03-04"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text(NOTES, "utf-8")
    (folder / "chat.txt").write_text(CHAT, "utf-8")
    (tmp_path / "raw" / "corpus.yaml").write_text("title: Open Quay\n", "utf-8")
    return tmp_path / "raw"


def command(raw: Path) -> Result:
    arguments = ["build", "--engine", "inline", "--raw", str(raw), "--out", str(raw.parent / "out")]
    return CliRunner().invoke(main, arguments)


def build(raw: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What becomes of it, without the orchestration: the submissions, and the questions."""
    loaded = load_corpus(raw)
    folder = PrivateFolder(raw.parent / "out")
    tables = build_dataset(loaded, engine=Inline()).tables
    taken = Intake(raw, loaded, folder).take(tables, Inline())
    assert taken.tables["corrections"].num_rows == 0
    private = pd.read_parquet(folder.path / "tables" / "submissions.parquet")
    return private.set_index("text"), to_pandas(taken.tables["questions"])


def test_questions_in_chat_are_matched_and_give_questions_their_channel(raw: Path) -> None:
    found, questions = build(raw)
    # who speaks in office asks nothing here, greetings and thanks are no questions
    assert dict(found["disposition"]) == {
        "Will the fee for winter berths rise again this year on the north quay?": "asked",
        "is the fee for winter berths on the north quay going to rise again?": "duplicate",
        "Who built the lighthouse keeper's garden wall?": "not_asked",
        "Who decides about the ice house key?": "undecided",
    }
    fees = questions[questions["text"].str.contains("winter berths")].iloc[0]
    others = questions[questions["question_id"] != fees["question_id"]]
    assert fees["channel"] == "zoom_chat"
    assert others["channel"].isna().all()
    first, second = (found.loc[text] for text in found.index if "winter berths" in text)
    if "going to rise" in first.name:
        first, second = second, first
    assert first["question_id"] == second["question_id"] == fees["question_id"]
    assert second["duplicate_of"] == first["submission_id"]
    assert found["asker_key"].isna().all()


def test_everything_private_is_its_owners_alone(raw: Path) -> None:
    build(raw)
    private = raw.parent / "out" / "private"
    folders = [private, *(path for path in private.rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}
    files = [path for path in private.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {"submissions.parquet", "review.csv", "state.json"} <= {path.name for path in files}


def test_what_is_likely_waits_for_a_person_whose_word_holds(raw: Path) -> None:
    found, questions = build(raw)
    review = raw.parent / "out" / "private" / "review.csv"
    (row,) = csv.DictReader(review.read_text("utf-8").splitlines())
    assert row["text"] == "Who decides about the ice house key?"
    ice = questions[questions["text"].str.contains("ice house")].iloc[0]["question_id"]
    assert row["question_1"] == ice
    said = f"- {{table: submissions, row: {row['submission_id']}, column: question_id, value: {ice}, reason: the same}}\n"
    (raw / "sessions" / "2032-03-04" / "corrections.yaml").write_text(said, "utf-8")
    found, questions = build(raw)
    decided = found.loc["Who decides about the ice house key?"]
    assert (decided["disposition"], decided["match_method"]) == ("asked", "person")
    assert questions.set_index("question_id").loc[ice, "channel"] == "zoom_chat"
    assert list(csv.DictReader(review.read_text("utf-8").splitlines())) == []


def test_a_person_may_say_that_it_is_no_question(raw: Path) -> None:
    found, _ = build(raw)
    row = found.loc["Who decides about the ice house key?", "submission_id"]
    said = f"- {{table: submissions, row: {row}, column: disposition, value: not_asked, reason: read}}\n"
    (raw / "sessions" / "2032-03-04" / "corrections.yaml").write_text(said, "utf-8")
    found, _ = build(raw)
    assert found.loc["Who decides about the ice house key?", "disposition"] == "not_asked"


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("column: text, value: x, reason: y", "cannot be corrected"),
        ("withdraw: true, reason: on_request", "a submission is not withdrawn here"),
        ("confirm: true", "only rows of questions are confirmed"),
        ("column: disposition, value: gone, reason: y", "one of its words"),
    ],
)
def test_other_words_about_submissions_are_refused(raw: Path, item: str, told: str) -> None:
    said = f"- {{table: submissions, row: s-000000000000, {item}}}\n"
    (raw / "sessions" / "2032-03-04" / "corrections.yaml").write_text(said, "utf-8")
    loaded = load_corpus(raw)
    assert any(told in str(problem) for problem in loaded.refused)


def test_nothing_is_done_twice_and_a_change_is_seen(raw: Path) -> None:
    assert command(raw).exit_code == 0
    out = raw.parent / "out"
    at = (out / "private" / "state.json").stat().st_ino
    assert set(pd.read_parquet(out / "tables" / "questions.parquet")["channel"].dropna()) == {
        "zoom_chat"
    }
    told = command(raw)
    assert "1 of what was sent in, in private/review.csv" in told.output
    assert (out / "private" / "state.json").stat().st_ino == at
    (raw / "sessions" / "2032-03-04" / "chat.txt").unlink()
    loaded = load_corpus(raw)
    assert Intake(raw, loaded, PrivateFolder(out)).effects() is None
    found, questions = build(raw)
    assert found.empty
    assert questions["channel"].isna().all()


def test_a_spoilt_state_is_made_again(raw: Path) -> None:
    build(raw)
    folder = PrivateFolder(raw.parent / "out")
    (folder.path / "state.json").write_text("{", "utf-8")
    assert folder.state() is None
    build(raw)
    assert folder.state() is not None
