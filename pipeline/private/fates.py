"""What became of everything that was sent in: the rows of `submissions`, and what to review."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.corpus.corrections import Correction
from pipeline.private.matching import NO_MATCH, Candidate, Match, Matcher, Question
from pipeline.private.read_aloud import Recording
from pipeline.private.received import Received, keyed, submission_ids
from pipeline.private.repeats import Repeats
from pipeline.private.veil import Veiled
from pipeline.private.wording import Worded
from pipeline.rows.places import Row
from schemas.words import Disposition, MatchMethod

_LATER = 3  # sessions after its own in which a question may have been put at last
_WITH_QUESTION = (Disposition.ASKED, Disposition.ANSWERED_AFTER)
_COMPARED = (*_WITH_QUESTION, Disposition.NOT_ASKED, Disposition.UNDECIDED)


@dataclass(frozen=True)
class Sessions:
    """The sessions of the tables: days, languages, questions, what was said."""

    days: Mapping[str, date]
    languages: Mapping[str, str]
    questions: Mapping[str, tuple[Question, ...]]
    semantic: bool
    recordings: Mapping[str, Recording] = field(default_factory=dict)
    _matchers: dict[str, Matcher] = field(default_factory=dict, init=False)
    _after: dict[str, list[str]] = field(default_factory=dict, init=False)

    def matcher(self, session_id: str) -> Matcher:
        """The questions of a session, ready to be compared with."""
        if session_id not in self._matchers:
            asked = self.questions.get(session_id, ())
            self._matchers[session_id] = Matcher(asked, semantic=self.semantic)
        return self._matchers[session_id]

    def after(self, session_id: str) -> list[str]:
        """The next sessions on later days."""
        if session_id not in self._after:
            day = self.days[session_id]
            later = sorted((held, other) for other, held in self.days.items() if held > day)
            self._after[session_id] = [other for _, other in later[:_LATER]]
        return self._after[session_id]

    def question(self, question_id: str) -> Question | None:
        """The question of an id."""
        session = question_id.partition("/")[0]
        of_it = self.questions.get(session, ())
        return next((one for one in of_it if one.question_id == question_id), None)


@dataclass(frozen=True, slots=True, repr=False)
class Fate(Veiled):
    """One submission, and what became of it."""

    submission_id: str
    received: Received
    disposition: Disposition
    question: Question | None
    duplicate_of: str | None
    method: MatchMethod | None
    match: Match

    def row(self, key: bytes | None) -> Row:
        """The row of `submissions`; only with a key it tells who sent it."""
        one = self.received
        person = self.method is MatchMethod.PERSON
        score = self.match.best[0].score if self.match.best and not person else None
        return {
            "submission_id": self.submission_id,
            "session_id": one.session_id,
            "channel": one.channel,
            "received_at": one.received_at,
            "language": one.language,
            "text": one.text.reveal(),
            "asker_key": keyed(one.asker.reveal(), key) if key and one.asker else None,
            "disposition": self.disposition,
            "question_id": self.question.question_id if self.question else None,
            "duplicate_of": self.duplicate_of,
            "match_score": score,
            "match_method": self.method,
            "document": one.document.reveal(),
            "line_start": one.line_start,
            "line_end": one.line_end,
        }


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person says of submissions, by id and column."""

    said: Mapping[tuple[str, str], Correction]

    @classmethod
    def of(cls, corrections: Sequence[Correction]) -> "Decisions":
        """Those of all files."""
        return cls({(one.row_id, str(one.column)): one for one in corrections})

    def question(self, submission_id: str) -> Correction | None:
        """What a person says of its question."""
        return self.said.get((submission_id, "question_id"))

    def lost(self, known: Iterable[str]) -> list[str]:
        """Where decisions stand about submissions that are not there."""
        there = frozenset(known)
        gone = (one for (row, _), one in self.said.items() if row not in there)
        return sorted({f"{one.path}:{one.line}" for one in gone})

    def disposition(self, submission_id: str) -> Disposition | None:
        """What a person says that became of it."""
        said = self.said.get((submission_id, "disposition"))
        return Disposition(str(said.value)) if said else None


