"""Which reader a file of a session is for."""

import pytest

from pipeline.corpus import SessionFile
from pipeline.documents import read_document
from pipeline.readers.document import UnreadableError
from schemas.words import DocumentKind


def read(text, suffix="txt"):
    name, kind = f"notes.{suffix}", DocumentKind.NOTES
    data = text if isinstance(text, bytes) else text.encode()
    return read_document(SessionFile(name, name, kind, suffix, None, None, data, ""))


def test_plain_text_in_the_marks_of_markdown_is_read_as_markdown():
    said = read("**Why is it\nshut?**\n\nTide.\n\n**When?**\n\nMay.\n\n**Who?**\n\nBo.\n")
    assert said.format == "markdown"
    assert [block.text.text for block in said.blocks][:2] == ["Why is it shut?", "Tide."]


def test_other_plain_text_is_not():
    assert read("* Why?\nBo: Tide, *and* wind, **and** rain.\n").format == "text"


@pytest.mark.parametrize(
    ("suffix", "data", "what"),
    [
        ("wiki", b"{\\rtf1\\ansi Why?}", "an RTF file"),
        ("html", b"%PDF-1.7\n", "a PDF file"),
        ("html", b"PK\x03\x04\x14\0word", "an office document"),
        ("wiki", b"%toc\n= Quay =\n\n== Asked ==\n* Why?\n** Bo: so\n", "Vimwiki"),
        ("md", b"\n \r\n\t\n", "nothing but blank lines"),
    ],
)
def test_what_is_no_notes_is_refused_whatever_its_ending(suffix, data, what):
    with pytest.raises(UnreadableError, match=what):
        read(data, suffix)
