"""Where in the recording each answer to a question is, once the question has its place."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.enrich.recording.evidence import (
    Hit,
    Wanted,
    heard_before,
    hits,
    spoken_length,
    voiced,
)
from pipeline.enrich.recording.spans import Span, beginnings
from pipeline.enrich.recording.timeline import Timeline

_TEMPER = 0.5
_OWN_VOICE = 2.5
_APART = 8  # the fewest words of an answer that another one follows
_OPENED = 3.0  # a phrase this strong begins another question
_REST = 40  # words that may follow the last term that is heard


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of an answer, from `first` up to `end`, and how much of it is heard there.

    `share` is of what can be heard at all: a term that is not in the recording is not missing
    from this place. `of_all` is the share of all its terms, and `telling` what those say.
    """

    first: int
    end: int
    share: float
    of_all: float
    telling: float


def answers_heard(line: Timeline, wanted: Wanted, span: Span, until: int) -> list[Heard]:
    """The places of a question's answers, in their order, between its own and `until`."""
    terms = [hits(line, [answer]) for answer in wanted.answers]
    firsts = [span.answered]
    for place in range(1, len(wanted.answers)):
        firsts.append(_begins(line, wanted, place, terms[place], firsts[-1] + _APART, until))
    ends = [*firsts[1:], min(until, len(line))]
    return [
        _heard(line, answer, first, end)
        for answer, first, end in zip(terms, firsts, ends, strict=True)
    ]


def _begins(
    line: Timeline, wanted: Wanted, place: int, terms: Sequence[Hit], least: int, until: int
) -> int:
    """The likeliest first word of a further answer."""
    if least >= until:
        return min(least, len(line) - 1)
    at = beginnings(line.replies, least, until)
    before = heard_before(line, terms)
    length = spoken_length([wanted.answers[place]])
    after = before[np.minimum(at + length, until)] - before[at]
    nats = _TEMPER * (after - 0.5 * (before[at] - before[least])) + line.replies[at]
    if name := wanted.respondents[place]:
        speaks = voiced(line, [name])
        nats += _OWN_VOICE * (speaks[at] & ~speaks[at - 1])
    return int(at[int(np.argmax(nats))])


def _heard(line: Timeline, terms: Sequence[Hit], first: int, end: int) -> Heard:
    """What of an answer is heard between two words, and where it ends."""
    inside = [term.places[(term.places >= first) & (term.places < end)] for term in terms]
    nats = sum(term.nats for term, places in zip(terms, inside, strict=True) if len(places))
    possible = sum(term.nats for term in terms if len(term.places))
    telling = sum(term.nats for term in terms)
    last = max((int(places[-1]) for places in inside if len(places)), default=first)
    turned = np.diff(line.turned_before[last + 1 : end + 1]) > 0
    over = np.flatnonzero((line.openings[last + 1 : end] >= _OPENED) | turned)
    stop = last + 1 + int(over[0]) if len(over) else end
    return Heard(
        first,
        max(first + 1, min(stop, last + 1 + _REST, end)),
        float(nats / possible) if possible else 0.0,
        float(nats / telling) if telling else 0.0,
        float(telling),
    )
