"""What corrections make of a session's rows, and what they refuse."""

import pytest

from pipeline.corpus import load_corpus
from pipeline.corpus.problems import RefusedError
from pipeline.corrections import corrected
from pipeline.dataset import build_dataset
from pipeline.enrich.topic import TopicIndex
from pipeline.rows import session_rows
from pipeline.session import read_session
from schemas import TABLES
from schemas.validate import validate
from tests.conftest import tables_of

DAY = "2031-05-06"
WHERE = f"sessions/{DAY}/corrections.yaml"
NOTES = """Quay call

Sinead O'Brien hosted the call. Ana Lima (Pilot) and Bo Ek (Clerk) answered questions.

Ferries

Q: Why so late?
Ana: We will follow up in writing by the end of May.
From the Ferry Office: The tide is low until nine, and no boat can leave.

Q: May dogs come along?
Bo: Yes, on a lead, and on every boat. The rules go out after the call.

Q: Who pays?
Bo: I don't know.

Q: Is the pier safe?
Q: Is the ramp safe?
Bo: Both were tested in April, and both hold. We will publish the report in June.
"""


class Built:
    """One session's rows, by what its corrections.yaml says."""

    def __init__(self, raw):
        self.raw = raw
        folder = raw / "sessions" / DAY
        folder.mkdir(parents=True)
        (folder / "notes.txt").write_text(NOTES)
        (raw / "corpus.yaml").write_text("license: CC0-1.0\n")
        (raw / "topics.yaml").write_text("ferries: {label: Ferries}\nfees: {label: Fees}\n")
        self.plain = self("")

    def add(self, name, text):
        (self.raw / "sessions" / DAY / name).write_text(text)
        self.plain = self("")

    def write(self, text):
        file = self.raw / "sessions" / DAY / "corrections.yaml"
        file.unlink(missing_ok=True)
        if text:
            file.write_text(text)

    def __call__(self, text):
        self.write(text)
        loaded = load_corpus(self.raw)
        assert loaded.refused == ()
        (folder,) = loaded.sessions
        topics = TopicIndex(loaded.corpus.topics)
        rows = session_rows(read_session(folder, loaded.corpus, topics), loaded.corpus, topics)
        rows = corrected(rows, folder, loaded.corpus)
        assert validate(tables_of(rows, loaded.corpus), TABLES) == ()
        return rows

    def refused(self, text):
        with pytest.raises(RefusedError) as refusal:
            self(text)
        return [str(problem) for problem in refusal.value.problems]

    def key(self, table, position=0):
        return next(iter(self.plain[table][position].values()))


@pytest.fixture
def built(tmp_path):
    return Built(tmp_path / "raw")


def say(table, row, column, value, reason="heard in the recording"):
    return (
        f"- table: {table}\n  row: {row}\n  column: {column}\n  value: {value}\n"
        f"  reason: {reason}\n"
    )


def take(table, row, reason="on_request"):
    return f"- {{table: {table}, row: {row}, withdraw: true, reason: {reason}}}\n"


def one(rows, table, key):
    (row,) = (row for row in rows[table] if next(iter(row.values())) == key)
    return row


def others(rows, table, key):
    return [row for row in rows[table] if next(iter(row.values())) != key]


def test_the_session_the_tests_speak_of(built):
    assert [q["outcome"] for q in built.plain["questions"]] == [
        "deferred", "answered", "not_known", "answered", "answered",
    ]  # fmt: skip
    assert [a["same_as"] for a in built.plain["answers"]][-2:] == [None, built.key("answers", 4)]
    assert [f["kind"] for f in built.plain["follow_ups"]] == [
        "written_answer", "publication", "publication",
    ]  # fmt: skip
    assert "corrections" not in built.plain


def test_a_corrected_outcome_takes_basis_status_and_method_along(built):
    key = built.key("questions", 1)
    rows = built(say("questions", key, "outcome", "deferred"))
    question = one(rows, "questions", key)
    assert (question["outcome"], question["outcome_method"]) == ("deferred", "person")
    assert (question["deferral_basis"], question["status"]) == ("promised", "open")
    assert others(rows, "questions", key) == others(built.plain, "questions", key)
    (told,) = rows["corrections"]
    assert told == {
        "session_id": DAY, "position": 1, "table": "questions", "row_id": key,
        "column": "outcome", "old": "answered", "new": "deferred",
        "reason": "heard in the recording",
    }  # fmt: skip


