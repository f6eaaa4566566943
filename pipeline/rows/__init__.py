"""A session's rows of every table: here the names of columns meet what was read."""

from collections.abc import Mapping
from itertools import chain

from pipeline.corpus import Corpus
from pipeline.enrich.topic import TopicIndex
from pipeline.rows.discrepancies import discrepancy_rows
from pipeline.rows.places import Row
from pipeline.rows.questions import question_tables
from pipeline.rows.sessions import session_tables
from pipeline.rows.utterances import utterance_rows
from pipeline.session import Session

Tables = Mapping[str, tuple[Row, ...]]

__all__ = ["Row", "Tables", "session_rows", "topic_rows"]


def session_rows(session: Session, corpus: Corpus, topics: TopicIndex) -> Tables:
    """The rows that one session adds, by table.

    `people` are those whom the session names; others may name them too.
    """
    tables: dict[str, list[Row]] = {}
    rows = chain(
        session_tables(session, corpus, topics),
        question_tables(session),
        utterance_rows(session, corpus),
        discrepancy_rows(session),
    )
    for table, row in rows:
        tables.setdefault(table, []).append(row)
    return {table: tuple(rows) for table, rows in tables.items()}


def topic_rows(corpus: Corpus) -> tuple[Row, ...]:
    """The corpus's list of topics."""
    return tuple(
        {
            "topic_id": topic.topic_id,
            "label": topic.label,
            "broader_id": topic.broader_id,
            "scope_note": topic.scope_note,
            "alt_labels": "; ".join(topic.alt_labels) or None,
        }
        for topic in corpus.topics
    )
