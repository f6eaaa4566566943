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


def test_what_was_said_before_the_recording_began_has_no_place(build):
    assert (
        build("recording: {url: https://example.org/a, offset: '-40'}\n")[0]["recording_start_ms"]
        .isna()
        .all()
    )
