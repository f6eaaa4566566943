"""The contract in Dagster's words: column schemas, asset specs, checks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import dagster as dg

from pipeline.orchestration.starting import INPUT_CHANGED
from schemas import Table
from schemas.contract import Column
from schemas.validate import Failure, checks

#: Whoever runs the builds and is told when one fails.
OWNER = "team:operators"


def asset_specs(
    models: Mapping[str, type[Table]],
    *,
    group: str,
    deps: Callable[[str], Sequence[str]],
) -> list[dg.AssetSpec]:
    """An asset a table, with its description and column schema, made anew with its `deps`."""
    return [
        dg.AssetSpec(
            name,
            deps=deps(name),
            description=model.description(),
            group_name=group,
            kinds={"parquet", "pandera"},
            owners=[OWNER],
            skippable=True,
            automation_condition=INPUT_CHANGED,
            metadata={"dagster/column_schema": column_schema(model)},
        )
        for name, model in models.items()
    ]


def check_specs(models: Mapping[str, type[Table]]) -> list[dg.AssetCheckSpec]:
    """A blocking check for each check of each table."""
    return [
        dg.AssetCheckSpec(check, asset=name, blocking=True, description=holds)
        for name, model in models.items()
        for check, holds in checks(model).items()
    ]


def check_results(
    models: Mapping[str, type[Table]], failures: Iterable[Failure]
) -> Iterator[dg.AssetCheckResult]:
    """The result of every check; failing rows are named by id, and no value is shown."""
    failed: dict[tuple[str, str], list[Failure]] = {}
    for failure in failures:
        failed.setdefault((failure.table, failure.check), []).append(failure)
    for name, model in models.items():
        for check in checks(model):
            found = failed.get((name, check), [])
            yield dg.AssetCheckResult(
                passed=not found,
                asset_key=name,
                check_name=check,
                severity=dg.AssetCheckSeverity.ERROR,
                metadata={
                    "rows that fail": sum(failure.count for failure in found),
                    **({"failing rows": _failing_rows(found)} if found else {}),
                },
            )


def column_schema(model: type[Table]) -> dg.TableSchema:
    """The table's columns as Dagster shows them."""
    return dg.TableSchema(
        columns=[_column(c) for c in model.columns()],
        constraints=dg.TableConstraints([f"key: {', '.join(model.primary_key())}"]),
    )


def column_lineage(model: type[Table]) -> dg.TableColumnLineage:
    """The columns that hold keys of other tables, each with the column that it refers to."""
    return dg.TableColumnLineage(
        {
            c.name: [dg.TableColumnDep(dg.AssetKey(table), column)]
            for c in model.columns()
            if c.references
            for table, _, column in [c.references.partition(".")]
        }
    )


def _column(c: Column) -> dg.TableColumn:
    facts = {"unit": c.unit, "references": c.references, "privacy": c.privacy.value}
    words = [f"one of: {', '.join(word.value for word in c.words)}"] if c.words else []
    return dg.TableColumn(
        c.name,
        str(c.arrow_type),
        c.description,
        constraints=dg.TableColumnConstraints(nullable=c.nullable, other=words),
        tags={name: fact for name, fact in facts.items() if fact},
    )


def _failing_rows(failures: Sequence[Failure]) -> dg.TableMetadataValue:
    schema = dg.TableSchema(
        [dg.TableColumn("column"), dg.TableColumn("row"), dg.TableColumn("in all", "int")]
    )
    return dg.TableMetadataValue(
        [
            dg.TableRecord({"column": f.column or "", "row": row, "in all": f.count})
            for f in failures
            for row in f.rows or ("",)
        ],
        schema,
    )
