"""Notes in prose whose paragraphs begin with what was asked."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes

NOTES = """# Harbour notes

We met at the quay and looked at the lock.

When does the gate open again? The mud is out, but the paint is not dry.

It would be good to have a second lamp. There was a plan for one.

Is it shut at night? Does anybody mind? Nobody thinks so.

Who keeps the key of the mill?

The hard part is the wind, which nobody had thought of.
"""


def rows(text):
    record = read_notes(READERS["md"](text.encode()), date(2031, 5, 6), "en")
    return [(q.text.text, [a.text for a in q.answers]) for q in record.questions]


def test_a_paragraph_goes_on_with_the_reply_to_its_first_sentences():
    assert rows(NOTES) == [
        ("When does the gate open again?", ["The mud is out, but the paint is not dry."]),
        ("Is it shut at night? Does anybody mind?", ["Nobody thinks so."]),
        ("Who keeps the key of the mill?", []),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Who keeps the key of the mill?", "Somebody keeps the key of the mill."),
        (" Nobody thinks so.", ""),
        ("We met", "\n\n".join(["We met, and it rained on the old stones of the quay."] * 30)),
    ],
)
def test_few_questions_in_prose_are_rhetoric(old, new):
    assert rows(NOTES.replace(old, new)) == []


def test_what_asks_the_reader_to_write_is_no_question():
    invited = NOTES.replace("Who keeps the key of the mill?", "Want to learn more?")
    assert rows(invited) == []
