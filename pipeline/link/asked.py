"""Questions that repeat or follow one of an earlier session."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import token_set_ratio

from pipeline.clues.asked import Asked, Promised, named_in
from pipeline.clues.phrases import Tells, without
from pipeline.enrich.calendar_words import tokens
from pipeline.enrich.content_words import content_words, words
from pipeline.link.candidates import Candidates
from pipeline.link.record import Records
from pipeline.rows.places import Row
from schemas.words import LinkMethod, LinkRelation

# how alike two questions have to be
_REPEATS = 0.74
# how alike, where the asker says that it was asked before
_SAID = 0.5
# how much of what is asked has to be in the earlier question or its answers
_FOLLOWS = 0.6
# as good as the best: of these the latest is the one that is meant
_AS_GOOD = 0.05
_FEW = 2
# what a word in another's place takes off, where one in the same words is left
_SWAPPED = 0.4


class Link(NamedTuple):
    """A question, and the one of an earlier session that it repeats or follows."""

    question: Asked
    other: Asked
    relation: LinkRelation
    method: LinkMethod
    score: float

    def row(self) -> Row:
        """The row of `question_links`."""
        return {
            "question_id": self.question.question_id,
            "other_question_id": self.other.question_id,
            "relation": self.relation,
            "method": self.method,
            "score": round(self.score, 4),
        }


def question_links(records: Records) -> tuple[Link, ...]:
    """For each question the one of an earlier day that it repeats, and the one it follows.

    Questions are compared only with those that share rare words with them, so the cost grows
    with their number and not with its square.
    """
    asked = records.asked
    questions, matters = Candidates(records), Candidates(records)
    found: list[Link] = []
    waiting: list[int] = []  # of the same day: not to be found yet
    for number, question in enumerate(asked):
        if waiting and asked[waiting[0]].day < question.day:
            for earlier in waiting:
                questions.post(earlier, asked[earlier].stems)
                matters.post(earlier, asked[earlier].matter)
            waiting.clear()
        waiting.append(number)
        found += _links(question, records, questions, matters)
    return tuple(found)


def _links(
    question: Asked, records: Records, questions: Candidates, matters: Candidates
) -> Iterator[Link]:
    tells = question.tells
    if tells & {Tells.BEFORE, Tells.WHETHER_DONE}:
        stems = _stems(question, without(question.text, Tells.BEFORE))
        others = [records.asked[number] for number in matters.like(stems)]
        if follows := _best(_followed(question, stems, tells, others, records)):
            yield follows
        if follows or Tells.BEFORE in tells:
            return
    if Tells.AGAIN in tells:
        text = without(question.text, Tells.AGAIN)
        named = named_in(text, question.language)
        question = replace(question, text=text, stems=_stems(question, text), named=named)
    others = [records.asked[number] for number in questions.like(question.stems)]
    enough = _SAID if Tells.AGAIN in tells else _REPEATS
    if repeats := _best(_repeated(question, others, records, enough)):
        yield repeats


def _stems(question: Asked, text: str) -> frozenset[str]:
    """The stems of a part of a question."""
    return frozenset(content_words(text, question.language))


def _best(links: Iterable[Link]) -> Link | None:
    """The latest of the best."""
    found = list(links)
    best = max((link.score for link in found), default=0.0)
    good = [link for link in found if link.score >= best - _AS_GOOD]
    return max(
        good, key=lambda link: (link.other.day, link.score, link.other.question_id), default=None
    )


def _repeated(
    question: Asked, others: Iterable[Asked], records: Records, enough: float
) -> Iterator[Link]:
    method = LinkMethod.WORDING if enough == _REPEATS else LinkMethod.SAID
    for other in others:
        score = alike(question, other, records, enough)
        if score >= enough:
            yield Link(question, other, LinkRelation.REPEATS, method, score)


def alike(one: Asked, other: Asked, records: Records, enough: float = _SAID) -> float:
    """How alike two questions are: their words by rarity, and their wording.

    A word put in another's place asks something else: a day ticket is no season ticket. Two
    that each name something the other does not, a name or a number, ask about two things.
    What is not `enough` whatever the wording is nothing.
    """
    shared = one.stems & other.stems
    fewest = min(len(one.stems), len(other.stems))
    if not shared or len(shared) < min(_FEW, fewest):
        return 0.0
    swapped = (fewest - len(shared)) / len(shared)
    least = enough - 1 / 3  # the wording adds a third at most
    if 2 / 3 - swapped * _SWAPPED < least:  # with all of the weight in what they share
        return 0.0
    if not (one.named <= other.stems or other.named <= one.stems):
        return 0.0
    whole = (records.weigh_often(one.stems) + records.weigh_often(other.stems)) / 2
    score = 2 / 3 * records.weigh(shared) / whole - swapped * _SWAPPED
    if score < least:
        return 0.0
    wording = token_set_ratio(_worded(one.text), _worded(other.text)) / 100
    return max(score + wording / 3, 0.0)


@lru_cache(maxsize=65_536)
def _worded(text: str) -> str:
    return " ".join(words(text))


def _followed(
    question: Asked,
    stems: frozenset[str],
    tells: frozenset[Tells],
    others: Iterable[Asked],
    records: Records,
) -> Iterator[Link]:
    named = tokens(question.text, question.language)
    months = {token.meaning.low for token in named if token.meaning.kind == "month"}
    for other in others:
        promised = max((_covered(made, stems, records) for made in other.promises), default=0.0)
        if promised >= _FOLLOWS:
            yield Link(question, other, LinkRelation.FOLLOWS, LinkMethod.PROMISE, promised)
        elif Tells.BEFORE in tells and (not months or other.day.month in months):
            score = _share(stems, other.matter, records)
            if score >= _FOLLOWS:
                yield Link(question, other, LinkRelation.FOLLOWS, LinkMethod.SAID, score)


def _covered(promise: Promised, stems: frozenset[str], records: Records) -> float:
    return _share(promise.about, stems, records)


def _share(of: frozenset[str], among: Iterable[str], records: Records) -> float:
    """How much of the weight of some stems is among others; nothing where only one is."""
    shared = of.intersection(among)
    if len(shared) < _FEW:
        return 0.0
    return records.weigh(shared) / records.weigh_often(of)
