"""What Dagster loads: this repository's own corpus and outputs, or those of the environment."""

import os
from pathlib import Path

import dagster as dg

from pipeline.orchestration.graph import definitions
from pipeline.orchestration.workspace import workspace_of

_ROOT = Path(__file__).parent.parent


@dg.definitions
def defs() -> dg.Definitions:
    """The graph over the corpus and the outputs of the service."""
    return definitions(workspace_of(os.environ, _ROOT))
