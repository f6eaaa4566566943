"""How well questions are found in recordings, and what of it an order-bound script finds.

    .venv/bin/python benchmarks/alignment.py [--misses]

`recordings/` holds sessions of invented organisations in spoken words, each with notes that
say the same in other words, partly in another order, and the places at which the questions
begin. `captioning.py` turns them into captions: as a call writes them, with names, and as a
machine hears them, with names and words wrong; alone, and as a part of an hour, with the other
sessions around them. `--misses` lists what is wrong in the half `tune` only.

The half `held_out` was written before the rules and its texts were not read while they were
made; its figures were, when a few of the weights were chosen. Take it for an upper bound. Those
of `first_look` were written when the rules and weights had long been there, by somebody who had
not read all of them; what it taught since are phrases with which a question is opened.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import captioning
import yaml

from pipeline.enrich.recording import Sought, align
from pipeline.enrich.recording.terms import found_words, stem
from pipeline.enrich.recording.timeline import timeline
from pipeline.extract.moments import Clock
from pipeline.extract.notes import read_notes
from pipeline.extract.offices import Offices
from pipeline.extract.record import Question
from pipeline.extract.utterances import Utterance, read_utterances
from pipeline.readers.plain import read_plain
from pipeline.readers.vtt import read_vtt

RECORDINGS = Path(__file__).parent / "recordings"
SETS = ("tune", "held_out", "first_look")
NEAR, FAR = 30_000, 120_000
DAY = date(2032, 1, 1)
_WINDOW, _STEP = 60, 20

#: What finds the start of each question, in ms; None where it finds none.
Finder = Callable[[Sequence[Question], Sequence[Utterance]], Sequence[int | None]]


@dataclass(frozen=True, slots=True)
class Case:
    """One set of captions: the notes' questions, and where each begins, None where nowhere."""

    name: str
    questions: tuple[Question, ...]
    utterances: tuple[Utterance, ...]
    starts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a question was placed, and where it is."""

    case: str
    text: str
    placed: int | None
    start: int | None

    @property
    def error(self) -> int | None:
        """How far off the start is."""
        return None if self.placed is None or self.start is None else abs(self.placed - self.start)


def cases(of: str, *, long: bool, automatic: bool) -> Iterator[Case]:
    """The recordings of a set; long ones have those of all sets around them."""
    files = sorted(RECORDINGS.glob("*.yaml"))
    stated = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in files}
    for name, session in stated.items():
        if session["half"] == of:
            chance = random.Random(f"{name} {long}")
            around = [other for other in stated if other != name] if long else []
            chance.shuffle(around)
            around.insert(keep := chance.randrange(len(around) + 1), name)
            parts = (captioning.speak(stated[n]["spoken"], chance) for n in around)
            speech = captioning.join(parts, keep)
            text = (
                captioning.automatic(speech, chance) if automatic else captioning.labelled(speech)
            )
            yield case(name, session, speech, text)


def case(name: str, session: Mapping[str, Any], speech: captioning.Speech, text: str) -> Case:
    """The notes and captions of one session as the program reads them."""
    record = read_notes(read_plain(session["notes"].encode()), DAY, "en")
    offices, clock = Offices.of(record), Clock(DAY, ZoneInfo("UTC"))
    said = read_utterances("s/transcript.vtt", read_vtt(text.encode()), offices, clock)
    starts = tuple(None if n == "x" else speech.marks[str(n)] for n in session["order"])
    if len(starts) != len(record.questions):
        raise ValueError(f"{name}: {len(starts)} places for {len(record.questions)} questions")
    return Case(name, record.questions, said.utterances, starts)


def by_program(questions: Sequence[Question], utterances: Sequence[Utterance]) -> list[int | None]:
    """What the program finds."""
    sought = [Sought(question.text.text, question.answers) for question in questions]
    placed = align(sought, [utterances]).places
    return [one.question.start_ms if one.question else None for one in placed]


def by_order(questions: Sequence[Question], utterances: Sequence[Utterance]) -> list[int | None]:
    """The baseline: the best windows of words, in the order of the notes."""
    line = timeline(utterances)
    heard = [stem(word.text) for word in line.words]
    firsts = range(0, max(len(heard) - _STEP, 1), _STEP)
    windows = [set(heard[first : first + _WINDOW]) for first in firsts]
    rare = {
        term: log(len(windows) / sum(term in window for window in windows)) for term in set(heard)
    }
    table = []
    for question in questions:
        said = " ".join([question.text.text, *(answer.text for answer in question.answers)])
        terms = {stem(word) for _, word in found_words(said)} & rare.keys()
        table.append([sum(rare[term] for term in terms & window) for window in windows])
    return [line.words[firsts[at]].start_ms for at in _ascending(table)]


def _ascending(table: Sequence[Sequence[float]]) -> list[int]:
    """A window for each question, none before that of the question above, with the best sum."""
    best = [0.0] * len(table[0])
    ways: list[list[int]] = []
    for row in table:
        running, at, way, sums = float("-inf"), 0, [], []
        for window, value in enumerate(row):
            if best[window] > running:
                running, at = best[window], window
            way.append(at)
            sums.append(running + value)
        best = sums
        ways.append(way)
    places = [max(range(len(best)), key=best.__getitem__)]
    for way in reversed(ways[1:]):
        places.append(way[places[-1]])
    return places[::-1]


def run(case: Case, finder: Finder) -> list[Found]:
    """What a finder finds."""
    placed = finder(case.questions, case.utterances)
    rows = zip(case.questions, placed, case.starts, strict=True)
    return [Found(case.name, question.text.text, at, start) for question, at, start in rows]


def figures(found: Sequence[Found]) -> str:
    """The scores of one set, on a line."""
    there = [one for one in found if one.start is not None]
    errors = [one.error for one in there if one.error is not None]
    near = sum(error <= NEAR for error in errors)
    far = sum(error > FAR for error in errors)
    invented = sum(one.start is None and one.placed is not None for one in found)
    median = statistics.median(errors) / 1000 if errors else float("nan")
    return (
        f"{near:3} of {len(there)} within 30 s ({near / len(there):.3f})  median {median:5.1f} s"
        f"  null {len(there) - len(errors):2}  over 2 min off {far:2}"
        f"  placed though never asked {invented} of {len(found) - len(there)}"
    )


def misses(found: Sequence[Found]) -> Iterator[str]:
    """What was not found, and what was placed wrongly."""
    for one in found:
        right = one.placed is None if one.start is None else (one.error or FAR) <= NEAR
        if not right and one.error != 0:
            yield f"    {one.case}: {one.text[:60]} is at {one.start}, placed at {one.placed}"


def main(arguments: Sequence[str]) -> int:
    """Print the scores of all sets."""
    for of in SETS:
        for long in (False, True):
            for automatic in (False, True):
                read = list(cases(of, long=long, automatic=automatic))
                if not read:
                    continue
                print(f"# {of}, {'hour' if long else 'alone'}, {'heard' if automatic else 'named'}")
                for name, finder in {"by order": by_order, "program": by_program}.items():
                    start = time.process_time()
                    found = [one for case in read for one in run(case, finder)]
                    each = (time.process_time() - start) / len(read)
                    print(f"{name:9} {figures(found)}  {each:.2f} s a session")
                    if name == "program" and of == "tune" and "--misses" in arguments:
                        print("\n".join(misses(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
