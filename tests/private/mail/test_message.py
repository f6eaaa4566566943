"""Mails of every shape, sound and hostile."""

import base64
import quopri
import time
from datetime import UTC, datetime

import pytest

from pipeline.private.mail.decoding import charset_named, decoded, header_text
from pipeline.private.mail.html import text_of
from pipeline.private.mail.message import read_letter
from pipeline.private.mail.subjects import automatic, bare_subject, subject_rules

HEAD = (
    b"From: Ana <Ana@Example.org>\nTo: ask@example.org\nSubject: x\nMessage-ID: <1@example.org>\n"
)


def mail(body: bytes, *headers: bytes) -> bytes:
    return HEAD + b"".join(header + b"\n" for header in headers) + b"\n" + body


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"=?utf-8?B?RsOkaHJl?=", "Fähre"),
        (b"=?iso-8859-1?Q?F=E4hre_sp=E4t?=", "Fähre spät"),
        (b"=?utf-8?q?F=C3?=\r\n =?utf-8?q?=A4hre?=", "Fähre"),
        (b"=?utf-8?q?a?= =?utf-8?q?b?= c", "ab c"),
        (b"F\xc3\xa4hre", "Fähre"),
        (b"F\xe4hre", "Fähre"),
        (b"=?x-unknown?q?F=C3=A4hre?=", "Fähre"),
        (b"=?utf-7?q?+ADw-script+AD4-?=", "+ADw-script+AD4-"),
        (b"=?utf-8?q?a=00=0Ab?=", "a b"),
        (b"=?utf-8?b?!!!?= =?", "=?"),
        (b"one\r\n two", "one two"),
    ],
)
def test_headers_are_decoded(raw: bytes, text: str) -> None:
    assert header_text(raw) == text


@pytest.mark.parametrize(
    "name", ["utf-7", "idna", "rot13", "base64", "unknown", "", None, "a" * 99]
)
def test_charsets_that_are_none_are_not_used(name: str | None) -> None:
    assert charset_named(name) is None


def test_a_wrong_charset_is_found_out() -> None:
    assert decoded("Fähre".encode(), "us-ascii") == "Fähre"
    assert decoded("Fähre".encode("cp1252"), "utf-8") == "Fähre"
    assert decoded("Паром".encode("koi8-r"), "koi8-r") == "Паром"
    assert decoded("フェリー".encode("iso2022_jp"), "iso-2022-jp") == "フェリー"
    assert "\ud800" not in decoded(b"\xed\xa0\x80 x \x00\xe2\x80\xae", None)


@pytest.mark.parametrize(
    "body",
    [
        mail(b"Why is it late?"),
        mail(base64.encodebytes(b"Why is it late?"), b"Content-Transfer-Encoding: base64"),
        mail(quopri.encodestring(b"Why is it late?"), b"Content-Transfer-Encoding: quoted-printable"),
        mail(b"<html><body><p>Why is <b>it</b> late?</p></body></html>", b"Content-Type: text/html"),
        mail(b"--b\n\nWhy is it late?\n--b\nContent-Type: image/png\n\nx\n", b'Content-Type: multipart/mixed; boundary="b"'),
        mail(b"--b\nContent-Type: text/plain\n\nWhy is it late?\n--b\nContent-Type: text/html\n\n<p>Why is it late?</p>\n--b--\n", b"Content-Type: multipart/alternative; boundary=b"),
        mail(b"--b\nContent-Type: text/plain\n\n\n--b\nContent-Type: text/html\n\n<p>Why is it late?</p>\n--b--\n", b"Content-Type: multipart/alternative; boundary=b"),
        mail(b"Why is it late?", b"Content-Type: multipart/mixed; boundary=nowhere"),
        mail(b"Why is it late?", b"Content-Type: nonsense"),
        mail(b"Why is it late?", b"Content-Transfer-Encoding: unheard"),
        HEAD + b"Why is it late?",
    ],
)  # fmt: skip
def test_the_text_is_found_in_every_wrapping(body: bytes) -> None:
    letter = read_letter(body)
    assert letter.text.own == "Why is it late?"
    assert (letter.sender, letter.subject.text) == ("ana@example.org", "x")
    crlf = read_letter(body.replace(b"\n", b"\r\n"))
    assert crlf.text.own == "Why is it late?"


