"""Engines by name, as the command line and the environment write them."""

import os
import re

from pipeline.engine import Engine, EngineError, Inline
from pipeline.engine.cluster import Cluster
from pipeline.engine.guard import Guarded


def engine_named(name: str) -> Engine:
    """The engine of a name.

    Raises:
        EngineError: There is none of that name.
    """
    if name == "inline":
        return Inline()
    if name == "auto":
        return all_processors()
    if workers := re.fullmatch(r"pool:([1-9][0-9]{0,2})", name):
        return Guarded(int(workers[1]))
    if cluster := re.fullmatch(r"dask://([^/\s]+:[0-9]+)", name):
        return Cluster(f"tcp://{cluster[1]}")
    raise EngineError(
        f"there is no engine {name!r}; expected auto, pool:<workers>, dask://<host>:<port> "
        "or inline"
    )


def all_processors() -> Guarded:
    """A worker for each processor; they are started as they are needed."""
    return Guarded(os.cpu_count() or 1)
