"""Which reader a file of a session is for."""

from pipeline.corpus import SessionFile
from pipeline.documents import read_document
from schemas.words import DocumentKind


def read(text):
    name, kind = "notes.txt", DocumentKind.NOTES
    return read_document(SessionFile(name, name, kind, "txt", None, None, text.encode(), ""))


def test_plain_text_in_the_marks_of_markdown_is_read_as_markdown():
    said = read("**Why is it\nshut?**\n\nTide.\n\n**When?**\n\nMay.\n\n**Who?**\n\nBo.\n")
    assert said.format == "markdown"
    assert [block.text.text for block in said.blocks][:2] == ["Why is it shut?", "Tide."]


def test_other_plain_text_is_not():
    assert read("* Why?\nBo: Tide, *and* wind, **and** rain.\n").format == "text"
