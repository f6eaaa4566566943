"""A channel's messages as Slack exports them: a list of objects."""

import html
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from pipeline.readers.document import Document
from pipeline.readers.encodings import decode_speech
from pipeline.readers.json_chat import Message, inner, moment, read_json_chat, text_of
from pipeline.readers.json_records import json_records

_EVENTS = re.compile(
    r"(?:channel|group|mpim|im)_\w+|(?:un)?pinned_item|bot_(?:add|remove|enable|disable)"
    r"|reminder_add|tombstone|huddle_thread|message_deleted|ekm_access_denied"
)
_BLOCKS = re.compile("rich_text(?:_section|_list|_quote|_preformatted)?")
_WORDS = ("text", "url", "user_id", "name")  # of what stands in a block, the first there is
_LINK = re.compile(r"<(?P<what>[^<>|\n]{1,2000})(?:\|(?P<label>[^<>\n]{0,500}))?>")


def read_slack(data: bytes) -> Document:
    """Read an export of Slack; who writes goes by the name that any of their messages tells.

    Raises:
        UnreadableError: the bytes are no text, or hold no objects.
    """
    names: dict[str, str] = {}
    for record in json_records(decode_speech(data)[0]):
        user, name = inner(record.value, "user"), _named(record.value)
        if name and text_of(user):
            names.setdefault(user, name)
    return read_json_chat(data, "slack", partial(_messages, names))


def _named(value: dict[str, Any] | None) -> str | None:
    """The name that a message tells of its writer."""
    profile = inner(value, "user_profile")
    told = (inner(profile, "real_name"), inner(profile, "display_name"), inner(value, "username"))
    return next((name for name in map(text_of, told) if name), None)


def _messages(names: Mapping[str, str], value: dict[str, Any]) -> Iterator[Message]:
    if _EVENTS.fullmatch(str(value.get("subtype") or "")):
        yield Message(rule="join_or_leave")
    elif "ts" not in value:
        yield Message(rule="no_message")
    else:
        user = text_of(value.get("user"))
        yield Message(
            text=html.unescape(_LINK.sub(_shown, text_of(value.get("text")) or ""))
            or "".join(_in_blocks(value.get("blocks"))),
            speaker=_named(value) or (names.get(user, user) if user else None),
            sent_at=moment(value["ts"]),
        )


def _in_blocks(value: Any) -> Iterator[str]:
    """The words of a message that has them in blocks only."""
    for item in value if isinstance(value, list) else []:
        kind = text_of(inner(item, "type")) or ""
        if _BLOCKS.fullmatch(kind):
            yield from _in_blocks(inner(item, "elements"))
            yield "\n"
        elif kind == "emoji":
            yield f":{text_of(inner(item, 'name')) or ''}:"
        else:
            yield next((text for key in _WORDS if (text := text_of(inner(item, key)))), "")


def _shown(link: re.Match[str]) -> str:
    """A link's label, else its address; people and channels with their mark."""
    what, label = link["what"], link["label"]
    return label or what.removeprefix("!")
