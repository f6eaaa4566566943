"""One recording as a row of words, each with its time, its speaker, and what begins there."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from pipeline.enrich.recording.phrases import Opening, phrases
from pipeline.enrich.recording.terms import found_words, stem
from pipeline.extract.utterances import Piece, Utterance
from pipeline.ids import slug

Values = NDArray[np.float64]
Places = NDArray[np.int64]

_SENTENCE_ENDS = frozenset(".?!。？！…")
_ASKS = frozenset("?？؟")
_PAUSE_MS = 900
# how strongly something begins, in nats, at the first word of a piece, behind a pause, of a
# sentence, and of a turn, in which askers say first why they ask: that of a turn was set on
# two real recordings and benchmarks/recordings
_PIECE, _AFTER_PAUSE, _SENTENCE, _TURN = 0.5, 1.2, 2.0, 4.0
# words in which a term is counted once, when it is asked how rare it is: a share of them all
_WINDOWS, _NARROWEST, _WIDEST = 30, 12, 80
_SHORTEST_MISHEARD = 5
_ALIKE = 0.8
_MOST_ALIKE = 4


@dataclass(frozen=True)
class Word:
    """A word as it is folded, its time and utterance, how strongly something begins there.

    `asks` tells that a question mark stands behind it.
    """

    text: str
    start_ms: int
    end_ms: int
    utterance: int
    begins: float
    asks: bool


@dataclass(frozen=True)
class Timeline:
    """The words of a recording in order.

    `openings` tells how strongly a phrase says that a question begins at each word, `begins`
    adds sentences and turns to it, `replies` is the like for an answer; all in nats.
    `indirect` is where a phrase says that a question follows that has no question mark.
    """

    utterances: tuple[Utterance, ...]
    words: tuple[Word, ...]
    openings: Values
    begins: Values
    replies: Values
    indirect: Values

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.words)

    @cached_property
    def postings(self) -> dict[str, list[int]]:
        """Where each stem stands."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(stem(word.text), []).append(at)
        return found

    def spoken_by(self, name: str) -> list[int]:
        """At which words somebody of a name speaks; notes often have a part of it only."""
        sought = _name_parts(name)
        spoken = np.array([bool(sought) and sought <= parts for parts in self._voices])
        return [int(at) for at in np.flatnonzero(spoken[[w.utterance for w in self.words]])]

    @cached_property
    def _voices(self) -> list[frozenset[str]]:
        """The parts of the names by which the speaker of each utterance is known."""
        return [
            _name_parts(said.speaker or "") | _name_parts(said.person.name if said.person else "")
            for said in self.utterances
        ]

    @cached_property
    def opened_before(self) -> Values:
        """What all phrases say that open a question before each word."""
        return np.concatenate(([0.0], np.cumsum(self.openings)))

    @cached_property
    def turned_before(self) -> Values:
        """How many turns of known speakers begin before each word."""
        turns = np.array([word.utterance for word in self.words], dtype=np.int64)
        turned = (np.diff(turns, prepend=turns[:1]) != 0) & self.labelled
        return np.concatenate(([0.0], np.cumsum(turned)))

    @cached_property
    def labelled(self) -> NDArray[np.bool_]:
        """At which words it is known who speaks."""
        known = np.array([said.speaker is not None for said in self.utterances], dtype=np.bool_)
        return known[[word.utterance for word in self.words]]

    def opens_turn(self, word: int) -> bool:
        """Whether an utterance begins with a word."""
        return word == 0 or self.words[word].utterance != self.words[word - 1].utterance

    @property
    def document_id(self) -> str:
        """The document that the recording was read from."""
        return self.utterances[0].document_id

    def rarity(self, places: Sequence[int]) -> float:
        """How much it says to hear a term: the logarithm of how few windows hold it."""
        wide = min(max(len(self) // _WINDOWS, _NARROWEST), _WIDEST)
        windows = len(self) // wide + 1
        holding = len({at // wide for at in places})
        return float(np.log((windows + 1) / (holding + 0.5)))

    def alike(self, word: str) -> list[int]:
        """Where something stands that sounds like a word that is not there: a name misheard."""
        if len(word) < _SHORTEST_MISHEARD:
            return []
        spellings, places = self._spellings
        found = process.extract(
            word,
            spellings,
            scorer=Indel.normalized_similarity,
            score_cutoff=_ALIKE,
            limit=_MOST_ALIKE,
        )
        return sorted({at for _, _, place in found for at in places[place]})

    @cached_property
    def _spellings(self) -> tuple[list[str], list[list[int]]]:
        """Every word, and every two in a row written as one, with their places."""
        found: dict[str, list[int]] = {}
        last = ""
        for at, word in enumerate(self.words):
            if len(word.text) >= _SHORTEST_MISHEARD - 1:
                found.setdefault(word.text, []).append(at)
            if last and len(word.text) + len(last) >= _SHORTEST_MISHEARD:
                found.setdefault(last + word.text, []).append(at - 1)
            last = word.text
        return list(found), list(found.values())


@lru_cache(maxsize=1_000)
def _name_parts(name: str) -> frozenset[str]:
    return frozenset(slug(name).split("-")) - {""}


def timeline(utterances: Iterable[Utterance]) -> Timeline:
    """The row of words of one recording; what has no time in it is left out."""
    told = tuple(utterances)
    words = tuple(_words(told))
    folded = [word.text for word in words]
    openings = _strengths(folded, phrases().openings)
    bounds = np.array([word.begins for word in words], dtype=np.float64)
    return Timeline(
        told,
        words,
        openings,
        _together(bounds, openings),
        _together(bounds, _strengths(folded, phrases().replies)),
        _strengths(folded, phrases().indirect),
    )


def _words(told: Sequence[Utterance]) -> Iterator[Word]:
    labelled = sum(said.speaker is not None for said in told) * 2 > len(told)
    last_ms: int | None = None
    sentence_over = False
    for number, said in enumerate(told):
        begins = _TURN if labelled and number and said.speaker != told[number - 1].speaker else 0.0
        for piece in said.pieces:
            if piece.start_ms is None or piece.start_ms < 0:
                continue
            begins = max(begins, _PIECE, _SENTENCE if sentence_over else 0.0)
            if last_ms is not None and piece.start_ms - last_ms > _PAUSE_MS:
                begins = max(begins, _AFTER_PAUSE)
            for text, (start, end), tail in _timed(piece):
                over = not _SENTENCE_ENDS.isdisjoint(tail)
                yield Word(text, start, end, number, begins, not _ASKS.isdisjoint(tail))
                last_ms, sentence_over = end, over
                begins = _SENTENCE if over else 0.0


def _timed(piece: Piece) -> Iterator[tuple[str, tuple[int, int], str]]:
    """The words of a piece, the part of its time that each has, and it up to the next word."""
    text, start = piece.text.text, piece.start_ms or 0
    length = max((piece.end_ms or start) - start, 0)
    found = found_words(text)
    edges = [*(at for at, _ in found), len(text)]
    for (at, word), after in zip(found, edges[1:], strict=True):
        times = (start + length * at // len(text), start + length * after // len(text))
        yield word, times, text[at:after]


def _together(bounds: Values, said: Values) -> Values:
    """What a boundary and a phrase say together at each word."""
    together: Values = np.maximum(bounds, said) + 0.5 * np.minimum(bounds, said)
    return together


def _strengths(words: Sequence[str], openings: Iterable[Opening]) -> Values:
    """How strongly a phrase says, at each word, that something begins."""
    strengths = np.zeros(len(words))
    text = " ".join(words)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    for opening in openings:
        for match in opening.pattern.finditer(text):
            at = bisect_right(starts, match.start()) - 1
            strengths[at] = max(strengths[at], opening.weight)
    return strengths
