"""A release, and its publication, struck at a system call: what must hold whatever happens."""

import functools
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.release import ReleaseError
from pipeline.release.freeze import release
from pipeline.release.manifest import MANIFEST, SUMS, Manifest, sums
from pipeline.release.publish import LATEST, latest, publish
from pipeline.release.shelf import Shelf
from pipeline.release.verify import verify
from pipeline.release.versions import Version
from pipeline.store.builds import Builds
from pipeline.store.folders import FileFacts, facts
from pipeline.store.lock import build_lock
from pipeline.store.parquet import read_parquet, to_arrow, write_parquet
from schemas import TABLES
from tests.faults import DONE, KILLED, REFUSED
from tests.release.conftest import DAY, build

FIRST, SECOND = Version(2031, 6, 1), Version(2031, 6, 2)
NOTES = """\
# Open Quay 6 May 2031

Ines Falk, Harbour Master, hosted the call.

## Moorings

* Will the fee rise?

Ines: Yes, by two percent.
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """A shelf with one release, and a work that puts a second beside it.

    `before` is a copy of how it was, and `whole` how the second is when nothing strikes.
    """

    folder: Path
    before: Path
    work: Callable[[], object]
    whole: Mapping[str, FileFacts]

    def faults(self, ended: int | str, *, mended: bool = True) -> Iterator[str]:
        """What is wrong on the shelf after the work ended so; with `mended`, tries once more."""
        if ended not in (DONE, REFUSED, KILLED):
            yield f"it ended with {ended}, and without a word"
        yield from self._seen()
        if ended == DONE and not self._is_whole():
            yield "it is not there, and was said to be"
        if mended:
            self.work()
            yield from self._seen()
            if not self._is_whole():
                yield "the next try does not make it"
            if left := [path.name for path in self.folder.glob(".*") if path.name != ".lock"]:
                yield f"the next try leaves {left}"

    def clear(self) -> None:
        """Have the shelf as it was."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.before, self.folder)

    def _seen(self) -> Iterator[str]:
        """What a reader could find wrong: hidden names are for nobody."""
        known = {f"{one}{end}" for one in (FIRST, SECOND) for end in ("", ".zip")} | {LATEST}
        there = {path.name for path in self.folder.iterdir() if not path.name.startswith(".")}
        if strange := there - known:
            yield f"a reader sees {sorted(strange)}"
        if gone := {str(FIRST), f"{FIRST}.zip"} - there:
            yield f"{sorted(gone)} went"
        for name in sorted(there & known - {LATEST}):
            if not is_sound(self.folder / name):
                yield f"{name} is not whole"
        named = latest(self.folder)
        if named and not {named.version, named.archive} <= there:
            yield f"latest names {named.version}, which is not there"

    def _is_whole(self) -> bool:
        archive = self.folder / f"{SECOND}.zip"
        return archive.exists() and facts(self.folder / str(SECOND)) == self.whole


def releasing(place: Path) -> Scene:
    """A tiny corpus, released, and its build then changed."""
    session, out = place / "raw" / "sessions" / "2031-05-06", place / "out"
    session.mkdir(parents=True)
    (session / "notes.md").write_text(NOTES)
    (place / "raw" / "corpus.yaml").write_text("title: Open Quay\nlicense: CC0-1.0\n")
    build(place / "raw", out)
    release(out, DAY)
    builds = Builds(out)
    path = builds.staged() / "tables" / "questions.parquet"
    row = {**read_parquet(path).to_pylist()[0], "text": "Will the fee for berths rise?"}
    write_parquet(path, TABLES["questions"], to_arrow(TABLES["questions"], [row]))
    builds.publish("b2")
    return _scene(out / "releases", functools.partial(release, out, DAY))


def publishing(place: Path, shelf: Shelf) -> Scene:
    """A shelf of two releases, the first of them published."""
    publish(shelf, FIRST, place)
    return _scene(place, functools.partial(publish, shelf, SECOND, place))


def _scene(folder: Path, work: Callable[[], object]) -> Scene:
    before = shutil.copytree(folder, folder.with_name(f"{folder.name}-before"))
    work()
    scene = Scene(folder, before, work, facts(folder / str(SECOND)))
    assert not list(scene.faults(DONE, mended=False))
    scene.clear()
    return scene


def is_sound(release: Path) -> bool:
    """Whether a release's folder or zip is whole."""
    try:
        return verify(release).sound
    except ReleaseError:
        return False


def locked_release(out: Path) -> None:
    """Release as the command does: while nobody else writes."""
    with build_lock(out):
        release(out, DAY)


def rewritten(source: Path, release: Path, word: str) -> None:
    """A whole release of the version of another, whose card says something else."""
    shutil.copytree(source, release)
    (release / "README.md").write_text(word)
    files = facts(release, besides=(MANIFEST, SUMS))
    manifest = Manifest.of(release).model_copy(update={"files": files})
    (release / MANIFEST).write_bytes(manifest.data())
    (release / SUMS).write_bytes(sums(facts(release, besides=(SUMS,))))
