"""A release is made by Dagster as by the command."""

import shutil
from pathlib import Path

import dagster as dg

from pipeline.orchestration.graph import definitions, problems
from pipeline.orchestration.releases import RELEASE
from pipeline.orchestration.site import SITE
from pipeline.orchestration.workspace import Workspace
from pipeline.release.verify import verify
from tests.conftest import ROOT


def run(workspace: Workspace, day: str) -> dg.ExecuteInProcessResult:
    job = definitions(workspace).resolve_job_def(RELEASE.name)
    config = {"ops": {"freeze": {"config": {"day": day}}}}
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
    first = (tmp_path / "out/site").readlink()
    assert "Tidewell" in (tmp_path / "out/site/index.html").read_text()
    # the pages alone, again: the same release has the same
    job = definitions(workspace).resolve_job_def(SITE.name)
    with dg.DagsterInstance.ephemeral() as instance:
        assert job.execute_in_process(instance=instance).success
        assert (tmp_path / "out/site").readlink() == first
        nothing = Workspace(raw, tmp_path / "empty")
        job = definitions(nothing).resolve_job_def(SITE.name)
        failed = job.execute_in_process(instance=instance, raise_on_error=False)
    assert "run officehours release" in " ".join(problems(failed))
