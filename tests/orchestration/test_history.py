"""Dagster's history: written without waiting, and whole."""

import sqlite3

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
