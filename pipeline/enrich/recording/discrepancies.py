"""Where the notes and the recordings of a session differ. Better none than a wrong one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.enrich.recording.place import Found
from pipeline.enrich.recording.timeline import Timeline
from pipeline.extract.utterances import Utterance
from schemas.words import DiscrepancyKind

# a recording that holds fewer of the notes' questions than this, or fewer words, may be of
# something else, or a part: what it lacks says nothing
_OF_THE_SESSION, _FEWEST_WORDS = 0.6, 150
_ABSENT = 0.05  # the score under which a question was not asked
_FEW_NATS, _SMALL_SHARE = 6.0, 0.18  # so much of anything is heard somewhere by chance
_SURE_QUESTION = 0.8  # the score from which on something can be said of its answers
_UNHEARD, _TELLING_NATS = 0.05, 35.0
_HEARD = 0.3
_SAME_VOICE = 0.9
_OPENS = 3.5
_NEAR_BEFORE, _NEAR_AFTER = 25, 20
_ASKED_WITHIN, _FEWEST_ASKED, _FEWEST_REPLIED = 170, 8, 12
_LAST_WORDS = 30  # what may follow a question before it is answered
_NAMED_SCORE, _READ_SCORE = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A difference: which question and answer it is about, and where in a recording it is."""

    kind: DiscrepancyKind
    question: int | None
    answer: int | None
    utterance: Utterance | None
    score: float


def discrepancies(
    found: Sequence[Found], live: Sequence[Sequence[int]], listed_after: Sequence[bool]
) -> tuple[Discrepancy, ...]:
    """The differences, by the notes' questions first, then along the recordings."""
    asked = [
        one
        for one, answers, after in zip(found, live, listed_after, strict=True)
        if answers and not after
    ]
    lines = list({id(one.line): one.line for one in found}.values())
    placed = sum(one.sure for one in asked)
    if placed < max(2, _OF_THE_SESSION * len(asked)) or sum(map(len, lines)) < _FEWEST_WORDS:
        return ()
    differ: list[Discrepancy] = []
    for number, one in enumerate(found):
        if live[number] and not listed_after[number] and _absent(one):
            kind = DiscrepancyKind.QUESTION_NOT_IN_RECORDING
            differ.append(Discrepancy(kind, number, None, None, round(1 - one.score, 4)))
        if one.sure and one.score >= _SURE_QUESTION:
            differ += _of_answers(number, one, live[number])
    for line in lines:
        differ += _not_in_notes(line, [one for one in found if one.line is line])
    return tuple(differ)


def _absent(found: Found) -> bool:
    """Whether hardly a term of a question is heard together: its place may also be in doubt."""
    return found.score < _ABSENT and found.most < max(_FEW_NATS, _SMALL_SHARE * found.total)


def _of_answers(number: int, found: Found, live: Sequence[int]) -> Iterator[Discrepancy]:
    for heard, name, answer in zip(found.answers, found.wanted.respondents, live, strict=True):
        if heard.of_all < _UNHEARD and heard.telling >= _TELLING_NATS:
            kind = DiscrepancyKind.ANSWER_NOT_IN_RECORDING
            yield Discrepancy(kind, number, answer, None, round(found.score - heard.of_all, 4))
        elif name and heard.share >= _HEARD and len(found.answers) == 1:
            other = _other_voice(found.line, heard.first, heard.end, name)
            spoken = found.line.spoken_by(name)
            if other and not any(heard.first <= at < found.until for at in spoken):
                kind = DiscrepancyKind.RESPONDENT_DIFFERS
                yield Discrepancy(kind, number, answer, other, found.score)


def _other_voice(line: Timeline, first: int, end: int, name: str) -> Utterance | None:
    """The first words of somebody else in office who says nearly all of an answer."""
    told = [line.utterances[word.utterance] for word in line.words[first:end]]
    by = Counter(said.person.name for said in told if said.person)
    if not by:
        return None
    speaker, count = by.most_common(1)[0]
    if speaker == name or count < _SAME_VOICE * len(told):
        return None
    return next(said for said in told if said.person and said.person.name == speaker)


def _not_in_notes(line: Timeline, found: Sequence[Found]) -> Iterator[Discrepancy]:
    """Questions that are asked and answered where the notes have none."""
    taken = np.zeros(len(line), dtype=np.bool_)
    for one in found:
        # where a question of the notes may be, sure or not, there is none that they lack
        if one.span is not None and one.score >= _ABSENT:
            taken[max(0, one.span.begins - _NEAR_BEFORE) : one.span.answered + _NEAR_AFTER] = True
    last = -_ASKED_WITHIN
    for word in range(len(line)):
        if taken[word] or word < last + _NEAR_BEFORE:
            continue
        score = _asked(line, word)
        if score:
            last = word
            said = line.utterances[line.words[word].utterance]
            kind = DiscrepancyKind.QUESTION_NOT_IN_NOTES
            yield Discrepancy(kind, None, None, said, score)


def _asked(line: Timeline, word: int) -> float:
    """How sure it is that a question begins at a word, and that somebody in office answers."""
    said = line.utterances[line.words[word].utterance]
    if said.speaker is None:
        return 0.0
    visitor = said.person is None and line.opens_turn(word)
    if not visitor and line.openings[word] < _OPENS:
        return 0.0
    opened = [
        at
        for at in range(word + 1, min(word + 2 * _ASKED_WITHIN, len(line)))
        if line.opens_turn(at)
    ]
    for at, after in pairwise([*opened, len(line)]):
        other = line.utterances[line.words[at].utterance]
        if other.person is not None and other.speaker != said.speaker:
            asks = _asks(line, word, at) and at - word >= _FEWEST_ASKED
            replies = after - at >= _FEWEST_REPLIED and at - word <= _ASKED_WITHIN
            return (_NAMED_SCORE if visitor else _READ_SCORE) if asks and replies else 0.0
    return 0.0


def _asks(line: Timeline, word: int, end: int) -> bool:
    """Whether what is said from a word to `end` asks: with a question mark, or indirectly."""
    marked = any(one.asks for one in line.words[max(word, end - _LAST_WORDS) : end])
    return marked or bool(line.indirect[word:end].any())
