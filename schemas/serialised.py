"""The contract as plain data: what Parquet footers and a release's `schema.json` say."""

from collections.abc import Mapping
from typing import Any

from schemas.contract import Column, Table


def column_facts(column: Column) -> dict[str, Any]:
    """Everything that the contract says of a column."""
    return {
        "name": column.name,
        "type": str(column.arrow_type),
        "description": column.description,
        "unit": column.unit,
        "nullable": column.nullable,
        "key": column.key,
        "references": column.references,
        "words": [word.value for word in column.words] if column.words else None,
        "privacy": column.privacy.value,
        "limits": dict(column.limits),
    }


def contract_facts(models: Mapping[str, type[Table]]) -> dict[str, Any]:
    """Everything that the contract says of tables, by name and in their order."""
    return {
        name: {
            "description": model.description(),
            "columns": [column_facts(column) for column in model.columns()],
        }
        for name, model in models.items()
    }
