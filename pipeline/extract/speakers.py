"""Who speaks in each cue of a transcript, where the name stands in the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.names import is_name
from pipeline.extract.offices import Offices
from pipeline.extract.words import words
from pipeline.readers.document import Cue
from pipeline.readers.traced import Traced

_CHANGE = re.compile(r"\s*(?:>>+|»)\s*")
_LABEL = re.compile(r"(?P<label>(?:[^\s:：()?!;\"“”][^:：?!;\"“”\n]{0,79}?))\s*[:：](?:\s+|$)")
_MOST_WORDS = 10
_SYSTEMATIC = 0.5
_USUAL = 0.1


@dataclass(frozen=True, slots=True)
class Voiced:
    """A cue, who speaks in it as printed, and what is said.

    `opens` tells that a turn begins here: a name stands there, or a mark of another speaker.
    """

    cue: Cue
    speaker: str | None
    text: Traced
    opens: bool


def voices(cues: Sequence[Cue], offices: Offices) -> Iterator[Voiced]:
    """Each cue with its speaker; one that names nobody goes on with the last speaker.

    A name before a colon is a speaker's where most cues begin so, and it comes twice or looks
    like a name; elsewhere only where it looks like one and comes twice, or is known.
    """
    found = [_candidate(cue) for cue in cues]
    counts = Counter(label for label, _ in found if label)
    share = sum(counts.values()) / max(len(cues), 1)
    last: str | None = None
    for cue, (label, change) in zip(cues, found, strict=True):
        text = cue.text.cut(change) if change else cue.text
        speaker = cue.speaker
        if speaker is None and label and _speaks(label, counts[label], share, offices):
            match = _LABEL.match(text.text)
            speaker, text = label, text.cut(match.end() if match else 0)
        opens = speaker is not None or change > 0
        last = speaker if opens else last
        yield Voiced(cue, last, text, opens)


def _candidate(cue: Cue) -> tuple[str | None, int]:
    """What might be a speaker's label, and where it begins behind a mark of change."""
    change = _CHANGE.match(cue.text.text)
    start = change.end() if change else 0
    match = _LABEL.match(cue.text.text, start) if cue.speaker is None else None
    if match and len(re.sub(r"\(.*?\)", "", match["label"]).split()) <= _MOST_WORDS:
        return " ".join(match["label"].split()), start
    return None, start


def _speaks(label: str, count: int, share: float, offices: Offices) -> bool:
    if words().unnamed_speakers.fullmatch(label):
        return True
    bare = re.sub(r"\s*\(.*?\)", "", label).strip()
    if share >= _SYSTEMATIC:
        return count > 1 or is_name(bare)
    named = is_name(bare)
    return named and (count > 1 or (share >= _USUAL and " " in bare) or bool(offices.holder(label)))
