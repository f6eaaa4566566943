"""Dagster's history in SQLite, at the pace of a build.

Dagster stores each event in a transaction and a connection of its own, a thousand in a run, and
SQLite waits for the disk at every one. Here it waits at the end. A power cut can take the last
run from the history, never its soundness; the tables do not hang on it. For each event Dagster
also makes an engine, which knows no statement yet: here there is one a database.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dagster._core.storage.event_log.sqlite import sqlite_event_log
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError


class HistoryError(Exception):
    """The history cannot be written; the message is for people."""


@contextmanager
def quick_history() -> Iterator[None]:
    """Let this process write to its history without waiting, while the block runs.

    Raises:
        HistoryError: the disk refuses it.
    """
    kept: dict[str, sqlite3.Connection] = {}
    engines: dict[str, Engine] = {}
    names = vars(sqlite_event_log)  # where Dagster looks up what makes its engines
    create_engine = names["create_engine"]

    def engine_of(address: str, **settings: Any) -> Engine:
        if address not in engines:
            engines[address] = create_engine(address, **settings)
        return engines[address]

    def connected(connection: sqlite3.Connection, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (_, _, path) = connection.execute("PRAGMA database_list").fetchone()
        if path and path not in kept:
            # whoever closes a database last tidies it up, and waits: that is this one
            kept[path] = sqlite3.connect(path, check_same_thread=False)
            kept[path].execute("SELECT count(*) FROM sqlite_master").fetchone()

    event.listen(Engine, "connect", connected)
    names["create_engine"] = engine_of
    try:
        yield
    except (OSError, OperationalError) as error:
        told = error.orig if isinstance(error, OperationalError) else error
        raise HistoryError(
            f"Dagster's history cannot be written ({told}); is the disk full?"
        ) from error
    finally:
        names["create_engine"] = create_engine
        event.remove(Engine, "connect", connected)
        for connection in kept.values():
            connection.close()
