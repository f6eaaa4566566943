"""Dagster's history: written without waiting, and whole."""

import sqlite3

from dagster._core.storage.event_log.sqlite import sqlite_event_log
from sqlalchemy import NullPool, create_engine, text

from pipeline.orchestration.history import quick_history

NORMAL = 1


def test_connections_wait_less_while_the_block_runs_and_as_before_behind_it(tmp_path):
    path = tmp_path / "runs.db"

    def asked(pragma):
        with create_engine(f"sqlite:///{path}", poolclass=NullPool).connect() as connection:
            return connection.execute(text(f"PRAGMA {pragma}")).scalar()

    usual = asked("synchronous")
    with quick_history():
        assert asked("synchronous") == NORMAL
        assert asked("journal_mode") == "wal"
        with create_engine(f"sqlite:///{path}", poolclass=NullPool).begin() as connection:
            connection.execute(text("CREATE TABLE events (id INTEGER)"))
        assert path.with_name("runs.db-wal").exists()  # nobody has tidied up
    assert not path.with_name("runs.db-wal").exists()
    assert usual != NORMAL
    assert asked("synchronous") == usual
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_dagster_makes_one_engine_a_database_while_the_block_runs(tmp_path):
    one, other = (f"sqlite:///{tmp_path / name}" for name in ("one.db", "other.db"))
    before = sqlite_event_log.create_engine
    with quick_history():
        engine = sqlite_event_log.create_engine(one, poolclass=NullPool)
        assert sqlite_event_log.create_engine(one, poolclass=NullPool) is engine
        assert sqlite_event_log.create_engine(other, poolclass=NullPool) is not engine
    assert sqlite_event_log.create_engine is before
