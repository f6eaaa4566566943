"""Where a question begins and where its answer does, around a place where both are heard."""

from dataclasses import dataclass

import numpy as np

from pipeline.enrich.recording.evidence import Evidence
from pipeline.enrich.recording.timeline import Places, Timeline, Values

# words around a place in which the beginning is looked for, and the longest spoken question
_BACK, _FORTH, _LONGEST, _SHORTEST = 90, 60, 170, 3
# all is in nats
_SOON = 0.3  # the share of an answer's weight that is for its beginning
_ELSEWHERE = 0.2  # a term of the question heard in the answer, or the other way round
_EARLY_ANSWER = 80  # words of the answer that may repeat the question
_BEHIND, _BEHIND_WORDS = 0.4, 30  # what is heard just before belongs to something else
_USUAL_LENGTH, _SPREAD = 35.0, 0.65
_PER_WORD = 0.03  # what each word of a question costs: one without a term speaks against it
_OPENING_WORDS = 10  # an opening may take several phrases
_OPENED = 1.0  # what it costs to step over another opening, as a share of what it says
_TURNS, _FREE_TURNS = 1.0, 1.5  # a question is read out, or called for and asked
_SAME_TURN = 2.0  # nobody answers in the breath in which somebody asks
_OWN_VOICE = 2.5  # who is credited begins to speak where the answer begins, and not before
_SAID = 3  # words of theirs, from which on they do speak before
_OTHER_VOICE = 3.0  # somebody else speaks there: set on two real recordings


@dataclass(frozen=True, slots=True)
class Span:
    """The first word of a question and that of its answer, and how likely they are in nats."""

    begins: int
    answered: int
    nats: float


def best_span(line: Timeline, evidence: Evidence, near: int) -> Span:
    """The likeliest span around the word `near`."""
    size = len(line)
    end = min(size, near + _FORTH)
    first = beginnings(line.begins, max(0, near - _BACK), end)
    second = beginnings(line.replies, max(0, near - _BACK), min(size, end + _LONGEST))
    length = second[None, :] - first[:, None]
    nats = (
        _terms(evidence, first, second, size)
        + line.begins[first][:, None]
        + line.replies[second][None, :]
        + _own_voice(evidence, first, second)
        - 0.5 * (np.log(np.maximum(length, 1) / _USUAL_LENGTH) / _SPREAD) ** 2
        - _PER_WORD * length
        - _stepped_over(line, first, second)
    )
    nats[(length < _SHORTEST) | (length > _LONGEST)] = -np.inf
    row, column = divmod(int(np.argmax(nats)), len(second))
    return Span(int(first[row]), int(second[column]), float(nats[row, column]))


def beginnings(strengths: Values, start: int, end: int) -> Places:
    """The words from `start` to `end` at which something may begin; all, where few do."""
    found = np.flatnonzero(strengths[start:end] > 0) + start
    return found if len(found) >= _SHORTEST else np.arange(start, end)


def _terms(evidence: Evidence, first: Places, second: Places, size: int) -> Values:
    """What is heard in question and answer, less what is heard before them."""
    asked, answered = evidence.asked_before, evidence.answered_before
    early = np.minimum(second + _EARLY_ANSWER, size)
    ends = np.minimum(second[:, None] + evidence.lengths, size)
    before = np.maximum(first - _BEHIND_WORDS, 0)
    behind = asked[first] - asked[before] + 0.5 * (answered[first] - answered[before])
    half = np.minimum(second + evidence.lengths[0] // 2, size)
    at_best: Values = (answered[ends] - evidence.costs).max(axis=1)
    soon_or_late = _SOON * answered[half] + (1 - _SOON) * at_best
    in_answer = soon_or_late - answered[second] + _ELSEWHERE * (asked[early] - asked[second])
    in_question = (
        asked[second][None, :]
        - asked[first][:, None]
        + _ELSEWHERE * (answered[second][None, :] - answered[first][:, None])
    )
    heard: Values = in_question + in_answer[None, :] - _BEHIND * behind[:, None]
    return heard


def _own_voice(evidence: Evidence, first: Places, second: Places) -> Values:
    """Who is credited begins to speak at the answer, and neither asks nor answers before."""
    speaks = evidence.voiced
    starts = speaks[second] & ~speaks[np.maximum(second - 1, 0)]
    others = speaks.any() & ~speaks[second]
    said = np.concatenate(([0], np.cumsum(speaks)))
    before = said[second][None, :] - said[first][:, None] >= _SAID
    own: Values = (_OWN_VOICE * starts - _OTHER_VOICE * others)[None, :] - _OWN_VOICE * before
    return own


def _stepped_over(line: Timeline, first: Places, second: Places) -> Values:
    """What it costs that other questions or turns begin between question and answer."""
    inside = np.minimum(first + _OPENING_WORDS, len(line))
    opened = line.opened_before[second][None, :] - line.opened_before[inside][:, None]
    turned = line.turned_before[second][None, :] - line.turned_before[first + 1][:, None]
    until = line.turned_before[second + 1][None, :] - line.turned_before[first + 1][:, None]
    same = line.labelled[first][:, None] & (until == 0)
    cost: Values = (
        _OPENED * np.maximum(opened, 0)
        + _TURNS * np.maximum(turned - _FREE_TURNS, 0)
        + _SAME_TURN * same
    )
    return cost
