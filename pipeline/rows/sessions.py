"""Rows about a session, its documents and its people."""

from collections.abc import Iterator

from pipeline.corpus import Corpus
from pipeline.enrich.topic import TopicIndex
from pipeline.extract.accounting import Use
from pipeline.extract.offices import in_office
from pipeline.rows.participations import participations
from pipeline.rows.places import Row, Rows, at, evidence, placed
from pipeline.session import ReadDocument, Session


def session_tables(session: Session, corpus: Corpus, topics: TopicIndex) -> Rows:
    """Rows of sessions, documents, quarantine, people, participations, topics and channels."""
    header = session.record.header
    yield "sessions", _session(session, corpus)
    said = (sentence.place() for sentence in header.stated)
    yield from evidence("sessions", session.folder.session_id, session.record_id, said)
    for document in session.documents:
        yield "documents", _document(document, session)
        yield from (("quarantine", row) for row in _quarantine(document))
    for person in sorted(in_office(session.record), key=lambda person: (person.name, person.kind)):
        row = {"person_id": person.person_id, "name": person.name, "kind": person.kind}
        yield "people", row
    yield from _participations(session)
    yield from _scope(session, topics)
    for channel, sentence in header.channels:
        yield (
            "session_channels",
            {
                "session_id": session.folder.session_id,
                "channel": channel,
                **at(session.record_id, sentence.place()),
            },
        )


def _session(session: Session, corpus: Corpus) -> Row:
    stated, header = session.folder.settings, session.record.header
    title = header.title
    starts_at = stated.starts_at or (header.starts_at and header.starts_at[0])
    recording = stated.recording.url if stated.recording else None
    policy = header.follow_up_policy
    return {
        "session_id": session.folder.session_id,
        "title": stated.title or (title.text if title else session.folder.session_id),
        "series": corpus.series.get(stated.series) if stated.series else None,
        "date": session.folder.date,
        "starts_at": starts_at,
        "language": session.language,
        "recording_url": recording or (header.recording and header.recording[0]),
        "license": stated.license or corpus.license,
        "follow_up_policy": stated.follow_up_policy or (policy.text if policy else None),
        **(at(session.record_id, title.place()) if title else placed(session.record_id, 1, 1)),
    }


def _document(read: ReadDocument, session: Session) -> Row:
    stated = session.folder.settings.document(read.file.name)
    return {
        "document_id": read.document_id,
        "session_id": session.folder.session_id,
        "path": read.file.path.removeprefix("sessions/"),
        "kind": read.file.kind,
        "format": read.document.format,
        "role": read.role,
        "sha256": read.file.sha256,
        "bytes": len(read.file.data),
        "lines": len(read.document.lines),
        **{f"lines_{use}": read.lines(use).total() for use in Use},
        "encoding": read.document.encoding,
        "language": stated.language or read.language,
        "source_url": stated.source_url,
        "revision": stated.revision or read.file.revision,
        "license": stated.license or session.folder.settings.license,
    }


def _quarantine(read: ReadDocument) -> Iterator[Row]:
    for run in read.uses:
        if run.use is Use.QUARANTINED:
            yield {
                **placed(read.document_id, run.line_start, run.line_end),
                "reason": run.why,
                "detail": None,
            }


def _participations(session: Session) -> Rows:
    for part in participations(session.record):
        said = part.mention
        key = (session.folder.session_id, said.person.person_id, said.role)
        yield (
            "participations",
            {
                "session_id": key[0],
                "person_id": key[1],
                "role": key[2],
                "title": part.title,
                "affiliation": part.affiliation,
                "attribution": said.attribution,
                **at(session.record_id, said.place),
            },
        )
        yield from evidence("participations", " / ".join(key), session.record_id, part.further)


def _scope(session: Session, topics: TopicIndex) -> Rows:
    """The topics named in the sentences that declare the scope, each at its first place."""
    declared = {
        topic_id: sentence
        for sentence in reversed(session.record.header.scope)
        for _, topic_id in topics.labels_in(sentence.text)
    }
    for topic_id, sentence in declared.items():
        yield (
            "session_topics",
            {
                "session_id": session.folder.session_id,
                "topic_id": topic_id,
                **at(session.record_id, sentence.place()),
            },
        )
