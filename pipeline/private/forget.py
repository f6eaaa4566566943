"""A person's mails out of everything that was learned, and out of every build to come."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from pipeline.private.folder import PrivateFolder
from pipeline.private.forgotten import read_forgotten, write_forgotten
from pipeline.store.lock import build_lock
from pipeline.store.parquet import read_parquet


def forget(raw: Path, folder: PrivateFolder, names: Sequence[str]) -> int:
    """Forget mails, by their id or Message-ID, by a submission in them, or by their sender.

    All that was learned from mails is removed, to be made anew without them by the next build;
    how many mails that were known are forgotten is given back. Names of which no mail is known
    are kept away all the same.

    Raises:
        PrivateError: the tombstones that are there are damaged.
        StoreError: a build is running, or a private table is damaged.
    """
    with build_lock(folder.out):
        forgotten = read_forgotten(raw)
        mails = _rows(folder, "mail_documents")
        by_place = {(row["document"], row["line_start"]): str(row["mail_id"]) for row in mails}
        holding = {
            str(row["submission_id"]): by_place.get((row["document"], row["line_start"]))
            for row in _rows(folder, "submissions")
        }
        stones = forgotten.with_names(holding.get(name) or name for name in names)
        write_forgotten(raw, stones)
        if folder.path.exists():
            shutil.rmtree(folder.path)
            folder.make()
        told = ("mail_id", "message_id", "sender")
        return sum(stones.covers(*(str(row[name] or "") for name in told)) for row in mails)


def _rows(folder: PrivateFolder, table: str) -> list[dict[str, object]]:
    path = folder.path / "tables" / f"{table}.parquet"
    rows: list[dict[str, object]] = read_parquet(path).to_pylist() if path.exists() else []
    return rows
