"""What Dagster loads: this repository's own corpus and outputs, or those of the environment."""

import os
from pathlib import Path

import dagster as dg

from pipeline.orchestration.graph import definitions
from pipeline.orchestration.workspace import Workspace

_ROOT = Path(__file__).parent.parent


@dg.definitions
def defs() -> dg.Definitions:
    """The graph over `OFFICEHOURS_RAW` and `OFFICEHOURS_OUT`, by default `raw/` and `outputs/`."""
    raw = Path(os.environ.get("OFFICEHOURS_RAW", _ROOT / "raw"))
    out = Path(os.environ.get("OFFICEHOURS_OUT", _ROOT / "outputs"))
    return definitions(Workspace(raw, out))
