"""What a question is about, in the corpus's own list of topics."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.corpus import Topic
from pipeline.enrich.content_words import content_words
from pipeline.enrich.topic_meanings import Meanings
from pipeline.enrich.topic_signs import Signs
from pipeline.extract.record import Question
from schemas.words import TopicMethod

# how much a whole label speaks for its topic; its words and those of its field say less
_LABEL = 0.6
# what stands in the answers, or in a heading that names no topic, counts less
_IN_ANSWERS, _IN_HEADING = 0.4, 0.7
_THRESHOLD, _OWN = 0.25, 0.22
_MARGIN = 0.03
# by meaning: what the words add, and how near a topic has to be, and nearer than the next
_WORDS, _NEAR = 0.4, 0.38


@dataclass(frozen=True, slots=True)
class Assignment:
    """A topic, how it was found, and how sure that is (0 to 1)."""

    topic_id: str | None
    method: TopicMethod
    score: float | None


class TopicIndex:
    """A list of topics, ready to be found in texts by label, and by what speaks for them."""

    def __init__(self, topics: Sequence[Topic], *, semantic: bool = False) -> None:
        """Index the labels, and the words that speak for each topic.

        With `semantic`, what topics mean counts too.

        Raises:
            SemanticExtraError: `semantic`, and the extra is not as it should be.
        """
        self._meanings = Meanings(topics) if semantic and topics else None
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
        """The topic of the heading, else the one that question and answers speak for."""
        heading = question.heading if not question.listed_after else None
        if heading:
            named = max(self.labels_in(heading.text), key=_length, default=None)
            if named:
                return Assignment(named[1], TopicMethod.HEADING, 1.0)
        return self._from_text(question, heading.text if heading else "", language)

    def _from_text(self, question: Question, heading: str, language: str) -> Assignment:
        asked = ((question.text.text, 1.0), (heading, _IN_HEADING))
        said = ("\n".join(answer.text for answer in question.answers), _IN_ANSWERS)
        own, scores = self._scores(asked, language), self._scores((*asked, said), language)
        if self._meanings:
            return self._by_meaning(question.text.text, heading, said[0], scores)
        # answers speak only for what the question speaks for, too: they stray
        spoken_for = [(t, score) for t, score in scores.items() if own.get(t, 0) >= _OWN]
        ranked = sorted(spoken_for, key=lambda scored: (-scored[1], scored[0]))
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        if not ranked or ranked[0][1] < _THRESHOLD or ranked[0][1] - second < _MARGIN:
            return Assignment(None, TopicMethod.NONE, None)
        return Assignment(ranked[0][0], TopicMethod.TEXT, round(ranked[0][1], 4))

    def _by_meaning(
        self, question: str, heading: str, answers: str, scores: Mapping[str, float]
    ) -> Assignment:
        """The topic that lies nearest, where the words have their say."""
        assert self._meanings  # noqa: S101 - the caller has looked
        near = self._meanings.near(question, heading, answers)
        together = {t: like + _WORDS * scores.get(t, 0.0) for t, like in near.items()}
        (best, score), *others = sorted(together.items(), key=lambda one: (-one[1], one[0]))
        second = others[0][1] if others else 0.0
        if score + (score - second) < _NEAR:
            return Assignment(None, TopicMethod.NONE, None)
        return Assignment(best, TopicMethod.TEXT, round(min(score, 1.0), 2))

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
