"""Turns that neither ask nor reply, by their words."""

import re

from pipeline.extract.asking import calls_somebody
from pipeline.extract.names import is_name
from pipeline.extract.unit import Unit
from pipeline.extract.words import words

_MOST_NOTED = 20  # words that take note of a reply
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")


def only_remarks(unit: Unit) -> bool:
    """Whether a turn without a question does no more than announce, introduce or thank."""
    label, said = unit.label, unit.text.text
    announces = label is not None and label.printed.casefold() in words().leading_labels
    introduces = label is not None and label.asks and " " in said and is_name(said)
    return bool(announces or introduces or words().thanks.fullmatch(said))


def takes_note(said: str) -> bool:
    """Whether a few words take note of a reply, and do not speak of asking: `Okay, it is late.`."""
    short = len(said.split()) <= _MOST_NOTED
    return short and bool(words().takes_note.match(said)) and not words().asking.search(said)


def only_nods(unit: Unit) -> bool:
    """Whether a turn but nods, or whoever leads calls on somebody in it, or repeats their words."""
    said, label = unit.text.text, unit.label
    leads = label is not None and (label.leads or label.moderates or label.asks)
    turns_to = _QUOTED.fullmatch(said) is not None or calls_somebody(said)
    return (leads and turns_to) or words().nods.fullmatch(said) is not None
