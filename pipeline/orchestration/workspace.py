"""The resource that every asset works in: a corpus, a folder of outputs, and the build lock."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg

from pipeline.corpus import LoadedCorpus, load_corpus
from pipeline.engine import Engine
from pipeline.engine.choice import all_processors
from pipeline.store.builds import Builds
from pipeline.store.cache import Cache
from pipeline.store.lock import build_lock
from pipeline.version import build_digest, results_key

if TYPE_CHECKING:
    from pipeline.dataset import Track
    from pipeline.private.intake import Intake


@dataclass(frozen=True)
class Workspace:
    """Where a run reads and writes; the corpus is read once a run.

    `as_of` is the day statistics are asked for, null for that of the last session; `track`
    shows how far the sessions are; `looked_at` is what lies in `raw`, where that is
    known; `anew` are sessions that are read though they wait in the cache.
    """

    raw: Path
    out: Path
    as_of: date | None = None
    track: "Track" = iter
    engine: Engine = field(default_factory=all_processors)
    looked_at: LoadedCorpus | None = None
    anew: tuple[str, ...] = ()

    @cached_property
    def corpus(self) -> LoadedCorpus:
        """What lies in `raw`.

        Raises:
            CorpusError: the corpus cannot be built.
        """
        return self.looked_at or load_corpus(self.raw)

    @property
    def builds(self) -> Builds:
        """The builds below `out`."""
        return Builds(self.out)

    @property
    def cache(self) -> Cache:
        """The results of sessions that were read before."""
        return Cache(self.out / ".cache", results_key(self.corpus.corpus))

    @property
    def intake(self) -> "Intake":
        """What was sent in to the corpus; it is kept below `out` for its owner alone."""
        from pipeline.private.folder import PrivateFolder
        from pipeline.private.intake import Intake

        return Intake(self.raw, self.corpus, PrivateFolder(self.out))

    @property
    def digest(self) -> str:
        """The name of the build that this run makes, once it is known what was sent in."""
        return build_digest(self.corpus.fingerprint, self.as_of, self.intake.effects() or "")


def workspace_of(environment: Mapping[str, str], root: Path) -> Workspace:
    """That of `OFFICEHOURS_RAW` and `OFFICEHOURS_OUT`; where they are not set, that in `root`."""
    raw, out = environment.get("OFFICEHOURS_RAW"), environment.get("OFFICEHOURS_OUT")
    return Workspace(Path(raw or root / "raw"), Path(out or root / "outputs"))


def workspace_resource(workspace: Workspace) -> dg.ResourceDefinition:
    """`workspace` for the length of a run, holding the build lock.

    Its paths come from the command line or the service's environment and never from run
    config, which any page open in the operator's browser could set.
    """

    def hold(_context: dg.InitResourceContext) -> Iterator[Workspace]:
        with build_lock(workspace.out):
            yield replace(workspace)

    return dg.ResourceDefinition(
        contextmanager(hold), description="The corpus, the outputs, and the build lock."
    )
