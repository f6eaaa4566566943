"""What a question is about, in the corpus's own list of topics."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp

from pipeline.corpus import Topic
from pipeline.enrich.content_words import content_words
from pipeline.enrich.topic_model import PlacedTopics
from pipeline.enrich.topic_signs import Signs
from pipeline.extract.record import Question
from schemas.words import TopicMethod

# how much a whole label speaks for its topic; its words and those of its field say less
_LABEL = 0.6
_IN_HEADING = 0.7  # what stands in a heading that names no topic counts less
# what words that speak wholly for a topic add to the logarithm of its share, and the least share
_WORDS, _LEAST = 6.0, 0.54


@dataclass(frozen=True, slots=True)
class Assignment:
    """A topic, how it was found, and how sure that is (0 to 1)."""

    topic_id: str | None
    method: TopicMethod
    score: float | None


class TopicIndex:
    """A list of topics, ready to be found in texts by label, and by what speaks for them."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Index the labels, and the words that speak for each topic."""
        self._topics = topics
        self._by_label = {
            _fold(label): topic.topic_id
            for topic in topics
            for label in (topic.label, *topic.alt_labels)
        }
        # the longest label first: "Harbour Board Elections" is not about the harbour board
        labels = sorted(self._by_label, key=lambda label: (-len(label), label))
        self._pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(re.escape(label) for label in labels) or '(?!)'})(?!\w)"
        )
        self._signs = Signs(topics)

    def labels_in(self, text: str) -> tuple[tuple[str, str], ...]:
        """The labels that stand in `text` and their topics, in order; none inside another."""
        found = self._pattern.findall(_fold(text))
        return tuple((label, self._by_label[label]) for label in found)

    def assign(self, question: Question, language: str = "en") -> Assignment:
        """The topic of the heading, else the one that the question lies near and speaks for."""
        heading = question.heading if not question.listed_after else None
        if heading:
            named = max(self.labels_in(heading.text), key=_length, default=None)
            if named:
                return Assignment(named[1], TopicMethod.HEADING, 1.0)
        return self._from_text(question, heading.text if heading else "", language)

    @cached_property
    def _placed(self) -> PlacedTopics:
        return PlacedTopics(self._topics)

    def _from_text(self, question: Question, heading: str, language: str) -> Assignment:
        asked = question.text.text
        words = self._scores(((asked, 1.0), (heading, _IN_HEADING)), language)
        answers = " ".join(answer.text for answer in question.answers)
        shares = self._placed.shares(asked, heading, answers) if self._topics else {}
        odds = {t: share * exp(_WORDS * words.get(t, 0.0)) for t, share in shares.items()}
        whole = 1 - sum(shares.values()) + sum(odds.values())
        best = min(odds, key=lambda topic_id: (-odds[topic_id], topic_id), default=None)
        if best is None or odds[best] / whole < _LEAST:
            return Assignment(None, TopicMethod.NONE, None)
        return Assignment(best, TopicMethod.TEXT, round(odds[best] / whole, 2))

    def _scores(self, texts: Iterable[tuple[str, float]], language: str) -> dict[str, float]:
        """The score of each topic with any sign in some texts, of which each has its weight.

        1 - Π(1 - w) over the labels and words found, each counted where it weighs most: several
        weak signs add up, and never pass 1.
        """
        weights: dict[tuple[str, str], float] = {}
        for text, share in texts:
            for label, topic_id in self.labels_in(text):
                # under its first stem, which would count again as a word of it
                first = next(iter(content_words(label)), label)
                _strengthen(weights, (first, topic_id), _LABEL * share)
            for sign, topic_id, weight in self._signs.found(text, language):
                _strengthen(weights, (sign, topic_id), weight * share)
        against: dict[str, float] = defaultdict(lambda: 1.0)
        for (_, topic_id), weight in sorted(weights.items()):
            against[topic_id] *= 1 - weight
        return {topic_id: 1 - rest for topic_id, rest in against.items()}


def _strengthen(
    weights: dict[tuple[str, str], float], sign: tuple[str, str], weight: float
) -> None:
    weights[sign] = max(weights.get(sign, 0.0), weight)


def _length(found: tuple[str, str]) -> int:
    return len(found[0])


def _fold(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text.casefold().replace("’", "'"))
