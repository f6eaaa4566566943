"""Mails as broken, old and strange programs write them: no text of theirs is lost in silence."""

import base64
import binascii
import quopri
import time
from collections.abc import Sequence

import pytest

from pipeline.private.mail.message import read_letter

ASKED = "Why is the ferry late?"
B64 = base64.encodebytes(ASKED.encode())
HEAD = b"From: Ana <ana@example.org>\nSubject: Question\nDate: Mon, 3 May 2032 10:15:00 +0000\n"
MIXED = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="%s"\n'


def mail(headers: bytes, body: bytes) -> bytes:
    return HEAD + headers + b"\n" + body


def mixed(*parts: bytes, mark: bytes = b"b", end: bytes = b"--b--\n") -> bytes:
    """A mail of parts, each with its headers."""
    body = b"".join(b"--" + mark + b"\n" + part + b"\n" for part in parts)
    return mail(MIXED % mark, body + end)


def plain(text: str = ASKED, headers: bytes = b"") -> bytes:
    return b"Content-Type: text/plain; charset=utf-8\n" + headers + b"\n" + text.encode() + b"\n"


def within(depth: int, text: bytes) -> bytes:
    """Parts in parts."""
    for number in range(depth):
        mark = b"b%d" % number
        text = (
            b"Content-Type: multipart/mixed; boundary=" + mark + b"\n\n--" + mark + b"\n" + text + b"\n--" + mark + b"--\n"
        )  # fmt: skip
    return text


def carried(depth: int) -> bytes:
    """Mails in mails."""
    text = HEAD + b"\n" + ASKED.encode()
    for _ in range(depth):
        text = b"Subject: x\nContent-Type: message/rfc822\n\n" + text
    return text


UU = b"begin 644 berths.bin\n" + binascii.b2a_uu(bytes(range(200, 245))) + binascii.b2a_uu(b"????????") + b"`\nend\n"  # fmt: skip
YENC = b"=ybegin line=128 size=9 name=berths.bin\n\x2a\x3f?\xe4\xe5?\x80?\n=yend size=9 crc32=0\n"
TNEF = base64.encodebytes(b"\x78\x9f\x3e\x22" + bytes(200))
WIDE = ASKED.encode("utf-16-le")

