"""Written exchanges whose sentences a person labelled; `README.md` says how."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from schemas.words import FollowUpKind, Mode, Outcome, Status

EXCHANGES = Path(__file__).parent / "exchanges"
LABELS = (
    "defers",
    "declines",
    "out_of_scope",
    "not_known",
    "part",
    "substance",
    "none",
    *(f"p:{kind}" for kind in FollowUpKind),
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of an answer, and what it shows; a speaker is null where none is named."""

    speaker: str | None
    mode: Mode
    labels: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, the sentences of its answers, and the outcomes and statuses one may defend."""

    language: str
    question: str
    sentences: tuple[Labelled, ...]
    outcomes: tuple[Outcome, ...]
    statuses: tuple[Status, ...]


def read_exchanges(folder: Path) -> tuple[Exchange, ...]:
    """The exchanges of every file of a folder, in the order of the files' names.

    Raises:
        ValueError: a line is not of the form; it is named with its file and number.
    """
    return tuple(exchange for path in sorted(folder.glob("*.tsv")) for exchange in _read_file(path))


def _read_file(path: Path) -> Iterator[Exchange]:
    question: str | None = None
    sentences: list[Labelled] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            match line.split("\t"):
                case [""]:
                    continue
                case ["Q", said] if question is None:
                    question = said
                case ["A", speaker, mode, labels, said] if question is not None:
                    sentences.append(_labelled(speaker, mode, labels, said))
                case ["O", outcomes, statuses] if question is not None:
                    yield _exchange(path.stem, question, sentences, outcomes, statuses)
                    question, sentences = None, []
                case _:
                    _refuse("expected a Q, then A lines, then an O")
        except ValueError as error:
            raise ValueError(f"{path.name}:{number}: {error}") from error
    if question is not None:
        raise ValueError(f"{path.name}: the last exchange has no O")


def _labelled(speaker: str, mode: str, labels: str, said: str) -> Labelled:
    shown = frozenset(labels.split(","))
    if unknown := shown - frozenset(LABELS):
        raise ValueError(f"unknown labels {sorted(unknown)}")
    return Labelled(None if speaker == "-" else speaker, Mode(mode), shown, said)


def _exchange(
    stem: str, question: str, sentences: Sequence[Labelled], outcomes: str, statuses: str
) -> Exchange:
    return Exchange(
        stem.partition("-")[0],
        question,
        tuple(sentences),
        tuple(Outcome(word) for word in outcomes.split("|")),
        tuple(Status(word) for word in statuses.split("|")),
    )


def _refuse(why: str) -> NoReturn:
    raise ValueError(why)
