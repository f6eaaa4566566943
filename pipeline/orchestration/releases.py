"""What is built, frozen as a version."""

from collections.abc import Iterator
from datetime import date

import dagster as dg

from pipeline.orchestration.assets import RESOURCE
from pipeline.orchestration.contract import OWNER
from pipeline.orchestration.workspace import Workspace
from pipeline.store import StoreError
from schemas import STATISTICS

RELEASE = dg.define_asset_job(
    "release",
    selection=dg.AssetSelection.all(),
    description="Build everything from raw/, freeze it as a version, and make its pages.",
)
_CHECK = "every_file_is_whole"


class ReleaseDay(dg.Config):
    """The day that the release says of itself, YYYY-MM-DD; empty for that of the retrieval."""

    day: str = ""


# the step cannot bear the name of the job `release`, nor that of the pages the name of `site`
@dg.multi_asset(
    name="freeze",
    specs=[
        dg.AssetSpec(
            "release",
            deps=list(STATISTICS),
            description="A version in releases/ that never changes.",
            group_name="release",
            kinds={"parquet", "zip"},
            owners=[OWNER],
        )
    ],
    required_resource_keys={RESOURCE},
    check_specs=[
        dg.AssetCheckSpec(
            _CHECK,
            asset="release",
            blocking=True,
            description="Every file is as the release's own manifest lists it.",
        )
    ],
)
def release(
    context: dg.AssetExecutionContext, config: ReleaseDay
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """A version in releases/ that never changes; none, where nothing has changed since the last."""
    from pipeline.release import ReleaseError
    from pipeline.release.freeze import release as freeze
    from pipeline.release.verify import verify

    workspace: Workspace = context.resources.workspace
    try:
        made = freeze(workspace.out, _day(workspace, config))
        verdict = verify(made.path)
    except (ReleaseError, StoreError) as error:
        raise dg.Failure(str(error), allow_retries=False) from None
    yield dg.AssetCheckResult(
        passed=verdict.sound, check_name=_CHECK, metadata={"files": verdict.files}
    )
    changes = (made.path / "CHANGELOG.md").read_text("utf-8")
    yield dg.MaterializeResult(
        data_version=dg.DataVersion(str(made.version)),
        metadata={
            "version": str(made.version),
            "new": made.new,
            "bytes": verdict.bytes,
            "changes": dg.MetadataValue.md(changes),
        },
    )


def _day(workspace: Workspace, config: ReleaseDay) -> date:
    from pipeline.corpus.retrieval import newest_retrieval
    from pipeline.release import ReleaseError

    try:
        stated = date.fromisoformat(config.day) if config.day else None
    except ValueError:
        raise ReleaseError(f"{config.day!r} is no day; one is written YYYY-MM-DD") from None
    day = stated or newest_retrieval(workspace.corpus)
    if day is None:
        raise ReleaseError("no session.yaml says when a document was retrieved; give the day")
    return day
