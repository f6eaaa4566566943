"""The pages of the newest release, made anew."""

import dagster as dg

from pipeline.orchestration.assets import RESOURCE
from pipeline.orchestration.contract import OWNER
from pipeline.orchestration.starting import INPUT_CHANGED
from pipeline.orchestration.workspace import Workspace

SITE = dg.define_asset_job(
    "site",
    selection=dg.AssetSelection.assets("site"),
    description="Make the pages of the newest release.",
)


@dg.multi_asset(
    name="make_pages",
    specs=[
        dg.AssetSpec(
            "site",
            deps=["release"],
            description="Static pages of the newest release, in `site` below the outputs.",
            group_name="release",
            kinds={"html"},
            owners=[OWNER],
            automation_condition=INPUT_CHANGED,
        )
    ],
    required_resource_keys={RESOURCE},
)
def site(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Static pages of the newest release, in `site` below the outputs."""
    from pipeline.release.shelf import Shelf
    from pipeline.site import SiteError
    from pipeline.site.pages import site_pages
    from pipeline.site.reading import read_release
    from pipeline.site.writing import publish
    from pipeline.store import StoreError

    workspace: Workspace = context.resources.workspace
    try:
        reading = read_release(Shelf(workspace.out / "releases"))
        written = publish(workspace.out, site_pages(reading))
    except (SiteError, StoreError) as error:
        raise dg.Failure(str(error), allow_retries=False) from None
    return dg.MaterializeResult(
        data_version=dg.DataVersion(written.digest),
        metadata={
            "release": reading.release.version,
            "files": written.files,
            "bytes": written.bytes,
            "open": dg.MetadataValue.path(str(written.link / "index.html")),
        },
    )
