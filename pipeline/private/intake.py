"""Everything that was sent in, laid beside the tables: private rows, and what follows in public.

In public follow the channel by which a question of the notes came in, and large counts.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.corpus import Folder, LoadedCorpus
from pipeline.corpus.corrections import Correction, read_corrections
from pipeline.corpus.names import CORRECTIONS, file_name
from pipeline.corpus.problems import RefusedError
from pipeline.engine import Engine
from pipeline.private.chats import ChatQuestions, FindInChats, KeptChats, chat_folders
from pipeline.private.fates import Decisions, Fate, Sessions, fates, to_review
from pipeline.private.folder import PrivateFolder, State
from pipeline.private.forgotten import read_forgotten
from pipeline.private.funnel import by_session, published
from pipeline.private.kept import read_or_kept
from pipeline.private.key import asker_key
from pipeline.private.mail.mailboxes import FOLDER
from pipeline.private.matching import Question
from pipeline.private.post import Post, digest, has_mail, read_post
from pipeline.private.read_aloud import Recording
from pipeline.private.veil import PrivateError, quietly
from pipeline.rows.places import Row
from pipeline.store.parquet import to_arrow, to_pandas
from pipeline.version import code_version, readings_key
from schemas import PRIVATE
from schemas.corrections import DECIDED
from schemas.validate import validate
from schemas.words import DeferralBasis, DocumentKind, ExtractionMethod, Status, UtteranceChannel

Tables = Mapping[str, pa.Table]

_READ = ("sessions", "people", "participations", "questions", "corrections")
_ANSWERED = (Status.ANSWERED, Status.PARTLY_ANSWERED)
_SHARD = 16
_SAID = ("session_id", "document_id", "channel", "text", "start_ms", "end_ms")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What follows in public: the tables with channels, and the rows of `intake_funnel`."""

    tables: Tables
    funnel: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What was sent in to the corpus in the folder `raw`, and where it is kept."""

    raw: Path
    loaded: LoadedCorpus
    folder: PrivateFolder

    def effects(self) -> str | None:
        """A hash of what followed in public from what lies in raw now; None where not known.

        Raises:
            PrivateError: it failed; the message quotes nothing.
        """
        return quietly("what changed", "what was sent in", self._effects)

    def _effects(self) -> str | None:
        if not self._expected:
            return ""
        state = self.folder.state()
        return state.effects if state and state.inputs == self._inputs else None

    def take(self, tables: Tables, engine: Engine) -> TakenIn:
        """Find out what became of everything.

        Raises:
            PrivateError: it failed; the message quotes nothing.
            EngineError: the engine does not work.
        """
        if not self._expected:
            return TakenIn(tables)
        return quietly("intake", "what was sent in", self._take, tables, engine)

    def _take(self, tables: Tables, engine: Engine) -> TakenIn:
        inputs = self._inputs
        rows = {name: tables[name].to_pylist() for name in _READ}
        sessions = _sessions(rows, semantic=self.loaded.corpus.semantic)
        chats = self._chats(rows, engine)
        forgotten = read_forgotten(self.raw)
        key = asker_key(self.raw)
        kept = self.folder.cache("mails", readings_key(self.loaded.corpus))
        post = read_post(self.raw, self.loaded.corpus, sessions.days, forgotten, kept, engine)
        said = [*(one for chat in chats for one in chat.decisions), *self._decisions()]
        received = [*(one for chat in chats for one in chat.received), *post.received]
        decisions = Decisions.of(said)
        asked = {one.session_id for one in received if one.session_id}
        sessions = replace(sessions, recordings=_recordings(tables, sessions, asked))
        found = fates(received, sessions, decisions, key)
        return self._keep(tables, rows, post, found, decisions, inputs, key)

    @property
    def _expected(self) -> bool:
        """Whether anything was sent in, or was once."""
        there = self.folder.path.exists() or any(map(_has_chat, self.loaded.folders))
        return there or has_mail(self.raw)

    @property
    def _inputs(self) -> str:
        facts = [self.loaded.fingerprint, code_version(), digest(self.raw)]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()

    def _chats(self, rows: Mapping[str, Sequence[Row]], engine: Engine) -> list[ChatQuestions]:
        folders = chat_folders(self.loaded.folders, rows)
        kept = self.folder.cache("chats", readings_key(self.loaded.corpus))
        work = FindInChats(self.loaded.corpus)
        return read_or_kept(folders, KeptChats(), kept, work, engine, _SHARD)

    def _decisions(self) -> tuple[Correction, ...]:
        """What a person says of mails, in raw/mail/corrections.yaml."""
        path = self.raw / FOLDER / CORRECTIONS
        if not path.is_file():
            return ()
        where = f"{FOLDER}/{CORRECTIONS}"
        try:
            said = read_corrections(path.read_bytes(), where, self.loaded.corpus)
            places = [f"{where}:{one.line}" for one in said if one.table not in DECIDED]
        except RefusedError as refusal:
            places = [f"{problem.path}:{problem.line}" for problem in refusal.problems]
        if places:
            raise PrivateError(f"{places[0]}: cannot be used; expected decisions about submissions")
        return said

    def _keep(
        self,
        tables: Tables,
        rows: Mapping[str, Sequence[Row]],
        post: Post,
        found: Sequence[Fate],
        decisions: Decisions,
        inputs: str,
        key: bytes | None,
    ) -> TakenIn:
        """Write what is private; give what follows in public."""
        channels = _channels(found, rows["corrections"])
        days = {str(row["session_id"]): _day(row) for row in rows["sessions"]}
        shown = _shown(rows["questions"], channels, days)
        funnel = tuple(published(found, days, shown))
        made = {
            "submissions": (fate.row(key) for fate in found),
            "mail_documents": post.documents,
            "intake_by_session": by_session(found),
        }
        private = {name: to_arrow(PRIVATE[name], of_it) for name, of_it in made.items()}
        _check(private, tables)
        review = list(to_review(found, decisions))
        told = json.dumps([sorted(channels.items()), funnel])
        state = State(
            inputs=inputs,
            effects=hashlib.sha256(told.encode()).hexdigest() if channels or funnel else "",
            to_review=len(review),
            lost=tuple(decisions.lost(fate.submission_id for fate in found)),
        )
        self.folder.keep(private, review, state)
        return TakenIn(_with_channels(tables, channels), funnel)


def _has_chat(folder: Folder) -> bool:
    named = (file_name(name) for name, _ in folder.contents)
    return any(name is not None and name.kind is DocumentKind.CHAT for name in named)


def _shown(
    questions: Iterable[Row], channels: Mapping[str, str], days: Mapping[str, date]
) -> Mapping[tuple[int, str], int]:
    """How many questions of a year and a channel the tables show to everybody."""
    return Counter(
        (days[str(row["session_id"])].year, channel)
        for row in questions
        if (channel := channels.get(str(row["question_id"])) or str(row["channel"] or ""))
    )


def _sessions(rows: Mapping[str, Sequence[Row]], *, semantic: bool) -> Sessions:
    questions: dict[str, list[Question]] = {}
    for row in sorted(rows["questions"], key=lambda row: (row["session_id"], row["position"])):
        if row["extraction_method"] == ExtractionMethod.NOTES:
            questions.setdefault(str(row["session_id"]), []).append(_question(row))
    return Sessions(
        days={str(row["session_id"]): _day(row) for row in rows["sessions"]},
        languages={str(row["session_id"]): str(row["language"]) for row in rows["sessions"]},
        questions={session: tuple(asked) for session, asked in questions.items()},
        semantic=semantic,
    )


def _recordings(
    tables: Tables, sessions: Sessions, wanted: Iterable[str]
) -> Mapping[str, Recording]:
    """What was said in those of the sessions that have questions of notes, by session.

    The times of two recordings are not to be compared: such a session has none here.
    """
    ids = pa.array(sorted(set(wanted) & set(sessions.questions)), pa.string())
    said = tables["utterances"].select(_SAID)
    spoken = pc.and_(
        pc.is_in(said["session_id"], value_set=ids),
        pc.equal(said["channel"], UtteranceChannel.RECORDING.value),
    )
    of_session: dict[str, list[tuple[str, int, int]]] = {}
    documents: dict[str, set[str]] = {}
    for row in said.filter(spoken).to_pylist():
        documents.setdefault(row["session_id"], set()).add(row["document_id"])
        if (start := row["start_ms"]) is not None:
            end = row["end_ms"] if row["end_ms"] is not None else start
            of_session.setdefault(row["session_id"], []).append((row["text"], start, end))
    return {
        session: Recording(sorted(rows, key=lambda row: row[1]), sessions.languages[session])
        for session, rows in of_session.items()
        if len(documents[session]) == 1
    }


def _day(row: Row) -> date:
    day = row["date"]
    assert isinstance(day, date)  # noqa: S101 - the type of the column
    return day


def _question(row: Row) -> Question:
    return Question(
        question_id=str(row["question_id"]),
        text=str(row["text"]),
        language=str(row["language"]),
        listed_after=row["deferral_basis"] == DeferralBasis.LISTED_AFTER,
        answered=row["status"] in _ANSWERED,
        heard=_heard(row),
    )


def _heard(row: Row) -> tuple[int, int] | None:
    start, end = row["recording_start_ms"], row["recording_end_ms"]
    if not isinstance(start, int):
        return None
    return start, end if isinstance(end, int) else start


def _channels(found: Iterable[Fate], corrections: Iterable[Row]) -> dict[str, str]:
    """By question the channel of the first submission of it; what a person stated is left."""
    stated = {
        row["row_id"]
        for row in corrections
        if (row["table"], row["column"]) == ("questions", "channel")
    }
    channels: dict[str, str] = {}
    for fate in found:
        if fate.question and fate.question.question_id not in stated:
            channels.setdefault(fate.question.question_id, fate.received.channel.value)
    return channels


def _with_channels(tables: Tables, channels: Mapping[str, str]) -> Tables:
    if not channels:
        return tables
    questions = tables["questions"]
    ids = questions["question_id"].to_pylist()
    before = questions["channel"].to_pylist()
    now = [channels.get(key, channel) for key, channel in zip(ids, before, strict=True)]
    at = questions.schema.get_field_index("channel")
    field = questions.schema.field(at)
    column = pa.chunked_array([now], field.type)
    return {**tables, "questions": questions.set_column(at, field, column)}


def _check(private: Tables, tables: Tables) -> None:
    beside = {name: to_pandas(tables[name]) for name in ("sessions", "questions")}
    made = {name: to_pandas(table) for name, table in private.items()}
    for failure in validate(made, PRIVATE, beside):
        raise PrivateError(
            f"{failure.table}: {failure.check} fails for {failure.count} rows; please report it"
        )
