"""The mails below raw/mail: read, told apart, and each laid to the session it was sent to."""

import hashlib
import os
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.corpus import Corpus
from pipeline.engine import Engine
from pipeline.private.forgotten import Forgotten
from pipeline.private.kept import read_or_kept
from pipeline.private.letters import KeptMails, Read, ReadMails
from pipeline.private.mail.mailboxes import mailboxes, mails
from pipeline.private.received import Received
from pipeline.private.veil import Secret, Veiled
from pipeline.rows.places import Row
from pipeline.store.cache import Cache
from schemas.words import Channel, Disposition, MailKind

_SHARD = 64
_SETTLED = {
    MailKind.JOIN_REQUEST: Disposition.JOIN_REQUEST,
    MailKind.AUTOMATIC: Disposition.NOT_A_QUESTION,
}
_NO_SUBMISSION = (MailKind.COPY, MailKind.UNREADABLE)


@dataclass(frozen=True, slots=True, repr=False)
class Post(Veiled):
    """All mails: what was received in them, and the rows of `mail_documents`."""

    received: tuple[Received, ...]
    documents: tuple[Row, ...]


def has_mail(raw: Path) -> bool:
    """Whether there is any."""
    return bool(mailboxes(raw))


def digest(raw: Path) -> str:
    """SHA-256 over all that lies in raw/mail: it may stand below outputs/private only."""
    whole = hashlib.sha256()
    for path in (*mailboxes(raw), *(raw / "mail" / name for name in BESIDE)):
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").digest()
        except OSError:
            found = b""
        whole.update(os.fsencode(path.relative_to(raw)) + b"\0" + found)
    return whole.hexdigest()


#: What lies beside the mailboxes and is none.
BESIDE = ("corrections.yaml", "asker.key", "forgotten.json")


def read_post(
    raw: Path,
    corpus: Corpus,
    days: Mapping[str, date],
    forgotten: Forgotten,
    cache: Cache,
    engine: Engine,
) -> Post:
    """Read all mails, but for those of which the reading is kept. `days` are those of the sessions.

    Raises:
        EngineError: the engine does not work.
    """
    places = (at for path in mailboxes(raw) for at in mails(path, raw))
    work = ReadMails(corpus.mail, corpus.language)
    read = read_or_kept(places, KeptMails(forgotten), cache, work, engine, _SHARD)
    read.sort(key=lambda one: (one.at.document.reveal(), one.at.line))
    windows = Windows(days, corpus.mail.days, ZoneInfo(corpus.time_zone))
    received: list[Received] = []
    rows: list[Row] = []
    seen: set[str] = set()
    for one in read:
        if forgotten.covers(one.mail_id, one.message_id, one.sender):
            continue
        session_id = windows.session(one)
        kind = one.kind
        if kind is not MailKind.UNREADABLE:
            kind = MailKind.COPY if one.mail_id in seen else kind
            seen.add(one.mail_id)
        rows.append(_row(one, kind, session_id))
        if kind not in _NO_SUBMISSION:
            received += _received(one, kind, session_id)
    return Post(tuple(received), tuple(rows))


class Windows:
    """Which session a mail was sent to: the next one, where it is near enough."""

    def __init__(self, days: Mapping[str, date], before: int, zone: ZoneInfo) -> None:
        """Take the days of the sessions, and how many days before one mails are taken for it."""
        self._sessions = sorted((day, session_id) for session_id, day in days.items())
        self._before = timedelta(days=before)
        self._zone = zone

    def session(self, one: Read) -> str | None:
        """The session; None where none is near enough, or the mail has no time."""
        if one.received_at is None:
            return None
        day = one.received_at.astimezone(self._zone).date()
        at = bisect_left(self._sessions, (day, ""))
        if at == len(self._sessions):
            return None
        held, session_id = self._sessions[at]
        return session_id if held - day <= self._before else None


def _row(one: Read, kind: MailKind, session_id: str | None) -> Row:
    return {
        "mail_id": one.mail_id,
        "document": one.at.document.reveal(),
        "line_start": one.at.line,
        "line_end": one.at.line_end,
        "bytes": one.at.length,
        "kind": kind,
        "session_id": session_id,
        "message_id": one.message_id or None,
        "sender": one.sender or None,
        "subject": one.subject or None,
        "received_at": one.received_at,
        "items": len(one.asked),
        "left_out": "; ".join(one.left_out) or None,
    }


def _received(one: Read, kind: MailKind, session_id: str | None) -> Iterator[Received]:
    """What a mail is counted as: each question in it, or the mail where it holds none."""
    settled = _SETTLED.get(kind)
    texts = one.asked or (one.subject,)
    if not one.asked and kind is MailKind.OTHER:
        settled = Disposition.NOT_A_QUESTION if one.fits else Disposition.UNDECIDED
    for text in texts:
        yield Received(
            session_id=session_id,
            channel=Channel.MAIL,
            received_at=one.received_at,
            language=one.language,
            text=Secret(text),
            asker=Secret(one.sender) if one.sender else None,
            source=Secret(one.mail_id),
            document=one.at.document,
            line_start=one.at.line,
            line_end=one.at.line_end,
            settled=settled,
            fits=one.fits,
        )
