"""How right the labels of a release are known to be, out of its `quality.json`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.site.inert import inert_json
from schemas.words import Outcome

_BASELINE = "outcomes_if_all_answered"
_WHAT: Mapping[str, str] = {
    "questions_precision": "Questions read that are questions",
    "questions_recall": "Questions put that were read",
    "answers_precision": "Answers read that belong there",
    "answers_recall": "Answers given that were read",
    "respondents": "Respondents named rightly",
    "outcomes": "Outcomes",
    _BASELINE: "Outcomes, had all been called answered",
    "statuses": "Statuses",
    "follow_ups_precision": "Promises read that were made",
    "follow_ups_recall": "Promises made that were read",
    "due_exact": "Due days, to the day",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A share, with its counts and its 95 % interval; `meaning` says what is counted."""

    label: str
    meaning: str
    part: int
    whole: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What a comparison with coding by hand came to.

    `about` are the paragraphs in which the coders say what was compared; `outcomes` are, for
    each outcome, the share of those called so that are, and of those that are that were called
    so: null where there was none.
    """

    about: tuple[str, ...]
    documents: int
    questions: int
    figures: tuple[Figure, ...]
    outcomes: tuple[tuple[Outcome, Figure | None, Figure | None], ...]


def accuracy_in(quality: str) -> Accuracy | None:
    """The accuracy that the text of a `quality.json` tells; null where none was measured."""
    told = inert_json(quality)["accuracy"]
    if told is None:
        return None
    figures = {name: _figure(name, told) for name in told["figures"]}
    return Accuracy(
        about=tuple(filter(None, (told.get("about") or "").split("\n\n"))),
        documents=len(told["documents"]),
        questions=told["figures"]["questions_recall"]["whole"],
        figures=tuple(found for name in _WHAT if (found := figures.get(name))),
        outcomes=tuple(_outcomes(figures)),
    )


def _figure(name: str, told: Mapping[str, Any]) -> Figure | None:
    share = told["figures"][name]
    if not share["whole"]:
        return None
    return Figure(
        label=_WHAT.get(name, name),
        meaning=told["meanings"][name],
        **{key: share[key] for key in ("part", "whole", "rate", "low", "high")},
    )


def _outcomes(
    figures: Mapping[str, Figure | None],
) -> Iterator[tuple[Outcome, Figure | None, Figure | None]]:
    for outcome in Outcome:
        sides = [figures.get(f"outcome_{outcome}_{side}") for side in ("precision", "recall")]
        if any(sides):
            yield outcome, sides[0], sides[1]
