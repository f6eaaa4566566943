"""Sessions with transcripts, and sessions of which nobody took notes."""

import pytest

from pipeline.corpus import CorpusError, load_corpus
from pipeline.dataset import build_dataset
from pipeline.store.parquet import to_pandas
from schemas import TABLES
from schemas.validate import validate

DAY = "2031-05-06"
NOTES = """Quay call

Ana Lima hosted the call. Bo Ek answered questions.

Fees

  • Why so late?
Bo: Tides.
"""
VTT = """WEBVTT

00:00:01.000 --> 00:00:02.000
Ana Lima: Why so late?

00:00:02.000 --> 00:00:03.000
Bo Ek: Tides.

00:00:03.000 --> 00:00:04.000
Peter Moe: Thanks.
"""


@pytest.fixture
def build(tmp_path):
    """The tables of a corpus of one session, as pandas, checked against the contract."""

    def built(files, settings="{}\n"):
        folder = tmp_path / "raw" / "sessions" / DAY
        folder.mkdir(parents=True, exist_ok=True)
        (tmp_path / "raw" / "corpus.yaml").write_text(settings)
        for name, text in files.items():
            (folder / name).write_text(text)
        dataset = build_dataset(load_corpus(tmp_path / "raw"))
        frames = {name: to_pandas(table) for name, table in dataset.tables.items()}
        assert validate(frames, TABLES) == ()
        return frames

    return built


def test_a_transcript_beside_notes_makes_utterances_and_no_questions(build):
    frames = build({"notes.txt": NOTES, "transcript.vtt": VTT})
    rows = frames["utterances"].set_index("position").sort_index()
    assert list(rows["text"]) == ["Why so late?", "Tides.", "Thanks."]
    assert list(rows["person_id"].fillna("-")) == ["ana-lima", "bo-ek", "-"]
    assert list(rows["attribution"].fillna("-")) == ["Ana Lima", "Bo Ek", "-"]
    assert rows.loc[2, ["channel", "start_ms", "end_ms", "line_start", "line_end"]].tolist() == [
        "recording", 2000, 3000, 6, 7,
    ]  # fmt: skip
    assert list(frames["questions"]["extraction_method"]) == ["notes"]
    roles = frames["documents"].set_index("document_id")["role"]
    assert dict(roles) == {f"{DAY}/notes.txt": "record", f"{DAY}/transcript.vtt": "supplement"}


def test_a_speaker_is_whom_people_yaml_says(build, tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "people.yaml").write_text("bo-ek-pilot: {name: Bo Ek}\n")
    rows = build({"notes.txt": NOTES, "transcript.vtt": VTT})["utterances"]
    assert "bo-ek-pilot" in set(rows["person_id"])
    assert "bo-ek" not in set(rows["person_id"])


def test_two_recordings_are_two_documents_each_with_its_own_offset(build):
    stated = (
        "recording: {url: https://example.org/a, offset: 1:00}\n"
        "documents: {transcript-2.vtt: {recording: {url: https://example.org/b, offset: -2}}}\n"
    )
    files = {"transcript-1.vtt": VTT, "transcript-2.vtt": VTT, "session.yaml": stated}
    rows = build({"notes.txt": NOTES, **files})["utterances"].sort_values("position")
    assert rows["utterance_id"].is_unique
    assert list(rows["start_ms"].fillna(-1)) == [61_000, 62_000, 63_000, -1, 0, 1000]


def test_a_transcript_alone_is_a_session_and_names_nobody_who_holds_no_office(build):
    frames = build({"transcript.vtt": VTT})
    assert list(frames["documents"]["role"]) == ["record"]
    assert list(frames["sessions"]["title"]) == [DAY]
    assert "Peter" not in frames["utterances"].to_csv()


MODERATED = """WEBVTT

00:00:01.000 --> 00:00:02.000
Ana Lima: Question from Peter Moe: why is the ferry so late?

00:00:02.000 --> 00:00:03.000
Bo Ek: We do not know that yet, and we will write to you about it by mid-June.

00:00:03.000 --> 00:00:04.000
Peter Moe: Thanks, that would help me a lot, and my wife as well.
"""


