"""An engine whose workers break at chosen sessions, as a hostile file would make them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.engine.guard import Guarded
from tests.engine.jobs import BREAKS


@dataclass(frozen=True)
class Breaking:
    """Another work, but at folders of some names the process breaks."""

    work: Any
    names: Mapping[str, str]

    def prepare(self) -> None:
        self.work.prepare()

    def one(self, folder: Any) -> Any:
        if folder.name in self.names:
            BREAKS[self.names[folder.name]][0]()
        return self.work.one(folder)

    def lost(self, folder: Any, why: str) -> Any:
        return self.work.lost(folder, why)

    def join(self, parts: Sequence[Any]) -> Any:
        return self.work.join(parts)

    def seconds(self, folder: Any) -> int:
        return 1 if folder.name in self.names else self.work.seconds(folder)


@dataclass(frozen=True)
class Hostile:
    """Session → how its worker breaks."""

    names: Mapping[str, str] = field(default_factory=dict)

    def map(self, work: Any, shards: Iterable[Sequence[Any]]) -> Iterator[Any]:
        return Guarded(2).map(Breaking(work, self.names), shards)
