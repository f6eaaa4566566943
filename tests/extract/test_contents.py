"""A list of contents whose lines come again as the page's headings."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes

QUESTIONS = ("Why is the ferry late?", "Who steers it at night?", "When is the gate painted?")


def record(listed, asked=QUESTIONS, suffix="txt"):
    answers = ("The tide.\n\nIt comes twice.", "Two of us.", "In May.")
    said = "".join(f"{one}\n\n{answer}\n\n" for one, answer in zip(asked, answers, strict=True))
    text = (
        f"Quay evening: your questions\n\nWe met on the quay, and many came.\n\n{listed}\n\n{said}"
    )
    return read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")


@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize(
    "listed",
    ["\n\n".join(QUESTIONS), f"{QUESTIONS[0]}\n\nAnd more\n\n{QUESTIONS[1]}\n\n{QUESTIONS[2]}"],
)
def test_what_is_listed_is_asked_where_it_comes_again(listed, suffix):
    found = record(listed, suffix=suffix)
    assert [(q.text.text, [a.text for a in q.answers]) for q in found.questions] == [
        (QUESTIONS[0], ["The tide.\nIt comes twice."]),
        (QUESTIONS[1], ["Two of us."]),
        (QUESTIONS[2], ["In May."]),
    ]
    assert "contents" in {use.why for use in found.uses}


@pytest.mark.parametrize(
    "listed",
    [
        "\n\n".join(QUESTIONS[:2]),
        "\n\n".join(one.replace("?", ", and why?") for one in QUESTIONS),
        "We talked.\n\nAll came.\n\nThen we left.",
    ],
)
def test_what_does_not_come_again_lists_nothing(listed):
    assert "contents" not in {use.why for use in record(listed).uses}


def test_most_of_what_is_listed_stands_over_text():
    asked = ("Pilots", *QUESTIONS, "What is next?")
    answers = ("", "The tide.", "Two of us.", "In May.", "The mill.")
    said = "".join(f"{one}\n\n{text}\n\n" for one, text in zip(asked, answers, strict=True))
    text = "Quay evening\n\nWe met.\n\n{}\n\n" + said
    for listed, found in (("\n\n".join(asked), True), ("\n\n".join(asked[:2] + asked[3:4]), False)):
        read = read_notes(READERS["txt"](text.format(listed).encode()), date(2031, 5, 6), "en")
        assert ("contents" in {use.why for use in read.uses}) is found
