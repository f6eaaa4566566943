"""A whole folder: documents are built by the program and compared with what people coded."""

import json
from pathlib import Path

import pytest

from pipeline.evaluate import GoldError, as_dict, as_text, load_gold, run
from pipeline.readers.html_charset import decode_page
from pipeline.readers.text import split_lines

GOLD = Path(__file__).parent.parent / "gold"
NOTES = """Harbour hour 2030-02-03

Notes of the harbour hour on 3 February 2030 with Inés Okafor (Harbour Master).

Ferries

  • Is the night ferry coming back?
Inés: Yes, on 1 March.
  • Who paid for the new pier?
Inés: The town did, and half of it came from Brussels.
"""
QUESTIONS = [
    {"lines": [7, 7], "answers": [{"lines": [8, 8], "speaker": "Inés Okafor"}]},
    {"lines": [9, 9], "answers": [{"lines": [10, 10], "speaker": "Inés Okafor"}]},
]


def folder(tmp_path, sources, questions=QUESTIONS, file="notes.txt"):
    for path in (tmp_path / "gold", sources):
        path.mkdir(exist_ok=True)
    (sources / file).write_text(NOTES, "utf-8")
    coded = {"file": file, "session": {"date": "2030-02-03"}, "questions": questions}
    (tmp_path / "gold" / "one.json").write_text(json.dumps(coded), "utf-8")
    return tmp_path / "gold"


@pytest.mark.parametrize("place", ["gold", "samples"])
def test_sources_lie_in_samples_beside_the_gold_or_with_it(tmp_path, place):
    evaluation = run(folder(tmp_path, tmp_path / place))
    assert evaluation.misses == []
    assert evaluation.figures["answers_recall"].whole == 2


def test_a_folder_says_what_was_coded_in_it(tmp_path):
    gold = folder(tmp_path, tmp_path / "samples")
    assert as_dict(run(gold))["about"] is None
    (gold / "about.txt").write_text("Written by one hand.\n", "utf-8")
    assert as_dict(run(gold))["about"] == "Written by one hand."


def test_sources_can_be_named(tmp_path):
    gold = folder(tmp_path, tmp_path / "elsewhere")
    assert run(gold, tmp_path / "elsewhere").misses == []
    with pytest.raises(GoldError, match="--sources"):
        run(gold)


def test_what_the_program_misses_is_listed(tmp_path):
    more = [*QUESTIONS, {"lines": [3, 3], "answers": [{"lines": [3, 3]}]}]
    evaluation = run(folder(tmp_path, tmp_path / "gold", more))
    assert evaluation.misses == ["notes.txt:3: answer missed", "notes.txt:3: question missed"]


def test_a_document_that_cannot_be_read_costs_only_itself(tmp_path):
    gold = folder(tmp_path, tmp_path / "samples", file="notes.docx")
    (gold / "one.json").rename(gold / "two.json")
    folder(tmp_path, tmp_path / "samples")
    evaluation = run(gold)
    assert evaluation.figures["questions_recall"].part == 2
    assert evaluation.figures["questions_recall"].whole == 4
    (problem,) = evaluation.misses
    assert problem.startswith("notes.docx: ")


def test_the_written_corpus_points_at_what_it_means():
    golds = load_gold(GOLD)
    assert len(golds) >= 30
    for gold in golds:
        text, _ = decode_page((GOLD / gold.file).read_bytes())
        lines = split_lines(text)
        for question in gold.questions:
            spans = [question.lines, *(answer.lines for answer in question.answers)]
            for first, last in spans:
                assert lines[first - 1].strip(), (gold.file, first)
                assert lines[last - 1].strip(), (gold.file, last)
            for promise in question.follow_ups:
                assert any(
                    answer.lines[0] <= promise.lines[0] <= promise.lines[1] <= answer.lines[1]
                    for answer in question.answers
                )


def test_the_written_corpus_is_read_as_well_as_promised():
    evaluation = run(GOLD)
    rates = {figure: tally.share.rate for figure, tally in evaluation.figures.items()}
    assert rates["questions_precision"] >= 0.97
    assert rates["questions_recall"] >= 0.97
    assert rates["answers_precision"] >= 0.95
    assert rates["answers_recall"] >= 0.95
    assert rates["respondents"] >= 0.97
    assert rates["respondents_invented"] == 0
    assert json.loads(json.dumps(as_dict(evaluation)))["figures"]["questions_recall"]["whole"] >= 48
    assert "questions recall" in as_text(evaluation)
