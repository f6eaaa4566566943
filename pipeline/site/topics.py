"""The topics in the order of their tree."""

from collections.abc import Iterable, Iterator

from pipeline.site.content import Topic


def outline(topics: Iterable[Topic]) -> list[tuple[int, Topic]]:
    """Each topic with its depth, below its broader one, in the order of labels.

    A topic whose broader one is not in the list stands at the top; of topics that are each
    other's broader ones, none is lost: the first begins.
    """
    left = {topic.topic_id: topic for topic in sorted(topics, key=lambda t: t.label.casefold())}

    def walk(found: Iterable[Topic], depth: int) -> Iterator[tuple[int, Topic]]:
        for topic in found:
            if left.pop(topic.topic_id, None):
                yield depth, topic
                below = [t for t in left.values() if t.broader_id == topic.topic_id]
                yield from walk(below, depth + 1)

    tops = [topic for topic in left.values() if topic.broader_id not in left]
    lines = list(walk(tops, 0))
    while left:
        lines += walk([next(iter(left.values()))], 0)
    return lines
