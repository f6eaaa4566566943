"""What the programs of others say of a release.

    python -m venv validators
    validators/bin/pip install frictionless==5.21.0 mlcroissant==1.1.1 datasets==5.2.0
    validators/bin/pip install jsonschema==4.26.0 openpyxl==3.1.5
    validators/bin/pip install --no-deps cffconvert
    validators/bin/python benchmarks/validators.py outputs/releases/VERSION

An environment of its own: nothing of it is needed to build or to test. Both Data Packages are held
against the standard's own profile; frictionless reads both, and every row of the CSV; mlcroissant
validates `croissant.json` and loads each of its tables with their hashes; `datasets` loads each
config of the card; CITATION.cff is held against the official JSON Schema, which cffconvert carries;
sqlite3 and openpyxl open the database and the workbook, and count the rows of each table. Nothing
is asked of the net.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent

os.environ.update(
    {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1"}
)


def standard(release: Path) -> Iterator[str]:
    """What the profile of the Data Package standard, version 2.0, says of both descriptors."""
    from jsonschema import Draft7Validator, FormatChecker

    profile = json.loads((ROOT / "tests/release/datapackage-2.0.json").read_text("utf-8"))
    validator = Draft7Validator(profile, format_checker=FormatChecker())
    for path in ("datapackage.json", "csv/datapackage.json"):
        told = json.loads((release / path).read_text("utf-8"))
        yield from (f"{path}: {error.message}" for error in validator.iter_errors(told))


def package(release: Path) -> Iterator[str]:
    """What frictionless says of the descriptor of the Parquet files."""
    from frictionless import FrictionlessException, Package

    try:
        Package(str(release / "datapackage.json"))
    except FrictionlessException as error:
        yield from map(str, error.to_errors())


def csv(release: Path) -> Iterator[str]:
    """What frictionless says of the CSV, row by row."""
    from frictionless import Package

    report = Package(str(release / "csv" / "datapackage.json")).validate()
    yield from (str(error) for error in report.flatten(["type", "message"]))


def croissant(release: Path) -> Iterator[str]:
    """What mlcroissant says of the metadata, and of every table when it is loaded."""
    import mlcroissant

    dataset = mlcroissant.Dataset(str(release / "croissant.json"))
    issues = dataset.metadata.ctx.issues
    yield from (*issues.errors, *issues.warnings)
    for records in dataset.metadata.record_sets:
        for _ in dataset.records(records.uuid):
            pass


def card(release: Path) -> Iterator[str]:
    """What `datasets` cannot load of the card's configs."""
    from datasets import get_dataset_config_names, load_dataset

    where = str(release.resolve())
    for name in get_dataset_config_names(where):
        if not load_dataset(where, name).num_rows:
            yield f"{name} has no rows"


def citation(release: Path) -> Iterator[str]:
    """What the schema of the Citation File Format says."""
    from jsonschema import Draft7Validator, FormatChecker

    found = find_spec("cffconvert")
    assert found  # noqa: S101 - a script
    assert found.origin  # noqa: S101
    schema = json.loads((Path(found.origin).parent / "schemas/1.2.0/schema.json").read_text())
    told = yaml.load((release / "CITATION.cff").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    checker = Draft7Validator(schema, format_checker=FormatChecker())
    yield from (error.message for error in checker.iter_errors(told))


def rows(release: Path) -> dict[str, int]:
    """How many rows each table has, by the manifest."""
    told = json.loads((release / "manifest.json").read_text("utf-8"))
    return {name: facts["rows"] for name, facts in told["tables"].items()}


def database(release: Path) -> Iterator[str]:
    """What SQLite finds broken, and tables with other rows than the manifest's."""
    with sqlite3.connect(release / "tables.sqlite") as opened:
        (whole,) = opened.execute("pragma integrity_check").fetchone()
        if whole != "ok":
            yield whole
        yield from map(str, opened.execute("pragma foreign_key_check").fetchall())
        for name, number in rows(release).items():
            (found,) = opened.execute(f'select count(*) from "{name}"').fetchone()  # noqa: S608
            if found != number:
                yield f"{name} has {found} rows of {number}"


def workbook(release: Path) -> Iterator[str]:
    """Sheets with other rows than the manifest's; a release too large for a workbook has none."""
    from openpyxl import load_workbook

    path = release / "tables.xlsx"
    if not path.exists():
        return
    opened = load_workbook(path, read_only=True)
    for name, number in rows(release).items():
        found = sum(1 for _ in opened[name].iter_rows()) - 1
        if found != number:
            yield f"{name} has {found} rows of {number}"


CHECKS: dict[str, Callable[[Path], Iterator[str]]] = {
    "Data Package 2.0": standard,
    "frictionless, datapackage.json": package,
    "frictionless, CSV": csv,
    "mlcroissant": croissant,
    "datasets": card,
    "CITATION.cff": citation,
    "SQLite": database,
    "openpyxl": workbook,
}


def main() -> None:
    """Ask all of them."""
    release, wrong = Path(sys.argv[1]), 0
    for name, check in CHECKS.items():
        faults = list(check(release))
        wrong += len(faults)
        print(f"{name}: {len(faults) or 'no'} errors", *faults[:5], sep="\n  ", flush=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
