"""Bytes to lines."""

import codecs

import pytest

from pipeline.readers.document import UnreadableError
from pipeline.readers.text import decode, split_lines

SAID = "Zoë: 李伟 says “no”."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SAID.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SAID.encode(), "utf-8"),
        (SAID.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"), "utf-16"),
        (SAID.encode("utf-32"), "utf-32"),
        (codecs.BOM_UTF32_BE + SAID.encode("utf-32-be"), "utf-32"),
    ],
)
def test_marks_and_utf8_are_understood(data, encoding):
    assert decode(data) == (SAID, encoding)


def test_what_is_not_utf8_is_windows_1252():
    assert decode("Zoë says “no”.".encode("windows-1252")) == ("Zoë says “no”.", "windows-1252")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04\0\0", "binary"),
        (codecs.BOM_UTF16_LE + b"a\0b", "begins like utf-16"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfd", "begins like utf-8"),
        (b"\x81\x8d\x8f\x90\x9d", "neither UTF-8 nor windows-1252"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data, said):
    with pytest.raises(UnreadableError, match=said):
        decode(data)


def test_lines_end_at_lf_crlf_and_cr_and_nothing_else():
    assert split_lines("a\nb\r\nc\rd\x0be\x0cf\x85g\u2028h\u2029i") == (
        "a",
        "b",
        "c",
        "def" + "g\u2028h\u2029i",
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_end_at_the_end_opens_no_line(end):
    assert split_lines(f"a{end}") == ("a",)
    assert split_lines(f"a{end}{end}") == ("a", "")
    assert split_lines(end) == ("",)


def test_lines_are_in_nfc_without_controls_and_turning_marks():
    assert split_lines("Zoe\u0308\u202e:\x07 a\tb") == ("Zoë: a\tb",)
