"""Chats exported as JSON: what the formats have in common."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pipeline.readers.document import Cue, Document, LeftOut, SetAside, UnreadableError
from pipeline.readers.encodings import decode_speech
from pipeline.readers.json_records import JsonRecord, json_records
from pipeline.readers.text import split_lines
from pipeline.readers.traced import Traced
from schemas.words import QuarantineReason

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Message:
    """A message as its object has it; `rule` says why it is none, where it is none."""

    text: str = ""
    speaker: str | None = None
    sent_at: datetime | None = None
    start_ms: int | None = None
    rule: str | None = None


def read_json_chat(
    data: bytes, name: str, messages: Callable[[dict[str, Any]], Iterable[Message]]
) -> Document:
    """Read a JSON file as the chat `name`; `messages` are those that one object holds.

    A text's place is its object's first line: characters of JSON are no characters of text.

    Raises:
        UnreadableError: the bytes are no text, or hold no objects.
    """
    text, encoding = decode_speech(data)
    lines = split_lines(text)
    cues: list[Cue] = []
    left_out: list[LeftOut] = []
    set_aside: list[SetAside] = []
    covered = 0
    for record in json_records(text):
        if record.line_start > covered + 1:
            left_out.append(LeftOut(covered + 1, record.line_start - 1, "json_frame"))
        covered = max(covered, record.line_end)
        if record.value is None:
            reason = QuarantineReason.BROKEN_JSON
            set_aside.append(SetAside(record.line_start, record.line_end, reason))
            continue
        for message in messages(record.value):
            if message.rule or not message.text.strip():
                rule = message.rule or "empty_message"
                left_out.append(LeftOut(record.line_start, record.line_end, rule))
            else:
                cues.append(_cue(record, message))
    if not (cues or left_out or set_aside):
        raise UnreadableError(f"holds no messages; expected {name.replace('_', ' ')} as JSON")
    if covered < len(lines):
        left_out.append(LeftOut(covered + 1, len(lines), "json_frame"))
    return Document(
        name,
        encoding,
        lines,
        (),
        left_out=tuple(left_out),
        cues=tuple(cues),
        set_aside=tuple(set_aside),
    )


def moment(seconds: Any) -> datetime | None:
    """A moment from seconds since 1970, as a number or text."""
    try:
        return datetime.fromtimestamp(float(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def inner(value: Any, *keys: str) -> Any:
    """What lies in objects within objects under `keys`; None where one is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text_of(value: Any) -> str | None:
    """A value where it is a text that says something."""
    return value if isinstance(value, str) and value.strip() else None


def _cue(record: JsonRecord, message: Message) -> Cue:
    said = _SURROGATES.sub("\ufffd", message.text)
    text = "\n".join(line for line in split_lines(said.strip()) if line.strip())
    return Cue(
        Traced.at(text, record.line_start),
        record.line_start,
        record.line_end,
        message.speaker,
        message.start_ms,
        sent_at=message.sent_at,
    )
