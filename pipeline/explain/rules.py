"""What the phrase rules heard in an answer, and what kept others silent."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.enrich.clauses import clauses
from pipeline.enrich.expressions import Heard as HeardText
from pipeline.enrich.outcome import Reading
from pipeline.enrich.rules import Phrases, Rule, load_phrases, plainly
from pipeline.extract.sentences import sentences


@dataclass(frozen=True, slots=True)
class Heard:
    """A rule, and the clause in which it was heard.

    `shows` is what it says of the question, `kind` the promise that it makes; `decided` tells
    whether the outcome rests on its sentence; `cancelled_by` is what kept it silent: its own
    `unless`, or the rule that silences the clause.
    """

    rule: str
    language: str
    clause: str
    shows: str | None
    kind: str | None
    strong: bool
    decided: bool
    cancelled_by: str | None = None


def heard_in(reading: Reading, decided: Collection[str]) -> Iterator[Heard]:
    """What was heard in an answer, in its order; `decided` are the sentences of the verdict."""
    phrases = load_phrases(reading.language)
    if phrases is None:
        return
    for paragraph in reading.answer.paragraphs:
        for sentence in sentences(paragraph, reading.language):
            for clause in clauses(sentence.text, phrases):
                said = sentence.text[clause.start : clause.end].strip()
                for rule, cause in _rules(clause.heard, phrases):
                    yield Heard(
                        rule=rule.rule_id,
                        language=reading.language,
                        clause=said,
                        shows=rule.shows,
                        kind=rule.kind,
                        strong=rule.strong,
                        decided=cause is None and sentence.text in decided,
                        cancelled_by=cause,
                    )


def _rules(clause: str, phrases: Phrases) -> Iterator[tuple[Rule, str | None]]:
    """The rules whose phrase is in a clause, and what cancels each."""
    heard = HeardText(plainly(clause))
    silencing = next((rule.rule_id for rule in phrases.silences if rule.speaks(heard)), None)
    for rule in phrases.rules:
        if rule.phrase.found_in(heard):
            unless = "its unless" if rule.unless.found_in(heard) else None
            yield rule, silencing or unless
