"""Who speaks in each cue of a transcript, where the name stands in the text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.names import is_name
from pipeline.extract.offices import Offices, readings
from pipeline.extract.words import words
from pipeline.readers.document import Cue
from pipeline.readers.traced import Traced

_CHANGE = re.compile(r"\s*(?:>>+|»)\s*")
_LABEL = re.compile(r"(?P<label>(?:[^\s:：()?!;\"“”][^:：?!;\"“”\n]{0,79}?))\s*[:：](?:\s+|$)")
_MOST_WORDS = 10
_SYSTEMATIC = 0.5
_USUAL = 0.1
_OFTEN = 2  # times that a label comes at most which looks like no name and is none


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

    What stands before a colon is a speaker's name by the rules of `_speakers`.
    """
    found = [_candidate(cue) for cue in cues]
    speakers = _speakers(Counter(label for label, _ in found if label), len(cues), offices)
    last: str | None = None
    for cue, (label, change) in zip(cues, found, strict=True):
        text = cue.text.cut(change) if change else cue.text
        speaker = cue.speaker
        if speaker is None and label in speakers:
            match = _LABEL.match(text.text)
            speaker, text = label, text.cut(match.end() if match else 0)
        opens = speaker is not None or change > 0
        last = (speaker or None) if opens else last
        yield Voiced(cue, last, text, opens)


def _candidate(cue: Cue) -> tuple[str | None, int]:
    """What might be a speaker's label, and where it begins behind a mark of change."""
    change = _CHANGE.match(cue.text.text)
    start = change.end() if change else 0
    match = _LABEL.match(cue.text.text, start) if cue.speaker is None else None
    if match and len(re.sub(r"\(.*?\)", "", match["label"]).split()) <= _MOST_WORDS:
        return " ".join(match["label"].split()), start
    return None, start


def _speakers(counts: Counter[str], cues: int, offices: Offices) -> frozenset[str]:
    """Which of the labels that cues begin with are speakers.

    Where most cues begin so, one that comes twice or looks like a name; elsewhere one that looks
    like a name and comes twice, or is surely somebody's. Where those are usual, so is what comes
    often and looks like none, as display names of calls do. What opens sentences is no speaker.
    """
    named = {label for label in counts if any(map(is_name, readings(label)))}
    if counts.total() >= _SYSTEMATIC * cues:
        held, often = named, 1
    else:
        again = {label for label in named if counts[label] > 1}
        usual = sum(counts[label] for label in named) >= _USUAL * cues
        held = again | _said_once(named - again, again, offices, usual=usual)
        often = _OFTEN if sum(counts[label] for label in again) >= _USUAL * cues else cues
    return frozenset(
        label
        for label, count in counts.items()
        if label in held
        or (count > often and label.split()[0].casefold() not in words().not_names)
        or words().unnamed_speakers.fullmatch(label)
    )


def _said_once(
    labels: Iterable[str], again: Iterable[str], offices: Offices, *, usual: bool
) -> set[str]:
    """The labels that come once and are speakers: full names that are usual or known.

    A part of a name is one of somebody known who speaks under no other label.
    """
    speaking = {offices.holder(label) for label in again}
    return {
        label
        for label in labels
        if (" " in label and (usual or offices.holder(label)))
        or (usual and offices.holder(label) not in speaking | {None})
    }
