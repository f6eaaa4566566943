"""A transcript copied from a player: a time, and the words beside it or under it."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.readers.document import Cue, Document, LeftOut, SetAside, UnreadableError
from pipeline.readers.encodings import decode_speech
from pipeline.readers.text import split_lines
from pipeline.readers.traced import Traced
from schemas.words import QuarantineReason

_STAMP = re.compile(
    r"\s*[\[(]?(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)(?:[.,]\d{1,3})?[\])]?(?![\d:])\s*"
)
# what a player says of a time to those who hear it: `1 minute, 15 seconds`
_TOLD = re.compile(
    r"\s*(?:\d{1,3} (?:hours?|minutes?|seconds?|Stunden?|Minuten?|Sekunden?|heures?|horas?|minutos?"
    r"|secondes?|segundos?),? ?(?:and |und |et |y )?){1,3}\s*",
    re.IGNORECASE,
)
_SHARE = 0.25  # of the lines, at least, begin with a time
_FEWEST_CHAPTERS = 3
_SHORTEST_CHAPTER_MS = 30_000
_LONGEST_TITLE = 12  # words a chapter, about a tenth of what is said in the time


def is_player_text(lines: Sequence[str]) -> bool:
    """Whether many lines begin with a time, the first one too."""
    said = [line for line in lines if line.strip()]
    stamped = [_STAMP.match(line) is not None for line in said]
    return bool(said) and stamped[0] and sum(stamped) >= _SHARE * len(said)


def read_player_text(data: bytes) -> Document:
    """Read a copied transcript; a cue goes on to the next line that begins with a time.

    Raises:
        UnreadableError: the bytes are no text, or the times are those of chapters.
    """
    text, encoding = decode_speech(data)
    lines = split_lines(text)
    held: list[tuple[int, int, list[Traced]]] = []
    set_aside: list[SetAside] = []
    left_out: list[LeftOut] = []
    alone = _stand_alone(lines)
    for number, line in enumerate(lines, start=1):
        stamp = _STAMP.match(line)
        if stamp and (stamp.end() == len(line) or not alone):
            whole = (int(stamp["h"] or 0) * 60 + int(stamp["m"])) * 60 + int(stamp["s"])
            held.append((number, whole * 1000, [Traced.at(line, number).cut(stamp.end())]))
        elif held and held[-1][0] == number - 1 and _tells(line, held[-1][1]):
            left_out.append(LeftOut(number, number, "time_in_words"))
        elif line.strip() and held:
            held[-1][2].append(Traced.at(line, number).cut(0))
        elif line.strip():
            set_aside.append(SetAside(number, number, QuarantineReason.UNTIMED_TEXT))
    cues = []
    for number, start_ms, texts in held:
        said = [one for one in texts if one]
        if said:
            whole_text = Traced.join(said)
            last = max(number, whole_text.place().line_end)
            cues.append(Cue(whole_text, number, last, start_ms=start_ms))
        else:
            set_aside.append(SetAside(number, number, QuarantineReason.UNTIMED_TEXT))
    if _are_chapters(cues):
        raise UnreadableError("seems to be the chapters of a recording, which nobody says")
    return Document(
        "player_text",
        encoding,
        lines,
        (),
        left_out=tuple(left_out),
        cues=tuple(cues),
        set_aside=tuple(set_aside),
    )


def _stand_alone(lines: Sequence[str]) -> bool:
    """Whether most times have a line to themselves; one with words beside it is said, then."""
    stamps = [(stamp, line) for line in lines if (stamp := _STAMP.match(line))]
    return sum(stamp.end() == len(line) for stamp, line in stamps) * 2 > len(stamps)


def _tells(line: str, start_ms: int) -> bool:
    """Whether a line is the time above it in words."""
    if not _TOLD.fullmatch(line):
        return False
    seconds = start_ms // 1000
    parts = [seconds // 3600, seconds // 60 % 60, seconds % 60]
    told = [part for part in parts if part] or [0]
    return [int(part) for part in re.findall(r"\d+", line)] == told


def _are_chapters(cues: Sequence[Cue]) -> bool:
    starts = [cue.start_ms or 0 for cue in cues]
    gaps = [after - before for before, after in pairwise(starts)]
    return (
        len(cues) >= _FEWEST_CHAPTERS
        and median(gaps) >= _SHORTEST_CHAPTER_MS
        and all(len(cue.text.text.split()) <= _LONGEST_TITLE for cue in cues)
    )
