"""The run as Dagster records it: checks that stop it, what they show, and what they hide."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pytest

import pipeline.dataset
from pipeline.dataset import build_dataset
from pipeline.definitions import defs
from pipeline.orchestration.graph import definitions, problems, refresh
from pipeline.orchestration.workspace import Workspace
from pipeline.store.lock import build_lock
from schemas import STATISTICS, TABLES
from schemas.validate import checks
from tests.conftest import ROOT


def broken(table: str, column: str, value: object) -> object:
    """A `build_dataset` whose first row of `table` holds `value` in `column`."""

    def build(*arguments: object, **options: object) -> object:
        dataset = build_dataset(*arguments, **options)
        made: Mapping[str, pa.Table] = dataset.tables
        rows = made[table].to_pylist()
        rows[0][column] = value
        spoiled = pa.Table.from_pylist(rows, schema=made[table].schema)
        return replace(dataset, tables={**made, table: spoiled})

    return build


@pytest.mark.parametrize(
    ("table", "column", "value", "check"),
    [
        ("questions", "outcome", "postponed", "schema"),
        ("answers", "question_id", "2022-08-18/q-none", "foreign_keys"),
        ("documents", "lines_used", 1, "every_line_accounted"),
        ("questions", "outcome_evidence", "Nobody said this.", "evidence_verbatim"),
    ],
)
def test_a_broken_table_fails_its_check_and_nothing_is_published(
    table: str, column: str, value: object, check: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(pipeline.dataset, "build_dataset", broken(table, column, value))
    result = refresh(Workspace(ROOT / "raw", tmp_path))
    assert not result.success
    failed = [one for one in result.get_asset_check_evaluations() if not one.passed]
    assert [(one.asset_key.to_user_string(), one.check_name) for one in failed] == [(table, check)]
    assert failed[0].severity is dg.AssetCheckSeverity.ERROR
    assert failed[0].metadata["rows that fail"].value == 1
    rows = failed[0].metadata["failing rows"]
    assert isinstance(rows, dg.TableMetadataValue)
    assert [record.data["row"].startswith("2022-08-18") for record in rows.records] == [True]
    assert not (tmp_path / "current").exists()
    told = " ".join(problems(result)) + str(rows.records)
    assert check in told
    assert "Nobody said this" not in told


def test_every_table_has_its_checks_and_column_schema() -> None:
    graph = definitions(Workspace(ROOT / "raw", ROOT / "outputs")).resolve_asset_graph()
    for name, model in {**TABLES, **STATISTICS}.items():
        node = graph.get(dg.AssetKey(name))
        schema = node.metadata["dagster/column_schema"]
        assert [c.name for c in schema.columns] == [c.name for c in model.columns()]
        found = {key.name for key in graph.asset_check_keys if key.asset_key.path == [name]}
        assert found == set(checks(model)) | (
            {"nothing_overdue"} if name == "follow_ups" else set()
        )
        assert node.owners == ["team:operators"]


def test_row_counts_and_the_chart_are_recorded(tmp_path: Path) -> None:
    result = refresh(Workspace(ROOT / "raw", tmp_path))
    made = {
        event.asset_key.to_user_string(): event.materialization.metadata
        for event in result.get_asset_materialization_events()
    }
    assert made["questions"]["dagster/row_count"].value == 23
    lineage = made["questions"]["dagster/column_lineage"].value.deps_by_column
    assert lineage["session_id"] == [dg.TableColumnDep(dg.AssetKey("sessions"), "session_id")]
    assert made["sessions"]["sessions built"].value == 1
    (state,) = made["sessions"]["sessions"].records
    assert (state.data["session"], state.data["state"]) == ("2022-08-18", "built")
    assert made["deferral_by_topic"]["preview"].records
    checks_made = {one.check_name: one for one in result.get_asset_check_evaluations()}
    assert checks_made["nothing_overdue"].passed
    assert checks_made["foreign_keys"].metadata["rows that fail"].value == 0
    assert "data:image/svg+xml;base64," in made["deferral_by_topic"]["deferral rate"].value


def test_two_runs_do_not_write_at_once(tmp_path: Path) -> None:
    with build_lock(tmp_path):
        result = refresh(Workspace(ROOT / "raw", tmp_path))
    assert not result.success
    assert "another build" in " ".join(problems(result))


def test_what_dagster_loads_is_this_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OFFICEHOURS_RAW", raising=False)
    loaded = defs()
    dg.Definitions.validate_loadable(loaded)
    assert {job.name for job in loaded.jobs} == {"refresh", "chosen_sessions", "release", "site"}


def test_what_a_step_needs_is_not_loaded_before_it() -> None:
    code = "import sys; from pipeline.definitions import defs; defs(); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert "pipeline.orchestration.graph" in loaded
    heavy = {"altair", "dask", "duckdb", "onnxruntime", "pipeline.session", "xlsxwriter"}
    assert heavy.intersection(loaded) == set()


def test_telemetry_is_off_and_state_is_below_the_outputs(tmp_path: Path) -> None:
    refresh(Workspace(ROOT / "raw", tmp_path))
    with dg.DagsterInstance.from_config(str(tmp_path / ".dagster")) as instance:
        assert not instance.telemetry_enabled
        assert instance.get_runs_count() == 1
        assert instance.run_retries_enabled
        assert instance.run_monitoring_enabled
