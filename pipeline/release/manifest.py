"""What a release is: its version, what it was made from, and the facts of every file."""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from pipeline.release import ReleaseError
from pipeline.release.stated import Stated
from pipeline.store.folders import FileFacts
from schemas.words import ChangeClass

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"


class TableFacts(BaseModel):
    """How many rows a table has, and the hash of what they say (`pipeline.release.hashing`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    content_sha256: str


class Manifest(Stated):
    """`manifest.json`.

    Attributes:
        name: The data set's, the same in all of its releases.
        title: What people call it.
        version: Of the data.
        schema_version: Of the contract.
        codebook_version: Of the codebook that the labels follow.
        released: The day it says of itself.
        as_of: The day for which lateness was asked.
        change: How far it differs from the release before.
        follows: The release before; None for the first.
        code: Hash of the code that made it.
        lock: SHA-256 of the list of libraries that made it.
        evaluation: SHA-256 of what its labels' accuracy is known from; None where it is not.
        inputs: SHA-256 of each file that it was made from, by path.
        tables: The facts of every table and statistic of a build, by name.
        files: The facts of every file but this one and SHA256SUMS, by path, sorted.
    """

    unreadable = f"is damaged, or no release's {MANIFEST}"

    name: str
    title: str
    version: str
    schema_version: str
    codebook_version: str
    released: date
    as_of: date
    change: ChangeClass
    follows: str | None
    code: str
    lock: str
    evaluation: str | None
    inputs: dict[str, str]
    tables: dict[str, TableFacts]
    files: dict[str, FileFacts]

    @classmethod
    def of(cls, release: Path) -> Self:
        """The manifest in a release's folder.

        Raises:
            ReleaseError: it is not there or cannot be read.
        """
        path = release / MANIFEST
        try:
            return cls.read(path.read_bytes(), path)
        except OSError as error:
            raise ReleaseError(f"{release} holds no {MANIFEST}; is it a release?") from error

    def sha256(self) -> str:
        """The SHA-256 of its bytes."""
        return hashlib.sha256(self.data()).hexdigest()

    def says_the_same(self, other: Self) -> bool:
        """Whether both were made from the same by the same code, on whatever day."""
        apart = {"version", "schema_version", "released", "change", "follows", "files"}
        return self.model_dump(exclude=apart) == other.model_dump(exclude=apart)


def sums(files: Mapping[str, FileFacts]) -> bytes:
    """SHA256SUMS, as `sha256sum --check` reads it."""
    return "".join(f"{facts.sha256}  {path}\n" for path, facts in sorted(files.items())).encode()
