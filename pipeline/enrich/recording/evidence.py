"""How much of a question and its answers is heard from each point of a recording on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.enrich.recording.terms import found_words, stem
from pipeline.enrich.recording.timeline import Places, Timeline, Values

_STRIDE = 6  # words in a cell
_MOST_CELLS = 6_000
_FEWEST_NATS = 0.7  # what is in half of all windows says nothing
_SHORT = {1: 0.2, 2: 0.3, 3: 0.6, 4: 0.8}
_AGAIN = 0.25  # what it adds to hear a term again, as a share of the first time
_SOON, _SOON_AGAIN = 40, 0.6  # the same at a word, where it was heard so few words before
_ASKED_WORDS = 60
_FEWEST_ANSWERED, _MOST_ANSWERED = 80, 360
# notes do not tell how long somebody spoke: how much longer than expected, and what that costs
_LONGER, _SPREAD = np.array((1.0, 1.7, 2.8, 4.5)), 0.4
_SPOKEN_FOR_WRITTEN = 4.5  # notes are so much shorter than what was said
_ANSWER_WEIGHT = 0.7
_QUESTION_LATE = 0.2  # a term of the question that is only heard in the answer
_MOST_NATS_OF_A_VOICE = 1.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as the notes have it, its live answers, and who is credited with each."""

    question: str = field(repr=False)
    answers: tuple[str, ...] = field(repr=False)
    respondents: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of the notes, with a word it is from: how much it says to hear it, and where it is."""

    word: str = field(repr=False)
    nats: float
    places: Places


@dataclass(frozen=True, slots=True)
class Evidence:
    """What of one question is heard where.

    `curve` is what is heard from each cell of `stride` words on, speakers included, `words`
    the same without them, and `total` what it would be to hear everything. `asked_before` and
    `answered_before` are what is heard of question and answers before each word, less what
    would be by chance; `lengths` are how many words the answers may take, and `costs` how much
    each speaks against a place; `voiced` tells where one of those credited speaks.
    """

    stride: int
    lengths: Places
    costs: Values
    total: float
    curve: Values
    words: Values
    asked_before: Values
    answered_before: Values
    voiced: NDArray[np.bool_]


def gather(line: Timeline, wanted: Wanted) -> Evidence:
    """The evidence for one question in one recording."""
    stride = max(_STRIDE, len(line) // _MOST_CELLS + 1)
    asked, answered = hits(line, [wanted.question]), hits(line, wanted.answers)
    names = [name for name in wanted.respondents if name]
    lengths = (spoken_length(wanted.answers) * _LONGER).astype(np.int64)
    costs = 0.5 * (np.log(_LONGER) / _SPREAD) ** 2
    late = [
        _QUESTION_LATE * _heard(line, asked, stride, length)
        + _ANSWER_WEIGHT * _heard(line, answered, stride, length)
        - cost
        for length, cost in zip(lengths, costs, strict=True)
    ]
    words = (1 - _QUESTION_LATE) * _heard(line, asked, stride, _ASKED_WORDS) + np.max(late, axis=0)
    return Evidence(
        stride=stride,
        lengths=lengths,
        costs=costs,
        total=_nats(asked) + _ANSWER_WEIGHT * _nats(answered),
        curve=words + _heard(line, _voices(line, names), stride, int(lengths[0])),
        words=words,
        asked_before=heard_before(line, asked),
        answered_before=_ANSWER_WEIGHT * heard_before(line, answered),
        voiced=voiced(line, names),
    )


def hits(line: Timeline, texts: Iterable[str]) -> tuple[Hit, ...]:
    """The terms of texts that say something; those that are never heard have no places."""
    found: dict[str, Hit | None] = {}
    for text in texts:
        for _, word in found_words(text):
            term = stem(word)
            if term not in found:
                places = line.postings.get(term) or line.alike(word)
                nats = line.rarity(places) * _told_by_length(term if term.isdigit() else word)
                telling = nats >= _FEWEST_NATS
                found[term] = Hit(word, nats, np.array(places, dtype=np.int64)) if telling else None
    return tuple(hit for hit in found.values() if hit)


def _told_by_length(word: str) -> float:
    """The share of its rarity that a word keeps: short ones are common words, whatever else."""
    return 1.0 if word.isdigit() or not word.isascii() else _SHORT.get(len(word), 1.0)


def spoken_length(answers: Sequence[str]) -> int:
    """How many words it may have taken to say what the notes have of the answers."""
    written = sum(len(answer.split()) for answer in answers)
    return int(min(max(_FEWEST_ANSWERED, written * _SPOKEN_FOR_WRITTEN), _MOST_ANSWERED))


def heard_before(line: Timeline, terms: Iterable[Hit]) -> Values:
    """What is heard of the terms before each word, less what would be by chance."""
    nats = np.zeros(len(line) + 1)
    for term in terms:
        soon = np.diff(term.places, prepend=-_SOON) < _SOON
        nats[term.places + 1] += term.nats * np.where(soon, _SOON_AGAIN, 1.0)
    nats[1:] -= nats.sum() / len(line)
    return np.cumsum(nats)


def voiced(line: Timeline, names: Iterable[str]) -> NDArray[np.bool_]:
    """At which words somebody of these names speaks, as far as the recording tells."""
    speaks = np.zeros(len(line), dtype=np.bool_)
    for name in names:
        speaks[line.spoken_by(name)] = True
    return speaks


def _voices(line: Timeline, names: Iterable[str]) -> Iterable[Hit]:
    """Those who are credited, heard speaking or named, as terms."""
    for name in dict.fromkeys(names):
        named = [at for _, word in found_words(name) for at in line.postings.get(stem(word), ())]
        for places in (line.spoken_by(name), sorted(named)):
            nats = min(line.rarity(places), _MOST_NATS_OF_A_VOICE)
            if places and nats > 0:
                yield Hit(name, nats, np.array(places, dtype=np.int64))


def _nats(terms: Iterable[Hit]) -> float:
    return sum(term.nats for term in terms)


def _heard(line: Timeline, terms: Iterable[Hit], stride: int, length: int) -> Values:
    """What is heard of the terms in the `length` words from each cell on, less chance."""
    cells = len(line) // stride + 1
    wide = max(1, round(length / stride))
    total = np.zeros(cells)
    for term in terms:
        if len(term.places):
            counts = np.bincount(term.places // stride, minlength=cells)
            sums = np.concatenate(([0], np.cumsum(counts), np.full(wide, len(term.places))))
            within = (sums[wide : wide + cells] - sums[:cells]).astype(np.float64)
            heard = np.minimum(within, 1 + _AGAIN * np.maximum(within - 1, 0))
            usual = len(term.places) * length / len(line)
            chance = _AGAIN * usual + (1 - _AGAIN) * (1 - np.exp(-usual))
            total += term.nats * (heard - chance)
    return total
