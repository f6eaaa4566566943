"""Everything Dagster loads, for one workspace; and one run of it in this process."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
from dagster._core.errors import DagsterExecutionInterruptedError
from dagster._core.events import JobFailureData
from dagster._core.execution.plan.objects import StepFailureData

from pipeline.orchestration.alerts import failure_alert
from pipeline.orchestration.assets import RESOURCE, raw, statistics, tables
from pipeline.orchestration.lost import lost_runs
from pipeline.orchestration.releases import RELEASE, release
from pipeline.orchestration.site import SITE, site
from pipeline.orchestration.starting import CHOSEN, REBUILD, REFRESH, changes_in, nightly
from pipeline.orchestration.workspace import Workspace, workspace_resource

# state stays in the folder of outputs, nothing is sent anywhere, logs are quiet, and a run
# starts at once: the queue would wait for a daemon, and the build lock lets one run write. What
# has run for six hours is given up, and what is given up is tried once more. What steps
# print is kept by nobody: it may quote what was read, and a watcher is started for it at each step
_SETTINGS = """\
telemetry:
  enabled: false
nux:
  enabled: false
run_coordinator:
  module: dagster._core.run_coordinator
  class: DefaultRunCoordinator
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
python_logs:
  python_log_level: CRITICAL
run_monitoring:
  enabled: true
  max_runtime_seconds: 21600
run_retries:
  enabled: true
  max_retries: 1
"""
# what Dagster calls a Ctrl-C
_INTERRUPTED = DagsterExecutionInterruptedError.__name__


def definitions(workspace: Workspace) -> dg.Definitions:
    """The assets, their checks, the jobs, and what starts one or tells that it failed.

    The sensor and the schedule wait until a person switches them on.
    """
    return dg.Definitions(
        assets=[raw, tables, statistics, release, site],
        resources={RESOURCE: workspace_resource(workspace)},
        jobs=[REFRESH, CHOSEN, RELEASE, SITE],
        schedules=[nightly],
        sensors=[changes_in(workspace.raw), REBUILD, failure_alert, lost_runs(workspace.out)],
        executor=dg.in_process_executor,
    )


def dagster_home(out: Path) -> Path:
    """The folder of Dagster's state below the outputs, with its settings written."""
    home = out / ".dagster"
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "dagster.yaml"
    if not settings.exists() or settings.read_text("utf-8") != _SETTINGS:
        settings.write_text(_SETTINGS, "utf-8")
    return home


def refresh(workspace: Workspace) -> dg.ExecuteInProcessResult:
    """Run the job `refresh` in this process; its failures are in the result.

    Raises:
        HistoryError: Dagster cannot keep its history; nothing was published.
    """
    from pipeline.orchestration.history import quick_history

    home = dagster_home(workspace.out)
    with quick_history(), dg.DagsterInstance.from_config(str(home)) as instance:
        job = definitions(workspace).resolve_job_def(REFRESH.name)
        return job.execute_in_process(instance=instance, raise_on_error=False)


def problems(result: dg.ExecuteInProcessResult) -> list[str]:
    """Why a run failed, in lines for people; empty after a good run."""
    steps = [event.step_failure_data for event in result.all_events if event.is_step_failure]
    runs = [event.job_failure_data for event in result.all_events if event.is_run_failure]
    return [line for failed in steps or runs for line in _lines(failed)]


def _lines(failed: StepFailureData | JobFailureData) -> Iterator[str]:
    stated = failed.user_failure_data if isinstance(failed, StepFailureData) else None
    if stated:
        yield stated.description or stated.label or "failed"
        found = stated.metadata.get("problems")
        if isinstance(found, dg.JsonMetadataValue) and isinstance(found.data, list):
            yield from map(str, found.data)
        return
    if _INTERRUPTED in str(failed.error):
        yield "stopped; what was read by then is kept, and the next build goes on from there"
        return
    error = failed.error
    while error and error.cause:
        error = error.cause
    # Dagster puts the class before the message
    yield error.message.strip().partition(": ")[2] or error.message.strip() if error else "failed"
