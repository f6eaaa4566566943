"""The written exchanges as the network reads them, and what it is to say of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from pipeline.enrich.exchange_input import LIVE, WRITTEN, Laid, Turn, lay_out
from pipeline.enrich.wordpiece import BEGIN, END, INSIDE, UNKNOWN, WordPieces
from schemas.words import Mode, Outcome
from training.exchanges import LABELS, Exchange

OUTCOMES = tuple(outcome for outcome in Outcome if outcome is not Outcome.UNANSWERED)
_PIECES = 16_000


@dataclass(frozen=True, slots=True)
class Example:
    """An exchange laid out, and what the network is to say of it.

    `whole` is the share of each outcome and whether a part only is addressed, `sentences` the
    labels of each sentence that fits: 1 or 0.
    """

    laid: Laid
    whole: tuple[float, ...]
    sentences: tuple[tuple[float, ...], ...]


def kept_pieces(texts: Iterable[str], every: Sequence[str]) -> list[int]:
    """The numbers, among `every` piece, of those to keep.

    They are marks, letters, what the texts hold, and the first of the others: pieces are
    numbered by how often they occur.
    """
    pieces = WordPieces({piece: at for at, piece in enumerate(every)})
    needed = {pieces.known[mark] for mark in (BEGIN, END, UNKNOWN, LIVE, WRITTEN)}
    needed |= {at for at, piece in enumerate(every) if len(piece.removeprefix(INSIDE)) == 1}
    for text in texts:
        needed.update(pieces.ids(text))
    others = (at for at, piece in enumerate(every) if not piece.startswith("[unused"))
    fill = islice((at for at in others if at not in needed), max(0, _PIECES - len(needed)))
    return sorted([*needed, *fill])


def texts(exchanges: Iterable[Exchange]) -> Iterator[str]:
    """What is asked and said in some exchanges."""
    for exchange in exchanges:
        yield exchange.question
        yield from (said.text for said in exchange.sentences)


def turns(exchange: Exchange) -> tuple[Turn, ...]:
    """The sentences of an exchange, gathered by who says them, and how."""
    by_turn = groupby(exchange.sentences, key=lambda said: (said.speaker, said.mode))
    return tuple(
        Turn(tuple(said.text for said in sentences), mode is Mode.WRITTEN)
        for (_, mode), sentences in by_turn
    )


def examples(exchanges: Iterable[Exchange], pieces: WordPieces) -> list[Example]:
    """The exchanges as the network reads them; those without an answer say nothing."""
    return [_example(exchange, pieces) for exchange in exchanges if exchange.sentences]


def shares(taught: Sequence[Example]) -> dict[Outcome, float]:
    """How much of the examples has each outcome."""
    columns = zip(*(example.whole for example in taught), strict=True)
    return {o: round(sum(c) / len(taught), 4) for o, c in zip(OUTCOMES, columns, strict=False)}


def _example(exchange: Exchange, pieces: WordPieces) -> Example:
    laid = lay_out(exchange.question, turns(exchange), pieces)
    shares = [float(outcome in exchange.outcomes) for outcome in OUTCOMES]
    part = any("part" in sentence.labels for sentence in exchange.sentences)
    return Example(
        laid,
        (*(share / max(sum(shares), 1) for share in shares), float(part)),
        tuple(
            tuple(float(label in sentence.labels) for label in LABELS)
            for sentence in exchange.sentences[: len(laid.ends)]
        ),
    )
