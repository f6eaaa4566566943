"""WebVTT, as Zoom, Teams and YouTube write it, and as far from the standard as people do."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.readers.captions import read_captions
from pipeline.readers.document import Cue, Document, LeftOut, UnreadableError
from pipeline.readers.encodings import decode_speech
from pipeline.readers.text import split_lines
from pipeline.readers.timed_blocks import TimedBlock, read_blocks

_KEPT_OUT = {
    "webvtt_header": re.compile(r"WEBVTT(?:\s|$)"),
    "webvtt_note": re.compile(r"NOTE(?:\s|$)"),
    "webvtt_style": re.compile(r"STYLE\s*$"),
    "webvtt_region": re.compile(r"REGION\s*$"),
}
_NO_SPEECH = re.compile(r"kind:\s*(?P<kind>chapters|metadata)\s*", re.IGNORECASE)
_FEWEST_CHAPTERS = 3
_SHORTEST_CHAPTER_MS = 30_000
_LONGEST_TITLE = 12  # words


def read_vtt(data: bytes) -> Document:
    """Read a track of captions; a header is not asked for.

    Raises:
        UnreadableError: the bytes are no text, hold no captions, or hold a track of chapters.
    """
    text, encoding = decode_speech(data)
    lines = split_lines(text)
    left_out: list[LeftOut] = []
    blocks: list[TimedBlock] = []
    for block in read_blocks(lines):
        if rule := _rule(block, lines):
            left_out.append(LeftOut(block.line_start, block.line_end, rule))
        else:
            blocks.append(block)
    found = read_captions(blocks, lines)
    if kind := _no_speech(left_out, lines, found.cues):
        raise UnreadableError(f"seems to be a track of {kind}, which nobody says")
    if not left_out and not found.cues:
        raise UnreadableError("holds no caption with its times; expected WebVTT or SRT")
    return Document(
        "webvtt_rolling" if found.rolling else "webvtt",
        encoding,
        lines,
        (),
        left_out=(*left_out, *found.left_out),
        cues=tuple(found.cues),
        set_aside=tuple(found.set_aside),
    )


def _rule(block: TimedBlock, lines: Sequence[str]) -> str | None:
    """The rule by which a block without times is no speech."""
    if block.timing is not None:
        return None
    first = lines[block.line_start - 1]
    return next((rule for rule, opens in _KEPT_OUT.items() if opens.match(first)), None)


def _no_speech(
    left_out: Sequence[LeftOut], lines: Sequence[str], cues: Sequence[Cue]
) -> str | None:
    """What the track is of, where its header or its shape says that it is no speech."""
    for out in left_out:
        if out.rule == "webvtt_header":
            for line in lines[out.line_start - 1 : out.line_end]:
                if stated := _NO_SPEECH.fullmatch(line):
                    return stated["kind"].casefold()
    return "chapters" if _are_chapters(cues) else None


def _are_chapters(cues: Sequence[Cue]) -> bool:
    """Few words over a long time, each beginning where the last one ends, and no voices."""
    if len(cues) < _FEWEST_CHAPTERS:
        return False
    times = [(cue.start_ms or 0, cue.end_ms or 0) for cue in cues]
    return (
        median(end - start for start, end in times) >= _SHORTEST_CHAPTER_MS
        and all(after[0] == before[1] for before, after in pairwise(times))
        and all(len(cue.text.text.split()) <= _LONGEST_TITLE for cue in cues)
        and not any(cue.speaker for cue in cues)
    )
