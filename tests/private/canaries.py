"""A corpus in whose mail a word is planted in every field and every encoding."""

import base64
import binascii
import quopri
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

NOTES = """\
Open Quay 4 March 2032

Ines Falk, Harbour Master, hosted the call.

Moorings

  • Will the fee for winter berths on the north quay rise again this year?
Ines: Yes, by two percent.
"""
RULES = """\
title: Open Quay
license: CC0-1.0
mail:
  questions: [Question for Ines]
  joins: [Open Quay with Ines]
"""
FIELDS = """
from-name from-local from-domain to-name cc-local reply-to sender message-id in-reply-to references
list-id received user-agent x-header dkim organization subject-plain subject-base64 subject-quoted
subject-folded subject-raw boundary part-name attachment-name attachment-name-2231 attachment-text
attachment-binary preamble epilogue text-plain text-base64 text-quoted text-split text-utf16
text-latin text-uu html-text html-attribute html-title html-comment html-entity html-style
html-quote calendar vcard quoted signature list-footer disclaimer forwarded-sender forwarded-text
carried-subject carried-sender carried-text separator file-name folder-name question-matched
question-numbered question-bulleted question-unsure join-subject join-text bounce-text away-text
decision-reason unreadable copy-text header-comment date-comment key-file chat-asker chat-text
chat-private
""".split()


def word(field: str) -> str:
    """The word planted in a field; of letters that survive every way of writing."""
    digits = sha256(field.encode()).digest()
    return "zq" + "".join(chr(ord("a") + digit % 26) for digit in digits[:12])


W = {field: word(field) for field in FIELDS}


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def split(text: str) -> str:
    """Quoted-printable with a soft line end in the middle of a word."""
    return f"{text[:7]}=\n{text[7:]}"


def entities(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text)


def letters() -> Iterator[str]:
    head = "To: ask@quay.example\nDate: Tue, 2 Mar 2032 10:00:00 +0000"
    q = "Subject: Question for Ines"
    yield f"""\
From: {W["from-name"]} <{W["from-local"]}@{W["from-domain"]}.example>
To: {W["to-name"]} <ask@quay.example>
Cc: {W["cc-local"]}@x.example
Reply-To: {W["reply-to"]}@x.example
Sender: {W["sender"]}@x.example
Message-ID: <{W["message-id"]}@x.example>
In-Reply-To: <{W["in-reply-to"]}@x.example>
References: <{W["references"]}@x.example>
List-Id: <{W["list-id"]}.x.example>
Received: from {W["received"]} by y; Tue, 2 Mar 2032 10:00:00 +0000
User-Agent: {W["user-agent"]}
X-Own: {W["x-header"]} ({W["header-comment"]})
DKIM-Signature: b={W["dkim"]}
Organization: {W["organization"]}
Date: Tue, 2 Mar 2032 10:00:00 +0000 ({W["date-comment"]})
Subject: Question for Ines {W["subject-plain"]}
Content-Type: multipart/mixed; boundary="{W["boundary"]}"

{W["preamble"]}
--{W["boundary"]}
Content-Type: text/plain; name="{W["part-name"]}"

Will the fee for winter berths on the north quay rise again this year for {W["question-matched"]}?

1. Who is {W["question-numbered"]}?
2. Why?

- Where is {W["question-bulleted"]}?

> {W["quoted"]}
--{" "}
{W["signature"]}
--{W["boundary"]}
Content-Type: text/plain; name*=utf-8''{W["attachment-name-2231"]}
Content-Disposition: attachment; filename="{W["attachment-name"]}.txt"

{W["attachment-text"]} is attached?
--{W["boundary"]}
Content-Type: application/pdf
Content-Transfer-Encoding: base64

{b64(W["attachment-binary"])}
--{W["boundary"]}
Content-Type: text/calendar

SUMMARY:{W["calendar"]}
--{W["boundary"]}
Content-Type: text/x-vcard

FN:{W["vcard"]}
--{W["boundary"]}
Content-Type: message/rfc822

From: {W["carried-sender"]}@x.example
Subject: {W["carried-subject"]}

Why is {W["carried-text"]} late?
--{W["boundary"]}--
{W["epilogue"]}
"""
    for subject, text in (
        (f"=?utf-8?B?{b64('Question for Ines ' + W['subject-base64'])}?=", f"Who is {W['text-plain']}?"),
        (f"=?utf-8?Q?Question_for_Ines_{W['subject-quoted']}?=", f"Winter berths and fees: {W['question-unsure']} on the north quay?"),
        (f"Question for\n Ines {W['subject-folded']}", f"Who?\n____________________\nquay mailing list {W['list-footer']}"),
        (f"Question for Ines ä {W['subject-raw']}", f"Who says it?\n\nThis e-mail is confidential: {W['disclaimer']}"),
        ("Fwd: Question for Ines", f"---------- Forwarded message ---------\nFrom: {W['forwarded-sender']}@x.example\nTo: x\nSubject: y\n\nWhy is {W['forwarded-text']} late?"),
        (f"Open Quay with Ines {W['join-subject']}", f"I am {W['join-text']}."),
        ("Out of office", f"Ask {W['away-text']}?"),
    ):  # fmt: skip
        yield f"From: a@x.example\nSubject: {subject}\n{head}\n\n{text}\n"
    plain = "Content-Type: text/plain; charset"
    yield f"{q}\n{head}\n{plain}=utf-8\nContent-Transfer-Encoding: base64\n\n{b64('Who is ' + W['text-base64'] + '?')}\n"
    quoted = quopri.encodestring(f"Who is é {W['text-quoted']}?".encode()).decode()
    yield f"{q}\n{head}\n{plain}=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{quoted}\n"
    yield f"{q}\n{head}\n{plain}=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nWho is {split(W['text-split'])}?\n"
    wide = base64.b64encode(f"Who is {W['text-utf16']}?".encode("utf-16")).decode()
    yield f"{q}\n{head}\n{plain}=utf-16\nContent-Transfer-Encoding: base64\n\n{wide}\n"
    yield f"{q}\n{head}\n{plain}=us-ascii\n\nWho is ä {W['text-latin']}?\n"
    yield f"{q}\n{head}\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n{uu('Who is ' + W['text-uu'] + '?')}\nend\n"
    yield (
        f"{q}\n{head}\nContent-Type: text/html\n\n<title>{W['html-title']}</title><style>.{W['html-style']} {{}}</style>"
        f"<!-- {W['html-comment']} --><p title='{W['html-attribute']}'>Who is {W['html-text']}?</p>"
        f"<p>And who is {entities(W['html-entity'])}?</p><blockquote>{W['html-quote']}</blockquote>\n"
    )
    yield f"From: mailer-daemon@x.example\nSubject: Undelivered\n{head}\nContent-Type: multipart/report; boundary=b\n\n--b\n\n{W['bounce-text']}?\n--b--\n"


