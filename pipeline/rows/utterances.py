"""Rows about what was said and written during a session."""

from pipeline.corpus import Corpus
from pipeline.extract.utterances import Utterance
from pipeline.ids import slug
from pipeline.rows.places import Rows, placed
from pipeline.session import Session
from schemas.words import UtteranceChannel


def utterance_rows(session: Session, corpus: Corpus) -> Rows:
    """Rows of utterances: those of recordings, and of chats where they may be published.

    Times before the recording begins are not known in it.
    """
    public = [said for said in session.utterances if is_public(said, corpus)]
    for position, said in enumerate(public, start=1):
        spoken = said.channel is UtteranceChannel.RECORDING
        yield (
            "utterances",
            {
                "utterance_id": said.utterance_id,
                "session_id": session.folder.session_id,
                "position": position,
                "channel": said.channel,
                "person_id": slug(said.person.name) if said.person and spoken else None,
                "attribution": said.attribution if spoken else None,
                "text": said.text,
                "start_ms": _in_recording(said.start_ms),
                "end_ms": _in_recording(said.end_ms),
                "sent_at": said.sent_at,
                **placed(said.document_id, said.line_start, said.line_end),
            },
        )


def is_public(said: Utterance, corpus: Corpus) -> bool:
    """Whether an utterance may be published: chat only where the corpus says so."""
    return said.channel is UtteranceChannel.RECORDING or corpus.publish_chat


def _in_recording(ms: int | None) -> int | None:
    return ms if ms is not None and ms >= 0 else None
