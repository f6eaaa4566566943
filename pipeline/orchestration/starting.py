"""What starts a refresh: a person, the night, or new content in raw/ that has come to rest."""

import json
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from pipeline.corpus import CorpusError, load_corpus
from pipeline.orchestration.overdue import DAY

REFRESH = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups("release"),
    description="Build everything from raw/ and publish it.",
)
CHOSEN = dg.define_asset_job(
    "chosen_sessions",
    selection=REFRESH.selection,
    config={"ops": {"tables": {"config": {"sessions": []}}}},
    description="Read the sessions named in the launchpad again, and build everything.",
)
_LOOK_SECONDS = 60

_CHANGED = dg.AutomationCondition.data_version_changed()
#: Something that an asset is made from has other content, and no run has made the asset since.
#: What is being built is waited for, and what failed waits for a person or for new content.
INPUT_CHANGED = (
    dg.AutomationCondition.any_deps_match(
        _CHANGED | dg.AutomationCondition.will_be_requested()
    ).since_last_handled()
    & ~dg.AutomationCondition.any_deps_missing()
    & ~dg.AutomationCondition.any_deps_in_progress()
    & ~dg.AutomationCondition.in_progress()
    & ~dg.AutomationCondition.execution_failed()
).with_label("what it is made from has changed")

REBUILD = dg.AutomationConditionSensorDefinition(
    "rebuild_what_changed",
    target=REFRESH.selection | dg.AssetSelection.assets("site"),
    default_status=dg.DefaultSensorStatus.STOPPED,
    description="Builds what hangs on something that was made anew with other content.",
)


@dg.schedule(job=REFRESH, cron_schedule="0 3 * * *", execution_timezone="UTC")
def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Every night at three: promises may have become overdue, though nothing was changed."""
    day = context.scheduled_execution_time.date()
    return dg.RunRequest(tags={DAY: day.isoformat()})


def changes_in(raw: Path) -> dg.SensorDefinition:
    """A sensor that asks for a refresh when `raw` holds something new, twice the same.

    Content decides, never a time of modification: a file that is still being copied is another
    one at each look.
    """

    @dg.sensor(
        name="changes_in_raw", job=REFRESH, minimum_interval_seconds=_LOOK_SECONDS,
        description="Refreshes when raw/ holds new content that was the same at two looks.",
    )  # fmt: skip
    def look(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        try:
            now = load_corpus(raw).fingerprint
        except CorpusError as error:
            return dg.SensorResult(skip_reason=str(error), cursor=context.cursor)
        before = json.loads(context.cursor or "{}")
        if now == before.get("asked"):
            cursor, reason = {**before, "seen": now}, "nothing has changed"
        elif now != before.get("seen"):
            cursor, reason = {**before, "seen": now}, "raw/ has changed; waiting until it rests"
        else:
            request = dg.RunRequest(tags={DAY: datetime.now(UTC).date().isoformat()})
            cursor = {"asked": now, "seen": now}
            return dg.SensorResult(run_requests=[request], cursor=json.dumps(cursor))
        return dg.SensorResult(skip_reason=reason, cursor=json.dumps(cursor))

    return look
