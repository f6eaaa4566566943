"""How far two people who coded the same documents agree, beyond what chance would bring about.

Cohen's kappa ("A coefficient of agreement for nominal scales", 1960) and Krippendorff's alpha for
nominal data ("Computing Krippendorff's alpha-reliability", 2011).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluate.gold import GoldAnswer, GoldError, GoldFile, GoldFollowUp, GoldQuestion
from pipeline.evaluate.matching import match
from pipeline.evaluate.names import fold, same_name
from pipeline.stats.intervals import Share, wilson

#: What two coders may agree in, and of what.
FIELDS: Mapping[str, str] = {
    "questions": "of the questions that either coded, those on whose lines both did",
    "answers": "of the answers that either coded to one of these, those on whose lines both did",
    "follow_ups": "of the promises that either coded there, those on whose lines both did",
    "heading": "of the questions both coded, those to which both gave the same heading, or none",
    "outcome": "of the questions both coded, those of the same outcome (of several, the first)",
    "status": "of the questions both coded, those of the same status (of several, the first)",
    "speaker": "of the answers both coded, those credited to the same name, or by both to none",
    "mode": "of the answers both coded, those both called live or both written",
    "kind": "of the promises both coded, those of the same kind",
    "due": "of the promises both coded, those with the very same days, or by both with none",
}

# nobody says of how many things neither coder thought, so nothing is known of chance
_FOUND = ("questions", "answers", "follow_ups")

Values = tuple[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What either coder said of each thing; `found` where that is only whether it is there."""

    pairs: tuple[Values, ...]
    found: bool = False

    @property
    def agreed(self) -> int:
        """On how many things they said the same."""
        return sum(one == other for one, other in self.pairs)

    @property
    def share(self) -> Share:
        """The share of those, and its 95 % Wilson interval."""
        return wilson(self.agreed, len(self.pairs))

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa; null where both said but one word, or nothing."""
        first, second = (Counter(pair[at] for pair in self.pairs) for at in (0, 1))
        number = len(self.pairs)
        return self._beyond(sum(first[word] * second[word] for word in first), number * number)

    @property
    def alpha(self) -> float | None:
        """Krippendorff's alpha for nominal data; null as kappa."""
        said = Counter(word for pair in self.pairs for word in pair)
        number = said.total()
        return self._beyond(sum(n * (n - 1) for n in said.values()), number * (number - 1))

    def _beyond(self, by_chance: int, of: int) -> float | None:
        """What they agree in beyond chance, as a share of all that chance leaves."""
        if self.found or by_chance == of:
            return None
        expected = by_chance / of
        return (self.agreed / len(self.pairs) - expected) / (1 - expected)


def agreement(first: Sequence[GoldFile], second: Sequence[GoldFile]) -> Mapping[str, Agreement]:
    """Every field of `FIELDS`, over the documents that both coded.

    What one of the two did not code is left out.

    Raises:
        GoldError: there is no document that both coded.
    """
    others = {gold.file: gold for gold in second}
    both = [(gold, others[gold.file]) for gold in first if gold.file in others]
    if not both:
        raise GoldError("the two folders of gold files have no document in common")
    found: dict[str, list[Values]] = {field: [] for field in FIELDS}
    for one, other in both:
        for field, values in _of_document(one, other):
            found[field].append(values)
    return {field: Agreement(tuple(pairs), field in _FOUND) for field, pairs in found.items()}


_Said = Iterator[tuple[str, Values]]


def _of_document(one: GoldFile, other: GoldFile) -> _Said:
    questions = match(one.questions, other.questions)
    yield from _found("questions", len(questions), one.questions, other.questions)
    for pair in questions:
        yield from _of_question(*pair)


def _of_question(one: GoldQuestion, other: GoldQuestion) -> _Said:
    if one.codes("heading") and other.codes("heading"):
        yield "heading", (fold(one.heading or ""), fold(other.heading or ""))
    if one.outcome_any and other.outcome_any:
        yield "outcome", (one.outcome_any[0], other.outcome_any[0])
    if one.status_any and other.status_any:
        yield "status", (one.status_any[0], other.status_any[0])
    if one.codes("answers") and other.codes("answers"):
        answers = match(one.answers, other.answers)
        yield from _found("answers", len(answers), one.answers, other.answers)
        for answer in answers:
            yield from _of_answer(*answer)
    if one.codes("follow_ups") and other.codes("follow_ups"):
        promises = match(one.follow_ups, other.follow_ups)
        yield from _found("follow_ups", len(promises), one.follow_ups, other.follow_ups)
        for promise in promises:
            yield from _of_promise(*promise)


def _of_answer(one: GoldAnswer, other: GoldAnswer) -> _Said:
    if one.codes("speaker") and other.codes("speaker"):
        names = one.speaker or "", other.speaker or ""
        yield "speaker", (names[0], names[0] if same_name(*names) else names[1])
    if one.mode and other.mode:
        yield "mode", (one.mode, other.mode)


def _of_promise(one: GoldFollowUp, other: GoldFollowUp) -> _Said:
    if one.kind and other.kind:
        yield "kind", (one.kind, other.kind)
    if one.codes("due") and other.codes("due"):
        yield "due", (one.due, other.due)


def _found(field: str, both: int, one: Sequence[object], other: Sequence[object]) -> _Said:
    alone: Iterable[Values] = (
        *[(True, False)] * (len(one) - both),
        *[(False, True)] * (len(other) - both),
    )
    yield from ((field, found) for found in (*[(True, True)] * both, *alone))
