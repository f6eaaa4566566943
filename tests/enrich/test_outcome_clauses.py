"""What is heard of a sentence: its clauses, in the respondent's own words."""

import pytest

from pipeline.enrich.clauses import clauses
from pipeline.enrich.rules import load_phrases

ENGLISH = load_phrases("en")


def heard(sentence):
    return [clause.heard for clause in clauses(sentence, ENGLISH)]


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("The gate is shut.", ["The gate is shut."]),
        (
            "The gate is shut, but we will follow up.",
            ["The gate is shut", "but we will follow up."],
        ),
        ("Noted; will raise with Bo.", ["Noted", "will raise with Bo."]),
        ("Action: Bo to ask.", ["Action: Bo to ask."]),
        ("Until it opens, we cannot say.", ["Until it opens, we cannot say."]),
        ("If it breaks, we'll let you know.", ["If it breaks, we'll let you know."]),
    ],
)
def test_clauses(sentence, pieces):
    assert heard(sentence) == pieces


@pytest.mark.parametrize("opened", ["“{}”", '"{}"', "«{}»", "„{}“"])
def test_quotations_are_not_heard(opened):
    quoted = opened.format("we will follow up")
    (said,) = heard(f"Last year they promised {quoted} to all of us.")
    assert "follow" not in said


def test_a_sentence_that_is_one_quotation_is_heard():
    assert heard("“We will follow up.”") == ["“We will follow up.”"]


def test_the_minute_takers_frame_is_left_out():
    assert heard("The Chair said that she would find out.") == ["she would find out."]
    assert heard("He said that she would find out.") == ["He said that she would find out."]


def test_clauses_cover_the_sentence_and_its_words():
    sentence = "Noted; Bo’s team will ask, and we pay — today."
    found = list(clauses(sentence, ENGLISH))
    assert "".join(sentence[clause.start : clause.end] for clause in found) == sentence
    assert sum(clause.words for clause in found) == 9
