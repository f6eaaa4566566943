"""What was promised in an answer, and when it is due."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.enrich.due import find_due
from pipeline.enrich.readings import Hit, Reading
from pipeline.enrich.rules import load_phrases
from pipeline.enrich.signs import MODEL, likeliest
from pipeline.enrich.verdict import Verdict
from pipeline.readers.traced import Traced
from schemas.words import DeferralBasis, FollowUpKind, FollowUpStatus, FulfilmentMethod

# what is promised twice in an answer is one promise, unless it is of these kinds
_MANY = frozenset({FollowUpKind.ACTION, FollowUpKind.EVENT, FollowUpKind.PUBLICATION})

# what finds these goes by a verb ("post", "present"), and to whom and where may say otherwise
_VAGUE = frozenset({FollowUpKind.PUBLICATION, FollowUpKind.EVENT})
_TOLD = frozenset({FollowUpKind.WRITTEN_ANSWER, FollowUpKind.UPDATE})

# the least probability at which the model's kind is believed of a reply not promised by name
_SAID = 0.35
# and that from which a sentence that puts a question off may promise anything
_HINTED = 0.25


@dataclass(frozen=True, slots=True)
class Kept:
    """How a promise was kept: by which answer to its question (0 is the first), and when."""

    answer: int
    method: FulfilmentMethod
    earliest: date
    latest: date | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A promise; `said` are its sentences, the first that made it first.

    `due_text` are the words about time in one of them, `due_earliest` and `due_latest` the
    days that they allow; all null where there are none. `told` is what a reply to the question
    keeps, `kept` null while the record does not show it done.
    """

    kind: FollowUpKind
    said: tuple[Traced, ...]
    due_text: str | None
    due_earliest: date | None
    due_latest: date | None
    told: bool = False
    kept: Kept | None = None

    @property
    def status(self) -> FollowUpStatus:
        """Whether the session's own record shows it done."""
        return FollowUpStatus.FULFILLED if self.kept else FollowUpStatus.OPEN


def find_promises(
    readings: Sequence[Reading], verdict: Verdict, day: date, language: str
) -> tuple[tuple[FollowUp, ...], ...]:
    """The promises of each answer to a question, on the session's day.

    Who puts a question off mostly promises a reply: where no answer makes a promise, the sentence
    that puts the question off may be one. `language` is the session's.
    """
    put_off = verdict.basis is DeferralBasis.PROMISED
    found = [find_follow_ups(reading, day, language, put_off=put_off) for reading in readings]
    if not put_off or any(found):
        return tuple(found)
    for place, reading in enumerate(readings):
        if putting_off := [one for one in verdict.evidence if one in reading.sentences]:
            implied = _implied(putting_off, reading, day, language)
            found[place] = (implied,) if implied else ()
            break
    return tuple(found)


def find_follow_ups(
    reading: Reading, day: date, language: str, *, put_off: bool = False
) -> tuple[FollowUp, ...]:
    """The promises of one answer, on the session's day, where its question is `put_off` or not.

    The first rule that speaks on a clause names the kind; a minor promise counts only where
    the answer makes no other, and so does a faint one, which needs words about time besides.
    `language` is the session's; a reading knows its own.
    """
    language = reading.language or language
    promises = [hit for hit in reading.hits if hit.sign.kind] or [
        hit for hit in reading.faint if find_due(hit.clause, day, language)
    ]
    promises = [hit for hit in promises if not hit.sign.minor] or promises[:1]
    clauses = {(hit.sentence, hit.clause): hit for hit in reversed(promises)}
    found: list[FollowUp] = []
    for hit in reversed(clauses.values()):
        kind = _kind(hit, reading, put_off=put_off)
        new = _dated(kind, hit.sentence, hit.clause, day, language)
        if kind is not FollowUpKind.EVENT and not new.due_text and _proposes(hit, reading):
            continue
        _add(found, replace(new, told=kind in _TOLD or (put_off and hit.sign.minor)))
    return tuple(found)


