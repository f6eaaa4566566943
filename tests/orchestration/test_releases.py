"""A release is made by Dagster as by the command."""

import shutil
from pathlib import Path

import dagster as dg

from pipeline.orchestration.graph import definitions, problems
from pipeline.orchestration.releases import RELEASE
from pipeline.orchestration.workspace import Workspace
from pipeline.release.verify import verify
from tests.conftest import ROOT


def run(workspace: Workspace, day: str) -> dg.ExecuteInProcessResult:
    job = definitions(workspace).resolve_job_def(RELEASE.name)
    config = {"ops": {"release": {"config": {"day": day}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        return job.execute_in_process(instance=instance, run_config=config, raise_on_error=False)


def test_the_job_builds_and_releases(tmp_path: Path) -> None:
    raw = Path(shutil.copytree(ROOT / "tests/corpus/raw", tmp_path / "raw"))
    workspace = Workspace(raw, tmp_path / "out")
    refused = run(workspace, "")
    assert not refused.success
    assert "give the day" in " ".join(problems(refused))
    made = run(workspace, "2031-06-02")
    assert made.success
    assert verify(tmp_path / "out/releases/2031.6.1").sound
    (check,) = (
        one for one in made.get_asset_check_evaluations() if one.check_name == "every_file_is_whole"
    )
    assert check.passed
