"""Hand-coded files: what may be left out, and what is said of a wrong one."""

import json
from datetime import date

import pytest

from pipeline.evaluate.gold import GoldError, load_gold, source_of


def written(folder, content, name="a.json"):
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / name).write_text(text, "utf-8")
    return folder


def coded(**question):
    return {"file": "notes.txt", "questions": [{"lines": [3, 4]} | question]}


def fault(folder, content):
    with pytest.raises(GoldError) as error:
        load_gold(written(folder, content))
    assert "\n" not in str(error.value)
    return str(error.value)


def test_only_file_and_lines_must_be_there(tmp_path):
    (gold,) = load_gold(written(tmp_path, coded(answers=[{"lines": [5, 5]}])))
    (question,) = gold.questions
    assert question.lines == (3, 4)
    assert question.answers[0].lines == (5, 5)
    assert gold.session.date is None


def test_left_out_is_not_coded_but_null_is(tmp_path):
    answers = [{"lines": [5, 5], "speaker": None}, {"lines": [6, 6]}]
    (gold,) = load_gold(written(tmp_path, coded(answers=answers, heading=None)))
    (question,) = gold.questions
    assert question.codes("heading")
    assert not question.codes("follow_ups")
    assert [answer.codes("speaker") for answer in question.answers] == [True, False]


def test_every_key_is_read(tmp_path):
    promise = {"lines": [5, 5], "kind": "event", "due": ["2030-01-01", "2030-01-31"]}
    question = coded(follow_ups=[promise], outcome_any=["deferred"], coders=2)
    (gold,) = load_gold(written(tmp_path, question | {"session": {"date": "2029-12-01"}}))
    assert gold.questions[0].follow_ups[0].due == (date(2030, 1, 1), date(2030, 1, 31))
    assert gold.session.date == date(2029, 12, 1)


def test_files_come_in_order_of_their_names(tmp_path):
    for name in ("b.json", "a.json"):
        written(tmp_path, {"file": name, "questions": []}, name)
    assert [gold.file for gold in load_gold(tmp_path)] == ["a.json", "b.json"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (coded(lines=[4, 3]), "questions[0].lines: the first must not be behind"),
        (coded(lines=[0, 3]), "questions[0].lines[0]: "),
        (coded(lines=["3", 4]), "questions[0].lines[0]: "),
        (coded(answers=[{"mode": "live"}]), "questions[0].answers[0].lines: field required"),
        (coded(outcome_any=["maybe"]), "questions[0].outcome_any[0]: input should be 'deferred'"),
        (coded(follow_ups=[{"lines": [1, 1], "due": ["soon", "2030-01-01"]}]), "YYYY-MM-DD"),
        ({"questions": []}, "file: field required"),
        ({"file": "../secret.txt", "questions": []}, "file: must be a path below"),
        ({"file": "/etc/hosts", "questions": []}, "file: must be a path below"),
        ("{", "a.json:1: is not JSON"),
        ("[" * 100_000, "a.json"),
        ("[]", "a.json: input should be"),
    ],
)
def test_a_wrong_file_is_named_with_the_place(tmp_path, content, said):
    message = fault(tmp_path, content)
    assert message.startswith("a.json:")
    assert said in message


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "a.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GoldError, match=r"^a\.json: cannot be read"):
        load_gold(tmp_path)


def test_a_folder_without_gold_is_an_error(tmp_path):
    with pytest.raises(GoldError, match="holds no gold files"):
        load_gold(tmp_path)


def test_a_source_that_is_not_there_is_an_error(tmp_path):
    (gold,) = load_gold(written(tmp_path, coded()))
    with pytest.raises(GoldError, match=r"notes\.txt: is not below"):
        source_of(gold, tmp_path)
    (tmp_path / "notes.txt").write_text("x")
    assert source_of(gold, tmp_path) == tmp_path / "notes.txt"
