"""What a build was made from: kept in it, so that a release can say so and a diff can ask."""

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from pipeline.corpus import LoadedCorpus
from pipeline.store import StoreError
from pipeline.store.atomic import replacing
from pipeline.version import code_version, lock_hash

_FILE = "origin.json"


class Origin(BaseModel):
    """The corpus by name, its files by content, and the code.

    Attributes:
        title: What the corpus is called.
        publisher: Who published its texts; None where nobody says so.
        contact: Where to tell what is wrong, a web or mail address; None where nobody says so.
        license: Under which licence, an SPDX id where there is one.
        language: Their main language.
        code: Hash of the code, by `pipeline.version`.
        lock: SHA-256 of `requirements.lock`; empty where the code lies without it.
        inputs: SHA-256 of each file that was read, by path below `raw`, sorted.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    publisher: str | None
    contact: str | None = None
    license: str
    language: str
    code: str
    lock: str
    inputs: dict[str, str]

    @classmethod
    def of(cls, loaded: LoadedCorpus) -> Self:
        """The origin of what is built from a corpus now."""
        corpus = loaded.corpus
        return cls(
            title=corpus.title,
            publisher=corpus.publisher,
            contact=corpus.contact,
            license=corpus.license,
            language=corpus.language,
            code=code_version(),
            lock=lock_hash(),
            inputs=dict(sorted(_inputs(loaded))),
        )

    @classmethod
    def read(cls, build: Path) -> Self:
        """The origin of a build.

        Raises:
            StoreError: it does not say.
        """
        try:
            return cls.model_validate_json((build / _FILE).read_bytes())
        except (OSError, ValueError) as error:
            raise StoreError(f"{build} does not say what it was made from; build again") from error

    def write(self, build: Path) -> None:
        """Keep it in a build that is being made."""
        with replacing(build / _FILE) as stream:
            stream.write(self.model_dump_json(indent=1).encode() + b"\n")


def _inputs(loaded: LoadedCorpus) -> Iterator[tuple[str, str]]:
    yield from loaded.above.inputs
    for folder in loaded.folders:
        if folder.entry.fault is None:
            yield from ((f"{folder.where}/{name}", sha256) for name, sha256 in folder.hashes)
