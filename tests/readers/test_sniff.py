"""Files that go under the name of notes, and are none."""

import json

import pytest

from pipeline.readers.sniff import is_marked_up, seems_to_be

VTT = "WEBVTT\n\n00:00.000 --> 00:04.000\nWelcome\n"
SRT = "1\n00:00:01,000 --> 00:00:04,000\nAna: Welcome\n"
MAIL = (
    "Return-Path: <ada@quay.example>\nReceived: from quay.example\n\tby mail.example\n"
    "From: Ada <ada@quay.example>\nSubject: Question\n\nWhy is the pier shut?\n"
)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"{\\rtf1\\ansi Why?}", "RTF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "office document"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\x1f\x8b\x08\0", "gzip"),
        ("<!DOCTYPE html>\n<html><p>Q: Why?", "HTML"),
        ("\ufeff \n<!-- saved -->\n<HTML lang=en>", "HTML"),
        ('<?xml version="1.0"?><mediawiki/>', "XML"),
        (VTT, "captions or chapters"),
        (VTT.replace("\n", "\r"), "captions or chapters"),
        (VTT.encode("utf-16"), "captions or chapters"),
        (VTT.removeprefix("WEBVTT\n\n"), "captions or chapters"),
        (SRT, "captions or chapters"),
        (SRT.removeprefix("1\n"), "captions or chapters"),
        ("0:00 Welcome\n1:30 The pier\n1:02:03 Ferries\n", "chapters"),
        ("[00:00:00] - Welcome\n[00:01:30] - Pier\n[00:02:00] - Ferries\n", "chapters"),
        (json.dumps({"text": "Why?"}, indent=1), "JSON"),
        (json.dumps([{"text": "Why?"}]), "JSON"),
        ('{"text": "Why?"}\n{"text": "How?"}\n', "JSON"),
        (MAIL, "mail"),
        ("From ada@quay.example Tue Mar  5 10:17:00 2031\nFrom: Ada\nSubject: x\n\nWhy?\n", "mail"),
        ("---+ Quay call\n---++ Questions\n   * Why?\n", "TWiki"),
        ("%META:TOPICINFO{author=\"Ada\"}%\nWhy?\n", "TWiki"),
        ("%toc\n\n= Quay call =\n\n- Why?\n", "Vimwiki"),
        ("Quay\nSign in\nUsername\nPassword\nForgot your password?\n", "login page"),
        ("404 Not Found\n\nnginx\n", "error page"),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "LFS"),
    ],
)  # fmt: skip
def test_what_a_file_seems_to_be(data, what):
    assert what in (seems_to_be(data if isinstance(data, bytes) else data.encode()) or "")


@pytest.mark.parametrize(
    "text",
    [
        "", "\n\n", "Quay call\n\n  • Why?\nAna: So.\n",
        "<div align=center>\n\n# Quay call\n\n</div>\n\n**Q:** Why?\n",
        "<!-- notes of Ada -->\n# Quay call\n\nWhy?\n",
        "---\ntitle: Call\ndate: 2031-03-05\n---\nQ: Why?\n",
        "[link](https://quay.example) and {braces}\n", "[1]\n", "{not json}\n",
        "[05:41] - **Ana**\nWhy?\n",
        "From: the harbour office\nTo: all\nSubject: Quay call\nDate: 5 March 2031\n\nQ: Why?\n",
        "From the harbour office we hear that it opens.\nWhy?\n",
        "0:00 Welcome\n1:30 Ana: Why is it shut?\n2:00 Bo: Ice.\n",
        "0:00 Welcome\nAna: We begin.\n1:30 Pier\nBo: Ice.\n",
        "9:00 Welcome\n9:30 Pier\n10:00 End\n",
        "Webvtt files\n\nQ: Why do we use WEBVTT?\nA: 00:00.000 --> 00:04.000 is a cue.\n",
        "404 people asked why\n\nAna: So.\n", "404 questions\n\nWhy?\n",
        "Q: How do I sign in?\nA: Log in with your user name.\nPassword\n",
        "== Quay call ==\n* Why?\n** Ana: So.\n", "---\n\nQuay\n\n---\n", "---+ One line only\n",
        "%title is a mark of Vimwiki, says Ana.\nWhy?\n", "PKs are keys. Why?\n",
    ],
)  # fmt: skip
def test_real_notes_are_never_refused(text):
    assert seems_to_be(text.encode()) is None


def test_the_end_of_the_head_may_cut_a_letter():
    assert seems_to_be(("é" * 40_000).encode()) is None
    assert seems_to_be(("a" + "😀" * 40_000).encode("utf-16")) is None


@pytest.mark.parametrize(
    "data", [b"[" * 500_000, b"{" * 500_000, b"<!--" * 99_999, b"\n" * 999_999]
)
def test_hostile_bytes_cost_little(data):
    assert seems_to_be(data) is None


@pytest.mark.parametrize(
    ("text", "marked_up"),
    [
        ("**Why is it\nshut?**\n\nTide.\n\n**And\nwhen?**\n\nMay.\n\n**Who?**\nBo.\n", True),
        ("**Ana:** Why?\r\n\r\n**Bo:** Tide.\r\n\r\n**Ana:** And when?\r\n", True),
        ("**Why?**\n\nTide.\n\n**When?**\n\nMay.\n", False),  # two could be anything
        ("** Why?\n\nTide.\n\n** When? **\n\n** Who?\n\n** Bo.\n", False),  # nested items
        ("A **key**\n\nA **lock**\n\nA **gate**\n", False),
        ("**" + "a" * 100_000, False),
        (b"\0\0", False),
    ],
)
def test_plain_text_in_the_marks_of_markdown(text, marked_up):
    assert is_marked_up(text if isinstance(text, bytes) else text.encode()) == marked_up
