"""Everything that was sent in, laid beside the tables: private rows, and what follows in public.

In public follows the channel by which a question of the notes came in, and nothing else.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pyarrow as pa

from pipeline.corpus import Folder, LoadedCorpus
from pipeline.corpus.names import file_name
from pipeline.engine import Engine
from pipeline.private.chats import ChatQuestions, FindInChats, chat_folders
from pipeline.private.fates import Decisions, Fate, Sessions, fates, to_review
from pipeline.private.folder import PrivateFolder, State
from pipeline.private.matching import Question
from pipeline.private.veil import PrivateError, quietly
from pipeline.rows.places import Row
from pipeline.store.parquet import to_arrow, to_pandas
from pipeline.version import code_version
from schemas import PRIVATE
from schemas.validate import validate
from schemas.words import DeferralBasis, DocumentKind, ExtractionMethod, Status

Tables = Mapping[str, pa.Table]

_READ = ("sessions", "people", "participations", "questions", "corrections")
_ANSWERED = (Status.ANSWERED, Status.PARTLY_ANSWERED)
_SHARD = 16


def take_in(loaded: LoadedCorpus, tables: Tables, folder: PrivateFolder, engine: Engine) -> Tables:
    """Find out what became of everything that was sent in; give the tables with their channels.

    Raises:
        PrivateError: it failed; the message quotes nothing.
        EngineError: the engine does not work.
    """
    if not _expected(loaded, folder):
        return tables
    rows = {name: tables[name].to_pylist() for name in _READ}
    chats = _chats(loaded, rows, engine)
    return quietly("matching", "what was sent in", _settle, loaded, tables, rows, chats, folder)


def effects(loaded: LoadedCorpus, folder: PrivateFolder) -> str | None:
    """A hash of what followed in public from what lies in raw now; None where it is not known."""
    if not _expected(loaded, folder):
        return ""
    state = folder.state()
    return state.effects if state and state.inputs == _inputs(loaded) else None


def _expected(loaded: LoadedCorpus, folder: PrivateFolder) -> bool:
    """Whether anything was sent in, or was once."""
    return folder.path.exists() or any(map(_has_chat, loaded.folders))


def _has_chat(folder: Folder) -> bool:
    named = (file_name(name) for name, _ in folder.contents)
    return any(name is not None and name.kind is DocumentKind.CHAT for name in named)


def _inputs(loaded: LoadedCorpus) -> str:
    facts = [loaded.fingerprint, code_version()]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _chats(
    loaded: LoadedCorpus, rows: Mapping[str, Sequence[Row]], engine: Engine
) -> list[ChatQuestions]:
    folders = list(chat_folders(loaded.folders, rows))
    shards = (folders[at : at + _SHARD] for at in range(0, len(folders), _SHARD))
    return [one for part in engine.map(FindInChats(loaded.corpus), shards) for one in part]


def _settle(
    loaded: LoadedCorpus,
    tables: Tables,
    rows: Mapping[str, Sequence[Row]],
    chats: Sequence[ChatQuestions],
    folder: PrivateFolder,
) -> Tables:
    received = [one for chat in chats for one in chat.received]
    decisions = Decisions.of([one for chat in chats for one in chat.decisions])
    found = fates(received, _sessions(rows, semantic=loaded.corpus.semantic), decisions, None)
    channels = _channels(found, rows["corrections"])
    model = PRIVATE["submissions"]
    private = {"submissions": to_arrow(model, (fate.row(None) for fate in found))}
    _check(private, tables)
    review = list(to_review(found, decisions))
    digest = hashlib.sha256(json.dumps(sorted(channels.items())).encode()).hexdigest()
    state = State(inputs=_inputs(loaded), effects=digest if channels else "", to_review=len(review))
    folder.keep(private, review, state)
    return _with_channels(tables, channels)


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
    )


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
