"""Which reader a transcript or a chat is for: by its ending, and by what is in it."""

import re

from pipeline.readers.dashed_chat import is_dashed_chat, read_dashed_chat
from pipeline.readers.discord import read_discord
from pipeline.readers.discord_text import is_discord_text, read_discord_text
from pipeline.readers.document import Document, UnreadableError
from pipeline.readers.encodings import decode_speech
from pipeline.readers.irc import is_irc, read_irc
from pipeline.readers.matrix import read_matrix
from pipeline.readers.player_text import is_player_text, read_player_text
from pipeline.readers.slack import read_slack
from pipeline.readers.sniff import seems_to_be
from pipeline.readers.speaker_turns import are_turns, read_turns
from pipeline.readers.srt import read_srt
from pipeline.readers.text import split_lines
from pipeline.readers.vtt import read_vtt
from pipeline.readers.youtube_chat import is_youtube_text, read_youtube_chat, read_youtube_text
from pipeline.readers.zoom_chat import is_zoom_chat, read_zoom_chat

_HEAD = 64 * 1024
_WEBVTT = re.compile(r"\s*WEBVTT(?:\s|$)")
_TIMING = re.compile(
    r"(?m)^\s*(?:\d+:)?\d+:\d+(?P<mark>[.,]?)\d*\s*-->\s*\d"
    r"|^\d{1,4}:\d\d:\d\d\.\d{3},\d{1,4}:\d\d:\d\d\.\d{3}\s*$"
)
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*"')
_PASSWORD = re.compile(rb"type\s*=\s*[\"']?password", re.IGNORECASE)
# what the readers of transcripts and chats tell by themselves
_OWN = ("a WebVTT track", "a track of captions", "JSON", "the chapters")


def read_transcript(data: bytes, suffix: str) -> Document:
    """Read a transcript in any of its flavours; `suffix` is the file's ending.

    Raises:
        UnreadableError: it is no transcript; the message says what it seems to be.
    """
    _refuse_others(data, "a transcript")
    head = _head(data)
    text = "\n".join(head)
    timing = _TIMING.search(text)
    if _WEBVTT.match(text):
        return read_vtt(data)
    if timing:
        return read_srt(data) if timing["mark"] == "," or suffix == "srt" else read_vtt(data)
    if suffix != "txt":
        return _BY_SUFFIX[suffix](data)
    if _JSON.match(text):
        raise UnreadableError("seems to be JSON; expected a transcript")
    if are_turns(head):
        return read_turns(data)
    return read_player_text(data) if is_player_text(head) else read_turns(data)


def read_chat(data: bytes) -> Document:
    """Read a chat in any of its flavours, which what is in it tells.

    Raises:
        UnreadableError: it is no chat; the message says what it seems to be.
    """
    _refuse_others(data, "a chat")
    head = _head(data)
    text = "\n".join(head)
    if _JSON.match(text):
        for shape, read in _JSON_CHATS:
            if shape.search(text):
                return read(data)
        raise UnreadableError("is JSON, but no export of Slack, Discord, Matrix or a YouTube chat")
    if _WEBVTT.match(text) or _TIMING.search(text):
        raise UnreadableError("seems to be a track of captions; name it transcript.vtt")
    for is_one, read in _TEXT_CHATS:
        if is_one(head):
            return read(data)
    raise UnreadableError(
        "is no chat of a known kind; expected one saved from Zoom or YouTube, an IRC log, or an "
        "export of Slack, Discord or Matrix"
    )


_BY_SUFFIX = {"vtt": read_vtt, "srt": read_srt}
_JSON_CHATS = (
    (re.compile(r'"(?:replayChatItemAction|addChatItemAction|liveChat\w+)"'), read_youtube_chat),
    (re.compile(r'"type"\s*:\s*"m\.room\.\w+"'), read_matrix),
    (re.compile(r'"author"\s*:|"guild"\s*:'), read_discord),
    (re.compile(r'"ts"\s*:'), read_slack),
)
_TEXT_CHATS = (
    (is_zoom_chat, read_zoom_chat),
    (is_youtube_text, read_youtube_text),
    (is_discord_text, read_discord_text),
    (is_dashed_chat, read_dashed_chat),
    (is_irc, read_irc),
)


def _head(data: bytes) -> tuple[str, ...]:
    """The first lines, to tell by; the last of them may be cut."""
    return split_lines(decode_speech(data)[0][:_HEAD])


def _refuse_others(data: bytes, expected: str) -> None:
    """Refuse a file that only strong evidence shows to be something else.

    Raises:
        UnreadableError: what it seems to be.
    """
    other = seems_to_be(data)
    if other is None or other.startswith(_OWN):
        return
    if other.startswith("an HTML page"):
        other = "a login page" if _PASSWORD.search(data) else "an HTML page"
    raise UnreadableError(f"seems to be {other}; expected {expected}")
