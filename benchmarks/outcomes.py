"""How right outcomes and promises are on answers that were written to be hard.

    .venv/bin/python benchmarks/outcomes.py [--misses]

`hard_answers.yaml` says how its exchanges were written, coded and split, and why the score of
the half `held_out` is an upper bound; `--misses` lists what is wrong in the half `tune` only.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from pipeline.enrich.follow_ups import FollowUp, find_promises
from pipeline.enrich.outcome import judge, read_exchange
from pipeline.extract.record import Answer, Question
from pipeline.readers.traced import Traced
from pipeline.stats.intervals import wilson
from schemas.words import FollowUpKind, Mode, Outcome, Status

LIST = Path(__file__).parent / "hard_answers.yaml"
DAY = date(2031, 5, 6)
HALVES = ("tune", "held_out")
LABEL = re.compile(r"(?P<by>(?!Action)(?:M\. )?[^:.!?]{1,30}?)(?P<written>, in writing)? ?: ")
OBVIOUS = re.compile(
    r"\bfollow(?:ing)? up|\bget back to|\bcome back to you|\bin writing\b|\breport back|\blater\b"
    r"|\boffline\b|\bstay tuned|\bafter the (?:call|meeting)|\bnext meeting|\blet you know"
    r"|\bwill (?:check|ask)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A coded promise: the kinds and the days that can be defended, and whether it must be."""

    kinds: tuple[FollowUpKind, ...]
    due: tuple[date, date] | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answers, and how it was coded."""

    question: Question
    language: str
    outcomes: tuple[Outcome, ...]
    statuses: tuple[Status, ...]
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """What the program, or a baseline, makes of an exchange."""

    exchange: Exchange
    outcome: Outcome
    status: Status | None = None
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the outcome is one that can be defended."""
        return self.outcome in self.exchange.outcomes

    @property
    def coded(self) -> Outcome:
        """The outcome that counts as the coded one: the one called where it is defended."""
        return self.outcome if self.right else self.exchange.outcomes[0]


@dataclass(frozen=True, slots=True)
class Matched:
    """Promises of one exchange: matching pairs, those invented, and those missed."""

    pairs: tuple[tuple[Promise, FollowUp], ...]
    invented: tuple[FollowUp, ...]
    missed: tuple[Promise, ...]


def read_list(text: str) -> dict[str, list[Exchange]]:
    """The exchanges of each half."""
    halves: dict[str, list[Exchange]] = {half: [] for half in HALVES}
    for place, setting in enumerate(yaml.safe_load(text)["settings"]):
        for stated in setting["exchanges"]:
            exchange = _exchange(stated, setting["language"])
            halves[HALVES[place % len(HALVES)]].append(exchange)
    return halves


def _exchange(stated: dict[str, Any], language: str) -> Exchange:
    outcomes = tuple(Outcome(word) for word in stated.get("outcome", ["answered"]))
    default = ["open" if outcome is Outcome.DEFERRED else outcome for outcome in outcomes]
    statuses = stated.get("status", default)
    statuses = statuses if isinstance(statuses, list) else [statuses]
    lines = (stated.get("a") or "").splitlines()
    answers = tuple(_answer(line, place) for place, line in enumerate(lines, 2))
    question = Traced.at(stated["q"], 1)
    return Exchange(
        Question(question, None, stated.get("after", False), answers, 1, 1),
        stated.get("language", language),
        outcomes,
        tuple(Status(word) for word in statuses),
        tuple(_promise(words) for words in stated.get("promises", ())),
    )


def _answer(line: str, place: int) -> Answer:
    label = LABEL.match(line)
    mode = Mode.WRITTEN if label and label["written"] else Mode.LIVE
    by = label["by"] if label and label["by"].istitle() else None
    said = Traced.at(line[label.end() :] if label and by else line, place)
    return Answer(None, by, None, mode, (said,), place, place)


def _promise(words: str) -> Promise:
    sure = not words.startswith("maybe ")
    kinds, _, days = words.removeprefix("maybe ").partition(" ")
    first, _, last = days.partition("/")
    return Promise(
        tuple(FollowUpKind(kind) for kind in kinds.split("|")),
        (date.fromisoformat(first), date.fromisoformat(last)) if days else None,
        sure,
    )


def call(exchange: Exchange) -> Called:
    """What the program makes of an exchange."""
    question = exchange.question
    readings, heard = read_exchange(question, exchange.language)
    verdict = judge(question, readings, heard)
    found = find_promises(readings, verdict, DAY, exchange.language)
    promises = tuple(chain.from_iterable(found))
    return Called(exchange, verdict.outcome, verdict.status, promises)


def call_answered(exchange: Exchange) -> Called:
    """The baseline that calls every question answered."""
    return Called(exchange, Outcome.ANSWERED)


def call_obvious(exchange: Exchange) -> Called:
    """The baseline that knows a dozen obvious phrases of deferral."""
    said = " ".join(answer.text for answer in exchange.question.answers)
    return Called(exchange, Outcome.DEFERRED if OBVIOUS.search(said) else Outcome.ANSWERED)


