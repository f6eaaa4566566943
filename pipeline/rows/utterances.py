"""Rows about what was said and written during a session."""

import re
from collections.abc import Iterable, Iterator

from pipeline.corpus import Corpus
from pipeline.extract.utterances import Utterance
from pipeline.rows.places import Rows, placed
from pipeline.session import Session
from schemas.words import UtteranceChannel

_HIDDEN = "[…]"
_SHORTEST_NAME = 3


def utterance_rows(session: Session, corpus: Corpus) -> Rows:
    """Rows of utterances: those of recordings, and of chats where they may be published.

    Times before the recording begins are not known in it.
    """
    for position, (said, text) in enumerate(_public(session, corpus), start=1):
        spoken = said.channel is UtteranceChannel.RECORDING
        yield (
            "utterances",
            {
                "utterance_id": said.utterance_id,
                "session_id": session.folder.session_id,
                "position": position,
                "channel": said.channel,
                "person_id": said.person.person_id if said.person and spoken else None,
                "attribution": said.attribution if spoken else None,
                "text": text,
                "start_ms": _in_recording(said.start_ms),
                "end_ms": _in_recording(said.end_ms),
                "sent_at": said.sent_at,
                **placed(said.document_id, said.line_start, said.line_end),
            },
        )


def _public(session: Session, corpus: Corpus) -> Iterator[tuple[Utterance, str]]:
    """What may be published, and its text; chat where the corpus says so, without names."""
    for read in session.documents:
        if read.utterances and read.utterances[0].channel is UtteranceChannel.RECORDING:
            yield from ((said, said.text) for said in read.utterances)
        elif corpus.publish_chat:
            names = _names(read.utterances)
            yield from ((said, _without(names, said.text)) for said in read.utterances)


def _names(chat: Iterable[Utterance]) -> re.Pattern[str] | None:
    """The names of those who write in a chat without an office, and each part of them."""
    found = {said.speaker.removeprefix("@") for said in chat if said.speaker and not said.person}
    whole = {name for name in found if len(name) >= _SHORTEST_NAME}
    parts = {part for name in whole for part in re.findall(r"[^\W\d_]{3,}", name)}
    # a part is hidden only where it is written as a name: "will" is also a word
    named = {part for part in parts if not part.islower()}
    if not whole:
        return None
    return re.compile(rf"(?<!\w)@?(?:(?i:{_any(whole)})|{_any(named | whole)})(?!\w)")


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


def _without(names: re.Pattern[str] | None, text: str) -> str:
    return names.sub(_HIDDEN, text) if names else text


def _in_recording(ms: int | None) -> int | None:
    return ms if ms is not None and ms >= 0 else None
