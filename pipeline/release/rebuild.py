"""A release made again from what it was made from: are its bytes what the program makes?"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.origin import Origin
from pipeline.release import ReleaseError, writing
from pipeline.release.freeze import release
from pipeline.release.manifest import Manifest
from pipeline.release.shelf import Shelf
from pipeline.release.verify import verify
from pipeline.release.versions import Version
from pipeline.store.folders import facts

_NAMED = 5  # files in a message


def check_origin(manifest: Manifest, here: Origin) -> None:
    """See that a release was made from what lies here.

    Raises:
        ReleaseError: it was not; what differs is named.
    """
    if reasons := list(_differs(manifest, here)):
        raise ReleaseError(f"{manifest.version} was made from something else: {'; '.join(reasons)}")


def made_again(source: Path, out: Path, evaluation: bytes | None = None) -> tuple[str, ...]:
    """Make a release again from the build below `out`: the paths of files that differ, sorted.

    Args:
        source: The folder of the release; the one that it follows lies beside it.
        out: Outputs without releases, with a build of the same inputs.
        evaluation: What its labels' accuracy is known from, if it says so.

    Raises:
        ReleaseError: it cannot be made again; what is missing is named.
    """
    manifest, shelf = Manifest.of(source), Shelf(out / "releases")
    if manifest.follows:
        before = source.parent / manifest.follows
        if not before.is_dir() or not verify(before).sound:
            raise ReleaseError(
                f"{manifest.version} tells what changed since {before}: it is needed"
            )
        with writing(shelf.folder):
            shutil.copytree(before, shelf.path(Version.read(manifest.follows)))
    made = release(out, manifest.released, Version.read(manifest.version), evaluation)
    return tuple(sorted({path for path, _ in facts(made.path).items() ^ facts(source).items()}))


def _differs(manifest: Manifest, here: Origin) -> Iterator[str]:
    if manifest.code != here.code:
        yield f"the program is another (check out the one whose code is {manifest.code})"
    if manifest.lock != here.lock:
        yield "requirements.lock is another"
    if files := sorted({path for path, _ in manifest.inputs.items() ^ here.inputs.items()}):
        more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
        yield f"other files ({', '.join(files[:_NAMED])}{more})"
