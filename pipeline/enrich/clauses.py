"""Sentences to clauses: the pieces in which a phrase and what cancels it stand together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.enrich.rules import Phrases, plainly

_QUOTED = re.compile(r"“[^”]{1,500}”|„[^“”]{1,500}[“”]|«[^»]{1,500}»|\"[^\"]{1,500}\"")
_WORD = re.compile(r"\w[\w'’-]*")
# a sentence that is hardly more than one quotation is the respondent's own words
_WHOLE = 0.8


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence, at its offsets there.

    `heard` is what the respondent says in own words: without quotations, and without the
    minute-taker's "The Chair said that".
    """

    start: int
    end: int
    words: int
    heard: str


def clauses(sentence: str, phrases: Phrases) -> Iterator[Clause]:
    """The clauses of a sentence, in order; they cover all of its words."""
    heard = _unquoted(plainly(sentence))
    start = 0
    for joint in phrases.joint.finditer(heard):
        if joint[0].startswith(",") and phrases.opening.match(heard, start):
            continue
        yield _clause(sentence, heard, start, joint.end(), phrases)
        start = joint.end()
    yield _clause(sentence, heard, start, len(sentence), phrases)


def _clause(sentence: str, heard: str, start: int, end: int, phrases: Phrases) -> Clause:
    words = len(_WORD.findall(sentence[start:end]))
    own = heard[start:end].strip(" \t,;:–—-")
    frame = phrases.frame.match(own)
    own = own[frame.end() :] if frame else own
    return Clause(start, end, words, own.strip())


def _unquoted(sentence: str) -> str:
    """The sentence with blanks for its quotations."""

    def blank(quoted: re.Match[str]) -> str:
        length = quoted.end() - quoted.start()
        return quoted[0] if length > _WHOLE * len(sentence) else " " * length

    return _QUOTED.sub(blank, sentence)
