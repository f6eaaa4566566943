"""What phrase rules and the model heard in an answer, and what kept other rules silent."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.enrich.clauses import clauses
from pipeline.enrich.expressions import Heard as HeardText
from pipeline.enrich.outcome import Reading
from pipeline.enrich.rules import Phrases, Rule, load_phrases, plainly
from pipeline.extract.sentences import sentences


@dataclass(frozen=True, slots=True)
class Heard:
    """A rule, or the model, and the clause in which it was heard.

    `by` is the rule's id, or `model`; `shows` is what it says of the question, `kind` the
    promise that it makes; `decided` tells whether the outcome rests on its sentence;
    `cancelled_by` is what kept it silent: its own `unless`, or the rule that silences the clause.
    """

    by: str
    language: str
    clause: str
    shows: str | None
    kind: str | None
    strong: bool
    decided: bool
    cancelled_by: str | None = None


def heard_in(reading: Reading, decided: Collection[str]) -> Iterator[Heard]:
    """What spoke in an answer, then what was cancelled, each in its order.

    `decided` are the sentences that the verdict rests on.
    """
    for hit in reading.hits:
        sign = hit.sign
        yield Heard(
            by=sign.by,
            language=reading.language,
            clause=hit.clause.strip(),
            shows=sign.shows,
            kind=sign.kind,
            strong=sign.strong,
            decided=hit.sentence.text in decided,
        )
    if phrases := load_phrases(reading.language):
        yield from _cancelled(reading, phrases)


def _cancelled(reading: Reading, phrases: Phrases) -> Iterator[Heard]:
    for paragraph in reading.answer.paragraphs:
        for sentence in sentences(paragraph, reading.language):
            for clause in clauses(sentence.text, phrases):
                for rule, cause in _silent(clause.heard, phrases):
                    yield Heard(
                        by=rule.rule_id,
                        language=reading.language,
                        clause=sentence.text[clause.start : clause.end].strip(),
                        shows=rule.shows,
                        kind=rule.kind,
                        strong=rule.strong,
                        decided=False,
                        cancelled_by=cause,
                    )


def _silent(clause: str, phrases: Phrases) -> Iterator[tuple[Rule, str]]:
    """The rules whose phrase is in a clause but that did not speak, and what cancelled each."""
    heard = HeardText(plainly(clause))
    silencing = next((rule.rule_id for rule in phrases.silences if rule.speaks(heard)), None)
    for rule in phrases.rules:
        if rule.phrase.found_in(heard):
            cause = silencing or ("its unless" if rule.unless.found_in(heard) else None)
            if cause:
                yield rule, cause
