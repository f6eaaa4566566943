"""An answer read for what it shows, where, and by whose word, and what else was said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.enrich.exchange_input import Turn
from pipeline.enrich.exchange_model import Heard, hear
from pipeline.enrich.language import detect_language
from pipeline.enrich.rules import load_phrases
from pipeline.enrich.session_shares import in_session
from pipeline.enrich.signs import AFFIRMED, COURTESY, PART, Sign, promised, read_signs
from pipeline.extract.record import Answer, Question
from pipeline.extract.sentences import sentences
from pipeline.readers.traced import Traced
from schemas.words import AnswerKind, FollowUpKind, Mode, Outcome

# an answer with fewer other words than this says nothing beside its disclaimer
LITTLE = 6
# after "I don't know" or a refusal, a remark of one or two sentences is still no answer
REMARK = 20
# a pointer to a page that holds the answer is an answer, however short
LINK = "://"
_NO_SUBSTANCE = frozenset({Outcome.DEFERRED, Outcome.DECLINED, Outcome.OUT_OF_SCOPE,
                           Outcome.NOT_KNOWN, Outcome.PARTLY_ANSWERED, Outcome.UNANSWERED,
                           AnswerKind.REFERRAL, COURTESY})  # fmt: skip
_EVASIONS = (Outcome.NOT_KNOWN, Outcome.DECLINED)
# promises to tell, which make an evasion a deferral
TELLING = frozenset({FollowUpKind.WRITTEN_ANSWER, FollowUpKind.PUBLICATION, FollowUpKind.UPDATE})
# promises that, behind an answer, are no part of it
_BESIDE = frozenset({FollowUpKind.UPDATE, FollowUpKind.EVENT})
# what the model says that a sentence does, and the outcome for which it speaks
_ACTS = {
    "defers": Outcome.DEFERRED,
    "declines": Outcome.DECLINED,
    "out_of_scope": Outcome.OUT_OF_SCOPE,
    "not_known": Outcome.NOT_KNOWN,
    "substance": Outcome.ANSWERED,
    "none": None,
}
# answers of more words are left to the rules: the model was taught on shorter ones
_LONG = 120


@dataclass(frozen=True, slots=True)
class Hit:
    """What a clause shows, with its sentence.

    `before` are the words before the clause that neither evade nor promise.
    """

    sign: Sign
    sentence: Traced
    clause: str
    words: int
    before: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence, its words, and the probabilities of the model's labels; none if not heard."""

    sentence: Traced
    words: int
    labels: Mapping[str, float]

    @property
    def speaks_for(self) -> Outcome | None:
        """The outcome that the sentence speaks for; null if none, or if it was not heard."""
        return _ACTS[max(_ACTS, key=self.labels.__getitem__)] if self.labels else None

    def likelihood(self, outcome: Outcome) -> float:
        """How probably the sentence speaks for an outcome, or limits what else is said."""
        if outcome is Outcome.PARTLY_ANSWERED:
            return self.labels.get(PART, 0.0)
        return max(self.labels.get(label, 0.0) for label, of in _ACTS.items() if of is outcome)


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer, the language it was read in, the hits, and the number of words left over.

    `faint` are promises that count only where words about time stand beside them; `spoken` are
    the sentences as the model heard them.
    """

    answer: Answer
    language: str
    hits: tuple[Hit, ...]
    other_words: int
    faint: tuple[Hit, ...] = ()
    spoken: tuple[Spoken, ...] = ()

    def shows(self, what: str) -> tuple[Hit, ...]:
        """The hits that show one thing."""
        return tuple(hit for hit in self.hits if hit.sign.shows == what)

    @property
    def sentences(self) -> frozenset[Traced]:
        """The sentences that show something, or that the model heard."""
        shown = {hit.sentence for hit in self.hits}
        return frozenset(shown | {one.sentence for one in self.spoken})

    def promised(self, sentence: Traced) -> dict[FollowUpKind, float]:
        """The probability of each kind of promise in a sentence; empty if the model heard none."""
        heard = next((one.labels for one in self.spoken if one.sentence == sentence), {})
        return promised(heard)

    @property
    def evades(self) -> bool:
        """Whether the respondent says not to know, or not to tell."""
        return any(self.shows(what) for what in _EVASIONS)

    @property
    def deferrals(self) -> tuple[Hit, ...]:
        """The hits that put the substance off.

        Weak ones only where little else is said, and a promise to publish or to tell only
        where the answer is not given in its place.
        """
        hits = self.shows(Outcome.DEFERRED)
        if strong := tuple(hit for hit in hits if hit.sign.strong and not _goes_on(hit)):
            return strong
        return (hits or self._told_later) if self._is_bare else ()

    @property
    def _is_bare(self) -> bool:
        if self.evades or self.shows(Outcome.OUT_OF_SCOPE):
            return self.other_words - self._promised_words < REMARK
        return self.other_words < LITTLE and not self.shows(AFFIRMED)

    @property
    def _told_later(self) -> tuple[Hit, ...]:
        """The promises to tell what is not known or not told now."""
        return tuple(hit for hit in self._promises if self.evades and hit.sign.kind in TELLING)

    @property
    def _promises(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.sign.kind and not hit.sign.shows)

    @property
    def _promised_words(self) -> int:
        return sum({hit.clause: hit.words for hit in self._promises}.values())

    @property
    def is_substantive(self) -> bool:
        """Whether the answer speaks to the question beside what the rules caught."""
        return self.other_words >= (REMARK if self.evades else LITTLE)

    @property
    def addresses(self) -> bool:
        """Whether the answer speaks to the question, if only by a word that is no evasion."""
        if self.only_defers:
            return False
        return self.is_substantive or (self.other_words > 0 and not self._is_without_substance)

    @property
    def _is_without_substance(self) -> bool:
        return any(hit.sign.shows in _NO_SUBSTANCE - {COURTESY} for hit in self.hits)

    @property
    def substance_words(self) -> int:
        """The words of the sentences in which the model hears substance."""
        return sum(s.words for s in self.spoken if s.speaks_for is Outcome.ANSWERED)

    @property
    def only_defers(self) -> bool:
        """Whether the model hears a deferral in few words, and nothing else beside courtesies."""
        spoken = {one.speaks_for for one in self.spoken} - {None}
        return self.other_words < REMARK and spoken == {Outcome.DEFERRED}

    @property
    def kind(self) -> AnswerKind:
        """What the answer does."""
        if self.only_defers or (self.other_words < LITTLE and self.deferrals):
            return AnswerKind.HOLDING
        if self.other_words < LITTLE and self.shows(AnswerKind.REFERRAL):
            return AnswerKind.REFERRAL
        return AnswerKind.SUBSTANTIVE


def _goes_on(hit: Hit) -> bool:
    """Whether news or a meeting is announced behind an answer: what goes on beside it."""
    return hit.before >= REMARK and hit.sign.kind in _BESIDE


Exchange = tuple[tuple[Reading, ...], Heard | None]


def read_exchange(question: Question, language: str) -> Exchange:
    """One question's answers; as `read_exchanges`."""
    (read,) = read_exchanges([question], language)
    return read


