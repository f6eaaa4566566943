"""The current build, frozen as a release."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.origin import Origin
from pipeline.release import ReleaseError
from pipeline.release.card import card
from pipeline.release.citation import citation_file
from pipeline.release.datapackage import datapackage
from pipeline.release.edition import CODEBOOK, RELEASED, Edition, codebook_version, path_of
from pipeline.release.hashing import content_hash
from pipeline.release.licences import license_text
from pipeline.release.manifest import MANIFEST, SUMS, Manifest, TableFacts, sums
from pipeline.release.shelf import Shelf
from pipeline.release.versions import Version
from pipeline.store.builds import Builds
from pipeline.store.folders import facts
from pipeline.store.parquet import THOROUGH, read_parquet, to_pandas, write_parquet
from schemas import STATISTICS, TABLES
from schemas.dictionary import dictionary
from schemas.serialised import contract_facts
from schemas.validate import validate


@dataclass(frozen=True, slots=True)
class Released:
    """A release; `new` where it was not there before."""

    version: Version
    path: Path
    archive: Path
    new: bool


def release(out: Path, day: date, version: Version | None = None) -> Released:
    """Freeze the current build below `out` as a release in `out/releases`.

    What is released already is not released again: the newest release, where nothing has
    changed since, or `version`, where it has the same bytes. Whoever calls holds the lock of
    `out`.

    Args:
        out: The folder of outputs.
        day: The day that the release says of itself; its month is that of the version.
        version: The version it must have; by default the next one of the day's month.

    Raises:
        ReleaseError: there is no build that may be released, or `version` is there with other
            bytes; what differs is named.
        StoreError: the build is damaged.
    """
    shelf, build = Shelf(out / "releases"), _sound_build(out)
    versions = shelf.versions()
    newest = versions[-1] if versions else None
    chosen = version or (newest.following(day) if newest else Version.first(day))
    edition = _edition(build, chosen, day)
    manifest = _manifest(edition)
    if not version and newest and manifest.says_the_same(Manifest.of(shelf.path(newest))):
        return Released(newest, shelf.path(newest), shelf.pack(newest), new=False)
    with shelf.staging() as staging:
        _write(staging, edition, manifest)
        new = chosen not in versions
        if new:
            shelf.place(staging, chosen)
        else:
            _refuse_differing(staging, shelf.path(chosen))
    return Released(chosen, shelf.path(chosen), shelf.pack(chosen), new=new)


def _sound_build(out: Path) -> Path:
    """The current build, if it may be released."""
    builds = Builds(out)
    build = builds.current()
    if build is None:
        raise ReleaseError(f"there is no build in {out} yet; run officehours build")
    if damaged := builds.verify(build):
        raise ReleaseError(f"{build} is damaged ({', '.join(damaged)}); build again")
    report = json.loads((build / "report.json").read_text("utf-8"))
    if unsettled := report["again"]:
        named = ", ".join(unsettled)
        raise ReleaseError(f"sessions were not read as they are now ({named}); build again")
    return build


def _edition(build: Path, version: Version, day: date) -> Edition:
    folders = {**dict.fromkeys(TABLES, "tables"), **dict.fromkeys(STATISTICS, "stats")}
    tables = {
        name: read_parquet(build / folder / f"{name}.parquet") for name, folder in folders.items()
    }
    failures = validate({name: to_pandas(table) for name, table in tables.items()}, RELEASED)
    if failures:
        told = ", ".join(f"{failure.table}: {failure.check}" for failure in failures)
        raise ReleaseError(f"checks fail, and nothing is released ({told}); build again")
    return Edition(version, day, Origin.read(build), tables)


def _manifest(edition: Edition) -> Manifest:
    """The manifest without its files."""
    return Manifest(
        name=edition.name,
        title=edition.origin.title,
        version=str(edition.version),
        schema_version=edition.schema_version,
        codebook_version=codebook_version(),
        released=edition.day,
        as_of=edition.as_of,
        code=edition.origin.code,
        lock=edition.origin.lock,
        inputs=edition.origin.inputs,
        tables={
            name: TableFacts(rows=table.num_rows, content_sha256=content_hash(table))
            for name, table in edition.tables.items()
        },
        files={},
    )


def _write(staging: Path, edition: Edition, manifest: Manifest) -> None:
    """Write every file of a release, and last the two that list them."""
    footer = {"release": str(edition.version)}
    for name, model in RELEASED.items():
        path, table = staging / path_of(name), edition.tables[name]
        write_parquet(path, model, table, level=THOROUGH, footer=footer)
    texts = {
        "README.md": card(edition),
        "CODEBOOK.md": CODEBOOK.read_text("utf-8"),
        "DICTIONARY.md": dictionary(RELEASED),
        "LICENSE-DATA": license_text(edition),
        "CITATION.cff": citation_file(edition),
        "schema.json": _json({"version": edition.schema_version, **_contract()}),
        "datapackage.json": _json(datapackage(edition, facts(staging))),
    }
    for name, text in texts.items():
        (staging / name).write_bytes(text.encode())
    listed = manifest.model_copy(update={"files": facts(staging)})
    (staging / MANIFEST).write_bytes(listed.data())
    (staging / SUMS).write_bytes(sums(facts(staging)))


def _contract() -> dict[str, Any]:
    return {"tables": contract_facts(TABLES), "statistics": contract_facts(STATISTICS)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _refuse_differing(staging: Path, there: Path) -> None:
    made, kept = facts(staging), facts(there)
    if differing := sorted({path for path, _ in made.items() ^ kept.items()}):
        raise ReleaseError(
            f"{there.name} is released with other content; it differs in {', '.join(differing)}"
        )
