"""A difference in words and as plain data; the changelog of releases is written from it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.release.changes.contracts import level_of
from pipeline.release.changes.difference import Difference, Rate
from pipeline.release.edition import Edition
from schemas.words import ChangeCause, ChangeKind, Disappearance, SchemaChange, Word

_HEAD = "# What changed from release to release\n\n"
_FIRST = "The first release.\n"


def as_text(made: Difference) -> str:
    """A difference for people, in lines of Markdown."""
    lines = [f"- {line}\n" for line in _lines(made)]
    return "".join(lines) or "- Nothing differs.\n"


def as_facts(made: Difference) -> dict[str, Any]:
    """A difference as plain data: counts, causes and rates; the rows are in the table `changes`."""
    return {
        "before": made.before.name,
        "after": made.after.name,
        "class": made.kind.value,
        "schema": {
            "before": made.before.schema_version,
            "after": made.after.schema_version,
            "change": level_of(made.contract).value,
            "changes": [
                {"level": change.level.value, "what": change.told} for change in made.contract
            ],
        },
        "tables": made.counts(),
        "gone": made.gone(),
        "causes": made.causes(),
        "inputs": {path: kind.value for path, kind in made.inputs.items()},
        "code": made.code,
        "lock": made.lock,
        "rates": [
            {
                "rate": before.name,
                "before": {"part": before.part, "of": before.whole},
                "after": {"part": after.part, "of": after.whole},
            }
            for before, after in made.rates
        ],
    }


def changelog(edition: Edition, made: Difference | None, earlier: str) -> str:
    """CHANGELOG.md with an entry for a release before those of the `earlier` changelog.

    Args:
        edition: The release.
        made: How it differs from the one before; None for the first.
        earlier: The changelog of the one before; empty for the first.
    """
    kind = f"{made.kind.value} since {made.before.name}" if made else "first"
    told = as_text(made) if made else _FIRST
    entries = earlier.removeprefix(_HEAD)
    return f"{_HEAD}## {edition.version} ({edition.day}): {kind}\n\n{told}" + (
        f"\n{entries}" if entries else ""
    )


def _lines(made: Difference) -> Iterator[str]:
    level = level_of(made.contract)
    if level is not SchemaChange.NONE:
        told = "; ".join(c.told for c in made.contract if c.level is not SchemaChange.PATCH)
        versions = f"{made.before.schema_version} → {made.after.schema_version}"
        yield f"Schema {versions}, {level}: {told or 'descriptions changed'}."
    for table, counted in made.counts().items():
        rows = ", ".join(f"{number} {kind}" for kind, number in counted.items() if number)
        cells = _cells(made, table)
        yield f"`{table}`: {rows}{f' ({cells})' if cells else ''}."
    for before, after in made.rates:
        if before != after:
            yield f"{before.name}: {_told(before)} → {_told(after)}."
    if gone := made.gone():
        yield f"Rows that are gone, of those with an id: {_listed(gone, Disappearance)}."
    if causes := made.causes():
        yield f"What the changes come from: {_listed(causes, ChangeCause)}."
    if made.inputs:
        counted = Counter(made.inputs.values())
        files = ", ".join(f"{counted[kind]} {kind}" for kind in ChangeKind if counted[kind])
        yield f"Input files: {files}."
    if made.code or made.lock:
        parts = ["the program"] * made.code + ["the libraries it uses"] * made.lock
        yield f"Other than before: {' and '.join(parts)}."


def _cells(made: Difference, table: str) -> str:
    """Which columns changed in how many rows of a table."""
    columns = Counter(
        column
        for name, column in zip(
            made.changes["table"].to_pylist(), made.changes["column"].to_pylist(), strict=True
        )
        if name == table and column
    )
    return ", ".join(f"{column} {number}" for column, number in sorted(columns.items()))


def _told(rate: Rate) -> str:
    share = f"{rate.part / rate.whole:.1%}" if rate.whole else "none"
    return f"{share} ({rate.part} of {rate.whole})"


def _listed(counted: Mapping[str, int], words: type[Word]) -> str:
    return "; ".join(f"{number} {name} ({words(name).meaning})" for name, number in counted.items())
