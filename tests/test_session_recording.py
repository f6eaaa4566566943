"""Places in the recording, from a session's folder to the rows."""

import pytest

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.store.parquet import to_pandas
from schemas import TABLES
from schemas.validate import validate

DAY = "2031-05-06"
NOTES = """Quay call

Ana Lima hosted the call. Jo Vik facilitated. Bo Ek (Pilots) answered questions.

  • When is the channel dredged?
Bo: In February, after the seals have left the sandbank.
  • Who painted the weather vane on the customs house?
Bo: That is lost to history.
"""
VTT = """WEBVTT

00:00:01.000 --> 00:00:14.000
Ana Lima: Welcome everybody to the spring call. It is windy, and the harbour is full of boats.

00:00:15.000 --> 00:00:29.000
Ana Lima: There is news. The new lamp at the pier is lit, and the winter market was a success.

00:00:30.000 --> 00:00:44.000
Jo Vik: Let us begin. The first question is from the skipper of a barge. With every tide it gets
shallower out there, last week I touched the ground. When are you going to send the dredger?

00:00:45.000 --> 00:00:59.000
Bo Ek: We know about that place. The dredger is planned for February, because before that the
seals are lying on the sandbank with their pups, and the seals must be left in peace.

00:01:00.000 --> 00:01:14.000
Ana Lima: That was all for today. Thank you for listening, and see you at the summer fair.
"""


@pytest.fixture
def build(tmp_path):
    """The questions and answers of one session, in order, checked against the contract."""

    def built(stated="{}\n", **files):
        folder = tmp_path / "raw" / "sessions" / DAY
        folder.mkdir(parents=True)
        for name, text in {"notes.txt": NOTES, "transcript.vtt": VTT, **files}.items():
            (folder / name).write_text(text)
        (folder / "session.yaml").write_text(stated)
        dataset = build_dataset(load_corpus(tmp_path / "raw"))
        frames = {name: to_pandas(table) for name, table in dataset.tables.items()}
        assert validate(frames, TABLES) == ()
        return tuple(frames[name].sort_values("line_start") for name in ("questions", "answers"))

    return built


def test_a_question_has_its_place_and_its_link(build):
    stated = "recording: {url: 'https://youtu.be/Quay_1', offset: 1:00}\n"
    questions, answers = build(stated)
    found = questions.iloc[0]
    assert (found["recording_start_ms"], found["recording_end_ms"]) == (90_000, 104_000)
    assert found["recording_url"] == "https://youtu.be/Quay_1?t=90s"
    assert found["alignment_score"] > 0.5
    assert list(answers["recording_start_ms"].fillna(-1)) == [105_000, -1]
    assert answers.iloc[0]["recording_end_ms"] == 119_000


def test_what_is_not_in_the_recording_has_no_place(build):
    missing = build()[0].iloc[1]
    columns = ["recording_start_ms", "recording_end_ms", "recording_url", "alignment_score"]
    assert missing[columns].isna().all()


def test_without_an_address_there_is_a_place_and_no_link(build):
    questions, _ = build()
    assert questions.iloc[0]["recording_start_ms"] == 30_000
    assert questions["recording_url"].isna().all()


def test_a_recording_of_its_own_gives_the_link(build):
    stated = (
        "recording: {url: https://example.org/a}\n"
        "documents: {transcript.vtt: {recording: {url: 'https://vimeo.com/7'}}}\n"
    )
    assert build(stated)[0].iloc[0]["recording_url"] == "https://vimeo.com/7#t=30s"


MORE = """
00:01:15.000 --> 00:01:34.000
Jo Vik: Here is a question on the ferry. Somebody would like to bring her dog along when she takes
it to Ella. May she do that, or does she need a permit?

00:01:35.000 --> 00:01:54.000
Bo Ek: Of course she may. The dog has to be on a lead, also on the upper deck, and it does not need
a ticket, it travels for free. We once carried a goat.

00:01:55.000 --> 00:02:14.000
Jo Vik: Next question. If I want to keep my sailing boat here over the whole season, what would I
pay for a berth, and is there anything on top of that?

00:02:15.000 --> 00:02:34.000
Ana Lima: For eight metres that is 40 per month, and the electricity is included, as well as water.
"""
CRANE = "  • Who chose the green paint of the old steam crane?\nBo: The museum's restorer.\n"
BERTH = "  • What does a berth for a sailing boat cost?\nAna: 40 a month, electricity included.\n"


def test_differences_are_placed_in_the_document_that_shows_them(tmp_path):
    folder = tmp_path / "raw" / "sessions" / DAY
    folder.mkdir(parents=True)
    notes = NOTES.partition("  • Who painted")[0] + CRANE + BERTH
    (folder / "notes.txt").write_text(notes)
    (folder / "transcript.vtt").write_text(VTT + MORE)
    dataset = build_dataset(load_corpus(tmp_path / "raw"))
    frames = {name: to_pandas(table) for name, table in dataset.tables.items()}
    assert validate(frames, TABLES) == ()
    rows = frames["discrepancies"].sort_values("kind").reset_index(drop=True)
    assert list(rows["kind"]) == ["question_not_in_notes", "question_not_in_recording"]
    lacking, unheard = (row for _, row in rows.iterrows())
    said = frames["utterances"].set_index("utterance_id").loc[lacking["utterance_id"]]
    assert said["text"].startswith("Here is a question on the ferry")
    assert (lacking["document_id"], lacking["line_start"]) == (
        said["document_id"],
        said["line_start"],
    )
    questions = frames["questions"].set_index("question_id")["text"]
    assert questions[unheard["question_id"]].startswith("Who chose")
    assert (unheard["document_id"], unheard["line_start"]) == (f"{DAY}/notes.txt", 7)


def test_without_notes_there_is_nothing_to_differ_from(tmp_path):
    folder = tmp_path / "raw" / "sessions" / DAY
    folder.mkdir(parents=True)
    (folder / "transcript.vtt").write_text(VTT + MORE)
    dataset = build_dataset(load_corpus(tmp_path / "raw"))
    assert dataset.tables["discrepancies"].num_rows == 0


def test_what_was_said_before_the_recording_began_has_no_place(build):
    assert (
        build("recording: {url: https://example.org/a, offset: '-40'}\n")[0]["recording_start_ms"]
        .isna()
        .all()
    )
