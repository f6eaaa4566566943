"""How right repeats are that are found across sessions, on pairs that were written to be hard.

    .venv/bin/python benchmarks/repeats.py [--misses]

`asked_again.yaml` says how its pairs were written and coded. The earlier questions of all pairs are
asked in one session each, the later ones a month after them; a pair counts as found where its
later question is linked to its earlier one, and as wrong where it is linked to any other.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from pipeline.clues.asked import read_asked
from pipeline.enrich.language import detect_language
from pipeline.link.asked import question_links
from pipeline.link.record import Records
from pipeline.stats.intervals import wilson
from schemas.words import LinkRelation

LIST = Path(__file__).parent / "asked_again.yaml"
HALVES = ("tune", "held_out")
DAYS = {"earlier": date(2031, 5, 6), "later": date(2031, 6, 6)}


@dataclass(frozen=True, slots=True)
class Pair:
    """An earlier and a later question, whether they ask the same, and whether they are linked."""

    earlier: str
    later: str
    same: bool
    linked: bool


def judged(pairs: Sequence[tuple[str, str, bool]]) -> list[Pair]:
    """The pairs with what the program makes of each, alone among the earlier of all."""
    return [
        Pair(earlier, later, same, _linked(number, later, [first for first, _, _ in pairs]))
        for number, (earlier, later, same) in enumerate(pairs)
    ]


def _linked(number: int, later: str, earlier: Sequence[str]) -> bool:
    """Whether a question is said to repeat one that is worded as its own earlier one."""
    asked = [("earlier", text) for text in dict.fromkeys(earlier)] + [("later", later)]
    rows: list[dict[str, object]] = [
        {"question_id": f"{session}/{place}", "session_id": session, "text": text}
        | {"language": detect_language(text, "en"), "outcome": "answered"}
        for place, (session, text) in enumerate(asked)
    ]
    sessions: list[dict[str, object]] = [
        {"session_id": name, "date": day} for name, day in DAYS.items()
    ]
    tables: dict[str, list[dict[str, object]]] = {
        "sessions": sessions, "questions": rows, "answers": [], "follow_ups": [], "corrections": [],
    }  # fmt: skip
    links = question_links(Records.of(read_asked(tables)))
    repeats = [link.other.text for link in links if link.relation is LinkRelation.REPEATS]
    return earlier[number] in repeats


def figures(pairs: Sequence[Pair]) -> Iterator[str]:
    """Precision and recall, a line each."""
    hits = sum(pair.same and pair.linked for pair in pairs)
    for name, of in (
        ("precision", sum(pair.linked for pair in pairs)),
        ("recall", sum(pair.same for pair in pairs)),
    ):
        share = wilson(hits, of)
        rate = f"{share.rate or 0:.3f}  ({share.low:.3f}–{share.high:.3f})"
        yield f"{name:<10} {rate}  {hits} of {of}"


def main(arguments: Sequence[str]) -> int:
    """Print the figures of both halves, and the misses of `tune` where asked to."""
    stated = yaml.safe_load(LIST.read_text("utf-8"))
    every = judged([(*pair, kind == "repeats") for kind, pairs in stated.items() for pair in pairs])
    for place, half in enumerate(HALVES):
        pairs = [pair for same in (True, False) for pair in _of(every, same=same)[place::2]]
        sys.stdout.write("\n".join([f"# {half}", *figures(pairs), ""]))
        if half == "tune" and "--misses" in arguments:
            for pair in pairs:
                if pair.same is not pair.linked:
                    sys.stdout.write(f"{pair.earlier} / {pair.later}: linked {pair.linked}\n")
    return 0


def _of(pairs: Sequence[Pair], *, same: bool) -> list[Pair]:
    return [pair for pair in pairs if pair.same is same]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
