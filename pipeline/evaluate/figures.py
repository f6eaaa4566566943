"""What a comparison comes to: checks, counted into figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.evaluate.agreement import Agreement
from pipeline.stats.intervals import Share, wilson
from schemas.words import Outcome

#: Every figure, in the order in which they are shown, and what it is.
FIGURES: Mapping[str, str] = {
    "questions_precision": "of the questions read, those that are coded",
    "questions_recall": "of the questions coded, those that were read",
    "answers_precision": "of the answers read, those coded under the question they stand under",
    "answers_recall": "of the answers coded, those read under the right question",
    "respondents": "of the answers found, those with the right name, or rightly none",
    "respondents_invented": "of the answers read with a name, those that it did not give",
    "modes": "of the answers found, those rightly called live or written",
    "headings": "of the questions found, those under the right heading, or rightly none",
    "outcomes": "of the questions found, those with an outcome that a coder defends",
    "outcomes_if_all_answered": "the same, had every outcome been called answered",
    "wrongly_deferred": "of the questions found, those called deferred that no coder calls so",
    **{
        f"outcome_{outcome}_{what}": f"of the questions found and {whole} {outcome}, those {part}"
        for outcome in Outcome
        for what, whole, part in (
            ("precision", "called", "that a coder calls so"),
            ("recall", "coded", "called so"),
        )
    },
    "statuses": "of the questions found, those with a status that a coder defends",
    "follow_ups_precision": "of the promises read, those coded there and of that kind",
    "follow_ups_recall": "of the promises coded, those read there and of that kind",
    "due_exact": "of the promises found, those with the very days, or rightly none",
    "due_overlapping": "of the promises found, those with a day in common, or rightly none",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: it counts to a figure's whole, and to its part where it `counts`.

    `fault` says what is wrong at `line`, where something is.
    """

    figure: str
    counts: bool
    line: int
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure: `part` of `whole`."""

    part: int
    whole: int

    @property
    def share(self) -> Share:
        """The rate and its 95 % Wilson interval; null where there is nothing to count."""
        return wilson(self.part, self.whole)


@dataclass(frozen=True)
class FileEvaluation:
    """One document: what was checked, or why nothing could be read in it."""

    file: str
    checks: tuple[Check, ...]
    problem: str | None = None

    @cached_property
    def figures(self) -> Mapping[str, Tally]:
        """Every figure of `FIGURES`."""
        return tally(self.checks)

    @property
    def misses(self) -> Sequence[str]:
        """What is wrong, down the page: `notes.md:42: question missed`; or the one problem."""
        if self.problem:
            return [f"{self.file}: {self.problem}"]
        faults = sorted((check.line, check.fault) for check in self.checks if check.fault)
        return [f"{self.file}:{line}: {fault}" for line, fault in faults]


@dataclass(frozen=True)
class Evaluation:
    """All documents of a gold folder; `about` is what its coders say of it, in words.

    `agreement` is how far those agree who coded them, by field, where there were two.
    """

    files: tuple[FileEvaluation, ...]
    about: str | None = None
    agreement: Mapping[str, Agreement] | None = None

    @cached_property
    def figures(self) -> Mapping[str, Tally]:
        """Every figure of `FIGURES` over all documents, each check counting once."""
        return tally(check for file in self.files for check in file.checks)

    @property
    def misses(self) -> Sequence[str]:
        """What is wrong, file by file."""
        return [miss for file in self.files for miss in file.misses]


def tally(checks: Iterable[Check]) -> Mapping[str, Tally]:
    """Checks counted into every figure of `FIGURES`."""
    counts = {figure: [0, 0] for figure in FIGURES}
    for check in checks:
        counts[check.figure][0] += check.counts
        counts[check.figure][1] += 1
    return {figure: Tally(part, whole) for figure, (part, whole) in counts.items()}
