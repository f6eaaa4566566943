"""Topics and questions as the texts that the topic model places."""

import re

from pipeline.corpus import Topic
from pipeline.enrich.wordpiece import BEGIN, END, WordPieces

LONGEST = 64  # pieces of a text; what stands behind is not read: hardly a text taught has more


# what a scope note leaves to other topics
_LEFT_TO_OTHERS = re.compile(r"\bnot(?:\b|:)[^.;]*[.;]?", re.IGNORECASE)


def scope(topic: Topic) -> str:
    """What belongs to a topic by its scope note, without what the note leaves to others."""
    return " ".join(_LEFT_TO_OTHERS.sub("", topic.scope_note or "").split())


def told(topic: Topic) -> str:
    """What is said of a topic: its label, other labels and scope."""
    return ". ".join(filter(None, (topic.label, ", ".join(topic.alt_labels), scope(topic))))


def asked(question: str, heading: str = "", answers: str = "") -> str:
    """A question under its heading, and what was answered."""
    return " ".join(filter(None, (heading and f"{heading}.", question, answers)))


def numbered(text: str, pieces: WordPieces) -> list[int]:
    """The numbers of a text's pieces, between the marks of beginning and end."""
    return [pieces.known[BEGIN], *pieces.ids(text, LONGEST - 2), pieces.known[END]]
