"""What a question is about, in the corpus's own list of topics."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.corpus import Topic
from pipeline.extract.record import Question
from schemas.words import TopicMethod

# how much a label found in the question, and one found in an answer, speaks for its topic
_IN_QUESTION = 0.6
_IN_ANSWER = 0.2
# a word of the scope note counts once, in question or answer
_SCOPE_WORD = 0.05
_THRESHOLD = 0.4
_MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class Assignment:
    """A topic, how it was found, and how sure that is (0 to 1)."""

    topic_id: str | None
    method: TopicMethod
    score: float | None


class TopicIndex:
    """A list of topics, ready to be found in texts by label."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Index the labels and the words of the scope notes."""
        self._by_label = {
            _fold(label): topic.topic_id
            for topic in topics
            for label in (topic.label, *topic.alt_labels)
        }
        self._by_scope_word: dict[str, set[str]] = {}
        for topic in topics:
            for word in re.findall(r"\w{5,}", _fold(topic.scope_note or "")):
                self._by_scope_word.setdefault(word, set()).add(topic.topic_id)
        # the longest label first: "Harbour Board Elections" is not about the harbour board
        labels = sorted(self._by_label, key=lambda label: (-len(label), label))
        self._pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(re.escape(label) for label in labels) or '(?!)'})(?!\w)"
        )

    def labels_in(self, text: str) -> tuple[tuple[str, str], ...]:
        """The labels that stand in `text` and their topics, in order; none inside another."""
        found = self._pattern.findall(_fold(text))
        return tuple((label, self._by_label[label]) for label in found)

    def assign(self, question: Question) -> Assignment:
        """The topic of the heading, else the one that question and answers speak for."""
        if question.heading and not question.listed_after:
            named = max(self.labels_in(question.heading.text), key=_length, default=None)
            if named:
                return Assignment(named[1], TopicMethod.HEADING, 1.0)
        return self._from_text(question)

    def _from_text(self, question: Question) -> Assignment:
        scores = self._scores(
            question.text.text, "\n".join(answer.text for answer in question.answers)
        )
        ranked = sorted(scores.items(), key=lambda scored: (-scored[1], scored[0]))
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        if not ranked or ranked[0][1] < _THRESHOLD or ranked[0][1] - second < _MARGIN:
            return Assignment(None, TopicMethod.NONE, None)
        return Assignment(ranked[0][0], TopicMethod.TEXT, round(ranked[0][1], 4))

    def _scores(self, question: str, answers: str) -> dict[str, float]:
        """The score of each topic with any sign in question or answers.

        1 - Π(1 - w) over the labels and scope words found: several weak signs add up, and
        never pass 1.
        """
        weights: dict[tuple[str, str], float] = {}
        for label, topic_id in self.labels_in(answers):
            weights[label, topic_id] = _IN_ANSWER
        for label, topic_id in self.labels_in(question):
            weights[label, topic_id] = _IN_QUESTION
        said = set(re.findall(r"\w{5,}", _fold(f"{question}\n{answers}")))
        for word in sorted(said & self._by_scope_word.keys()):
            for topic_id in self._by_scope_word[word]:
                weights.setdefault((word, topic_id), _SCOPE_WORD)
        against: dict[str, float] = {}
        for (_, topic_id), weight in weights.items():
            against[topic_id] = against.get(topic_id, 1.0) * (1 - weight)
        return {topic_id: 1 - rest for topic_id, rest in against.items()}


def _length(found: tuple[str, str]) -> int:
    return len(found[0])


def _fold(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text.casefold().replace("’", "'"))
