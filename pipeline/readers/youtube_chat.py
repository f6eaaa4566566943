"""The chat beside a YouTube stream: `live_chat.json`, or lines copied from a player."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.readers.document import Cue, Document, LeftOut, SetAside
from pipeline.readers.encodings import decode_speech
from pipeline.readers.json_chat import Message, inner, moment, read_json_chat, text_of
from pipeline.readers.text import split_lines
from pipeline.readers.traced import Traced
from schemas.words import QuarantineReason

_SAID_IN = (
    "liveChatTextMessageRenderer",
    "liveChatPaidMessageRenderer",
    "liveChatMembershipItemRenderer",
)
_LINE = re.compile(
    r"\[(?P<sign>-?)(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,2}):(?P<s>[0-5]\d)\]\s*"
    r"(?:\[(?P<name>[^\n]{1,100}?)\]|(?P<handle>@\S{1,60}?))\s*:(?:\s+|$)"
)


def read_youtube_chat(data: bytes) -> Document:
    """Read `live_chat.json`: one action a line, or a list of actions.

    Raises:
        UnreadableError: the bytes are no text, or hold no objects.
    """
    return read_json_chat(data, "youtube_chat", _messages)


def is_youtube_text(lines: Sequence[str]) -> bool:
    """Whether most lines are `[HH:MM:SS] [@handle]: text`."""
    said = [line for line in lines if line.strip()]
    return bool(said) and sum(_LINE.match(line) is not None for line in said) * 2 > len(said)


def read_youtube_text(data: bytes) -> Document:
    """Read a chat of lines `[HH:MM:SS] [@handle]: text`; others go on with the one above.

    Raises:
        UnreadableError: the bytes are no text.
    """
    text, encoding = decode_speech(data)
    lines = split_lines(text)
    held: list[tuple[int, re.Match[str], list[Traced]]] = []
    left_out: list[LeftOut] = []
    set_aside: list[SetAside] = []
    for number, line in enumerate(lines, start=1):
        if head := _LINE.match(line):
            held.append((number, head, [Traced.at(line, number).cut(head.end())]))
        elif line.strip() and held:
            held[-1][2].append(Traced.at(line, number).cut(0))
        elif line.strip():
            set_aside.append(SetAside(number, number, QuarantineReason.UNTIMED_TEXT))
    cues: list[Cue] = []
    for number, head, texts in held:
        said = [one for one in texts if one]
        if not said:
            left_out.append(LeftOut(number, number, "empty_message"))
            continue
        whole = Traced.join(said, "\n")
        last = max(number, whole.place().line_end)
        cues.append(Cue(whole, number, last, head["name"] or head["handle"], _ms(head)))
    return Document(
        "youtube_chat",
        encoding,
        lines,
        (),
        left_out=tuple(left_out),
        cues=tuple(cues),
        set_aside=tuple(set_aside),
    )


def _ms(head: re.Match[str]) -> int:
    whole = (int(head["h"] or 0) * 60 + int(head["m"])) * 60 + int(head["s"])
    return whole * (-1000 if head["sign"] else 1000)


def _messages(value: dict[str, Any]) -> Iterator[Message]:
    """The messages of one line: replayed ones carry their place in the recording."""
    replay = inner(value, "replayChatItemAction")
    offset = inner(replay, "videoOffsetTimeMsec") or value.get("videoOffsetTimeMsec")
    actions = inner(replay, "actions")
    for action in actions if isinstance(actions, list) else [value]:
        item = inner(action, "addChatItemAction", "item")
        said = next((inner(item, key) for key in _SAID_IN if inner(item, key)), None)
        if said is None:
            yield Message(rule="no_message")
            continue
        yield Message(
            text=_text(said.get("message")),
            speaker=text_of(_text(said.get("authorName"))),
            sent_at=moment(_number(said.get("timestampUsec"), 1_000_000)),
            start_ms=_whole(offset),
        )


def _text(value: Any) -> str:
    """A text in runs: words, and pictures by their sign or short name."""
    runs = inner(value, "runs")
    if not isinstance(runs, list):
        return text_of(inner(value, "simpleText")) or ""
    return "".join(text_of(inner(run, "text")) or _picture(inner(run, "emoji")) for run in runs)


def _picture(emoji: Any) -> str:
    sign = text_of(inner(emoji, "emojiId"))
    if sign and not sign.isascii():
        return sign
    names = inner(emoji, "shortcuts")
    return text_of(names[0]) or "" if isinstance(names, list) and names else ""


def _number(value: Any, unit: int) -> float | None:
    try:
        return float(value) / unit
    except (TypeError, ValueError, OverflowError):
        return None


def _whole(value: Any) -> int | None:
    number = _number(value, 1)
    return int(number) if number is not None and abs(number) < 1 << 53 else None
