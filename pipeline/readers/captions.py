"""Blocks of captions to cues: what WebVTT and SRT have in common."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.readers.cue_text import read_voices
from pipeline.readers.document import Cue, LeftOut, SetAside
from pipeline.readers.rolling import rolls, said_once
from pipeline.readers.timed_blocks import TimedBlock
from schemas.words import QuarantineReason


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
    for block, text in said:
        cues = list(_cues(block, text, lines))
        found.cues += cues
        if not cues:
            shown = any(lines[number - 1].strip() for number in block.text)
            rule = "shown_again" if shown and found.rolling else "empty_caption"
            found.left_out.append(LeftOut(block.line_start, block.line_end, rule))
    return found


def _cues(block: TimedBlock, text: Iterable[int], lines: Sequence[str]) -> Iterator[Cue]:
    start, end = block.times or (None, None)
    for voice, said in read_voices((number, lines[number - 1]) for number in text):
        yield Cue(said, block.line_start, block.line_end, voice, start, end)