def test_an_outcome_that_is_no_deferral_loses_what_showed_it(built):
    key = built.key("questions")
    before = one(built.plain, "questions", key)
    assert (before["deferral_basis"], before["status"]) == ("promised", "answered")
    assert before["outcome_evidence"]
    rows = built(say("questions", key, "outcome", "declined"))
    question = one(rows, "questions", key)
    assert question["deferral_basis"] is None
    assert question["outcome_evidence"] is None
    assert question["status"] == "declined"
    assert not [e for e in rows.get("evidence", ()) if e["row_id"] == key]


def test_what_a_person_states_beside_the_outcome_stays(built):
    key = built.key("questions", 1)
    rows = built(
        say("questions", key, "status", "partly_answered")
        + say("questions", key, "outcome_evidence", "Yes, on a lead")
        + say("questions", key, "outcome", "deferred")
        + say("questions", key, "deferral_basis", "listed_after")
    )
    question = one(rows, "questions", key)
    assert (question["status"], question["deferral_basis"]) == ("partly_answered", "listed_after")
    assert question["outcome_evidence"] == "Yes, on a lead"


def test_an_outcome_stated_as_it_is_pins_it_with_its_evidence(built):
    key = built.key("questions")
    rows = built(say("questions", key, "outcome", "deferred"))
    assert one(rows, "questions", key) == {
        **one(built.plain, "questions", key), "outcome_method": "person",
    }  # fmt: skip
    assert rows["evidence"] == built.plain["evidence"]


def test_a_corrected_topic_is_a_person_s(built):
    key = built.key("questions")
    question = one(built(say("questions", key, "topic_id", "fees")), "questions", key)
    assert (question["topic_id"], question["topic_method"]) == ("fees", "person")
    assert question["topic_score"] is None
    question = one(built(say("questions", key, "topic_id", "null")), "questions", key)
    assert (question["topic_id"], question["topic_method"]) == (None, "none")


def test_a_confirmed_question_says_so_and_nothing_else_changes(built):
    key = built.key("questions", 2)
    rows = built(f"- {{table: questions, row: {key}, confirm: true}}\n")
    assert one(rows, "questions", key) == {
        **one(built.plain, "questions", key), "confirmed": True,
    }  # fmt: skip
    (told,) = rows["corrections"]
    assert (told["column"], told["old"], told["new"]) == ("confirmed", "false", "true")
    assert {t: r for t, r in rows.items() if t not in ("questions", "corrections")} == {
        t: r for t, r in built.plain.items() if t != "questions"
    }


def test_a_written_reply_answers_and_keeps_the_promise_unless_it_is_none(built):
    reply, question = built.key("answers", 1), built.key("questions")
    assert built.plain["follow_ups"][0]["status"] == "fulfilled"
    assert [f["answer_id"] for f in built.plain["fulfilments"]] == [reply]
    rows = built(say("answers", reply, "kind", "holding"))
    assert one(rows, "questions", question)["status"] == "open"
    assert rows["follow_ups"][0]["status"] == "open"
    assert "fulfilments" not in rows
    rows = built(take("answers", reply))
    assert one(rows, "questions", question)["status"] == "open"
    assert (rows["follow_ups"][0]["status"], rows.get("fulfilments")) == ("open", None)


def test_what_a_person_says_of_a_promise_holds(built):
    first, second = built.key("follow_ups"), built.key("follow_ups", 1)
    rows = built(
        say("follow_ups", second, "status", "fulfilled")
        + say("follow_ups", first, "status", "open")
    )
    assert [f["status"] for f in rows["follow_ups"][:2]] == ["open", "fulfilled"]
    assert "fulfilments" not in rows  # it was kept outside the record
    rows = built(
        say("answers", built.key("answers", 1), "kind", "holding")
        + say("questions", built.key("questions"), "status", "answered")
    )
    assert rows["questions"][0]["status"] == "answered"


def test_an_answer_said_to_be_written_keeps_the_promise_before_it(built):
    reply, question = built.key("answers", 1), built.key("questions")
    rows = built(say("answers", reply, "mode", "live"))
    assert (rows["questions"][0]["status"], rows["follow_ups"][0]["status"]) == ("open", "open")
    rows = built(
        say("answers", built.key("answers", 2), "mode", "written")
        + say("questions", built.key("questions", 1), "outcome", "deferred")
    )
    assert rows["questions"][1]["status"] == "answered"
    rows = built(say("answers", built.key("answers"), "mode", "written"))
    assert one(rows, "questions", question)["status"] == "answered"
    assert rows["fulfilments"] == built.plain["fulfilments"]  # a promise does not keep itself


