"""Why a question has its topic."""

from collections.abc import Iterator

from pipeline.enrich.judged import JudgedQuestion
from pipeline.enrich.topic import TopicIndex


def why_topic(judged: JudgedQuestion, topics: TopicIndex) -> Iterator[str]:
    """Where labels of the list stand: in the heading, in the question, in its answers."""
    question = judged.question
    parts = {
        "heading": question.heading.text if question.heading else "",
        "question": question.text.text,
        "answers": "\n".join(answer.text for answer in question.answers),
    }
    for part, text in parts.items():
        for label, topic_id in dict.fromkeys(topics.labels_in(text)):
            yield f"'{label}' ({topic_id}) in the {part}"
