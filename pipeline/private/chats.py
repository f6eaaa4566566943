"""Questions in the chats of sessions, as an engine is given them to find."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.corpus import Corpus, Folder, SessionFile, load_session
from pipeline.corpus.corrections import Act, Correction
from pipeline.corpus.names import CORRECTIONS, file_name
from pipeline.corpus.problems import RefusedError
from pipeline.corpus.sessions import SessionFolder
from pipeline.documents import read_document
from pipeline.enrich.language import detect_language
from pipeline.extract.moments import Clock
from pipeline.extract.offices import Offices
from pipeline.extract.person import Person
from pipeline.extract.roster import Roster
from pipeline.extract.utterances import Utterance, read_utterances
from pipeline.ids import slug
from pipeline.private.items import items
from pipeline.private.received import Received
from pipeline.private.veil import PrivateError, Secret, Veiled, quietly
from pipeline.readers.document import UnreadableError
from pipeline.rows.places import Row
from schemas.words import Channel, DocumentKind, PersonKind, UtteranceChannel

_SECONDS, _SECONDS_PER_MB = 10, 8
_FEWEST_WORDS = 3  # "why?" and "can you repeat?" are no questions to a session


@dataclass(frozen=True, slots=True)
class ChatFolder:
    """A session with chats, and who spoke in office there."""

    folder: Folder
    language: str
    offices: tuple[Person, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over it and its content."""
        offices = [(one.person_id, one.name, one.kind) for one in self.offices]
        facts = [self.folder.name, self.folder.digest, self.language, offices]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


@dataclass(frozen=True, slots=True, repr=False)
class ChatQuestions(Veiled):
    """What was asked in the chats of one session, and what a person says of that.

    `digest` is that of the session; None where its chats could not be read.
    """

    received: tuple[Received, ...] = ()
    decisions: tuple[Correction, ...] = ()
    digest: str | None = None


def chat_folders(
    folders: Sequence[Folder], tables: Mapping[str, Sequence[Row]]
) -> Iterator[ChatFolder]:
    """The sessions that were built and have chats, or decisions of a person."""
    people = {row["person_id"]: _person(row) for row in tables["people"]}
    offices: dict[str, dict[str, Person]] = {}
    for row in tables["participations"]:
        person = people[row["person_id"]]
        offices.setdefault(str(row["session_id"]), {})[person.person_id] = person
    languages = {str(row["session_id"]): str(row["language"]) for row in tables["sessions"]}
    for folder in folders:
        if folder.name in languages and any(map(_matters, dict(folder.contents))):
            there = tuple(offices.get(folder.name, {}).values())
            yield ChatFolder(folder, languages[folder.name], there)


def _matters(name: str) -> bool:
    named = file_name(name)
    return name == CORRECTIONS or (named is not None and named.kind is DocumentKind.CHAT)


def _person(row: Row) -> Person:
    return Person(str(row["name"]), PersonKind(str(row["kind"])), str(row["person_id"]))


@dataclass(frozen=True)
class FindInChats:
    """Finds questions in chats: a folder to what was asked there."""

    corpus: Corpus

    def prepare(self) -> None:
        """Nothing is needed beforehand."""

    def one(self, item: ChatFolder) -> ChatQuestions:
        """What was asked in a session's chats; of a chat that cannot be read, nothing.

        The build of the session has told why it cannot.
        """
        try:
            return quietly("chat questions", item.folder.where, self._read, item)
        except PrivateError:
            return ChatQuestions()

    def lost(self, _item: ChatFolder, _why: str) -> ChatQuestions:
        """A session at which processes broke has told so when it was built."""
        return ChatQuestions()

    def join(self, parts: Sequence[ChatQuestions]) -> Sequence[ChatQuestions]:
        """All of them."""
        return parts

    def seconds(self, item: ChatFolder) -> int:
        """How much processor time a session's chats may take."""
        return _SECONDS + _SECONDS_PER_MB * item.folder.size // 1_000_000

    def _read(self, item: ChatFolder) -> ChatQuestions:
        session = load_session(item.folder, self.corpus).session
        if session is None:
            return ChatQuestions()
        chats = (file for file in session.files if file.kind is DocumentKind.CHAT)
        found = [one for file in chats for one in self._asked(file, session, item)]
        return ChatQuestions(tuple(found), session.decisions, item.digest)

    def _asked(
        self, file: SessionFile, session: SessionFolder, item: ChatFolder
    ) -> Iterator[Received]:
        zone = ZoneInfo(self.corpus.time_zone)
        starts = session.settings.starts_at
        clock = Clock(starts.astimezone(zone).date() if starts else session.date, zone)
        try:
            document = read_document(file)
        except (RefusedError, UnreadableError):
            return
        name = f"{session.session_id}/{file.name}"
        for said in read_utterances(name, document, offices(item.offices), clock).utterances:
            if said.person is None and said.channel is not UtteranceChannel.RECORDING:
                yield from _questions(said, file.path, session.session_id, item.language)


class KeptChats:
    """What was asked in chats as it is put away: by the digest of the session."""

    def digest(self, item: ChatFolder) -> str:
        """That of the session."""
        return item.digest

    def name(self, found: ChatQuestions) -> str | None:
        """The digest of the session; None where its chats could not be read."""
        return found.digest

    def facts(self, found: ChatQuestions) -> Mapping[str, object]:
        """All of it."""
        return {
            "received": [_facts(one) for one in found.received],
            "decisions": [asdict(one) for one in found.decisions],
        }

    def again(self, item: ChatFolder, facts: Mapping[str, Any]) -> ChatQuestions:
        """What was asked, and what a person says of that, as it was read."""
        decisions = (Correction(**{**one, "act": Act(one["act"])}) for one in facts["decisions"])
        received = (_again(one) for one in facts["received"])
        return ChatQuestions(tuple(received), tuple(decisions), item.digest)


def _facts(one: Received) -> Mapping[str, object]:
    return {
        "session_id": one.session_id,
        "channel": one.channel,
        "received_at": one.received_at.isoformat() if one.received_at else None,
        "language": one.language,
        "text": one.text.reveal(),
        "asker": one.asker.reveal() if one.asker else None,
        "source": one.source.reveal(),
        "document": one.document.reveal(),
        "line_start": one.line_start,
        "line_end": one.line_end,
    }


def _again(facts: Mapping[str, Any]) -> Received:
    moment = facts["received_at"]
    secret = {name: Secret(facts[name]) for name in ("text", "source", "document")}
    told = {
        "channel": Channel(facts["channel"]),
        "received_at": datetime.fromisoformat(moment) if moment else None,
        "asker": Secret(facts["asker"]) if facts["asker"] else None,
    }
    return Received(**{**facts, **secret, **told})


def _questions(said: Utterance, path: str, session_id: str, language: str) -> Iterator[Received]:
    own_language = detect_language(said.text, language)
    for found in items(said.text, own_language):
        if len(found.text.split()) >= _FEWEST_WORDS:
            yield Received(
                session_id=session_id,
                channel=Channel(said.channel.value),
                received_at=said.sent_at,
                language=own_language,
                text=Secret(found.text),
                asker=Secret(said.speaker) if said.speaker else None,
                source=Secret(said.utterance_id),
                document=Secret(path),
                line_start=said.line_start,
                line_end=said.line_end,
            )


def offices(people: Sequence[Person]) -> Offices:
    """People in office, who are known by their full names."""
    stated = {slug(person.name): person for person in people}
    return Offices(Roster((), (), "", frozenset(), stated), frozenset(people))