NASTY: dict[str, tuple[bytes, Sequence[str]]] = {
    # parts and boundaries
    "no last boundary": (mixed(plain(), end=b""), [ASKED]),
    "no line end at the end": (mixed(plain(), end=b"--b--"), [ASKED]),
    "boundary with blanks behind it": (mixed(plain()).replace(b"--b\n", b"--b  \t\n"), [ASKED]),
    "boundary of strange letters": (mixed(plain(), mark=b"=_?:'()+,-./ x", end=b""), [ASKED]),
    "boundary that another begins with": (mixed(within(1, plain()).replace(b"b0", b"bb"), plain("And who pays?")), [ASKED, "And who pays?"]),
    "same boundary inside": (mixed(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + plain() + b"--b--", plain("And who pays?")), [ASKED]),
    "boundary without quotes and with a blank": (mail(b"Content-Type: multipart/mixed; boundary=a b\n", b"--a b\n" + plain() + b"--a b--\n"), [ASKED]),
    "boundary declared twice": (mixed(plain()).replace(b'"b"', b'"b"; boundary="c"'), [ASKED]),
    "no boundary declared": (mail(b"Content-Type: multipart/mixed\n", b"--x1\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + B64 + b"--x1--\n"), [ASKED]),
    "another boundary than declared": (mail(MIXED % b"a", b"--x1\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + B64 + b"--x1--\n"), [ASKED]),
    "parts that no header tells of": (mail(b"", b"This is a multi-part message in MIME format.\n\n--x1\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + B64 + b"--x1--\n"), [ASKED]),
    "parts without headers": (mixed(b"\n" + ASKED.encode()), [ASKED]),
    "parts without a blank line": (mixed(ASKED.encode()), [ASKED]),
    "parts in base64 as a whole": (mail(MIXED % b"b" + b"Content-Transfer-Encoding: base64\n", base64.encodebytes(b"--b\n" + plain() + b"--b--\n")), [ASKED]),
    "fifteen parts in parts": (HEAD + within(15, plain()), [ASKED]),
    "ten mails in mails": (carried(10), [ASKED]),
    "a kind of parts that nobody knows": (mixed(plain()).replace(b"multipart/mixed", b"multipart/x-harbour"), [ASKED]),
    "text behind a broken part": (mixed(b"Content-Type: multipart/mixed; boundary=c\n\n--d\n", plain()), [ASKED]),
    "text before and behind the parts": (mixed(plain()).replace(b"--b\n", b"Your program is old.\n--b\n", 1) + b"a virus scanner was here\n", [ASKED]),
    "alternatives, the plain one empty": (mixed(b"Content-Type: text/plain\n\n\n", b"Content-Type: text/html\n\n<p>" + ASKED.encode()).replace(b"mixed", b"alternative"), [ASKED]),
    "alternatives that say other things": (mixed(plain("Your program cannot show this."), b"Content-Type: text/html\n\n<p>" + ASKED.encode()).replace(b"mixed", b"alternative"), [ASKED]),
    "alternatives for phones": (mixed(plain(), b"Content-Type: text/x-amp-html\n\n<html amp4email><p>" + ASKED.encode()).replace(b"mixed", b"alternative"), [ASKED]),
    "only a page for watches": (mail(b"Content-Type: text/watch-html\n", b"<b>Why is</b> the ferry late?"), [ASKED]),
    "a page as XML": (mail(b"Content-Type: application/xhtml+xml\n", b"<?xml version='1.0'?><html><body><p>" + ASKED.encode() + b"</p></body></html>"), [ASKED]),
    "a part of a mail that was cut": (mail(b"Content-Type: message/partial; id=1; number=1; total=2\n", HEAD + b"\n" + ASKED.encode()), [ASKED]),
    "a mail in base64": (mixed(b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(HEAD + b"\n" + ASKED.encode())), [ASKED]),
    "a mail attached as news": (mixed(b"Content-Type: message/news\n\n" + HEAD + b"\n" + ASKED.encode()), [ASKED]),
    "TNEF beside the text": (mixed(plain(), b"Content-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n" + TNEF), [ASKED]),
    "a picture that is called text": (mixed(plain(), b"Content-Type: text/plain; name=a.png\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(bytes(range(256)) * 9)), [ASKED]),
    # what stands in a text and is none
    "uuencoded in the text": (mail(b"", ASKED.encode() + b"\n\n" + UU), [ASKED]),
    "text between two uuencoded files": (mail(b"", UU + b"\n" + ASKED.encode() + b"\n\n" + UU), [ASKED]),
    "yEnc in the text": (mail(b"", ASKED.encode() + b"\n\n" + YENC), [ASKED]),
    "BinHex in the text": (mail(b"", ASKED.encode() + b"\n\n(This file must be converted with BinHex 4.0)\n\n:$f*TEQKPH?jdHA4d'h*?\n:"), [ASKED]),
    "a line about the beginning": (mail(b"", b"begin 100 years ago, the guild did.\n" + ASKED.encode()), [ASKED, "begin 100 years ago, the guild did."]),
    # headers
    "line ends of old machines": (mail(b"", ASKED.encode()).replace(b"\n", b"\r"), [ASKED]),
    "line ends of all kinds": (mixed(plain()).replace(b"\n", b"\r\n", 5), [ASKED]),
    "blank lines before the headers": (b"\r\n\n" + mixed(plain()), [ASKED]),
    "a mark of UTF-8 before the headers": (b"\xef\xbb\xbf" + mixed(plain()), [ASKED]),
    "a separator before the headers": (b"From ana@example.org Mon May  3 10:15:00 2032\n" + mixed(plain()), [ASKED]),
    "a quoted separator before the headers": (b">From ana@example.org Mon May  3 10:15:00 2032\n" + mixed(plain()), [ASKED]),
    "a line among the headers that is none": (mixed(plain("x", b"Content-Transfer-Encoding: base64\n").replace(b"\nx\n", b"\n" + B64)).replace(b"MIME", b"nonsense without a colon\nMIME"), [ASKED]),
    "three thousand headers before the last": (b"X-Trace: 1\n" * 3_000 + mixed(plain("x", b"Content-Transfer-Encoding: base64\n").replace(b"\nx\n", b"\n" + B64)), [ASKED]),
    "blanks before colons": (mixed(plain()).replace(b"Content-Type:", b"Content-Type :"), [ASKED]),
    "folded with blank lines": (mixed(plain()).replace(b"; boundary", b";\n \n\tboundary"), [ASKED]),
    "an empty type": (mail(b"Content-Type:\n", ASKED.encode()), [ASKED]),
    "a type that is none": (mail(b"Content-Type: ;;; =?= text\n", ASKED.encode()), [ASKED]),
    "zero bytes everywhere": (mail(b"X: \0\0\n", b"Why \0is the\0 ferry late?\0"), [ASKED]),
    "no headers at all": (b"\n" + ASKED.encode(), [ASKED]),
    # encodings
    "base64 with a footer in plain text": (mail(b"Content-Transfer-Encoding: base64\n", base64.encodebytes("Warum ist die Fähre spät?".encode()) + b"_______________________________________________\nQuay mailing list\nquay@example.org\n"), ["Warum ist die Fähre spät?"]),
    "base64 in pieces": (mail(b"Content-Transfer-Encoding: base64\n", b"".join(base64.encodebytes(word.encode()) for word in ("Why is ", "the ferry ", "late?"))), [ASKED]),
    "base64 without its end": (mail(b"Content-Transfer-Encoding: base64\n", base64.b64encode(ASKED.encode() + b"xx")[:-1]), [ASKED]),
    "base64 behind a comment": (mail(b"Content-Transfer-Encoding: Base64 (of old)\n", B64), [ASKED]),
    "base64 as others spell it": (mail(b'Content-Transfer-Encoding: "base64";\n', B64), [ASKED]),
    "quoted-printable with every fault": (mail(b"Content-Transfer-Encoding: quoted-printable\n", b"Why=20is the =ZZ ferry=3f =\t\nOr is it l=c3=a4te=3F ="), ["Why is the =ZZ ferry?", "Or is it läte?"]),
    "quoted-printable as others spell it": (mail(b"Content-Transfer-Encoding: quoted_printable\n", quopri.encodestring("Fähre?".encode())), ["Fähre?"]),
    "an encoding that nobody knows": (mail(b"Content-Transfer-Encoding: x-harbour\n", ASKED.encode()), [ASKED]),
    "a charset that nobody knows": (mail(b"Content-Type: text/plain; charset=unknown-8bit\n", "Fähre?".encode()), ["Fähre?"]),
    "a charset as pages have it": (mail(b'Content-Type: text/plain; charset="iso-8859-1http-equivContent-Type"\n', b"F\xe4hre?"), ["Fähre?"]),
    "a charset declared twice": (mail(b"Content-Type: text/plain; charset=utf-8; charset=koi8-r\n", "Fähre?".encode()), ["Fähre?"]),
    "a charset in the way of RFC 2231": (mail(b"Content-Type: text/plain; charset*=us-ascii'en'koi8-r\n", "Паром?".encode("koi8-r")), ["Паром?"]),
    "hz": (mail(b"Content-Type: text/plain; charset=HZ-GB-2312\n", "渡轮为什么晚？".encode("hz")), ["渡轮为什么晚？"]),
    "Big5 of Hong Kong": (mail(b"Content-Type: text/plain; charset=big5-hkscs\n", "渡輪為什麼晚?".encode("big5hkscs")), ["渡輪為什麼晚?"]),
    "JIS with letters of its own": (mail(b"Content-Type: text/plain; charset=iso-2022-jp-2\n", "フェリーは？".encode("iso2022_jp_2")), ["フェリーは？"]),
    "Windows, not as declared": (mail(b"Content-Type: text/plain; charset=iso-8859-1\n", b"\x93Why\x94 is it late \x96 again?"), ["“Why” is it late – again?"]),
    "UTF-16 without a mark": (mail(b"Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n", base64.encodebytes(WIDE)), [ASKED]),
    "Cyrillic of a Macintosh": (mail(b"Content-Type: text/plain; charset=x-mac-cyrillic\n", "Паром?".encode("mac_cyrillic")), ["Паром?"]),
    "Vietnamese of Windows": (mail(b"Content-Type: text/plain; charset=windows-1258\n", "Phà trễ?".encode("cp1258", "replace")), ["Ph"]),
    # texts
    "flowed, blanks deleted": (mail(b"Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n", "フェリーはなぜ \n遅れますか？\n".encode()), ["フェリーはなぜ遅れますか？"]),
    "flowed": (mail(b"Content-Type: text/plain; format=flowed\n", b"Why is the ferry \nlate again?\n-- \nAna\n"), ["Why is the ferry\nlate again?"]),
    "a paragraph on one line": (mail(b"", b"We live at the harbour. " * 60 + ASKED.encode()), [ASKED]),
    "a page that is called plain": (mail(b"Content-Type: text/plain\n", b"<!DOCTYPE html>\n<html><body><p>Why is <i>the ferry</i> late?</p></body></html>"), [ASKED]),
    "a plain text that is called a page": (mail(b"Content-Type: text/html\n", b"Hello\n\nWhy is the ferry late?"), [ASKED]),
    "enriched": (mail(b"Content-Type: text/enriched\n", b"<bold>Why is</bold> <color><param>red</param>the ferry</color> late?"), [ASKED]),
    "a script without an end": (mail(b"Content-Type: text/html\n", b"<html><script>x()<p>" + ASKED.encode() + b"</p></html>"), [ASKED]),
    "a title without an end": (mail(b"Content-Type: text/html\n", b"<title>x<p>" + ASKED.encode()), [ASKED]),
    "a picture inside a page": (mail(b"Content-Type: text/html\n", b'<p>Why is <img src="data:image/png;base64,' + b"A" * 90_000 + b'">the ferry late?</p>'), [ASKED]),
    "a page for Outlook": (mail(b"Content-Type: text/html\n", b"<!--[if mso]><p>no</p><![endif]--><![if !mso]><p>" + ASKED.encode() + b"</p><![endif]><o:p></o:p>"), [ASKED]),
    "entities without ends": (mail(b"Content-Type: text/html\n", b"<p>Why&nbspis the f&eacuterry late&#63"), ["Why is the férry late?"]),
    "a page in UTF-7": (mail(b"Content-Type: text/html; charset=utf-7\n", b"<p>Why is the ferry late?</p>+ADw-script+AD4-"), [ASKED]),
    "signed": (mixed(plain(), b"Content-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\nMIIB\n").replace(b"mixed", b"signed"), [ASKED]),
}  # fmt: skip
NOISE = ("====", "begin 644", "=ybegin", "M`", "script", "<bold>", "param", "AAAA", "PNG", "Content-", "--b", "--x1", "?jdHA", "BinHex")  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_the_text_of_a_nasty_mail_is_found(name: str) -> None:
    data, wanted = NASTY[name]
    start = time.process_time()
    letter = read_letter(data)
    assert time.process_time() - start < 2
    found = f"{letter.text.own}\n{letter.text.forwarded}"
    assert [text for text in wanted if text not in found] == []
    if name != "a page in UTF-7":
        assert [noise for noise in NOISE if noise in found] == []
