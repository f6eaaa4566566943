"""Whom labels of real dialogues mean, and which of them are nobody's."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes


def rows(text, suffix="md"):
    """Each question with the labels and respondents of its answers."""
    record = read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")
    return [
        (q.text.text, [(a.attribution, a.person.name if a.person else None) for a in q.answers])
        for q in record.questions
    ]


@pytest.mark.parametrize("degrees", ["", ", PhD", ", MD, Ph.D."])
def test_degrees_are_no_part_of_a_name(degrees):
    label = f"Ida Holm{degrees}"
    text = f"# Tides\n\nAudience: Why?\n\n{label}: Moon.\n\nAudience: How?\n\n{label}: Pull.\n"
    assert rows(text) == [("Why?", [(label, "Ida Holm")]), ("How?", [(label, "Ida Holm")])]


def test_words_behind_a_comma_that_are_no_degree_make_no_name():
    assert rows("# Tides\n\n**Q:** Why?\n\nMoon, sun: both pull.\n") == [("Why?", [(None, None)])]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("HTB response", "HTB"),
        ("Harbour team reply", "Harbour team"),
        ("Ida Holm's answer", "Ida Holm"),
    ],
)
def test_a_label_says_whose_reply_follows(printed, name):
    assert rows(f"# Tides\n\n- Q: Why?\n  - {printed}: Moon.\n") == [("Why?", [(name, name)])]


def test_a_reply_of_nobody_names_nobody():
    assert rows("# Tides\n\n- Q: Why?\n  - Short answer: Moon.\n") == [("Why?", [(None, None)])]


def test_a_host_only_asks():
    text = "# Tides\n\nHost: Ida, why?\n\nIda Holm: Moon.\n\nHost: And how?\n\nIda Holm: Pull.\n"
    assert rows(text) == [
        ("Ida, why?", [("Ida Holm", "Ida Holm")]),
        ("And how?", [("Ida Holm", "Ida Holm")]),
    ]


def test_the_name_in_the_header_answers():
    text = "# Tides\n\nName: Ida Holm\n\n## Q&A\n\nQ - Why?\n\nA - Moon.\n"
    assert rows(text) == [("Why?", [("Ida Holm", "Ida Holm")])]
