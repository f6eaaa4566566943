"""An answer read for what it shows, where, and by whose word, and what else was said."""

from dataclasses import dataclass

from pipeline.enrich.language import detect_language
from pipeline.enrich.rules import load_phrases
from pipeline.enrich.signs import AFFIRMED, COURTESY, MODEL, Sign, read_signs
from pipeline.extract.record import Answer
from pipeline.extract.sentences import sentences
from pipeline.readers.traced import Traced
from schemas.words import AnswerKind, FollowUpKind, Outcome

# an answer with fewer other words than this says nothing beside its disclaimer
LITTLE = 6
# after "I don't know" or a refusal, a remark of one or two sentences is still no answer
REMARK = 20
# a pointer to a page that holds the answer is an answer, however short
_LINK = "://"
_NO_SUBSTANCE = frozenset({Outcome.DEFERRED, Outcome.DECLINED, Outcome.OUT_OF_SCOPE,
                           Outcome.NOT_KNOWN, Outcome.PARTLY_ANSWERED, AnswerKind.REFERRAL,
                           COURTESY})  # fmt: skip
_EVASIONS = (Outcome.NOT_KNOWN, Outcome.DECLINED)
# promises to tell, which make an evasion a deferral
_TELLING = frozenset({FollowUpKind.WRITTEN_ANSWER, FollowUpKind.PUBLICATION, FollowUpKind.UPDATE})


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
class Reading:
    """An answer, the language it was read in, the hits, and the number of words left over.

    `faint` are promises that count only where words about time stand beside them.
    """

    answer: Answer
    language: str
    hits: tuple[Hit, ...]
    other_words: int
    faint: tuple[Hit, ...] = ()

    def shows(self, what: str) -> tuple[Hit, ...]:
        """The hits that show one thing."""
        return tuple(hit for hit in self.hits if hit.sign.shows == what)

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
        if strong := tuple(hit for hit in hits if hit.sign.strong):
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
        return tuple(hit for hit in self._promises if self.evades and hit.sign.kind in _TELLING)

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
        return self.is_substantive or (self.other_words > 0 and not self._is_without_substance)

    @property
    def _is_without_substance(self) -> bool:
        return any(hit.sign.shows in _NO_SUBSTANCE - {COURTESY} for hit in self.hits)

    @property
    def kind(self) -> AnswerKind:
        """What the answer does."""
        if self.other_words < LITTLE and self.deferrals:
            return AnswerKind.HOLDING
        if self.other_words < LITTLE and self.shows(AnswerKind.REFERRAL):
            return AnswerKind.REFERRAL
        return AnswerKind.SUBSTANTIVE


def read_answer(answer: Answer, language: str) -> Reading:
    """Let every rule, and the model, speak on every clause of an answer.

    The model, trained on short answers, counts beside a remark at most. The phrases are those of
    the answer's own language where it is sure and has some, else
    those of `language`, the session's (ISO 639-1).
    """
    own = detect_language(answer.text, language)
    language = own if load_phrases(own) else language
    said = [s for paragraph in answer.paragraphs for s in sentences(paragraph, language)]
    shown = read_signs([sentence.text for sentence in said], load_phrases(language))
    hits: list[Hit] = []
    other_words = substance = 0
    for sentence, parts in zip(said, shown, strict=True):
        for part in parts:
            clause = part.clause
            text = sentence.text[clause.start : clause.end]
            hits += (Hit(sign, sentence, text, clause.words, substance) for sign in part.signs)
            if not any(sign.shows in _NO_SUBSTANCE for sign in part.signs):
                words = clause.words + (REMARK if _LINK in text else 0)
                other_words += words
                substance += 0 if any(s.kind and not s.faint for s in part.signs) else words
    if other_words >= REMARK:
        hits = [hit for hit in hits if hit.sign.by != MODEL]
    heard = tuple(hit for hit in hits if not hit.sign.faint)
    return Reading(answer, language, heard, other_words, tuple(h for h in hits if h.sign.faint))