def match(called: Called) -> Matched:
    """The promises read against those coded, each kind to the first that is still free."""
    missed, invented = list(called.exchange.promises), []
    pairs = []
    for follow_up in called.follow_ups:
        found = next((promise for promise in missed if follow_up.kind in promise.kinds), None)
        if found is None:
            invented.append(follow_up)
        else:
            missed.remove(found)
            pairs.append((found, follow_up))
    return Matched(tuple(pairs), tuple(invented), tuple(p for p in missed if p.sure))


def figures(called: Sequence[Called]) -> Iterator[str]:
    """The scores of one half, a line each."""
    yield _share("outcome", sum(one.right for one in called), len(called))
    status = sum(one.status in one.exchange.statuses for one in called)
    yield _share("status", status, len(called))
    yield from _classes(called)
    yield f"{'macro-F1':<26} {_macro_f1(called):.3f}"
    yield from _promises([match(one) for one in called])


def _classes(called: Sequence[Called]) -> Iterator[str]:
    for outcome in Outcome:
        hits, read, coded = _counts(called, outcome)
        if coded or read:
            yield _share(f"{outcome} precision", hits, read)
            yield _share(f"{outcome} recall", hits, coded)
            yield f"{outcome + ' F1':<26} {_f1(hits, read, coded):.3f}"


def _counts(called: Iterable[Called], outcome: Outcome) -> tuple[int, int, int]:
    """How many were rightly called so, called so, and coded so."""
    tally: Counter[str] = Counter()
    for one in called:
        tally["hits"] += one.right and one.outcome is outcome
        tally["read"] += one.outcome is outcome
        tally["coded"] += one.coded is outcome
    return tally["hits"], tally["read"], tally["coded"]


def _f1(hits: int, read: int, coded: int) -> float:
    return 2 * hits / (read + coded) if read + coded else 0.0


def _macro_f1(called: Sequence[Called]) -> float:
    """The mean F1 of the outcomes that are coded somewhere."""
    counts = [_counts(called, outcome) for outcome in Outcome]
    return sum(_f1(*c) for c in counts if c[2]) / sum(1 for c in counts if c[2])


def _promises(matches: Sequence[Matched]) -> Iterator[str]:
    pairs = [pair for found in matches for pair in found.pairs]
    invented = sum(len(found.invented) for found in matches)
    missed = sum(len(found.missed) for found in matches)
    must = sum(promise.sure for promise, _ in pairs)
    dated = [(promise.due, read) for promise, read in pairs if promise.due]
    exact = sum(due == (read.due_earliest, read.due_latest) for due, read in dated)
    yield _share("promises precision", len(pairs), len(pairs) + invented)
    yield _share("promises recall", must, must + missed)
    yield _share("due exact", exact, len(dated))


def _share(name: str, part: int, whole: int) -> str:
    share = wilson(part, whole)
    if share.rate is None:
        return f"{name:<26} –"
    return f"{name:<26} {share.rate:.3f}  ({share.low:.3f}–{share.high:.3f})  {part} of {whole}"


def _baselines(exchanges: Sequence[Exchange]) -> Iterator[str]:
    baselines: dict[str, Callable[[Exchange], Called]] = {
        "all answered": call_answered,
        "obvious phrases": call_obvious,
    }
    for name, baseline in baselines.items():
        called = [baseline(exchange) for exchange in exchanges]
        hits, read, coded = _counts(called, Outcome.DEFERRED)
        yield _share(f"{name}: outcome", sum(one.right for one in called), len(called))
        yield f"{name + ': macro-F1':<26} {_macro_f1(called):.3f}"
        yield _share(f"{name}: precision", hits, read)
        yield _share(f"{name}: recall", hits, coded)


def misses(called: Iterable[Called]) -> Iterator[str]:
    """What is wrong, exchange by exchange."""
    for one in called:
        found = match(one)
        wrong = [] if one.right else [f"outcome {one.outcome}"]
        wrong += [] if one.status in one.exchange.statuses else [f"status {one.status}"]
        wrong += [f"promise missed: {'|'.join(p.kinds)}" for p in found.missed]
        wrong += [f"promise invented: {f.kind}: {f.said[0].text}" for f in found.invented]
        for promise, read in found.pairs:
            due = (read.due_earliest, read.due_latest)
            if promise.due and promise.due != due:
                wrong.append(f"due {due[0]}/{due[1]}, coded {promise.due[0]}/{promise.due[1]}")
        if wrong:
            coded = "|".join(one.exchange.outcomes)
            said = "\n    ".join(answer.text for answer in one.exchange.question.answers)
            yield f"{one.exchange.question.text.text} [{coded}]\n    {said}\n  → {'; '.join(wrong)}"


def main(arguments: list[str]) -> int:
    """Print the scores of both halves, and the misses of `tune` where asked to."""
    lines: list[str] = []
    for half, exchanges in read_list(LIST.read_text("utf-8")).items():
        called = [call(exchange) for exchange in exchanges]
        lines += [f"# {half}", "", *figures(called), "", *_baselines(exchanges), ""]
        if half == "tune" and "--misses" in arguments:
            lines += [*misses(called), ""]
    sys.stdout.write("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
