"""Sentences as hashed features, which the sentence model weighs.

A sentence is seen as its words, as runs and skipping pairs of them, as its skeleton (rare words
by their shape only, so that "Marta's going to post the numbers" is like "Idris is going to send
the minutes"), and as pieces of its words. All is hashed, a whole answer at a time.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.enrich.rules import plainly

Hashes = NDArray[np.uint32]

# a sentence is judged by so many of its first words
_LONGEST = 120
_PIECES = (3, 4, 5)
_PLAIN = tuple(
    (re.compile(short, re.IGNORECASE), long)
    for short, long in (
        (r"\bwon't\b", "will not"),
        (r"\b(ca|sha)n't\b", r"\1n not"),
        (r"\bcannot\b", "can not"),
        (r"n't\b", " not"),
        (r"'ll\b", " will"),
        (r"'ve\b", " have"),
        (r"'re\b", " are"),
        (r"'m\b", " am"),
        (r"'d\b", " would"),
        (r"\blet's\b", "let us"),
        (r"\bgonna\b", "going to"),
        (r"\bgotta\b", "got to"),
        (r"\bdunno\b", "do not know"),
        (r"\bw/", "with "),
    )
)
_SHORT = re.compile(r"'|w/|gonna|gotta|dunno", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_MIXERS = tuple(np.uint32(mixer) for mixer in (2654435761, 2246822519, 3266489917, 668265263))


@dataclass(frozen=True, slots=True)
class Features:
    """The features of some sentences: one hash each, and which sentence it is of, in order."""

    hashes: Hashes
    sentence: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word's hash, its place in a skeleton, and its pieces."""

    whole: int
    shape: int
    first_shape: int
    pieces: tuple[int, ...]


def words(sentence: str) -> list[str]:
    """The words, numbers and marks of a sentence, without contractions."""
    plain = plainly(sentence)
    if _SHORT.search(plain):
        for short, long in _PLAIN:
            plain = short.sub(long, plain)
    return _TOKEN.findall(plain)[:_LONGEST]


def known_as(word: str) -> str:
    """The word as it is counted: in small letters, a number by its length."""
    return "0" * min(len(word), 4) if word[0].isdigit() else word.lower()


def features(sentences: Sequence[str], common: frozenset[str]) -> Features:
    """The features of sentences; all but the `common` words are seen by shape in skeletons."""
    wholes: list[int] = []
    shapes: list[int] = []
    pieces: list[int] = []
    of: list[int] = []
    piece_of: list[int] = []
    for at, sentence in enumerate(sentences):
        read = [_word(word, common) for word in words(sentence)]
        wholes += [_OPENS, *(word.whole for word in read), _CLOSES]
        shapes += [_OPENS, *(word.first_shape for word in read[:1])]
        shapes += [*(word.shape for word in read[1:]), _CLOSES]
        of += [at] * (len(read) + 2)
        for word in read:
            pieces += word.pieces
            piece_of += [at] * len(word.pieces)
    found = [(np.array(pieces, np.uint32), np.array(piece_of, np.intp))]
    found += _runs(np.array(wholes, np.uint32), np.array(shapes, np.uint32), np.array(of, np.intp))
    hashes = np.concatenate([hashes for hashes, _ in found])
    sentence_of = np.concatenate([places for _, places in found])
    order = np.argsort(sentence_of, kind="stable")
    return Features(hashes[order], sentence_of[order])


def _runs(
    wholes: Hashes, shapes: Hashes, of: NDArray[np.intp]
) -> Iterator[tuple[Hashes, NDArray[np.intp]]]:
    """Words, runs of up to three, pairs with one word between, and runs of the skeleton."""
    for salt, stream, steps in (
        (1, wholes, (0,)),
        (2, wholes, (0, 1)),
        (3, wholes, (0, 1, 2)),
        (4, wholes, (0, 2)),
        (5, shapes, (0, 1)),
        (6, shapes, (0, 1, 2)),
        (7, shapes, (0, 1, 2, 3)),
    ):
        length = len(of) - steps[-1]
        within = of[: max(length, 0)] == of[steps[-1] :]
        runs = [stream[step : step + length][within] for step in steps]
        yield _mixed(salt, runs), of[: max(length, 0)][within]


def _mixed(salt: int, runs: Sequence[Hashes]) -> Hashes:
    mixed = np.full(len(runs[0]), salt, np.uint32)
    for run, mixer in zip(runs, _MIXERS, strict=False):
        mixed = (mixed ^ run) * mixer
        mixed ^= mixed >> np.uint32(15)
    return mixed


@lru_cache(maxsize=1 << 16)
def _word(word: str, common: frozenset[str]) -> _Word:
    known = known_as(word)
    whole = _hash(known)
    if known in common or not word[0].isalpha():
        return _Word(whole, whole, whole, _pieces(known))
    return _Word(whole, _hash(_shape(word)), _hash("^" + _shape(word)), _pieces(known))


def _shape(word: str) -> str:
    """A word by its capitals, or by its ending."""
    if word[0].isupper():
        return "~A" if len(word) > 1 and word.isupper() else "~N"
    return "~" + word[-2:]


def _pieces(word: str) -> tuple[int, ...]:
    if len(word) < min(_PIECES):
        return ()
    marked = f"<{word}>"
    cuts = {marked[i : i + n] for n in _PIECES for i in range(len(marked) - n + 1)}
    return tuple(_hash("#" + cut) for cut in sorted(cuts))


def _hash(text: str) -> int:
    return zlib.crc32(text.encode())


_OPENS, _CLOSES = _hash("<s>"), _hash("</s>")
