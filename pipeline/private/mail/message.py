"""One mail: who sent it, when, about what, and what its writer says in it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_tz

from pipeline.private.mail.decoding import decoded, header_text
from pipeline.private.mail.embedded import as_words, without_files
from pipeline.private.mail.html import text_of
from pipeline.private.mail.parts import DEPTH, Part, leaves, parsed
from pipeline.private.mail.subjects import Subject, automatic, bare_subject
from pipeline.private.mail.transfer import transferred
from pipeline.private.mail.trim import LINES, Trimmed, trimmed
from pipeline.private.veil import Veiled
from pipeline.private.wording import normal

_TEXT_BYTES = 1 << 20  # of one part
_ENCODED_BYTES = 4 * _TEXT_BYTES  # of a part of text, as it was encoded
_NO_WORDS = frozenset("calendar css rtf x-vcard vcard directory xml csv".split())
_MAILS = frozenset("rfc822 global partial news".split())
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_LOOKED_AT, _MOST_CONTROLS = 4_096, 0.05  # of bytes that are no UTF-8: more are no text
_SAME = 0.8  # of the words of a page that the plain text holds: both say the same
_IN_BRACKETS = re.compile(r"<([^\s<>,;:\"()@]{1,64}@[^\s<>,;:\"()@]{1,255})>")
_ADDRESS = re.compile(r"[^\s<>,;:\"()@]{1,64}@[^\s<>,;:\"()@]{1,255}")
_BOUNCES = re.compile(r"(?:mailer-?daemon|postmaster)[^@]{0,60}@|^mailer-?daemon$")
_AUTOMATIC_HEADERS = ("x-autoreply", "x-autorespond", "x-auto-response-suppress-reply")
_ADDRESSED = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "resent-to", "list-post")
_ARMOUR = re.compile(r"-----BEGIN PGP (SIGNED )?MESSAGE-----\n(?:[A-Za-z]+: [^\n]*\n)*\n?")
_SIGNED_END = "-----BEGIN PGP SIGNATURE-----"


@dataclass(frozen=True, slots=True, repr=False)
class Letter(Veiled):
    """A mail as it was read.

    `left_out` are the rules by which parts of it were not read; `automatic` tells that nobody
    wrote it. `identity` is the same for every copy of the mail.
    """

    message_id: str
    sender: str
    addressed: tuple[str, ...]
    subject: Subject
    sent_at: datetime | None
    automatic: bool
    text: Trimmed
    left_out: tuple[str, ...]

    @property
    def identity(self) -> str:
        """A digest of what tells it from others."""
        told = self.message_id or f"{self.sender}\0{self.sent_at}\0{self.subject.text}"
        words = f"{normal(self.text.own)}\0{normal(self.text.forwarded)}"
        return hashlib.sha256(f"{told}\0{words}".encode()).hexdigest()


def read_letter(data: bytes) -> Letter:
    """Read a mail of whatever bytes."""
    mail = parsed(data)
    subject = bare_subject(header_text(mail.header("subject")))
    sender = _address(mail, "from") or _address(mail, "sender") or _address(mail, "reply-to")
    left_out: list[str] = []
    own, passed_on = _texts(mail, left_out)
    cut = trimmed(own, passed_on=subject.forward)
    forwarded = [cut.forwarded, *(trimmed(text).own for text in passed_on)]
    return Letter(
        message_id=header_text(mail.header("message-id"))[:400],
        sender=sender,
        addressed=tuple(
            address
            for name in _ADDRESSED
            for raw in mail.headers.get(name, ())
            for address in _addresses(raw)
        ),
        subject=subject,
        sent_at=_sent_at(mail),
        automatic=_is_automatic(mail, subject, sender),
        text=Trimmed(cut.own, "\n\n".join(text for text in forwarded if text)),
        left_out=tuple(dict.fromkeys(left_out)),
    )


def _texts(mail: Part, left_out: list[str]) -> tuple[str, list[str]]:
    """The text of a mail, and those of the mails that it carries."""
    plain: list[str] = []
    pages: list[str] = []
    carried: list[Part] = []
    for part in leaves(mail):
        kind, _, subtype = part.content_type.partition("/")
        if part.broken:
            left_out.append("broken_part")
        elif kind == "message" and subtype in _MAILS:
            if part.depth < DEPTH:
                carried.append(parsed(_bytes(part), part.depth + 1))
            else:
                left_out.append("broken_part")
        elif part.content_type == "application/xhtml+xml" or (
            kind == "text" and subtype.endswith("html")  # for phones and watches, too
        ):
            pages.append(text_of(_text(part, left_out)))
        elif kind != "text" or subtype in _NO_WORDS:
            left_out.append("attachment")
        else:
            plain.append(_plain(part, subtype, left_out))
    said = "\n\n".join(text for text in plain if text.strip())
    for page in pages:
        if not _says(said, page):
            said = f"{said}\n\n{page}" if said else page
    below = [_texts(part, left_out) for part in carried]
    return said, [text for own, deeper in below for text in (own, *deeper) if text]


def _bytes(part: Part, most: int | None = None) -> bytes:
    return transferred(
        part.body[:most], part.header("content-transfer-encoding")[:40].decode("latin-1")
    )


def _plain(part: Part, subtype: str, left_out: list[str]) -> str:
    """What a part that is no page says."""
    text = _without_armour(_text(part, left_out), left_out)
    words = without_files(text)
    if words is not text:
        left_out.append("attachment")
    if words.count("\n") >= LINES:
        left_out.append("too_long")
    blanks = (part.parameter("delsp") or "").lower() == "yes"
    return as_words(words, subtype, delete_blanks=blanks)


def _text(part: Part, left_out: list[str]) -> str:
    data, charset = _bytes(part, _ENCODED_BYTES), part.parameter("charset")
    if _is_binary(data[:_LOOKED_AT], charset):
        left_out.append("attachment")
        return ""
    if len(data) > _TEXT_BYTES or len(part.body) > _ENCODED_BYTES:
        left_out.append("too_long")
    return decoded(data[:_TEXT_BYTES], charset)


def _is_binary(data: bytes, charset: str | None) -> bool:
    """Whether a part is a file that is only called text."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls <= _MOST_CONTROLS * len(data) or (charset or "").lower().startswith("utf"):
        return False
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return not wide and "\ufffd" in data.decode("utf-8", "replace")


