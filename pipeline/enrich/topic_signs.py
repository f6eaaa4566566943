"""The words that speak for each topic: of its labels, its scope note, and its field."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.corpus import Topic
from pipeline.enrich.content_words import content_words, is_generic
from pipeline.enrich.fields import fields_of, stems_of
from pipeline.enrich.topic_input import scope

# how much a word speaks for a topic that alone has it
_OF_LABEL, _OF_OTHER_LABEL, _OF_SCOPE, _OF_FIELD = 0.6, 0.4, 0.2, 0.3
# a word of a label of several says less
_SHARED = 0.5
# what the name of a kind of thing counts
_GENERIC = 0.4
# so many words of a topic's own have to be of a field, for the topic to be of it
_OF_A_FIELD = 1.0


class Signs:
    """Stems, and how much each speaks for which topics."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Weigh every word of every topic."""
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)
        for topic in topics:
            for stem, weight in _signs(topic).items():
                self._weights[stem][topic.topic_id] = weight

    def found(self, text: str, language: str) -> Iterator[tuple[str, str, float]]:
        """Each stem of a text with a topic that it speaks for, and how much it does.

        What speaks for several speaks less for each; least for those that it speaks for least.
        """
        for stem in dict.fromkeys(content_words(text, language)):
            weights = self._weights.get(stem, {})
            whole = sum(weights.values())
            for topic_id, weight in weights.items():
                yield stem, topic_id, weight * weight / whole


def _signs(topic: Topic) -> Mapping[str, float]:
    found: dict[str, float] = {}
    of_topic = (
        (topic.label, _OF_LABEL),
        ("\n".join(topic.alt_labels), _OF_OTHER_LABEL),
        (scope(topic), _OF_SCOPE),
    )
    own: dict[str, float] = {}
    for text, weight in of_topic:
        for label in text.split("\n"):
            stems = content_words(label)
            of_several = weight if weight == _OF_SCOPE else weight / max(len(stems), 1) ** _SHARED
            for stem in stems:
                own[stem] = max(own.get(stem, 0.0), of_several)
    for stem, weight in own.items():
        found[stem] = weight * (_GENERIC if is_generic(stem) else 1.0)
    for field, share in _fields(own).items():
        for stem in stems_of(field):
            found[stem] = max(found.get(stem, 0.0), _OF_FIELD * share)
    return found


def _fields(own: Mapping[str, float]) -> Mapping[str, float]:
    """The fields that a topic is of, by its own words, and how much: the most is 1."""
    shares: dict[str, float] = defaultdict(float)
    for stem, weight in own.items():
        for field, share in fields_of([stem]).items():
            shares[field] += share * weight / _OF_LABEL
    most = max(shares.values(), default=0.0)
    return {
        field: share / most
        for field, share in shares.items()
        if share >= _OF_A_FIELD and share >= most / 2
    }
