"""The definitions of the service, switched on, which look at raw/ and for lost runs all the time."""

import os

import dagster as dg

from pipeline.orchestration import lost, starting
from pipeline.orchestration.graph import definitions
from pipeline.orchestration.workspace import workspace_of
from tests.conftest import ROOT

lost._LOOK_SECONDS = starting._LOOK_SECONDS = 1


@dg.definitions
def defs() -> dg.Definitions:
    """The graph over the corpus and the outputs that the environment names."""
    found = definitions(workspace_of(os.environ, ROOT))
    found.get_sensor_def("changes_in_raw")._default_status = dg.DefaultSensorStatus.RUNNING
    return found