def _implied(
    putting_off: Sequence[Traced], reading: Reading, day: date, language: str
) -> FollowUp | None:
    """The promise of sentences that put a question off in words that no rule knows, if it is one.

    "TBD" and "parked" put off and promise nothing.
    """
    said = max(putting_off, key=lambda one: sum(reading.promised(one).values()))
    if max(reading.promised(said).values(), default=0) < _HINTED:
        return None
    kind = _way(said.text, reading) or _telling(said, reading)
    new = _dated(kind, said, said.text, day, reading.language or language)
    return replace(new, told=kind in _TOLD)


def _kind(hit: Hit, reading: Reading, *, put_off: bool) -> FollowUpKind:
    """What a promise is: by its words where its rule tells no more than that something comes."""
    kind = FollowUpKind(str(hit.sign.kind))
    acts = kind is FollowUpKind.ACTION
    if (way := _way(hit.clause, reading)) and _is_open(hit, kind, way):
        return way
    looks_into = acts and hit.sign.by == MODEL
    return _telling(hit.sentence, reading) if put_off and looks_into else kind


def _is_open(hit: Hit, kind: FollowUpKind, way: FollowUpKind) -> bool:
    """Whether verb and object (the `way`) may say better what a promise is than what found it."""
    if hit.sign.by == MODEL or (kind is FollowUpKind.ACTION and hit.sign.shows):
        return True
    if kind is FollowUpKind.WRITTEN_ANSWER:
        return way is FollowUpKind.EVENT
    return kind in _VAGUE and way in _TOLD


def _proposes(hit: Hit, reading: Reading) -> bool:
    """Whether all are asked to do it ("let's take it offline"): nobody promises, then."""
    phrases = load_phrases(reading.language)
    return phrases is not None and phrases.proposes.search(hit.clause) is not None


def _way(said: str, reading: Reading) -> FollowUpKind | None:
    """How a promise will be kept, by the words of its verb and object."""
    phrases = load_phrases(reading.language)
    way = phrases.way(said) if phrases else None
    return FollowUpKind(way) if way else None


def _telling(said: Traced, reading: Reading) -> FollowUpKind:
    """How the asker will be told, as far as the model hears it in a sentence."""
    kinds = reading.promised(said)
    kinds.pop(FollowUpKind.ACTION, None)
    told = max(kinds.values(), default=0) >= _SAID
    return (likeliest(kinds) if told else None) or FollowUpKind.WRITTEN_ANSWER


def _dated(kind: FollowUpKind, sentence: Traced, clause: str, day: date, language: str) -> FollowUp:
    """A promise with the days that its clause names, or else its sentence."""
    said, due = clause, find_due(clause, day, language)
    if due is None:
        said, due = sentence.text, find_due(sentence.text, day, language)
        # "we met today, and we will …": the day itself is that of the clause which says it
        due = due if due and due.latest > day else None
    if due is None:
        return FollowUp(kind, (sentence,), None, None, None)
    words = said[due.start : due.end]
    return FollowUp(kind, (sentence,), words, due.earliest, due.latest)


def _add(found: list[FollowUp], new: FollowUp) -> None:
    """Put a promise to those of its answer, or to the one that it repeats."""
    for i, held in enumerate(found):
        if _repeats(held, new):
            said = held.said + tuple(s for s in new.said if s not in held.said)
            dated = held if held.due_text else new
            found[i] = replace(dated, said=said, told=held.told or new.told)
            return
    found.append(new)


def _repeats(held: FollowUp, new: FollowUp) -> bool:
    if held.kind is not new.kind:
        return False
    if (held.due_earliest, held.due_latest) == (new.due_earliest, new.due_latest):
        return held.due_text is not None or held.said == new.said or held.kind not in _MANY
    return held.kind not in _MANY and not (held.due_text and new.due_text)