def _says(text: str, page: str) -> bool:
    """Whether a text says nearly everything that a page does."""
    words = normal(page).split()
    known = set(normal(text).split())
    return sum(word in known for word in words) >= _SAME * len(words)


def _without_armour(text: str, left_out: list[str]) -> str:
    found = _ARMOUR.search(text)
    if not found:
        return text
    if not found[1]:
        left_out.append("encrypted")
        return text[: found.start()]
    return text[: found.start()] + text[found.end() :].partition(_SIGNED_END)[0]


def _address(mail: Part, name: str) -> str:
    """The first address of a header: in brackets, else the first that is one."""
    raw = mail.header(name)
    if found := _IN_BRACKETS.search(header_text(raw[:4_000])):
        return found[1].lower()
    return next(_addresses(raw), "")


def _addresses(raw: bytes) -> Iterator[str]:
    """The addresses in a header, in small letters; those of a broken one, as far as they go."""
    for found in _ADDRESS.finditer(header_text(raw[:4_000])):
        yield found[0].lower()


def _sent_at(mail: Part) -> datetime | None:
    """When it was sent, by its Date or else by whoever took it on; None where neither tells."""
    stated = [mail.header("date"), mail.header("received").rpartition(b";")[2]]
    for raw in stated:
        try:
            told = parsedate_tz(raw[:200].decode("latin-1"))
            if told:
                seconds = told[9] or 0
                moment = datetime(*told[:6], tzinfo=UTC).timestamp() - seconds
                return datetime.fromtimestamp(moment, UTC)
        except (ValueError, OverflowError, IndexError, TypeError, OSError):
            continue
    return None


def _is_automatic(mail: Part, subject: Subject, sender: str) -> bool:
    submitted = mail.header("auto-submitted")[:40].strip().lower()
    precedence = mail.header("precedence")[:40].strip().lower()
    return (
        mail.content_type == "multipart/report"
        or (bool(submitted) and not submitted.startswith(b"no"))
        or precedence in (b"auto_reply", b"auto-reply")
        or any(name in mail.headers for name in _AUTOMATIC_HEADERS)
        or bool(_BOUNCES.search(sender))
        or bool(automatic().match(subject.text))
    )
