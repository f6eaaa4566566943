"""The written session of tests/corpus with a recording and two chats, read whole.

Its notes are sorted by topic, the recording is not; each of the places below was known when the
captions were made. The video begins a minute and a half before the call that was recorded.
"""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.engine import Inline
from pipeline.private.folder import PrivateFolder
from pipeline.private.intake import Intake
from pipeline.store.parquet import to_pandas
from schemas import TABLES
from schemas.validate import validate

RAW = Path(__file__).parent / "corpus" / "raw"
SESSION = "2031-11-18"
OFFSET = 90_000

# position in the notes → where in the recording its question and its first answer begin, in ms
PLACES = {
    1: (301_455, 314_269),
    2: (251_679, 265_727),
    3: (428_893, 444_330),
    4: (None, None),
    5: (546_334, 563_506),
    6: (583_544, 599_684),
    7: (134_240, 155_740),
    8: (343_465, 363_445),
    9: (188_896, 206_854),
    10: (394_710, 413_878),
    11: (618_609, 628_429),
    12: (502_821, 517_715),
}
OUTCOMES = {6: "deferred", 10: "declined", 12: "deferred"}
DIFFER = [
    ("question_not_in_recording", 4, None),
    ("question_not_in_notes", None, "Okay, a very short one. Seals!"),
    ("answer_not_in_recording", 9, None),
    ("question_not_in_notes", None, "Okay. I see one that has just come in"),
    ("respondent_differs", 5, "We had three offers"),
]
# document, line → disposition, position of the question
SENT = {
    ("chat.txt", 7): ("duplicate", 1),
    ("chat.txt", 11): ("asked", 5),
    ("chat.txt", 19): ("not_asked", None),
    ("chat-youtube.json", 3): ("asked", 9),
    ("chat-youtube.json", 4): ("asked", 11),
    ("chat-youtube.json", 5): ("asked", 8),
    ("chat-youtube.json", 7): ("asked", 1),
    ("chat-youtube.json", 8): ("not_asked", None),
}
# document → lines used, boilerplate, quarantined, blank
LINES = {
    "chat-youtube.json": (7, 2, 0, 0),
    "chat.txt": (17, 6, 0, 1),
    "notes.md": (31, 0, 0, 30),
    "transcript.vtt": (300, 1, 0, 100),
}


@pytest.fixture(scope="module")
def frames(tmp_path_factory):
    loaded = load_corpus(RAW)
    folder = PrivateFolder(tmp_path_factory.mktemp("out"))
    tables = build_dataset(loaded, engine=Inline()).tables
    taken = Intake(RAW, loaded, folder).take(tables, Inline())
    made = {name: to_pandas(table) for name, table in taken.tables.items()}
    assert validate(made, TABLES) == ()
    made["submissions"] = pd.read_parquet(folder.path / "tables" / "submissions.parquet")
    own = {name: of[of["session_id"] == SESSION] for name, of in made.items() if "session_id" in of}
    return {name: of.astype(object).where(of.notna(), None) for name, of in own.items()}


@pytest.fixture(scope="module")
def questions(frames):
    return frames["questions"].set_index("position").sort_index()


def test_every_place_is_the_one_that_is_known(questions):
    for position, (start, answer) in PLACES.items():
        row = questions.loc[position]
        if start is None:
            assert row["recording_start_ms"] is row["recording_url"] is None
            continue
        at = row["recording_start_ms"]
        assert abs(at - start - OFFSET) <= 2_000, position
        # the answer begins just behind the question
        assert at < row["recording_end_ms"] <= answer + OFFSET
        assert answer + OFFSET - row["recording_end_ms"] <= 4_000
        assert row["recording_url"] == f"https://youtu.be/TidewellAut?t={at // 1000}s"
        assert 0.9 < row["alignment_score"] <= 1


def test_every_answer_is_where_it_is_known_to_be(frames, questions):
    position = {key: at for at, key in questions["question_id"].items()}
    found = {
        (position[row["question_id"]], row["position"]): row["recording_start_ms"]
        for _, row in frames["answers"].iterrows()
    }
    expected = {(at, 1): answer + OFFSET if answer else None for at, (_, answer) in PLACES.items()}
    assert found == {**expected, (9, 2): None}


def test_every_difference_is_found_and_no_other(frames, questions):
    position = {key: at for at, key in questions["question_id"].items()}
    said = frames["utterances"].set_index("utterance_id")["text"]
    found = [
        (row["kind"], position.get(row["question_id"]), said.get(row["utterance_id"]))
        for _, row in frames["discrepancies"].iterrows()
    ]
    assert len(found) == len(DIFFER)
    for kind, at, begins in DIFFER:
        assert any(
            (one, where) == (kind, at) and (text or "").startswith(begins or "")
            for one, where, text in found
        ), (kind, at)


def test_what_became_of_each_question(questions):
    expected = {at: OUTCOMES.get(at, "answered") for at in PLACES}
    assert questions["outcome"].to_dict() == expected


def test_what_became_of_each_message(frames, questions):
    position = {key: at for at, key in questions["question_id"].items()}
    found = {
        (Path(row["document"]).name, row["line_start"]): (
            row["disposition"],
            position.get(row["question_id"]),
        )
        for _, row in frames["submissions"].iterrows()
    }
    assert found == SENT
    channels = questions["channel"].to_dict()
    assert {at: channel for at, channel in channels.items() if channel} == {
        1: "youtube_chat",
        5: "zoom_chat",
        8: "youtube_chat",
        9: "youtube_chat",
        11: "youtube_chat",
    }


def test_the_speakers_are_the_people_in_office_and_nobody_else(frames):
    spoken = Counter(frames["utterances"]["person_id"])
    assert spoken == {
        "nguyen-thi-hoa": 15,
        "sinead-o-brien": 8,
        "ana-cruz": 4,
        "łukasz-zak": 4,
        None: 2,
    }
    assert not any("Guest" in str(name) for name in frames["utterances"]["attribution"])
    # the chats are private
    assert set(frames["utterances"]["channel"]) == {"recording"}


def test_every_line_is_accounted_for(frames):
    columns = ["lines_used", "lines_boilerplate", "lines_quarantined", "lines_blank"]
    found = {
        Path(row["document_id"]).name: tuple(row[columns])
        for _, row in frames["documents"].iterrows()
    }
    assert found == LINES
