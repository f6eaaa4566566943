"""Replies in which those on the panel are printed in bold, and whoever else remarks is not."""

from datetime import date

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes


def read(text):
    record = read_notes(READERS["md"](text.encode()), date(2031, 5, 6), "en")
    return [(one.text.text, [a.attribution for a in one.answers]) for one in record.questions]


MIXED = """\
**Q:** Why is it shut?

**lanternida**: The tide. Are there other gates you ask about?
Zed: sure, waiting for the next one too
Zed: nice

---

**Q:** Who paints it?

**bo_ek9**: I do, with the lance.
**lanternida**: And the shed has brushes.
Zed: is it green? I saw white

**lanternida**: Green.
"""


def test_whoever_is_not_in_bold_beside_a_panel_in_bold_does_not_answer():
    assert read(MIXED) == [
        ("Why is it shut?", ["lanternida"]),
        ("Who paints it?", ["bo_ek9", "lanternida"]),
        ("is it green? I saw white", ["lanternida"]),
    ]


def test_where_nobody_is_in_bold_all_answer():
    text = "**Q:** Why is it shut?\n\nIda Holm: The tide.\nZed Quay: And the wind.\n\n"
    assert read(text * 2) == [("Why is it shut?", ["Ida Holm", "Zed Quay"])] * 2


def test_what_follows_a_marked_question_is_no_question():
    text = "**Q:** Why is {} shut?\n\n**ida_holm**: The tide. Do you moor there?\n\n"
    assert read(text.format("it") + text.format("the lock")) == [
        ("Why is it shut?", ["ida_holm"]),
        ("Why is the lock shut?", ["ida_holm"]),
    ]
