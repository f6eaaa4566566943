"""Times that a transcript prints behind each paragraph."""

from datetime import date

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes

TALK = """\
---
title: The gate
people: Ana Lima, Bo Ek
---

**Ana Lima:** Welcome, all. [00:05]

## The lock {at}

**Ana Lima:** Bo, why is it shut? [00:12]

**Bo Ek:** The tide. [00:01:31]

It is high at nine (09:15), and again at night. (1:02:03)

**Ana Lima:** And who paints it? [01:40]

**Bo Ek:** I do [02:00]
"""


def read(text):
    record = read_notes(READERS["md"](text.encode()), date(2031, 5, 6), "en")
    return [
        (one.heading.text if one.heading else None, one.text.text, [a.text for a in one.answers])
        for one in record.questions
    ]


def test_times_behind_paragraphs_are_no_words():
    tide = "The tide.\nIt is high at nine (09:15), and again at night."
    assert read(TALK.format(at="[00:10]")) == [
        ("The lock", "Bo, why is it shut?", [tide]),
        ("The lock", "And who paints it?", ["I do"]),
    ]


def test_one_time_in_brackets_is_said():
    text = "**Q:** Why?\n\n**A:** The tide (09:15)\n\n**Q:** When?\n\n**A:** Soon.\n"
    assert read(text)[0] == (None, "Why?", ["The tide (09:15)"])


LINKED = "".join(
    f"#### Why is lock {at} shut? \\[[Watch this](https://example.org/?t={at})\\]\n\nThe tide.\n\n"
    for at in range(3)
)


def test_links_into_the_recording_behind_questions_are_no_words():
    assert [said for _, said, _ in read(f"# Ask us\n\n{LINKED}")] == [
        f"Why is lock {at} shut?" for at in range(3)
    ]


def test_what_stands_in_square_brackets_without_a_link_is_said():
    text = "**Q:** Why?\n\n**A:** The tide [north gate]\n\n" * 3
    assert [said for _, _, said in read(text)] == [["The tide [north gate]"]] * 3
