"""The graph: what lies in raw → the tables → the statistics, published as one build."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import dagster as dg
import pandas as pd
import pyarrow as pa

from pipeline.corpus import CorpusError
from pipeline.engine import EngineError
from pipeline.orchestration.contract import (
    OWNER,
    asset_specs,
    check_results,
    check_specs,
    column_lineage,
)
from pipeline.orchestration.overdue import OVERDUE, day_of, overdue
from pipeline.orchestration.pages import preview, session_states
from pipeline.orchestration.workspace import Workspace
from pipeline.stats import COMPUTED, compute
from pipeline.store.atomic import replacing
from pipeline.store.parquet import read_parquet, to_arrow, to_pandas, write_parquet
from schemas import STATISTICS, TABLES
from schemas.dictionary import dictionary
from schemas.validate import Failure, validate

RESOURCE = "workspace"
_FUNNEL = "intake_funnel"


class ChosenSessions(dg.Config):
    """The ids of sessions that are read again though nothing of theirs has changed."""

    sessions: list[str] = []  # noqa: RUF012 - Dagster copies it


Events = Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]


@dg.multi_asset(
    name="raw",
    specs=[
        dg.AssetSpec(
            "raw_sessions",
            description="What lies in raw/ beside the list of topics, by the hash of its content.",
            group_name="raw",
            kinds={"file"},
            owners=[OWNER],
        ),
        dg.AssetSpec(
            "topic_list",
            description="The topics that questions may have, by the hash of raw/topics.yaml.",
            group_name="raw",
            kinds={"yaml"},
            owners=[OWNER],
        ),
    ],
    required_resource_keys={RESOURCE},
)
def raw(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Look at raw/; nothing of it is read yet."""
    workspace: Workspace = context.resources.workspace
    try:
        loaded = workspace.corpus
    except CorpusError as error:
        raise dg.Failure(str(error), allow_retries=False) from None
    yield dg.MaterializeResult(
        asset_key="raw_sessions",
        data_version=dg.DataVersion(loaded.fingerprint_beside_topics),
        metadata={
            "folders": len(loaded.folders),
            "bytes": sum(folder.size for folder in loaded.folders),
            "warnings": [str(problem) for problem in loaded.above.warnings],
        },
    )
    yield dg.MaterializeResult(
        asset_key="topic_list",
        data_version=dg.DataVersion(loaded.topics_fingerprint or "none"),
        metadata={"topics": len(loaded.corpus.topics)},
    )


def _sources(table: str) -> list[str]:
    """What of raw/ a table is made from; those that name topics need their list."""
    if table == "topics":
        return ["topic_list"]
    named = any(column.name.startswith("topic_") for column in TABLES[table].columns())
    return ["raw_sessions", *(["topic_list"] if named else [])]


@dg.multi_asset(
    name="tables",
    specs=asset_specs(TABLES, group="tables", deps=_sources),
    check_specs=[*check_specs(TABLES), OVERDUE],
    required_resource_keys={RESOURCE},
)
def tables(context: dg.AssetExecutionContext, config: ChosenSessions) -> Events:
    """Read every session, put the tables together, check them, and stage them."""
    from pipeline.dataset import NothingBuiltError, build_dataset
    from pipeline.origin import Origin
    from pipeline.private.veil import PrivateError

    workspace: Workspace = context.resources.workspace
    try:
        dataset = build_dataset(
            workspace.corpus,
            workspace.track,
            engine=workspace.engine,
            cache=workspace.cache,
            anew=(*workspace.anew, *config.sessions),
        )
        taken = workspace.intake.take(dataset.tables, workspace.engine)
    except (EngineError, PrivateError) as error:
        raise dg.Failure(str(error)) from None
    except NothingBuiltError as error:
        raise _failure(str(error), map(str, error.problems)) from None
    frames = {name: to_pandas(table) for name, table in taken.tables.items()}
    failures = validate(frames, TABLES)
    yield from check_results(TABLES, failures)
    _stop_at(failures)
    yield overdue(frames, day_of(context.run.tags) or workspace.as_of)
    stage = workspace.builds.stage()
    of_sessions = session_states(dataset.told)
    for name, table in taken.tables.items():
        path = stage / "tables" / f"{name}.parquet"
        write_parquet(path, TABLES[name], table)
        more = {**of_sessions, **preview(frames["sessions"])} if name == "sessions" else {}
        refers = dg.MetadataValue.column_lineage(column_lineage(TABLES[name]))
        metadata = {**_row_count(table), "dagster/column_lineage": refers, **more}
        yield dg.MaterializeResult(asset_key=name, data_version=_version(path), metadata=metadata)
    funnel = STATISTICS[_FUNNEL]
    write_parquet(_in_stage(stage, _FUNNEL), funnel, to_arrow(funnel, taken.funnel))
    _write(stage / "tables" / "DICTIONARY.md", dictionary({**TABLES, **STATISTICS}))
    Origin.of(workspace.corpus).write(stage)
    _write(stage / "report.json", json.dumps(dataset.report, indent=1, ensure_ascii=False) + "\n")