def test_an_answer_credited_to_somebody_else_takes_its_promises_and_part_along(built):
    key = built.key("answers")
    rows = built(say("answers", key, "person_id", "sinead-o-brien"))
    assert one(rows, "answers", key)["person_id"] == "sinead-o-brien"
    assert rows["follow_ups"][0]["person_id"] == "sinead-o-brien"
    parts = [(p["person_id"], p["role"]) for p in rows["participations"]]
    assert ("sinead-o-brien", "respondent") in parts
    assert ("ana-lima", "respondent") in parts  # the header introduces her as answering
    assert f"{DAY} / ana-lima / respondent" not in {e["row_id"] for e in rows["evidence"]}
    (told,) = rows["corrections"]
    assert (told["old"], told["new"]) == (None, "sinead-o-brien")  # no name that was wrong


def test_a_person_who_only_was_there_by_a_wrong_credit_is_gone(built):
    key = built.key("answers", 1)
    rows = built(
        say("answers", key, "person_id", "null") + say("answers", key, "attribution", "null")
    )
    assert one(rows, "answers", key)["person_id"] is None
    assert "ferry-office" in {p["person_id"] for p in built.plain["people"]}
    for table in ("people", "participations"):
        assert "ferry-office" not in {row["person_id"] for row in rows[table]}
    assert "ferry" not in str(rows["corrections"]).casefold()


def test_one_reply_is_corrected_as_one(built):
    key = built.key("answers", 5)
    rows = built(
        say("answers", key, "text", "Both hold. We will publish the report in June.")
        + say("answers", key, "person_id", "ana-lima")
    )
    for answer in rows["answers"][-2:]:
        assert answer["text"] == "Both hold. We will publish the report in June."
        assert answer["person_id"] == "ana-lima"
    assert {f["person_id"] for f in rows["follow_ups"][-2:]} == {"ana-lima"}
    assert [t["old"] for t in rows["corrections"]] == [None, None]  # free text leaves no trace


def test_a_text_that_loses_what_rows_quote(built):
    key = built.key("answers")
    (line,) = built.refused(say("answers", key, "text", "Later."))
    assert line.startswith(f"{WHERE}:1: the promise '{built.key('follow_ups')}' quotes words that")
    rows = built(
        say("answers", key, "text", "Later.")
        + say("follow_ups", built.key("follow_ups"), "text", "Later.")
    )
    assert rows["follow_ups"][0]["due_text"] is None
    assert rows["follow_ups"][0]["due_latest"] == built.plain["follow_ups"][0]["due_latest"]
    assert one(rows, "questions", built.key("questions"))["outcome_evidence"] is None
    assert "in writing" not in str({t: r for t, r in rows.items() if t != "sessions"})
    # the other row of one reply is named by the line of the correction that changed it
    said = built.refused(say("answers", built.key("answers", 5), "text", "Both hold."))
    assert len(said) == 2
    assert all(line.startswith(f"{WHERE}:1: the promise") for line in said)


def test_ids_and_places_never_change(built):
    key = built.key("questions")
    rows = built(say("questions", key, "text", "Why is the last boat late?"))
    kept = ("question_id", "line_start", "line_end", "position")
    question, before = one(rows, "questions", key), one(built.plain, "questions", key)
    assert question["text"] == "Why is the last boat late?"
    assert [question[name] for name in kept] == [before[name] for name in kept]


def test_due_days(built):
    key = built.key("follow_ups")
    rows = built(
        say("follow_ups", key, "due_earliest", "null")
        + say("follow_ups", key, "due_latest", "null")
    )
    assert rows["follow_ups"][0]["due_latest"] is None
    (line,) = built.refused(say("follow_ups", key, "due_latest", "null"))
    assert line.startswith(f"{WHERE}:1: would break the contract of follow_ups: A due interval")
    (line,) = built.refused(say("follow_ups", key, "due_latest", "2031-01-01"))
    assert "in order" in line


def test_a_withdrawn_question_takes_everything_on_it_along(built):
    key = built.key("questions")
    rows = built(take("questions", key))
    for table in ("questions", "answers", "follow_ups", "evidence", "participations"):
        assert key not in str(rows.get(table, ()))
    assert len(rows["answers"]) == len(built.plain["answers"]) - 2
    assert len(rows["follow_ups"]) == len(built.plain["follow_ups"]) - 1
    assert "ferry-office" not in {row["person_id"] for row in rows["people"]}
    (told,) = rows["corrections"]
    assert (told["row_id"], told["column"], told["reason"]) == (key, "question_id", "on_request")
    assert (told["old"], told["new"]) == (None, None)


