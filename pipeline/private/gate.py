"""Whether something private stands where everybody will look."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from pyarrow import compute

from pipeline.private.folder import PrivateFolder
from pipeline.private.leaks import leaks
from pipeline.private.veil import quietly
from pipeline.store.parquet import read_parquet

#: A wording of fewer letters is anybody's.
TELLING = 40
# where a sentence has its parts, and what formats write in another way: quotes, brackets, line ends
_PARTS = re.compile(r"[\x00-\x1f\"'&<>\\.,;:!?]+")


def private_within(place: Path, folder: PrivateFolder, utterances: pa.Table) -> tuple[str, ...]:
    """The files below `place` that hold something of the private tables, sorted.

    That is an id, the name of a mailbox, or a long wording that was sent in and is no question of
    a record. Wordings that `utterances` holds are published chat.

    Raises:
        StoreError: a private table is damaged.
        PrivateError: they are not searched through; the message quotes nothing.
    """
    if not folder.path.is_dir():
        return ()
    return quietly("the gate", "the private tables", _within, place, folder, utterances)


def _within(place: Path, folder: PrivateFolder, utterances: pa.Table) -> tuple[str, ...]:
    found = leaks(place, _words(folder, utterances))
    return tuple(sorted({where for places in found.values() for where in places}))


def _words(folder: PrivateFolder, utterances: pa.Table) -> frozenset[str]:
    submissions, mails = (_table(folder, name) for name in ("submissions", "mail_documents"))
    found: set[str] = set()
    if mails is not None:
        found.update(*(mails[name].to_pylist() for name in ("mail_id", "document")))
    if submissions is not None:
        found.update(submissions["submission_id"].to_pylist(), submissions["asker_key"].to_pylist())
        found.update(_wordings(submissions, utterances))
    return frozenset(word for word in found if word)


def _table(folder: PrivateFolder, name: str) -> pa.Table | None:
    path = folder.path / "tables" / f"{name}.parquet"
    return read_parquet(path) if path.exists() else None


def _wordings(submissions: pa.Table, utterances: pa.Table) -> Iterator[str]:
    alone = compute.and_(
        compute.is_null(submissions["question_id"]), compute.is_null(submissions["duplicate_of"])
    )
    published = "\0".join(utterances["text"].to_pylist())
    for text in submissions.filter(alone)["text"].to_pylist():
        for piece in _PARTS.split(text):
            if len(piece.strip()) >= TELLING and piece.strip() not in published:
                yield piece.strip()
