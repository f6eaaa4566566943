"""What waits for a person, and where their word on it is written down."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus import Corpus
from pipeline.corpus.corrections import read_corrections
from pipeline.corpus.names import CORRECTIONS
from pipeline.corpus.problems import RefusedError
from pipeline.private.folder import PrivateFolder
from pipeline.private.mail.mailboxes import FOLDER
from pipeline.private.veil import PrivateError, Veiled
from pipeline.store.atomic import ANYBODY, OWNER_ONLY, replacing
from pipeline.store.parquet import read_parquet
from schemas.words import Disposition

_SHOWN = 3


@dataclass(frozen=True, slots=True, repr=False)
class Waiting(Veiled):
    """A submission that waits for a person.

    `candidates` are the ids and texts of the likest questions, `decisions` is the file, below
    raw, for what the person says.
    """

    submission_id: str
    told: str
    text: str
    candidates: tuple[tuple[str, str], ...]
    decisions: str


def waiting(raw: Path, folder: PrivateFolder, corpus: Corpus) -> Iterator[Waiting]:
    """What waits, in the order of review.csv, without what was decided since the last build.

    Raises:
        PrivateError: a file of decisions cannot be read; nothing was built yet.
        StoreError: a private table is damaged.
    """
    listed = folder.path / "review.csv"
    if not listed.exists():
        raise PrivateError("there is nothing to review yet; run officehours build")
    table = folder.path / "tables" / "submissions.parquet"
    rows = read_parquet(table, ["submission_id", "document"]).to_pylist()
    documents = {row["submission_id"]: str(row["document"]) for row in rows}
    decided: dict[str, frozenset[str]] = {}
    for row in csv.DictReader(listed.read_text("utf-8").splitlines(keepends=True)):
        file = _decisions(documents[row["submission_id"]])
        if file not in decided:
            decided[file] = _decided(raw / file, file, corpus)
        if row["submission_id"] not in decided[file]:
            told = (row["channel"], row["session_id"], row["received_at"][:10], row["language"])
            yield Waiting(
                submission_id=row["submission_id"],
                told=", ".join(filter(None, told)),
                text=row["text"],
                candidates=tuple(
                    (row[f"question_{place}"], row[f"text_{place}"])
                    for place in range(1, _SHOWN + 1)
                    if row[f"question_{place}"]
                ),
                decisions=file,
            )


def decide(raw: Path, one: Waiting, said: str | Disposition, corpus: Corpus) -> None:
    """Write down which question a submission is, or what else became of it.

    Raises:
        PrivateError: the file of decisions could not be read with it; it is as it was.
    """
    column = "disposition" if isinstance(said, Disposition) else "question_id"
    item = {
        "table": "submissions",
        "row": one.submission_id,
        "column": column,
        "value": str(said),
        "reason": "read in review",
    }
    path = raw / one.decisions
    before = path.read_bytes() if path.exists() else b""
    between = b"" if not before or before.endswith(b"\n") else b"\n"
    after = before + between + f"- {json.dumps(item)}\n".encode()
    _checked(after, one.decisions, corpus)
    with replacing(path, OWNER_ONLY if one.decisions.startswith(FOLDER) else ANYBODY) as stream:
        stream.write(after)


def _decisions(document: str) -> str:
    """Where decisions about what stands in a document are: beside the mailboxes, or the chat."""
    if document.startswith(f"{FOLDER}/"):
        return f"{FOLDER}/{CORRECTIONS}"
    return f"{document.rpartition('/')[0]}/{CORRECTIONS}"


def _decided(path: Path, where: str, corpus: Corpus) -> frozenset[str]:
    return _checked(path.read_bytes(), where, corpus) if path.exists() else frozenset()


def _checked(data: bytes, where: str, corpus: Corpus) -> frozenset[str]:
    """The rows that a file of corrections speaks of."""
    try:
        return frozenset(one.row_id for one in read_corrections(data, where, corpus))
    except RefusedError as refusal:
        line = refusal.problems[0].line
    raise PrivateError(f"{where}:{line}: mend this file first; expected a list of corrections")
