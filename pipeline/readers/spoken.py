"""Which reader a transcript or a chat is for: by its ending, and by what is in it."""

import re

from pipeline.readers.document import Document, UnreadableError
from pipeline.readers.encodings import decode_speech
from pipeline.readers.sniff import seems_to_be
from pipeline.readers.srt import read_srt
from pipeline.readers.vtt import read_vtt

_HEAD = 64 * 1024
_WEBVTT = re.compile(r"\s*WEBVTT(?:\s|$)")
_TIMING = re.compile(r"(?m)^\s*(?:\d+:)?\d+:\d+(?P<mark>[.,]?)\d*\s*-->")
_PASSWORD = re.compile(rb"type\s*=\s*[\"']?password", re.IGNORECASE)
# what the readers of transcripts and chats tell by themselves
_OWN = ("a WebVTT track", "a track of captions", "JSON", "the chapters")


def read_transcript(data: bytes, suffix: str) -> Document:
    """Read a transcript in any of its flavours; `suffix` is the file's ending.

    Raises:
        UnreadableError: it is no transcript; the message says what it seems to be.
    """
    refuse_others(data, "a transcript")
    head = decode_speech(data)[0][:_HEAD]
    timing = _TIMING.search(head)
    if _WEBVTT.match(head):
        return read_vtt(data)
    if timing:
        return read_srt(data) if timing["mark"] == "," or suffix == "srt" else read_vtt(data)
    if suffix == "vtt":
        return read_vtt(data)
    raise UnreadableError("holds no captions")


def refuse_others(data: bytes, expected: str) -> None:
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
