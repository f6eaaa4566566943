"""A Matrix room's messages as Element exports them: a list of events."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.readers.document import Document
from pipeline.readers.encodings import decode_speech
from pipeline.readers.json_chat import Message, inner, moment, read_json_chat, text_of
from pipeline.readers.json_records import json_records

_MESSAGE, _MEMBER = "m.room.message", "m.room.member"
_SAID = frozenset({"m.text", "m.notice", "m.emote"})
# what a client sets above an answer: the message it answers, as a quotation
_QUOTED = re.compile(r"\A(?:> .*\n)+\n?")


def read_matrix(data: bytes) -> Document:
    """Read an export of a Matrix room; an edited message is what it became, where it stood.

    Raises:
        UnreadableError: the bytes are no text, or hold no objects.
    """
    room = _Room({}, {})
    for record in json_records(decode_speech(data)[0]):
        room.learn(record.value or {})
    return read_json_chat(data, "matrix", room.messages)


@dataclass(frozen=True, slots=True)
class _Room:
    """What events say of others: the names that people show, and texts by which others go."""

    names: dict[str, str]
    edited: dict[str, str]

    def learn(self, event: dict[str, Any]) -> None:
        """Keep what an event says of others."""
        content, sender = event.get("content"), text_of(event.get("sender"))
        if event.get("type") == _MEMBER and sender and (shown := inner(content, "displayname")):
            self.names[sender] = text_of(shown) or sender
        original = text_of(_replaced(content))
        if original and (new := text_of(inner(content, "m.new_content", "body"))):
            self.edited[original] = new

    def messages(self, event: dict[str, Any]) -> Iterator[Message]:
        """The message of an event."""
        content = event.get("content")
        if event.get("type") == _MEMBER:
            yield Message(rule="join_or_leave")
        elif event.get("type") != _MESSAGE or inner(content, "msgtype") not in _SAID:
            yield Message(rule="no_message")
        elif text_of(_replaced(content)) in self.edited:
            yield Message(rule="edit")
        else:
            sender = text_of(event.get("sender"))
            body = self.edited.get(str(event.get("event_id"))) or text_of(inner(content, "body"))
            yield Message(
                text=_QUOTED.sub("", body or ""),
                speaker=self.names.get(sender, sender) if sender else None,
                sent_at=moment(_seconds(event.get("origin_server_ts"))),
            )


def _replaced(content: Any) -> Any:
    """The event that an edit stands for; None for what is no edit."""
    related = inner(content, "m.relates_to")
    return inner(related, "event_id") if inner(related, "rel_type") == "m.replace" else None


def _seconds(milliseconds: Any) -> float | None:
    return milliseconds / 1000 if isinstance(milliseconds, int | float) else None
