"""Blocks of captions to cues: what WebVTT and SRT have in common."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.readers.cue_text import read_voices
from pipeline.readers.document import Cue, LeftOut, SetAside
from pipeline.readers.rolling import rolls, said_once
from pipeline.readers.timed_blocks import TimedBlock, speaker_in
from schemas.words import QuarantineReason

_BRACKETED = re.compile(r"\((?P<name>[^\W\d_][^()?!]{0,79})\)\s*")
_BARE = re.compile(r"\s*(?P<name>[^\W\d_][^?!:]{0,79})\s*")
_SHORT_TIME = re.compile(r"\s*\d{1,2}:(?:\d:\d{1,2}|\d\d:\d)\.")  # no zero before a digit


@dataclass(slots=True)
class Captions:
    """What is read from the blocks; grows."""

    cues: list[Cue] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    rolling: bool = False


def read_captions(blocks: Sequence[TimedBlock], lines: Sequence[str]) -> Captions:
    """The cues of `blocks`; what has no times, or broken ones, is set aside."""
    found = Captions()
    timed = [block for block in blocks if block.times]
    for block in blocks:
        if block.times is None:
            reason = QuarantineReason.BROKEN_TIME
            if block.timing is None:
                reason = QuarantineReason.UNTIMED_TEXT
            found.set_aside.append(SetAside(block.line_start, block.line_end, reason))
    found.rolling = rolls(timed, lines)
    said = said_once(timed, lines) if found.rolling else ((block, block.text) for block in timed)
    names_above = None if found.rolling else _names_above(timed, lines)
    for block, text in said:
        cues = list(_cues(block, text, lines, names_above))
        found.cues += cues
        if not cues:
            shown = any(lines[number - 1].strip() for number in block.text)
            rule = "shown_again" if shown and found.rolling else "empty_caption"
            found.left_out.append(LeftOut(block.line_start, block.line_end, rule))
    return found


def _cues(
    block: TimedBlock,
    text: Sequence[int],
    lines: Sequence[str],
    names_above: re.Pattern[str] | None,
) -> Iterator[Cue]:
    start, end = block.times or (None, None)
    speaker = speaker_in(lines[block.line_start - 1]) if block.line_start != block.timing else None
    if names_above and len(text) > 1 and (name := names_above.fullmatch(lines[text[0] - 1])):
        speaker, text = " ".join(name["name"].split()), text[1:]
    for voice, said in read_voices((number, lines[number - 1]) for number in text):
        who = speaker if voice is None else voice
        yield Cue(said, block.line_start, block.line_end, who, start, end)


def _names_above(timed: Sequence[TimedBlock], lines: Sequence[str]) -> re.Pattern[str] | None:
    """How the speaker's name stands on a line of its own above the words, where it does so.

    Google Meet sets it in brackets; Teams leaves it bare, under times like `0:0:3.569`.
    """
    spoken = [block for block in timed if block.text]
    bracketed = sum(
        len(block.text) > 1 and _BRACKETED.fullmatch(lines[block.text[0] - 1]) is not None
        for block in spoken
    )
    if bracketed * 2 > len(spoken):
        return _BRACKETED
    short = any(_SHORT_TIME.match(lines[block.timing - 1]) for block in spoken if block.timing)
    return _BARE if short else None