def uu(text: str) -> str:
    return binascii.b2a_uu(text.encode()).decode().strip()


CHAT = f"""\
08:58:13\t From {W["chat-asker"]} : Why is {W["chat-text"]} so late in the winter?
08:59:13\t From Piet to Mona (Direct Message) : Is {W["chat-private"]} with you in the room?
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    raw = tmp_path / "raw"
    session = raw / "sessions" / "2032-03-04"
    session.mkdir(parents=True)
    (session / "notes.txt").write_text(NOTES, "utf-8")
    (session / "chat.txt").write_text(CHAT, "utf-8")
    (raw / "corpus.yaml").write_text(RULES, "utf-8")
    box = raw / "mail" / W["folder-name"]
    box.mkdir(parents=True)
    found = list(letters())
    separator = f"From {W['separator']}@x.example Tue Mar  2 10:00:00 2032\n"
    text = "\n".join(f"{separator}{letter}" for letter in found)
    (box / f"{W['file-name']}.mbox").write_text(text, "utf-8")
    copied = f"From: a@x.example\nSubject: Question for Ines\nMessage-ID: <1@x>\n\nWho is {W['copy-text']}?\n"
    for name in ("one.eml", "two.eml"):
        (raw / "mail" / name).write_text(copied, "utf-8")
    (raw / "mail" / "bad.eml").write_bytes(b"\0" * 99 + W["unreadable"].encode())
    (raw / "mail" / "asker.key").write_text(W["key-file"] * 2, "utf-8")
    (raw / "mail" / "asker.key").chmod(0o600)
    said = "{{table: submissions, row: s-000000000000, column: disposition, value: not_asked, reason: {}}}"
    (raw / "mail" / "corrections.yaml").write_text(
        f"- {said.format(W['decision-reason'])}\n", "utf-8"
    )
    return raw
