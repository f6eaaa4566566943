"""How right topics are, on lists of questions of invented organisations.

    .venv/bin/python benchmarks/topics.py [--misses] [LIST.yaml …]

Without a list, `topics.yaml` beside this file: of each organisation's items every second one is
`held_out`: no miss of these was looked at (`--misses` shows the others only).

A list has `topics` (id, label, alt_labels, scope_note) and `items` (id, heading, q, answers,
topic; null where none fits); several in one file stand one after another.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.corpus import Topic
from pipeline.enrich.language import detect_language
from pipeline.enrich.topic import Assignment, TopicIndex
from pipeline.extract.record import Answer, Question
from pipeline.readers.traced import Traced
from pipeline.stats.intervals import wilson
from schemas.words import Mode

LIST = Path(__file__).parent / "topics.yaml"


@dataclass(frozen=True, slots=True)
class Called:
    """An item, the topic a person chose, and what the program makes of it."""

    item: dict[str, Any]
    found: Assignment

    @property
    def right(self) -> bool:
        """Whether the program says what the person says, or both say nothing."""
        return bool(self.found.topic_id == self.item["topic"])


def read(path: Path) -> Sequence[dict[str, Any]]:
    """The lists in a file."""
    return [one for one in yaml.safe_load_all(path.read_text("utf-8")) if one]


def call(stated: dict[str, Any]) -> list[Called]:
    """What the program makes of the items of a list."""
    index = TopicIndex([_topic(topic) for topic in stated["topics"]])
    return [
        Called(item, index.assign(_question(item), detect_language(item["q"], "en")))
        for item in stated["items"]
    ]


def _topic(stated: dict[str, Any]) -> Topic:
    labels = tuple(stated.get("alt_labels") or ())
    return Topic(stated["id"], stated["label"], labels, None, stated.get("scope_note"))


def _question(item: dict[str, Any]) -> Question:
    said = item.get("answers") or []
    answers = tuple(
        Answer(None, None, None, Mode.LIVE, (Traced.at(text, 3),), 3, 3)
        for text in ([said] if isinstance(said, str) else said)
    )
    heading = Traced.at(item["heading"], 1) if item.get("heading") else None
    text = Traced.at(item["q"], 2)
    return Question(text, heading, listed_after=False, answers=answers, line_start=2, line_end=2)


def report(name: str, called: Iterable[Called]) -> str:
    """The figures, each with its counts and its 95 % interval."""
    every = list(called)
    assigned = [one for one in every if one.found.topic_id]
    about = [one for one in every if one.item["topic"]]
    rows = (
        ("right, of those assigned", sum(one.right for one in assigned), len(assigned)),
        ("assigned, of all", len(assigned), len(every)),
        ("right, of those with a topic", sum(one.right for one in about), len(about)),
        (
            "rightly left without",
            sum(one.right for one in every if not one.item["topic"]),
            len(every) - len(about),
        ),
    )
    return "\n".join([name, *(_line(*row) for row in rows)])


def _line(what: str, part: int, whole: int) -> str:
    share = wilson(part, whole)
    if share.rate is None:
        return f"  {what:32}  of none"
    return f"  {what:32}{share.rate:6.2f}  {share.low:.2f}–{share.high:.2f}  ({part} of {whole})"


def main(arguments: Sequence[str]) -> None:
    """Print the figures of each list."""
    paths = [Path(argument) for argument in arguments if argument != "--misses"]
    shown: list[Called] = []
    for path in paths:
        called = [one for stated in read(path) for one in call(stated)]
        shown += called
        sys.stdout.write(report(path.name, called) + "\n")
    if not paths:
        halves: tuple[list[Called], list[Called]] = ([], [])
        for stated in read(LIST):
            for place, one in enumerate(call(stated)):
                halves[place % 2].append(one)
        shown += halves[0]
        for name, half in zip(("tune", "held_out"), halves, strict=True):
            sys.stdout.write(report(name, half) + "\n")
    for one in shown if "--misses" in arguments else ():
        if not one.right:
            sys.stdout.write(_miss(one) + "\n")


def _miss(one: Called) -> str:
    item, found = one.item, one.found
    return (
        f"{item['id']}: {found.topic_id} ({found.score}), not {item['topic']}: "
        f"[{item.get('heading')}] {item['q']} | {item.get('answers')}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