def fates(
    received: Sequence[Received], sessions: Sessions, decisions: Decisions, key: bytes | None
) -> list[Fate]:
    """What became of everything, the earliest first."""
    ordered = sorted(received, key=lambda one: one.order)
    repeats = Repeats()
    found = []
    for one, submission_id in zip(ordered, submission_ids(ordered, key), strict=True):
        text = Worded(one.text.reveal(), one.language or "")
        match, question, method = _matched(one, text, submission_id, sessions, decisions)
        settled = None if method is MatchMethod.PERSON else one.settled
        disposition = decisions.disposition(submission_id) or settled
        if disposition is None or (disposition in _WITH_QUESTION and question is None):
            disposition = _disposition(one, match, question, sessions)
        first = None
        if disposition in _COMPARED and one.settled is None:
            first = repeats.first(
                submission_id, one, text, question.question_id if question else None
            )
        if first:
            disposition = Disposition.DUPLICATE
        elif disposition not in _WITH_QUESTION:
            question, method = None, None
        found.append(Fate(submission_id, one, disposition, question, first, method, match))
    return found


def _matched(
    one: Received, text: Worded, submission_id: str, sessions: Sessions, decisions: Decisions
) -> tuple[Match, Question | None, MatchMethod | None]:
    """What it is like, and which question it is: what a person says of that holds."""
    match = NO_MATCH if one.settled else _match(one, text, sessions)
    if said := decisions.question(submission_id):
        question = sessions.question(str(said.value)) if said.value else None
        return match, question, MatchMethod.PERSON if question else None
    if match.method:
        return match, match.best[0].question, match.method
    return match, None, None


def _match(one: Received, text: Worded, sessions: Sessions) -> Match:
    if one.session_id not in sessions.days or one.session_id is None:
        return NO_MATCH
    match = sessions.matcher(one.session_id).match(text)
    if not match.method:
        match = _read_aloud(one.text.reveal(), one.session_id, sessions, match)
    if match.method:
        return match
    for later in sessions.after(one.session_id):
        if (other := sessions.matcher(later).match(text)).method:
            return other
    return match


def _read_aloud(text: str, session_id: str, sessions: Sessions, match: Match) -> Match:
    """The question that the recording has where the text is read aloud.

    Where it has none of the record's there, a person should look: it was asked, perhaps.
    """
    recording = sessions.recordings.get(session_id)
    passage = recording.passage(text) if recording else None
    if passage is None:
        return match
    there = [q for q in sessions.questions[session_id] if q.heard and passage.touches(*q.heard)]
    if len(there) != 1:
        return replace(match, likely=True)
    found = Candidate(there[0], min(round(passage.share, 4), 1.0))
    return Match(MatchMethod.WORDING, likely=True, best=(found,))


def _disposition(
    one: Received, match: Match, question: Question | None, sessions: Sessions
) -> Disposition:
    if question:
        return Disposition.ANSWERED_AFTER if question.listed_after else Disposition.ASKED
    if (
        match.likely
        or not one.fits
        or not one.session_id
        or not sessions.questions.get(one.session_id)
    ):
        return Disposition.UNDECIDED
    # words of another language than the record's cannot be compared with it
    same = one.language in (None, sessions.languages[one.session_id])
    return Disposition.NOT_ASKED if same else Disposition.UNDECIDED


def to_review(found: Sequence[Fate], decisions: Decisions) -> Iterator[Mapping[str, str]]:
    """A row of review.csv for each that a person has to look at."""
    for fate in found:
        decided = decisions.question(fate.submission_id) or decisions.disposition(
            fate.submission_id
        )
        if fate.disposition is Disposition.UNDECIDED and not decided:
            one = fate.received
            row = {
                "submission_id": fate.submission_id,
                "session_id": one.session_id or "",
                "channel": one.channel.value,
                "received_at": one.received_at.isoformat() if one.received_at else "",
                "language": one.language or "",
                "text": one.text.reveal(),
            }
            for place in range(3):
                best = fate.match.best[place : place + 1]
                row[f"question_{place + 1}"] = best[0].question.question_id if best else ""
                row[f"score_{place + 1}"] = f"{best[0].score:.2f}" if best else ""
                row[f"text_{place + 1}"] = best[0].question.text if best else ""
            yield row
