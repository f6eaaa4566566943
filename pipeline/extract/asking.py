"""Whether a unit asks, seen by itself."""

import re

from pipeline.extract.crossing import is_courtesy
from pipeline.extract.names import is_name
from pipeline.extract.unit import Unit
from pipeline.extract.words import words
from pipeline.readers.document import BlockKind

_LONGEST_THANKS = 5  # words
_LONGEST_BARE = 800  # characters
# the number by which a question is filed, behind it
_FILED = re.compile(r"\s*[(\[][A-Z]{0,4}\d{0,2}[-/ ]?\d{2,6}(?:[-/]\d{1,4})?[)\]]$")
_TAG = re.compile(r"(?:^|,)\s*(?:right|ok|okay|yeah|you know|correct|no|see|eh)\?$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])")
# `I do not know. Ana?`, `Ana?`, `No problem, okay Ana?`, but `Is it late, Ana?`
_CALLS = re.compile(
    r"(?:^|[.!…]\s+|,\s+(?:and|ok|okay|so)\s+)(?P<name>[^\W\d_a-zà-öø-ÿ][^\W\d_]{1,19})\s?\?$"
)


def ends_asking(unit: Unit) -> bool:
    """Whether a unit ends with a question that is no call for questions, nor for a colleague."""
    said = _FILED.sub("", unit.text.text).rstrip("\"”’')")
    if unit.label and len(said.split()) > 1 and calls_somebody(said):
        return False
    if words().asks_formally.match(said):
        return True
    if not said.endswith("?"):
        return False
    return not (words().calls_for_questions.search(said) or words().attendance.fullmatch(said))


def asks_somewhere(text: str) -> bool:
    """Whether a text asks something in any of its sentences, and not but for questions.

    What goes on behind a tag or a name (`It is late, right? So …`, `Ana? Go on.`) asks nothing
    there.
    """
    *others, last = [one.strip() for one in _SENTENCE.split(text) if len(one) > 1] or [""]
    asked = (*(one for one in others if not (_TAG.search(one) or calls_somebody(one))), last)
    return any(one.endswith("?") and not words().calls_for_questions.search(one) for one in asked)


def calls_somebody(said: str) -> bool:
    """Whether the last words call somebody by name."""
    found = _CALLS.search(said)
    return found is not None and is_name(found["name"])


def asks_anyhow(unit: Unit) -> bool:
    """Whether a unit asks, with a question mark or by its words."""
    said = unit.text.text
    worded = (words().asking_without_mark, words().asks_for, words().asks_formally)
    return "?" in said or any(pattern.match(said) for pattern in worded)


def only_asks(unit: Unit) -> bool:
    """Whether an unmarked paragraph is nothing but a question of no more than a few lines."""
    plain = unit.block.kind is BlockKind.PARAGRAPH and not (unit.mark or unit.label)
    short = len(unit.text.text) <= _LONGEST_BARE and not unit.block.cell
    asks = plain and short and ends_asking(unit)
    return asks and not invites(unit)


def only_thanks(unit: Unit) -> bool:
    """Whether a unit is but a few words of courtesy, or a smiling face."""
    said = unit.text.text
    return bool(said) and len(said.split()) <= _LONGEST_THANKS and is_courtesy(said)


def invites(unit: Unit) -> bool:
    """Whether a unit asks whoever reads the page to write, to come or to read on."""
    said = unit.text.text
    return bool(words().invitation.search(said) or invites_reader(unit))


def invites_reader(unit: Unit) -> bool:
    """Whether a line does no more than that: `Want to learn more?`."""
    return words().invites_reader.match(unit.text.text) is not None
