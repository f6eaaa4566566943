"""A channel's messages as the usual exporter of Discord writes them."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pipeline.readers.document import Document, UnreadableError
from pipeline.readers.json_chat import Message, inner, read_json_chat, text_of

_PRIVATE = re.compile(rb'"type"\s*:\s*"Direct(?:Group)?TextChat"')
_HEAD = 4096
_SAID = frozenset({"Default", "Reply", "ThreadStarterMessage", "0", "19", "21"})


def read_discord(data: bytes) -> Document:
    """Read an export of Discord.

    Raises:
        UnreadableError: the bytes are no text, hold no objects, or are a private talk.
    """
    if _PRIVATE.search(data[:_HEAD]):
        raise UnreadableError("is a private talk on Discord; take it away")
    return read_json_chat(data, "discord", _messages)


def _messages(value: dict[str, Any]) -> Iterator[Message]:
    if "author" not in value or "content" not in value:
        yield Message(rule="no_message")
    elif str(value.get("type", "Default")) not in _SAID:
        yield Message(rule="join_or_leave")
    else:
        author = value["author"]
        names = (inner(author, key) for key in ("nickname", "global_name", "name", "username"))
        yield Message(
            text=text_of(value["content"]) or "",
            speaker=next((name for name in map(text_of, names) if name), None),
            sent_at=_moment(value.get("timestamp")),
        )


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