def test_a_mail_in_a_mail_is_what_it_passes_on() -> None:
    inner = b"From: Bo <b@example.org>\nSubject: y\n\nWhy is it late?\n"
    body = b"--b\n\nSee this.\n--b\nContent-Type: message/rfc822\n\n" + inner + b"--b--\n"
    letter = read_letter(mail(body, b"Content-Type: multipart/mixed; boundary=b"))
    assert (letter.text.own, letter.text.forwarded) == ("See this.", "Why is it late?")
    digest = b"--b\n\n" + inner + b"\n--b\n\n" + inner.replace(b"late", b"early") + b"--b--\n"
    letter = read_letter(mail(digest, b"Content-Type: multipart/digest; boundary=b"))
    assert letter.text.forwarded == "Why is it late?\n\nWhy is it early?"


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        (b"Mon, 3 May 2032 10:00:00 +0200", datetime(2032, 5, 3, 8, tzinfo=UTC)),
        (b"3 May 32 10:00 GMT", datetime(2032, 5, 3, 10, tzinfo=UTC)),
        (b"last Tuesday", None),
        (b"Mon, 99 May 2032 99:00:00 +0200", None),
        (b"", None),
    ],
)
def test_dates_are_read_where_they_are_some(date: bytes, moment: datetime | None) -> None:
    assert read_letter(mail(b"x", b"Date: " + date)).sent_at == moment


@pytest.mark.parametrize(
    ("headers", "is_automatic"),
    [
        ((b"Auto-Submitted: auto-replied",), True),
        ((b"Auto-Submitted: no",), False),
        ((b"Content-Type: multipart/report; boundary=b",), True),
        ((b"X-Autoreply: yes",), True),
        ((b"Precedence: list",), False),
    ],
)
def test_mails_that_nobody_wrote(headers: tuple[bytes, ...], *, is_automatic: bool) -> None:
    assert read_letter(mail(b"Why?", *headers)).automatic is is_automatic


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: Fwd: [quay] AW: Question", ("Question", True, True)),
        ("RE[2]: Question", ("Question", True, False)),
        ("Odp: Pytanie", ("Pytanie", True, False)),
        ("回复：问题", ("问题", True, False)),
        ("Note: Re: this", ("Note: Re: this", False, False)),
        ("", ("", False, False)),
    ],
)
def test_subjects_lose_their_marks(subject: str, bare: tuple[str, bool, bool]) -> None:
    assert bare_subject(subject) == bare


def test_subjects_of_automatic_mails() -> None:
    rules = subject_rules()["automatic"]
    assert [text for text in rules["speaks"] if not automatic().match(text)] == []
    assert [text for text in rules["silent"] if automatic().match(text)] == []


def test_html_is_read_as_people_see_it() -> None:
    page = (
        "<head><title>t</title><style>p {}</style></head><p>Hi&nbsp;all,<div>Why?<br>Who?</div>"
        "<ul><li>One?<li>Two?</ul><blockquote>old</blockquote><script>no</script> a < b"
    )
    assert [line for line in text_of(page).split("\n") if line] == [
        "Hi all,", "Why?", "Who?", "- One?", "- Two?", "> old", "a < b",
    ]  # fmt: skip


HOSTILE = {
    "semicolons": b"Content-Type:" + b";" * 65_536 + b"\n\nx",
    "folded subject": b"Subject: " + b"a\n " * 400_000 + b"\n\nx",
    "headers": b"X: y\n" * 200_000 + b"\nx",
    "nesting": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000)),
    "mails in mails": b"Content-Type: message/rfc822\n\n" * 5_000,
    "parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000,
    "sender": b"From: " + b"a" * 65_536 + b"\n\nx",
    "tags": mail(b"<a " * 350_000, b"Content-Type: text/html"),
    "nested tags": mail(b"<div>" * 200_000, b"Content-Type: text/html"),
    "attributions": mail((b"12:30 " * 83 + b":\n") * 4_000),
    "rules": mail((b"-" * 500 + b"\n") * 4_000),
    "comments": mail(b"<!--" * 260_000, b"Content-Type: text/html"),
    "footers": mail((b"----------\n" + b"a" * 499 + b"\n") * 2_000),
    "boundaries": mail((b"--" + b"a" * 199 + b"\n") * 100_000),
    "ends of base64": mail(b"=" * 5_000_000, b"Content-Transfer-Encoding: base64"),
    "one paragraph": mail(b"why is it? " * 95_000),
    "forwarding": mail(b"---------- Forwarded message\n" * 4_000),
    "telephones": mail((b"1" * 499 + b"x\n") * 4_000),
    "one line": mail(b"a" * 30_000_000),
    "base64": mail(b"A" * 20_000_000, b"Content-Transfer-Encoding: base64"),
    "binary": bytes(range(256)) * 1_000,
    "nothing": b"",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mails_take_no_long_time(name: str) -> None:
    start = time.process_time()
    read_letter(HOSTILE[name])
    assert time.process_time() - start < 2
