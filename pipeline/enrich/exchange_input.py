"""A question and its answers as the one text that the exchange model reads.

    [CLS] question [SEP] ( live-or-written sentence [SEP] sentence [SEP] … )*

A turn opens with a mark that says how it was given; behind each sentence stands a mark at which
the model says what the sentence does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.enrich.wordpiece import BEGIN, END, WordPieces

LIVE, WRITTEN = "[unused1]", "[unused2]"
LONGEST = 256  # pieces in all; sentences that do not fit are not heard
_QUESTION = 80  # pieces of a question: of a longer one its beginning and its end


@dataclass(frozen=True, slots=True)
class Turn:
    """What one respondent says: sentence by sentence, live or written afterwards."""

    sentences: tuple[str, ...]
    written: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """The numbers of an exchange's pieces, and where each sentence that fits ends.

    `kinds` is 0 for the pieces of the question and 1 for those of the answers.
    """

    ids: tuple[int, ...]
    kinds: tuple[int, ...]
    ends: tuple[int, ...]


def lay_out(question: str, turns: Sequence[Turn], pieces: WordPieces) -> Laid:
    """The exchange as numbers; `ends` stops before the first sentence that does not fit."""
    known = pieces.known
    ids = [known[BEGIN], *_cut(pieces.ids(question)), known[END]]
    asked, ends, full = len(ids), [], False
    for turn in turns:
        opening = [known[WRITTEN if turn.written else LIVE]]
        for sentence in turn.sentences:
            said = [*opening, *pieces.ids(sentence), known[END]]
            full = full or len(ids) + len(said) > LONGEST
            if not full:
                ids += said
                ends.append(len(ids) - 1)
            opening = []
    return Laid(tuple(ids), (0,) * asked + (1,) * (len(ids) - asked), tuple(ends))


def _cut(ids: list[int]) -> list[int]:
    half = _QUESTION // 2
    return ids if len(ids) <= _QUESTION else [*ids[:half], *ids[-half:]]
