"""`datapackage.json`: the release as a Data Package (v2), made from the contract."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.release.edition import RELEASED, Edition, path_of
from pipeline.release.licences import address, full_name, is_stated
from pipeline.store.folders import FileFacts
from schemas import Table
from schemas.contract import Column

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES: Mapping[pa.DataType, str] = {
    pa.string(): "string",
    pa.int32(): "integer",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us", "UTC"): "datetime",
}
_CONSTRAINTS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "pattern": "pattern",
    "min_length": "minLength",
}


@dataclass(frozen=True, slots=True)
class Format:
    """A format in which every table is there: its name, type, and the path of a table's file.

    Paths in a descriptor are told from its own folder, `below`.
    """

    name: str
    mediatype: str
    path_of: Callable[[str], str]
    below: str = ""

    def facts(self) -> dict[str, str]:
        """What a descriptor says of each file."""
        return {"format": self.name, "mediatype": self.mediatype}


PARQUET = Format("parquet", "application/vnd.apache.parquet", path_of)
CSV = Format("csv", "text/csv", "csv/{}.csv".format, below="csv/")


def datapackage(edition: Edition, files: Mapping[str, FileFacts], form: Format) -> dict[str, Any]:
    """The descriptor of all tables in one format, whose files' facts are in `files` by path."""
    return {
        "$schema": _PROFILE,
        "name": edition.name,
        "title": edition.origin.title,
        "version": str(edition.version),
        "created": f"{edition.day.isoformat()}T00:00:00Z",
        **_licenses(edition.origin.license),
        "contributors": [{"title": edition.origin.publisher, "roles": ["publisher"]}]
        if edition.origin.publisher
        else [{"title": f"Contributors to {edition.origin.title}"}],
        "resources": [
            {
                "name": name,
                "title": name.replace("_", " "),
                "description": model.description(),
                "path": form.path_of(name).removeprefix(form.below),
                **form.facts(),
                **({"encoding": "utf-8"} if form is CSV else {}),
                "bytes": files[form.path_of(name)].bytes,
                "hash": f"sha256:{files[form.path_of(name)].sha256}",
                "schema": table_schema(model),
            }
            for name, model in RELEASED.items()
        ],
    }


def table_schema(model: type[Table]) -> dict[str, Any]:
    """A table's columns and keys as a Table Schema (v2)."""
    columns = model.columns()
    keys = [c.name for c in columns if c.key]
    has_null = any(c.nullable for c in columns if c.key)
    references = list(_foreign_keys(model))
    return {
        "fields": [_field(c) for c in columns],
        # a primary key may not be null there
        ("uniqueKeys" if has_null else "primaryKey"): [keys] if has_null else keys,
        **({"foreignKeys": references} if references else {}),  # nor a list of them empty
        "missingValues": [""],
    }


def _licenses(license_id: str) -> dict[str, Any]:
    if not is_stated(license_id):
        return {}
    told = {"name": license_id, "path": address(license_id), "title": full_name(license_id)}
    return {"licenses": [told]}


def _field(c: Column) -> dict[str, Any]:
    limits = {_CONSTRAINTS[name]: limit for name, limit in c.limits.items()}
    words = {"enum": [word.value for word in c.words]} if c.words else {}
    unit = {"unit": c.unit} if c.unit else {}
    return {
        "name": c.name,
        "type": _TYPES[c.arrow_type],
        "description": c.description,
        "constraints": {"required": not c.nullable, **limits, **words},
        "privacy": c.privacy.value,
        **unit,
    }


def _foreign_keys(model: type[Table]) -> Iterator[dict[str, Any]]:
    for c in model.columns():
        if c.references:
            table, _, column = c.references.partition(".")
            own = table == model.table_name()
            at = {} if own else {"resource": table}
            yield {"fields": [c.name], "reference": {**at, "fields": [column]}}
