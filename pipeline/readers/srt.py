"""SubRip captions: numbers, times with a comma, text."""

from pipeline.readers.captions import read_captions
from pipeline.readers.document import Document, UnreadableError
from pipeline.readers.encodings import decode_speech
from pipeline.readers.text import split_lines
from pipeline.readers.timed_blocks import read_blocks


def read_srt(data: bytes) -> Document:
    """Read SubRip captions; numbers may be missing.

    Raises:
        UnreadableError: the bytes are no text, or hold no caption with its times.
    """
    text, encoding = decode_speech(data)
    lines = split_lines(text)
    found = read_captions(list(read_blocks(lines)), lines)
    if not found.cues:
        raise UnreadableError("holds no caption with its times; expected SRT or WebVTT")
    return Document(
        "srt_rolling" if found.rolling else "srt",
        encoding,
        lines,
        (),
        left_out=tuple(found.left_out),
        cues=tuple(found.cues),
        set_aside=tuple(found.set_aside),
    )
