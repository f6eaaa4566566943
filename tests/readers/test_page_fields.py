"""What files say of themselves at their head, and Org and AsciiDoc among plain text."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes
from pipeline.readers.sniff import is_marked_up

BODY = "\n**Q: Why?**\n\n**A:** Tide.\n"

PELICAN = "Title: Quay call\nDate: 2031-05-06 18:00\nCategory: calls\nSlug: quay\n"
NIKOLA = ".. title: Quay call\n.. slug: quay\n.. date: 2031-05-06 18:00:00 UTC\n"
COMMENTED = f"<!--\n{NIKOLA}-->\n"
TOML = '+++\ntitle = "Quay call"\ndate = 2031-05-06T18:00:00Z\ndraft = false\n+++\n'
LISTED = ":title: Quay call\n:date: 2031-05-06 18:00\n:tags: call\n"
ORG = "#+TITLE: Quay call\n#+DATE: 2031-05-06\n#+OPTIONS: toc:nil\n"


def read(text, suffix):
    return READERS[suffix](text.encode())


def fields(text, suffix):
    found = read(text, suffix).fields
    return {one.name: [value.text for value in one.values] for one in found}


@pytest.mark.parametrize("suffix", ["md", "txt"])
@pytest.mark.parametrize("head", [PELICAN, NIKOLA, COMMENTED, TOML, LISTED, ORG])
def test_fields_at_the_head(head, suffix):
    document = read(head + BODY, suffix)
    found = fields(head + BODY, suffix)
    assert found["title"] == ["Quay call"]
    assert found["date"][0].startswith("2031-05-06")
    assert set(found) == {"title", "date"}
    (title,) = document.fields[0].values
    _, line, char = title.origins[0]
    assert document.lines[line - 1][char:].startswith("Quay call")
    assert not any(
        "2031" in block.text.text or "toc" in block.text.text for block in document.blocks
    )


def test_a_list_in_toml_is_several_values():
    text = TOML.replace("draft = false", 'speakers = ["Ida Holm", "Bo Ek"]') + BODY
    assert fields(text, "md")["speakers"] == ["Ida Holm", "Bo Ek"]


def test_lines_that_no_program_knows_are_text():
    text = PELICAN + "Host: Ida Holm\nSpeakers: Bo Ek\n" + BODY
    record = read_notes(read(text, "md"), date(2031, 5, 6), "en")
    assert [(one.name, one.role) for one in record.header.introductions] == [
        ("Ida Holm", "host"),
        ("Bo Ek", "respondent"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Date: 2031-05-06\nHost: Ida Holm\n",
        "Title: Quay call\nIda: Welcome all.\n",
        "Ida: Welcome.\nTitle: none yet.\nDate: none either.\n",
        ".. note: bring your own\n",
        "+++\n\nWe met.\n",
        ":Ida: Welcome.\n",
        "# Quay call\n#+1 from me\n",
    ],
)
@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_what_states_nothing(head, suffix):
    assert not fields(head + BODY, suffix)


def rows(text):
    found = read_notes(READERS["txt"](text.encode()), date(2031, 5, 6), "en")
    assert sum(use.line_end - use.line_start + 1 for use in found.uses) == text.count("\n")
    return [
        (q.heading and q.heading.text, q.text.text, [(a.attribution, a.text) for a in q.answers])
        for q in found.questions
    ]


INTRO = "Ida Holm hosted, and Bo Ek answered questions.\n\n"


def test_headings_and_lists_of_org():
    text = (
        f"#+TITLE: Call\n{INTRO}* Fees   :fees:\n- Why?\n  - Bo: Tide.\n- *Q:* When?\n\n  *A:* In May.\n"
        "* DONE Tugs\n:PROPERTIES:\n:ID: x\n:END:\n- How many?\n  - Bo: Two.\n"
    )
    found = rows(text)
    assert [heading for heading, *_ in found] == ["Fees", "Fees", "Tugs"]
    assert found[2] == ("Tugs", "How many?", [("Bo", "Two.")])


def test_questions_that_are_headings_in_org():
    text = (
        f"#+TITLE: Call\n{INTRO}* Fees\n** Why?\n:PROPERTIES:\n:ID: x\n:END:\nTide.\n\nAnd wind.\n"
        "** When?\nIn May.\n"
    )
    assert [(asked, [said for _, said in told]) for _, asked, told in rows(text)] == [
        ("Why?", ["Tide.\nAnd wind."]),
        ("When?", ["In May."]),
    ]


def test_headings_and_lists_of_asciidoc():
    text = (
        f"= Call\n:toc:\n:icons: font\n\n{INTRO}== Fees\n\n* Why?\n** Bo: Tide.\n\n[[tugs]]\n== Tugs\n\n"
        "[.lead]\n* How many?\n** Bo: Two.\n"
    )
    assert rows(text) == [
        ("Fees", "Why?", [("Bo", "Tide.")]),
        ("Tugs", "How many?", [("Bo", "Two.")]),
    ]


def test_bullets_of_stars_and_lines_of_equals_are_neither():
    text = f"Call\n====\n\n{INTRO}* Why = so?\nBo: Tide.\n\n* a = b?\nBo: No.\n\n= one line\n"
    assert [asked for _, asked, _ in rows(text)] == ["Why = so?", "a = b?"]


def test_markdown_headings_make_plain_text_markdown():
    assert is_marked_up(b"# Call\n\n## Fees\n\nWhy?\n\n## Tugs\n\nWhen?\n")
    assert not is_marked_up(b"# Call\n\n## Fees\n\n#tag ## two\n#### \n######\n")
