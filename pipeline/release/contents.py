"""The files of a release."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.release.card import card
from pipeline.release.changes.contracts import next_version
from pipeline.release.changes.difference import Difference, difference, published
from pipeline.release.changes.sides import of_release, side_of
from pipeline.release.changes.telling import as_facts, changelog
from pipeline.release.citation import citation_file
from pipeline.release.copies import write_csv, write_sqlite, write_workbook
from pipeline.release.croissant import croissant
from pipeline.release.datapackage import CSV, PARQUET, datapackage
from pipeline.release.datasheet import datasheet
from pipeline.release.edition import BUILT, CODEBOOK, RELEASED, Edition, codebook_version, path_of
from pipeline.release.hashing import content_hash
from pipeline.release.licences import license_text
from pipeline.release.loaders import loaders
from pipeline.release.manifest import MANIFEST, SUMS, Manifest, TableFacts, sums
from pipeline.release.quality import quality
from pipeline.store.folders import FileFacts, facts
from pipeline.store.parquet import THOROUGH, to_arrow, write_parquet
from schemas import RELEASES, SCHEMA_VERSION, STATISTICS, TABLES
from schemas.dictionary import dictionary
from schemas.serialised import contract_facts
from schemas.words import ChangeClass

CHANGELOG = "CHANGELOG.md"


def write_release(staging: Path, built: Edition, before: Path | None) -> None:
    """Write every file of a release into an empty folder, and last the two that list them.

    Args:
        staging: The folder.
        built: The release, with the tables of a build.
        before: The folder of the release before it.

    Raises:
        ReleaseError: the one before is not whole, or the contract's declared version is less
            than its changes call for.
    """
    made = _since(before, built) if before else None
    edition = _with_changes(built, made)
    footer = {"release": str(edition.version), "schema_version": edition.schema_version}
    for name, model in RELEASED.items():
        path, table = staging / path_of(name), edition.tables[name]
        write_parquet(path, model, table, level=THOROUGH, footer=footer)
    write_csv(staging / "csv", edition)
    write_sqlite(staging / "tables.sqlite", edition)
    has_workbook = write_workbook(staging / "tables.xlsx", edition)
    (staging / "load").mkdir()
    texts = {
        "README.md": card(edition, has_workbook=has_workbook),
        **_texts(edition, made, before),
        **_described(edition, facts(staging)),
    }
    for name, text in texts.items():
        (staging / name).write_bytes(text.encode())
    manifest = manifest_of(edition, made).model_copy(update={"files": facts(staging)})
    (staging / MANIFEST).write_bytes(manifest.data())
    (staging / SUMS).write_bytes(sums(facts(staging)))


def manifest_of(edition: Edition, made: Difference | None = None) -> Manifest:
    """The manifest of a release that differs so from the one before, without its files."""
    return Manifest(
        name=edition.name,
        title=edition.origin.title,
        version=str(edition.version),
        schema_version=edition.schema_version,
        codebook_version=codebook_version(),
        released=edition.day,
        as_of=edition.as_of,
        change=made.kind if made else ChangeClass.FIRST,
        follows=made.before.name if made else None,
        code=edition.origin.code,
        lock=edition.origin.lock,
        evaluation=edition.evaluation_sha256,
        inputs=edition.origin.inputs,
        tables={
            name: TableFacts(
                rows=edition.rows(name), content_sha256=content_hash(edition.tables[name])
            )
            for name in BUILT
        },
        files={},
    )


def json_text(value: object) -> str:
    """JSON as all files of a release have it."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _since(before: Path, built: Edition) -> Difference:
    """What differs from the release before, under the schema version that calls for."""
    earlier = of_release(before)
    made = difference(earlier, side_of(built.tables, built.origin, str(built.version)))
    version = next_version(earlier.schema_version, SCHEMA_VERSION, made.contract)
    return replace(made, after=replace(made.after, schema_version=version))


def _with_changes(built: Edition, made: Difference | None) -> Edition:
    if made is None:
        empty = {name: to_arrow(model, ()) for name, model in RELEASES.items()}
        return replace(built, tables={**built.tables, **empty})
    tables = {**built.tables, "withdrawn": made.withdrawn, "changes": published(made.changes)}
    return replace(built, tables=tables, schema_version=made.after.schema_version)


def _texts(edition: Edition, made: Difference | None, before: Path | None) -> dict[str, str]:
    earlier = (before / CHANGELOG).read_text("utf-8") if before else ""
    return {
        "CODEBOOK.md": CODEBOOK.read_text("utf-8"),
        "DICTIONARY.md": dictionary(RELEASED),
        "LICENSE-DATA": license_text(edition),
        "CITATION.cff": citation_file(edition),
        **loaders(),
        CHANGELOG: changelog(edition, made, earlier),
        "changes/changes.json": json_text(as_facts(made) if made else {"class": ChangeClass.FIRST}),
        "DATASHEET.md": datasheet(edition),
        "quality.json": json_text(quality(edition)),
        "schema.json": json_text({"version": edition.schema_version, **_contract()}),
    }


def _described(edition: Edition, files: Mapping[str, FileFacts]) -> dict[str, str]:
    """The files that describe others to programs, by path."""
    return {
        "datapackage.json": json_text(datapackage(edition, files, PARQUET)),
        "csv/datapackage.json": json_text(datapackage(edition, files, CSV)),
        "croissant.json": json_text(croissant(edition, files)),
    }


def _contract() -> dict[str, Any]:
    groups = {"tables": TABLES, "statistics": STATISTICS, "releases": RELEASES}
    return {name: contract_facts(models) for name, models in groups.items()}
