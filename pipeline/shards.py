"""Sessions read one by one, their rows put together by shards: what an engine is given to do."""

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from pipeline.clues.asked import Asked, read_asked
from pipeline.clues.kept import CLUES, clues_table
from pipeline.corpus import (
    Corpus,
    Folder,
    LoadedSession,
    Problem,
    SessionFolder,
    load_session,
)
from pipeline.corpus.problems import RefusedError
from pipeline.corrections import corrected
from pipeline.engine import EngineError
from pipeline.enrich.topic import TopicIndex
from pipeline.extract.accounting import Use
from pipeline.rows import Row, session_rows
from pipeline.rows.flat import flat_rows
from pipeline.session import ReadDocument, read_session
from pipeline.store.parquet import as_arrow
from pipeline.version import code_version
from schemas import TABLES

# what one session may take of the processor: as much as a large page takes on a slow machine,
# and more for each megabyte
_SECONDS = 20
_SECONDS_PER_MB = 8


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one folder.

    Attributes:
        name: The folder's name.
        digest: What it was made from.
        documents: The account of each document's lines, in plain data; None where nothing
            was built.
        refused: What was left out, and why.
        warnings: What is odd but cost nothing.
        settled: Whether the same content would give the same again.
        cached: Whether it was read by an earlier build.
    """

    name: str
    digest: str
    documents: Mapping[str, object] | None
    refused: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    settled: bool = True
    cached: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one folder, its rows, and its questions as other sessions look at them."""

    told: Told
    rows: Mapping[str, Sequence[Row]]
    asked: Sequence[Asked] = ()


@dataclass(frozen=True, slots=True)
class Shard:
    """Several folders: what became of them, how many rows each has by table, and the rows.

    Beside the tables of the contract there are the clues.
    """

    told: tuple[tuple[Told, Mapping[str, int]], ...]
    tables: Mapping[str, pa.Table]


@dataclass(frozen=True)
class ReadSessions:
    """Reads sessions: a folder to its rows of every table.

    `code` is the version of the program that asks for it; no other may do it.
    """

    corpus: Corpus
    code: str = field(default_factory=code_version)

    @cached_property
    def _topics(self) -> TopicIndex:
        return TopicIndex(self.corpus.topics)

    def prepare(self) -> None:
        """Get the topics ready."""
        _ = self._topics

    def one(self, folder: Folder) -> Part:
        """The rows of a session; one that cannot be read, or at which we fail, has none.

        Raises:
            EngineError: This is another version of the program.
        """
        if self.code != code_version():
            raise EngineError("a worker has another version of the program; install the same there")
        loaded = LoadedSession(None, (), (), ())
        try:
            loaded = load_session(folder, self.corpus)
            if loaded.session:
                return self._read(folder, loaded, loaded.session)
        except RefusedError as refusal:
            return _without(folder, loaded, refusal.problems)
        except MemoryError:
            raise
        except Exception as fault:  # noqa: BLE001 - a fault of ours must cost this session only
            return _without(folder, loaded, [Problem(folder.where, None, _fault(fault))])
        return _without(folder, loaded)

    def lost(self, folder: Folder, why: str) -> Part:
        """A session at which processes broke."""
        message = (
            f"{why}, twice; the session is left out: look for a file that is very large, or is "
            "not what its name says"
        )
        problem = Problem(folder.where, None, message)
        return Part(Told(folder.name, folder.digest, None, (problem,), settled=False), {})

    def join(self, parts: Sequence[Part]) -> Shard:
        """The rows of several sessions as Arrow tables; what does not fit costs its session."""
        try:
            return _joined(parts)
        except ValueError as fault:
            if len(parts) > 1:
                shards = [self.join([part]) for part in parts]
                return Shard(
                    tuple(told for shard in shards for told in shard.told),
                    concatenated(shard.tables for shard in shards),
                )
            told = parts[0].told
            problem = Problem(f"sessions/{told.name}", None, f"could not be built ({fault})")
            refused = (*told.refused, problem)
            return _joined([Part(replace(told, documents=None, refused=refused), {})])

    def seconds(self, folder: Folder) -> int:
        """How much processor time a session may take."""
        return _SECONDS + _SECONDS_PER_MB * folder.size // 1_000_000

    def _read(self, folder: Folder, loaded: LoadedSession, lying: SessionFolder) -> Part:
        session = read_session(lying, self.corpus, self._topics)
        rows = corrected(session_rows(session, self.corpus, self._topics), lying, self.corpus)
        told = Told(
            folder.name,
            folder.digest,
            {read.document_id: _account(read) for read in session.documents},
            (*loaded.refused, *session.refused),
            (*loaded.warnings, *session.warnings),
        )
        flat = flat_rows(rows, self.corpus)
        return Part(told, {**rows, "questions_flat": flat}, read_asked(rows))


def concatenated(pieces: Iterable[Mapping[str, pa.Table]]) -> dict[str, pa.Table]:
    """Tables of the same names, one behind the other."""
    found: dict[str, list[pa.Table]] = {}
    for tables in pieces:
        for name, table in tables.items():
            found.setdefault(name, []).append(table)
    return {name: pa.concat_tables(tables) for name, tables in found.items()}


def _without(folder: Folder, loaded: LoadedSession, problems: Iterable[Problem] = ()) -> Part:
    """A session that is left out."""
    refused = (*loaded.refused, *problems)
    told = Told(folder.name, folder.digest, None, refused, loaded.warnings, loaded.settled)
    return Part(told, {})


def _joined(parts: Sequence[Part]) -> Shard:
    names = dict.fromkeys(name for part in parts for name in part.rows)
    return Shard(
        tuple((part.told, _counts(part)) for part in parts),
        {
            name: as_arrow(TABLES[name], [row for part in parts for row in part.rows.get(name, ())])
            for name in names
        }
        | {CLUES: clues_table(asked for part in parts for asked in part.asked)},
    )


def _counts(part: Part) -> Mapping[str, int]:
    return {name: len(rows) for name, rows in part.rows.items()} | {CLUES: len(part.asked)}


def _fault(fault: Exception) -> str:
    """Where the program failed, without the message: it may quote the text."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    return (
        f"could not be built ({type(fault).__name__} at {Path(place.filename).name}:"
        f"{place.lineno}); this is a fault of the program, please report it"
    )


def _account(read: ReadDocument) -> Mapping[str, object]:
    return {
        "format": read.document.format,
        "layouts": list(read.layouts),
        "boilerplate": dict(sorted(read.lines(Use.BOILERPLATE).items())),
        "quarantined": dict(sorted(read.lines(Use.QUARANTINED).items())),
    }
