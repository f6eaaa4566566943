"""Whether every byte of a release is as it was released."""

import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.release import ReleaseError
from pipeline.release.archive import unpacked
from pipeline.release.manifest import MANIFEST, SUMS, Manifest, sums
from pipeline.store.folders import FileFacts

#: Facts that no file has.
UNREADABLE = FileFacts(bytes=-1, sha256="")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A release's version and size, and the paths of the files at fault, sorted."""

    version: str
    files: int
    bytes: int
    altered: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is at fault."""
        return not (self.altered or self.missing or self.added)


def verify(release: Path) -> Verdict:
    """Compare a release's folder or zip with its own manifest and sums.

    Links and whatever else is no regular file count as altered or added.

    Raises:
        ReleaseError: there is none, or its manifest cannot be read.
    """
    try:
        found, manifest, listed = (_in_folder if release.is_dir() else _in_archive)(release)
    except (zipfile.BadZipFile, OSError) as error:
        message = f"{release} is neither a release's folder nor its zip, or cannot be read"
        raise ReleaseError(message) from error
    if MANIFEST not in found:
        raise ReleaseError(f"{release} holds no {MANIFEST}: it is no release, or is cut off")
    return compared(found, Manifest.read(manifest, release / MANIFEST), manifest, listed)


def compared(
    found: Mapping[str, FileFacts], manifest: Manifest, data: bytes, listed: bytes
) -> Verdict:
    """What is at fault in files of which these facts were found.

    Args:
        found: The facts of every file, by path.
        manifest: The release's own.
        data: The bytes of that.
        listed: The bytes of SHA256SUMS, empty where it is not there.
    """
    own = FileFacts(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    expected = {**manifest.files, MANIFEST: own}
    agreed = sums(expected)
    altered = {path for path in expected.keys() & found.keys() if expected[path] != found[path]}
    if SUMS in found and listed != agreed:
        # both speak of every file: where they differ, one of them was changed
        altered |= {SUMS, *({MANIFEST} if own.sha256.encode() not in listed else ())}
    expected[SUMS] = UNREADABLE
    return Verdict(
        version=manifest.version,
        files=len(found),
        bytes=sum(max(facts.bytes, 0) for facts in found.values()),
        altered=tuple(sorted(altered)),
        missing=tuple(sorted(expected.keys() - found.keys())),
        added=tuple(sorted(found.keys() - expected.keys())),
    )


_Found = tuple[dict[str, FileFacts], bytes, bytes]


def _in_folder(folder: Path) -> _Found:
    found = {}
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            found[path.relative_to(folder).as_posix()] = _facts(path)
    return found, _content(folder / MANIFEST), _content(folder / SUMS)


def _facts(path: Path) -> FileFacts:
    if path.is_symlink() or not path.is_file():
        return UNREADABLE
    try:
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return UNREADABLE
    return FileFacts(bytes=path.stat().st_size, sha256=sha256)


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""


def _in_archive(path: Path) -> _Found:
    found: dict[str, FileFacts] = {}
    kept = {MANIFEST: b"", SUMS: b""}
    with zipfile.ZipFile(path) as archive:
        for name, facts in unpacked(archive):
            if name in found:  # of two of one name, whoever unpacks gets either
                found[name] = UNREADABLE
                continue
            found[name] = _packed(archive, facts)
            if name in kept and found[name] is not UNREADABLE:
                kept[name] = archive.read(facts)
    return found, kept[MANIFEST], kept[SUMS]


def _packed(archive: zipfile.ZipFile, facts: zipfile.ZipInfo) -> FileFacts:
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(facts) as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
                size += len(piece)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        return UNREADABLE
    return FileFacts(bytes=size, sha256=digest.hexdigest())
