"""How near the meaning of a question is to that of each topic."""

from collections.abc import Mapping, Sequence

from pipeline.corpus import Topic
from pipeline.enrich.meaning import embed

# what the question alone counts beside the question with its answers, a topic's labels alone
# beside labels and scope note, and a heading on top; found on benchmarks/topics.yaml
_ALONE, _LABELS, _HEADING = 0.5, 0.3, 0.3


class Meanings:
    """The topics as points."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Find each topic's place.

        Raises:
            SemanticExtraError: the extra is not as it should be.
        """
        self._topic_ids = [topic.topic_id for topic in topics]
        labels = [f"{topic.label}. {', '.join(topic.alt_labels)}" for topic in topics]
        whole = [
            f"{label}. {topic.scope_note or ''}"
            for label, topic in zip(labels, topics, strict=True)
        ]
        self._whole = embed(whole)
        self._places = (1 - _LABELS) * self._whole + _LABELS * embed(labels)

    def near(self, question: str, heading: str, answers: str) -> Mapping[str, float]:
        """How near each topic is; rounded, since the last digits differ between processors."""
        alone, together = embed([question, f"{question} {answers}".strip()])
        likeness = self._places @ (_ALONE * alone + (1 - _ALONE) * together)
        if heading:
            likeness = likeness + _HEADING * (self._whole @ embed([heading])[0])
        return {
            topic_id: round(float(like), 3)
            for topic_id, like in zip(self._topic_ids, likeness, strict=True)
        }
