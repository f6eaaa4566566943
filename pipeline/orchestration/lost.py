"""Runs whose process is gone: the kernel has freed their lock, and nobody told Dagster."""

import json
from pathlib import Path

import dagster as dg

from pipeline.store.lock import is_held

_LOOK_SECONDS = 60
_UNDER_WAY = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING])


def lost_runs(out: Path) -> dg.SensorDefinition:
    """A sensor that gives up runs which nobody is at work on, at two looks.

    A run holds the build lock of `out` but for its first and last moments. What is given up has
    failed, and is tried once more.
    """

    @dg.sensor(
        name="lost_runs", minimum_interval_seconds=_LOOK_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Gives up runs that were killed, so that they are tried once more.",
    )  # fmt: skip
    def look(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        lost: list[str] = []
        if not is_held(out):
            for run in context.instance.get_runs(_UNDER_WAY):
                if run.run_id in json.loads(context.cursor or "[]"):
                    context.instance.report_run_failed(run, "Its process is gone.")
                else:
                    lost.append(run.run_id)
        told = f"{len(lost)} to be given up at the next look" if lost else "nobody is lost"
        return dg.SensorResult(skip_reason=told, cursor=json.dumps(lost))

    return look