def _tables_of(statistic: str) -> Sequence[str]:
    """What a statistic is made from; what was sent in lies in raw/ and belongs to questions."""
    return ("raw_sessions", "questions") if statistic == _FUNNEL else COMPUTED[statistic].of


@dg.multi_asset(
    name="statistics",
    specs=asset_specs(STATISTICS, group="statistics", deps=_tables_of),
    check_specs=check_specs(STATISTICS),
    required_resource_keys={RESOURCE},
)
def statistics(context: dg.AssetExecutionContext) -> Events:
    """Compute every statistic from the staged tables, check them, and publish the build."""
    workspace: Workspace = context.resources.workspace
    stage = workspace.builds.staged()
    frames = {
        name: to_pandas(read_parquet(stage / "tables" / f"{name}.parquet")) for name in TABLES
    }
    counted = {_FUNNEL: read_parquet(_in_stage(stage, _FUNNEL))}  # by the tables' step
    made = {**compute(frames, workspace.as_of), **counted}
    rates = {name: to_pandas(table) for name, table in made.items()}
    failures = validate(rates, STATISTICS)
    yield from check_results(STATISTICS, failures)
    _stop_at(failures)
    for name, table in made.items():
        write_parquet(_in_stage(stage, name), STATISTICS[name], table)
        yield dg.MaterializeResult(
            asset_key=name,
            data_version=_version(_in_stage(stage, name)),
            metadata={**_row_count(table), **_chart(name, rates[name]), **preview(rates[name])},
        )
    workspace.builds.publish(workspace.digest)


def _in_stage(stage: Path, statistic: str) -> Path:
    return stage / "stats" / f"{statistic}.parquet"


def _version(path: Path) -> dg.DataVersion:
    """A table that was made again with the same bytes is no other, and nothing follows it."""
    with path.open("rb") as stream:
        return dg.DataVersion(hashlib.file_digest(stream, "sha256").hexdigest())


def _row_count(table: pa.Table) -> Mapping[str, dg.MetadataValue]:
    return {"dagster/row_count": dg.MetadataValue.int(table.num_rows)}


def _chart(name: str, rates: pd.DataFrame) -> Mapping[str, dg.MetadataValue]:
    if name != "deferral_by_topic":
        return {}
    from pipeline.orchestration.charts import deferral_chart

    return {"deferral rate": dg.MetadataValue.md(deferral_chart(rates))}


def _stop_at(failures: Sequence[Failure]) -> None:
    """Fail the step, so that nothing is written, where a check did not pass."""
    if failures:
        raise _failure(
            "the tables break their contract; nothing was published",
            (
                f"{f.table}: {f.check}{f' of {f.column}' if f.column else ''} fails for "
                f"{f.count} rows ({', '.join(f.rows)})"
                for f in failures
            ),
        )


def _failure(summary: str, problems: Iterator[str]) -> dg.Failure:
    return dg.Failure(summary, metadata={"problems": list(problems)}, allow_retries=False)


def _write(path: Path, text: str) -> None:
    with replacing(path) as stream:
        stream.write(text.encode())
