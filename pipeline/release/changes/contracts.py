"""What differs between two contracts, and which version the later one must have."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.release import ReleaseError
from pipeline.release.changes.sides import Contract
from schemas.words import SchemaChange

_SEMVER = re.compile(r"([0-9]+)\.([0-9]+)\.([0-9]+)")


@dataclass(frozen=True, slots=True)
class ContractChange:
    """One difference, how far it goes, and what it is, for people."""

    level: SchemaChange
    told: str


def contract_changes(before: Contract, after: Contract) -> tuple[ContractChange, ...]:
    """All differences of two contracts, table by table."""
    found = []
    for name in dict.fromkeys((*before, *after)):
        if name not in after:
            found.append(ContractChange(SchemaChange.MAJOR, f"table {name} was removed"))
        elif name not in before:
            found.append(ContractChange(SchemaChange.MINOR, f"table {name} was added"))
        else:
            if before[name]["description"] != after[name]["description"]:
                found.append(ContractChange(SchemaChange.PATCH, f"{name} is described anew"))
            found.extend(_columns(name, before[name]["columns"], after[name]["columns"]))
    return tuple(found)


def level_of(changes: tuple[ContractChange, ...]) -> SchemaChange:
    """How far differences go together."""
    levels = {change.level for change in changes}
    return next((level for level in SchemaChange if level in levels), SchemaChange.NONE)


def next_version(released: str, declared: str, changes: tuple[ContractChange, ...]) -> str:
    """The version of a contract that differs from a released one.

    A declared version that is no greater than the released one declares nothing, and the next
    is taken. While the first number is 0, what is major raises the second and all else the third.

    Raises:
        ReleaseError: less is declared than the differences call for.
    """
    level = level_of(changes)
    least = _raised(_numbers(released), level)
    stated = _numbers(declared)
    if stated <= _numbers(released):
        return _text(least)
    if stated < least:
        told = next(change.told for change in changes if change.level is level)
        raise ReleaseError(
            f"schema {declared} is declared, but {told} since {released}; that is a {level} "
            f"change, and the schema's version must be {_text(least)} or later"
        )
    return declared


def _columns(
    table: str, before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> Iterator[ContractChange]:
    old, new = ({column["name"]: column for column in columns} for columns in (before, after))
    for name in dict.fromkeys((*old, *new)):
        where = f"{table}.{name}"
        if name not in new:
            yield ContractChange(SchemaChange.MAJOR, f"column {where} was removed or renamed")
        elif name not in old:
            yield ContractChange(SchemaChange.MINOR, f"column {where} was added")
        else:
            yield from _column(where, old[name], new[name])


def _column(where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ContractChange]:
    for fact in ("type", "key", "unit", "references"):
        if old[fact] != new[fact]:
            told = f"{where}: its {fact} was {old[fact]} and is {new[fact]}"
            yield ContractChange(SchemaChange.MAJOR, told)
    if old["nullable"] != new["nullable"]:
        narrower = old["nullable"]
        told = f"{where} may {'no longer' if narrower else 'now'} be null"
        yield ContractChange(SchemaChange.MAJOR if narrower else SchemaChange.MINOR, told)
    yield from _words(where, old["words"], new["words"])
    yield from _limits(where, old["limits"], new["limits"])
    for fact in ("description", "privacy"):
        if old[fact] != new[fact]:
            yield ContractChange(SchemaChange.PATCH, f"{where}: its {fact} changed")


def _words(where: str, old: list[str] | None, new: list[str] | None) -> Iterator[ContractChange]:
    if old is None or new is None:
        if new is not None:
            yield ContractChange(SchemaChange.MAJOR, f"{where} holds words of a list now")
        elif old is not None:
            yield ContractChange(SchemaChange.MINOR, f"{where} holds any words now")
        return
    for word in old:
        if word not in new:
            yield ContractChange(SchemaChange.MAJOR, f"{where}: the word {word} was removed")
    for word in new:
        if word not in old:
            yield ContractChange(SchemaChange.MINOR, f"{where}: the word {word} was added")


def _limits(where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ContractChange]:
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) == new.get(name):
            continue
        told = f"{where}: its {name.replace('_', ' ')} was {old.get(name)} and is {new.get(name)}"
        wider = name not in new or (
            name in old
            and name != "pattern"
            and not (new[name] < old[name] if name == "maximum" else new[name] > old[name])
        )
        yield ContractChange(SchemaChange.MINOR if wider else SchemaChange.MAJOR, told)


def _numbers(version: str) -> tuple[int, int, int]:
    found = _SEMVER.fullmatch(version)
    if not found:
        raise ReleaseError(f"{version!r} is no schema version; one is written 1.2.3")
    return int(found[1]), int(found[2]), int(found[3])


def _raised(numbers: tuple[int, int, int], level: SchemaChange) -> tuple[int, int, int]:
    major, minor, patch = numbers
    if level is SchemaChange.NONE:
        return numbers
    if level is SchemaChange.MAJOR:
        return (major + 1, 0, 0) if major else (0, minor + 1, 0)
    if level is SchemaChange.MINOR and major:
        return (major, minor + 1, 0)
    return (major, minor, patch + 1)


def _text(numbers: tuple[int, int, int]) -> str:
    return ".".join(map(str, numbers))
