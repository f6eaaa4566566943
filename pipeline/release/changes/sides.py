"""One side of a comparison: a release, or the tables of the current build."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.origin import Origin
from pipeline.release import ReleaseError
from pipeline.release.edition import BUILT, read_build
from pipeline.release.manifest import MANIFEST, Manifest
from pipeline.release.shelf import Shelf
from pipeline.release.versions import Version
from pipeline.store.parquet import read_parquet
from schemas import RELEASES, SCHEMA_VERSION
from schemas.serialised import contract_facts

#: The contract as plain data: by table its description and its columns.
Contract = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """Tables and statistics by name, their contract, and what they were made from.

    `withdrawn` is what the release says of those before it.
    """

    name: str
    schema_version: str
    contract: Contract
    tables: Mapping[str, pa.Table]
    withdrawn: pa.Table
    code: str
    lock: str
    inputs: Mapping[str, str]

    @property
    def folders(self) -> frozenset[str]:
        """The folders of sessions that it was made from."""
        return frozenset(path.rpartition("/")[0] for path in self.inputs if "/" in path)


def of_build(build: Path) -> Side:
    """The tables of a build.

    Raises:
        StoreError: it is damaged.
    """
    return side_of(read_build(build), Origin.read(build), "the current build")


def side_of(tables: Mapping[str, pa.Table], origin: Origin, name: str) -> Side:
    """Tables that were made now."""
    return Side(
        name=name,
        schema_version=SCHEMA_VERSION,
        contract=contract_facts(BUILT),
        tables=tables,
        withdrawn=RELEASES["withdrawn"].arrow_schema().empty_table(),
        code=origin.code,
        lock=origin.lock,
        inputs=origin.inputs,
    )


def of_release(release: Path) -> Side:
    """The tables of a release, by the contract that it was made under.

    Raises:
        ReleaseError: it is none, or not whole.
        StoreError: a table of it is damaged.
    """
    manifest = Manifest.of(release)
    try:
        schema = json.loads((release / "schema.json").read_text("utf-8"))
        stems = {
            Path(path).stem: release / path for path in manifest.files if path.endswith(".parquet")
        }
        tables = {name: read_parquet(stems[name]) for name in manifest.tables}
        withdrawn = read_parquet(stems["withdrawn"])
    except (OSError, ValueError, KeyError) as error:
        raise ReleaseError(f"{release} is not whole; see officehours verify") from error
    return Side(
        name=manifest.version,
        schema_version=manifest.schema_version,
        contract={**schema["tables"], **schema["statistics"]},
        withdrawn=withdrawn,
        tables=tables,
        code=manifest.code,
        lock=manifest.lock,
        inputs=manifest.inputs,
    )


def named(text: str, out: Path) -> Side:
    """The release that a version or a folder names; `current` is the current build below `out`.

    Raises:
        ReleaseError: there is none.
        StoreError: it is damaged.
    """
    if text == "current":
        return of_build(out / "current")
    if (Path(text) / MANIFEST).exists():
        return of_release(Path(text))
    shelf = Shelf(out / "releases")
    version = Version.read(text)
    if version not in shelf.versions():
        known = ", ".join(map(str, shelf.versions())) or "none"
        raise ReleaseError(f"{text} is not in {shelf.folder}; released: {known}")
    return of_release(shelf.path(version))