def test_without_notes_the_questions_are_the_transcripts_and_say_so(build):
    frames = build({"transcript.vtt": MODERATED, "chat.txt": CHAT})
    [question] = frames["questions"].to_dict("records")
    assert question["text"] == "why is the ferry so late?"
    assert (question["extraction_method"], question["extraction_score"]) == ("transcript", 0.9)
    assert (question["outcome"], question["status"]) == ("deferred", "open")
    assert (question["document_id"], question["line_start"]) == (f"{DAY}/transcript.vtt", 4)
    [answer] = frames["answers"].to_dict("records")
    assert (answer["person_id"], answer["attribution"]) == ("bo-ek", "Bo Ek")
    assert len(frames["follow_ups"]) == 1
    parts = frames["participations"][["person_id", "role"]].values.tolist()
    assert sorted(parts) == [["ana-lima", "facilitator"], ["bo-ek", "respondent"]]
    named = frames["utterances"].set_index("position").sort_index()["person_id"]
    assert list(named.fillna("-")) == ["ana-lima", "bo-ek", "-"]


def test_session_yaml_names_what_stands_in_for_notes(build):
    files = {"transcript-1.vtt": VTT, "transcript-2.vtt": MODERATED}
    assert build(files)["questions"].empty
    assert len(build({**files, "session.yaml": "primary: transcript-2.vtt\n"})["questions"]) == 1


def test_notes_are_never_mixed_with_what_the_recording_holds(build):
    frames = build({"notes.txt": NOTES, "transcript.vtt": MODERATED})
    assert list(frames["questions"]["text"]) == ["Why so late?"]


def test_an_irc_log_alone_makes_questions_and_publishes_no_chat(build):
    log = "".join(
        f"18:0{n} <peter{n}> question: why is gate {n} shut?\n18:0{n} <ana> it is the tide {n}\n"
        for n in range(3)
    )
    frames = build({"chat.log": log})
    assert list(frames["questions"]["extraction_method"]) == ["irc"] * 3
    assert set(frames["answers"]["person_id"]) == {"ana"}
    assert frames["utterances"].empty
    for frame in frames.values():
        assert "peter" not in frame.to_csv()


def test_chat_is_published_only_under_a_licence(build):
    with pytest.raises(CorpusError, match=r"corpus\.yaml:1: chat can only be published under"):
        build({"notes.txt": NOTES}, "publish_chat: true\n")
    with pytest.raises(CorpusError, match="must be true or false"):
        build({"notes.txt": NOTES}, "publish_chat: [yes]\n")
    assert len(build({"notes.txt": NOTES}, "publish_chat: true\nlicense: CC0-1.0\n")["questions"])


CHAT = """17:06:15 From Ana Lima to Everyone:
\tHi Peter Moe, or Peter
17:06:17 From Peter Moe to Everyone:
\tWhy so late, Ana Lima?
17:06:18 From Peter Moe to Ana Lima (Direct Message):
\tthe secret
17:06:19 From Bo Ek to Everyone:
\tReacted to "Why so late" with 👍
"""


def test_chat_stays_private(build):
    frames = build({"notes.txt": NOTES, "chat.txt": CHAT})
    assert frames["utterances"].empty
    chat = frames["documents"].set_index("document_id").loc[f"{DAY}/chat.txt"]
    assert chat[["kind", "format", "role"]].tolist() == ["chat", "zoom_chat", "supplement"]
    assert chat[["lines", "lines_used", "lines_boilerplate"]].tolist() == [8, 4, 4]
    for frame in frames.values():
        assert "Peter" not in frame.to_csv()


def test_a_published_chat_has_no_names(build):
    settings = "publish_chat: true\nlicense: CC0-1.0\ntime_zone: Europe/Berlin\n"
    frames = build({"notes.txt": NOTES, "chat.txt": CHAT}, settings)
    rows = frames["utterances"].set_index("position").sort_index()
    assert list(rows["text"]) == ["Hi […], or […]", "Why so late, Ana Lima?"]
    assert rows["person_id"].isna().all()
    assert rows["attribution"].isna().all()
    assert str(rows.loc[1, "sent_at"]) == "2031-05-06 15:06:15+00:00"
    for frame in frames.values():
        assert "Peter" not in frame.to_csv()
        assert "secret" not in frame.to_csv()


def test_a_chat_alone_is_a_session_without_questions(build):
    frames = build({"chat.txt": CHAT})
    assert len(frames["sessions"]) == 1
    assert frames["questions"].empty
