"""Mails read and told apart: as an engine is given them to do."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import Any

from rapidfuzz.fuzz import ratio

from pipeline.corpus import MailSettings
from pipeline.enrich.language import detect_language
from pipeline.private.forgotten import Forgotten
from pipeline.private.items import items
from pipeline.private.mail.mailboxes import MAX_BYTES, MailAt
from pipeline.private.mail.message import Letter, read_letter
from pipeline.private.veil import PrivateError, Veiled, quietly
from pipeline.private.wording import normal
from schemas.words import MailKind

_SECONDS, _MB_A_SECOND = 2, 8
_SAME_SUBJECT = 88  # out of 100: one wrong letter in a word or two
_LONGEST_TEXT = 2_000  # of a mail that says by its subject that it asks
_LIKELY = 0.5  # a language that is likely another than the record's is for a person to judge
_BINARY = re.compile(rb"\x00")
_HEADERS = re.compile(
    rb"(?im)^(?:from|to|subject|date|message-id|received|mime-version|content-type):"
)
_LOOKED_AT = 4_096


@dataclass(frozen=True, slots=True, repr=False)
class Read(Veiled):
    """A mail that was read, and the questions in it.

    `fits` tells that the rules of the corpus take it for a question; without that a match is
    needed. `sha256` is that of its bytes; None where it could not be read.
    """

    at: MailAt
    mail_id: str
    kind: MailKind
    message_id: str
    sender: str
    subject: str
    received_at: datetime | None
    language: str | None
    asked: tuple[str, ...]
    fits: bool
    left_out: tuple[str, ...]
    sha256: str | None = None


@dataclass(frozen=True)
class ReadMails:
    """Reads mails: where one lies, to what it is. `language` is that of the corpus."""

    rules: MailSettings
    language: str

    def prepare(self) -> None:
        """Load the model of languages, once."""
        detect_language("one two three four five", self.language)

    def one(self, item: MailAt) -> Read:
        """What a mail is; one that cannot be read is unreadable."""
        try:
            return quietly("reading a mail", "a mailbox", self._read, item)
        except PrivateError:
            return _unreadable(item, "fault")

    def lost(self, item: MailAt, _why: str) -> Read:
        """A mail at which processes broke twice is unreadable."""
        return _unreadable(item, "limits")

    def join(self, parts: Sequence[Read]) -> Sequence[Read]:
        """All of them."""
        return parts

    def seconds(self, item: MailAt) -> int:
        """How much processor time a mail may take."""
        return _SECONDS + item.length // (_MB_A_SECOND * 1_000_000)

    def _read(self, item: MailAt) -> Read:
        if item.length > MAX_BYTES:
            return _unreadable(item, "too_long")
        data = item.read()
        if _BINARY.search(data[:_LOOKED_AT]) and not _HEADERS.search(data[:_LOOKED_AT]):
            return _unreadable(item, "no_mail")
        letter = read_letter(data)
        text = "\n\n".join(part for part in (letter.text.own, letter.text.forwarded) if part)
        language = detect_language(text, self.language, _LIKELY) if text else None
        kind, fits = self._kind(letter)
        asked: tuple[str, ...] = ()
        if kind not in (MailKind.AUTOMATIC, MailKind.JOIN_REQUEST):
            asked = tuple(found.text for found in items(text, language or self.language))
            if text and not asked and fits and self.rules.questions:
                asked = (" ".join(text.split())[:_LONGEST_TEXT],)
            kind = MailKind.QUESTION if asked else MailKind.OTHER
        return Read(
            at=item,
            mail_id=f"m-{letter.identity[:12]}",
            kind=kind,
            message_id=letter.message_id,
            sender=letter.sender,
            subject=letter.subject.text,
            received_at=letter.sent_at,
            language=language,
            asked=asked,
            fits=fits,
            left_out=letter.left_out,
            sha256=hashlib.sha256(data).hexdigest(),
        )

    def _kind(self, letter: Letter) -> tuple[MailKind, bool]:
        """What its headers say that a mail is, and whether the rules take it for a question."""
        if letter.automatic:
            return MailKind.AUTOMATIC, False
        if _says(letter.subject.text, self._joins):
            return MailKind.JOIN_REQUEST, False
        known = self._addresses
        addressed = not known or bool(known.intersection(letter.addressed))
        titled = not self._questions or _says(letter.subject.text, self._questions)
        return MailKind.OTHER, addressed and titled

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset(address.lower() for address in self.rules.addresses)

    @cached_property
    def _questions(self) -> tuple[str, ...]:
        return tuple(normal(subject) for subject in self.rules.questions)

    @cached_property
    def _joins(self) -> tuple[str, ...]:
        return tuple(normal(subject) for subject in self.rules.joins)


@dataclass(frozen=True)
class KeptMails:
    """Readings of mails as they are put away, by the SHA-256 of the mail; none is forgotten."""

    forgotten: Forgotten

    def digest(self, item: MailAt) -> str | None:
        """The SHA-256 of a mail; None where it cannot be read."""
        if item.length > MAX_BYTES:
            return None
        try:
            return hashlib.sha256(item.read()).hexdigest()
        except OSError:
            return None

    def name(self, found: Read) -> str | None:
        """The SHA-256 of the mail; None where it was not read, or is to be forgotten."""
        known = (found.mail_id, found.message_id, found.sender)
        return None if self.forgotten.covers(*known) else found.sha256

    def facts(self, found: Read) -> Mapping[str, object]:
        """All but the place of a mail."""
        told = {name: getattr(found, name) for name in _FACTS}
        moment = found.received_at
        return {**told, "received_at": moment.isoformat() if moment else None}

    def again(self, item: MailAt, facts: Mapping[str, Any]) -> Read:
        """A mail as it was read, at its place of now."""
        moment = facts["received_at"]
        return Read(
            **{
                **facts,
                "at": item,
                "kind": MailKind(facts["kind"]),
                "received_at": datetime.fromisoformat(moment) if moment else None,
                "asked": tuple(facts["asked"]),
                "left_out": tuple(facts["left_out"]),
            }
        )


_FACTS = tuple(field.name for field in fields(Read) if field.name != "at")


def _says(subject: str, known: Sequence[str]) -> bool:
    """Whether a subject is one of those known, or begins with it, but for a slip."""
    said = normal(subject)
    return any(
        said.startswith(one) or ratio(said[: len(one) + 2], one) >= _SAME_SUBJECT for one in known
    )


def _unreadable(item: MailAt, why: str) -> Read:
    return Read(
        at=item,
        mail_id=f"m-unread-{item.line}",
        kind=MailKind.UNREADABLE,
        message_id="",
        sender="",
        subject="",
        received_at=None,
        language=None,
        asked=(),
        fits=False,
        left_out=(why,),
    )