def test_a_withdrawn_answer_leaves_its_question_without_its_words(built):
    rows = built(take("answers", built.key("answers")))
    question = one(rows, "questions", built.key("questions"))
    assert (question["outcome"], question["outcome_evidence"]) == ("deferred", None)
    assert len(rows["follow_ups"]) == len(built.plain["follow_ups"]) - 1


def test_the_first_of_one_reply_gives_its_place_to_the_next(built):
    rows = built(take("questions", built.key("questions", 3)))
    assert rows["answers"][-1]["answer_id"] == built.key("answers", 5)
    assert rows["answers"][-1]["same_as"] is None


def test_a_withdrawn_part_is_listed_without_the_name(built):
    key = f"{DAY} / sinead-o-brien / host"
    rows = built(take("participations", f"'{key}'"))
    assert "sinead-o-brien" not in str({t: r for t, r in rows.items() if t != "sessions"})
    assert rows["corrections"][0]["row_id"] == DAY


def test_what_was_said_in_the_recording(built):
    built.add(
        "transcript.vtt",
        "WEBVTT\n\n00:01.000 --> 00:04.000\nSinead O'Brien: Good morning, all.\n\n"
        "00:04.000 --> 00:09.000\nBo Ek: Good morning to the secret guest.\n",
    )
    first, second = (row["utterance_id"] for row in built.plain["utterances"])
    assert built.plain["utterances"][0]["person_id"] == "sinead-o-brien"
    rows = built(take("utterances", second) + say("utterances", first, "text", "Good morning."))
    assert [row["text"] for row in rows["utterances"]] == ["Good morning."]
    assert "secret" not in str({t: r for t, r in rows.items() if t != "sessions"})
    # whom the recording still names is still one of the people
    rows = built(take("participations", f"'{DAY} / sinead-o-brien / host'"))
    assert "sinead-o-brien" in {row["person_id"] for row in rows["people"]}


def test_a_row_that_has_gone_is_named_with_the_nearest(built):
    key = built.key("questions")
    gone = key[:-1] + ("0" if key[-1] != "0" else "1")
    (line,) = built.refused(say("questions", gone, "status", "open"))
    assert line.startswith(f"{WHERE}:1: questions has no row '{gone}'; nearest: {key} ('Why so")
    (line,) = built.refused(say("questions", "x", "text", "May a dog come along?"))
    assert f"nearest: {built.key('questions', 1)} ('May dogs come along?')" in line
    (line,) = built.refused(take("follow_ups", built.key("answers")))
    assert "follow_ups has no row" in line


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("questions", "topic_id", "fee", "unknown topic_id 'fee'; did you mean 'fees'?"),
        ("answers", "person_id", "ana-lim", "unknown person_id 'ana-lim'; did you mean 'ana-lima'?"),
        ("questions", "status", "declined", None),
        ("questions", "deferral_basis", "null", "would break the contract of questions: A deferred"),
        ("questions", "outcome_evidence", "We may.", "questions (outcome_evidence): The words an"),
    ],
)  # fmt: skip
def test_values_meet_the_other_rows(built, table, column, value, said):
    text = say(table, built.key(table), column, value)
    if said is None:
        assert built(text)
    else:
        (line,) = built.refused(text)
        assert line.startswith(f"{WHERE}:1: ")
        assert said in line


def test_all_that_cannot_be_applied_is_said_at_once(built):
    said = built.refused(
        say("questions", "x", "status", "open")
        + say("questions", built.key("questions"), "topic_id", "tea")
    )
    assert [line.partition(" ")[0] for line in said] == [f"{WHERE}:1:", f"{WHERE}:6:"]


def test_a_session_whose_correction_fails_is_left_out_by_name(built):
    other = built.raw / "sessions" / "2031-06-03"
    other.mkdir()
    (other / "notes.txt").write_text(NOTES)
    built.write(say("questions", "x", "status", "open"))
    dataset = build_dataset(load_corpus(built.raw))
    assert dataset.tables["sessions"]["session_id"].to_pylist() == ["2031-06-03"]
    (line,) = dataset.report["refused"]
    assert line.startswith(f"{WHERE}:1: questions has no row 'x'")
    built.write(say("questions", "x", "stat", "open"))
    (line,) = build_dataset(load_corpus(built.raw)).report["refused"]
    assert line.endswith("; the session is left out")


def test_the_rows_that_came_in_are_not_touched(built):
    before = {table: [dict(row) for row in rows] for table, rows in built.plain.items()}
    built(take("questions", built.key("questions")))
    assert {table: list(rows) for table, rows in built.plain.items()} == before