def read_exchanges(questions: Sequence[Question], language: str) -> list[Exchange]:
    """The readings of each question's answers, and what the model hears in all of them together.

    The model is not asked where there is no answer, where the live ones are long, or in a
    language in which no phrases could check it; what sentences of a long written answer do is
    left to the phrases. `language` is the session's (ISO 639-1).
    """
    # step by step through all of them: the model, as large as a processor's cache, stays in it
    said = [[_said(answer, language) for answer in question.answers] for question in questions]
    heard = in_session(list(map(_heard, questions, said)))
    return list(map(_exchange, said, heard))


def _exchange(said: Sequence["_Said"], heard: Heard | None) -> Exchange:
    labels = iter(heard.sentences if heard else ())
    each = [[next(labels, {}) for _ in one.sentences] for one in said]
    readings = (
        _read(one, labels if one.words <= _LONG else ())
        for one, labels in zip(said, each, strict=True)
    )
    return tuple(readings), heard


def read_answer(answer: Answer, language: str) -> Reading:
    """One answer by the phrase rules alone.

    The phrases are those of the answer's own language where it is sure and has some, else those
    of `language`, the session's (ISO 639-1).
    """
    return _read(_said(answer, language), ())


@dataclass(frozen=True, slots=True)
class _Said:
    """An answer in sentences, and the language in which it is read."""

    answer: Answer
    language: str
    sentences: tuple[Traced, ...]

    @property
    def words(self) -> int:
        return sum(len(sentence.text.split()) for sentence in self.sentences)


def _said(answer: Answer, language: str) -> _Said:
    own = detect_language(answer.text, language)
    language = own if load_phrases(own) else language
    said = (s for paragraph in answer.paragraphs for s in sentences(paragraph, language))
    return _Said(answer, language, tuple(said))


def _heard(question: Question, said: Sequence[_Said]) -> Heard | None:
    live = sum(one.words for one in said if one.answer.mode is Mode.LIVE)
    if not said or live > _LONG or not all(load_phrases(one.language) for one in said):
        return None
    turns = [
        Turn(tuple(s.text for s in one.sentences), one.answer.mode is Mode.WRITTEN) for one in said
    ]
    return hear(question.text.text, turns)


def _read(said: _Said, labels: Sequence[Mapping[str, float]]) -> Reading:
    """An answer, by every rule on every clause, and by what the model heard in its sentences."""
    shown = read_signs([s.text for s in said.sentences], load_phrases(said.language), labels)
    hits: list[Hit] = []
    other_words = substance = 0
    for sentence, parts in zip(said.sentences, shown, strict=True):
        for part in parts:
            clause = part.clause
            text = sentence.text[clause.start : clause.end]
            hits += (Hit(sign, sentence, text, clause.words, substance) for sign in part.signs)
            if not any(sign.shows in _NO_SUBSTANCE for sign in part.signs):
                words = clause.words + (REMARK if LINK in text else 0)
                other_words += words
                substance += 0 if any(s.kind and not s.faint for s in part.signs) else words
    return Reading(
        said.answer,
        said.language,
        hits=tuple(hit for hit in hits if not hit.sign.faint),
        other_words=other_words,
        faint=tuple(hit for hit in hits if hit.sign.faint),
        spoken=tuple(_spoken(said, labels)),
    )


def _spoken(said: _Said, labels: Sequence[Mapping[str, float]]) -> Iterator[Spoken]:
    for sentence, heard in zip(said.sentences, labels, strict=False):
        yield Spoken(sentence, len(sentence.text.split()), heard)
