"""Which submission asks what an earlier one to the same session asks, found without all pairs."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from rapidfuzz.fuzz import token_set_ratio

from pipeline.private.received import Received
from pipeline.private.veil import Veiled
from pipeline.private.wording import Worded

# how alike two texts have to be in their stems and their wording; of one asker less is enough
_ALIKE, _SAME_ASKER = 0.85, 0.65
_FEWEST = 3  # stems that are enough to tell that two texts ask the same
_STEMS, _POSTED, _COMPARED = 10, 48, 6


@dataclass(frozen=True, slots=True, repr=False)
class _First(Veiled):
    submission_id: str
    plain: str
    stems: frozenset[str]
    received: Received
    question_id: str | None


@dataclass(slots=True, repr=False)
class _Session(Veiled):
    by_id: dict[str, _First] = field(default_factory=dict)
    by_words: dict[str, _First] = field(default_factory=dict)
    by_question: dict[str, _First] = field(default_factory=dict)
    by_stem: dict[str, list[_First]] = field(default_factory=lambda: defaultdict(list))


class Repeats(Veiled):
    """The first submission of each question; grows as they come in, the earliest first."""

    __slots__ = ("_sessions",)

    def __init__(self) -> None:
        """Nobody asked anything yet."""
        self._sessions: dict[str | None, _Session] = defaultdict(_Session)

    def first(
        self, submission_id: str, one: Received, text: Worded, question_id: str | None
    ) -> str | None:
        """The first submission that asks the same; None where this, of that text, is the first.

        What is sure to be two questions of the record is no repetition; by meaning alone
        nothing is.
        """
        there = self._sessions[one.session_id]
        new = _First(submission_id, text.plain, frozenset(text.stems), one, question_id)
        if question_id and question_id in there.by_question:
            return there.by_question[question_id].submission_id
        if not question_id and (earlier := _same(new, there)):
            return earlier.submission_id
        if question_id:
            there.by_question[question_id] = new
        there.by_id[submission_id] = new
        there.by_words.setdefault(new.plain, new)
        rarest = sorted(text.stems, key=lambda stem: len(there.by_stem.get(stem, ())))
        for stem in rarest[:_STEMS]:
            there.by_stem[stem].append(new)
        return None


def _same(new: _First, there: _Session) -> _First | None:
    if new.plain and new.plain in there.by_words:
        return there.by_words[new.plain]
    if len(new.stems) < _FEWEST:
        return None
    posted = (there.by_stem.get(stem, ())[:_POSTED] for stem in sorted(new.stems))
    shared = Counter(first.submission_id for firsts in posted for first in firsts)
    ranked = sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:_COMPARED]
    for submission_id, _ in ranked:
        first = there.by_id[submission_id]
        if _alike(new, first) >= (_SAME_ASKER if _one_asker(new, first) else _ALIKE):
            return first
    return None


def _alike(one: _First, other: _First) -> float:
    shared = len(one.stems & other.stems)
    if shared < _FEWEST:
        return 0.0
    stems = 2 * shared / (len(one.stems) + len(other.stems))
    return (stems + token_set_ratio(one.plain, other.plain) / 100) / 2


def _one_asker(one: _First, other: _First) -> bool:
    return one.received.asker is not None and one.received.asker == other.received.asker
