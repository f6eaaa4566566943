"""Across sessions: what was asked again, and which promises a later session shows kept."""

from collections.abc import Iterable, Mapping

from pipeline.clues.asked import Asked
from pipeline.link.asked import question_links
from pipeline.link.delivered import fulfilments
from pipeline.link.record import Records
from pipeline.rows.places import Row


def link(questions: Iterable[Asked]) -> Mapping[str, list[Row]]:
    """The rows of `question_links`, and those of `fulfilments` that rest on a later session.

    `questions` are those of all sessions, in any order.
    """
    records = Records.of(questions)
    links = question_links(records)
    return {
        "question_links": [found.row() for found in links],
        "fulfilments": list(fulfilments(records, links)),
    }
