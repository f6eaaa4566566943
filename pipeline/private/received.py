"""What was sent in, by whichever way: one thing that somebody wants to know, or a mail without."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.private.veil import Secret, Veiled
from schemas.words import Channel, Disposition

_DIGITS = 12
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, repr=False)
class Received(Veiled):
    """One question-like item of a mail or chat message, or a mail that holds none.

    `settled` is what became of it where its source alone tells: it asks nothing. `source` names
    the message, the same in every build. What does not fit the rules of the corpus is a question
    only where a match says so.
    """

    session_id: str | None
    channel: Channel
    received_at: datetime | None
    language: str | None
    text: Secret
    asker: Secret | None
    source: Secret
    document: Secret
    line_start: int
    line_end: int
    settled: Disposition | None = None
    fits: bool = True

    @property
    def order(self) -> tuple[datetime, str, int]:
        """The earliest first; what has no time last."""
        return self.received_at or _LAST, self.document.reveal(), self.line_start


def submission_ids(received: Iterable[Received], key: bytes | None) -> list[str]:
    """An id for each; those of the same source and words get `-2`, `-3`, … in their order."""
    seen: Counter[str] = Counter()
    ids = []
    for one in received:
        digest = keyed(f"{one.source.reveal()}\0{one.text.reveal()}", key)
        seen[digest] += 1
        ids.append(f"s-{digest}" + (f"-{seen[digest]}" if seen[digest] > 1 else ""))
    return ids


def keyed(text: str, key: bytes | None) -> str:
    """The first digits of a hash that nobody without the key can make of a guess."""
    if key is None:
        return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:_DIGITS]
