"""A folder in a bucket of S3, in which a file is made once and never written over.

Who may write is found where every program of S3 looks: the environment (`AWS_ACCESS_KEY_ID`,
`AWS_ENDPOINT_URL` and so on), the files in `~/.aws`, or the machine's role.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pipeline.release import ReleaseError
from pipeline.store.folders import FileFacts

SCHEME = "s3://"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Bucket:
    """The folder `root` (bucket, slash, path) of the file system `system` (s3fs)."""

    system: Any
    root: str

    @classmethod
    def at(cls, address: str) -> Self:
        """The folder that an address names.

        Raises:
            ReleaseError: it names none, or the library for it is not installed.
        """
        root = address.removeprefix(SCHEME).strip("/")
        if not address.startswith(SCHEME) or not root:
            raise ReleaseError(f"{address!r} is no address of a bucket, like s3://bucket/folder")
        try:
            import s3fs  # noqa: PLC0415 - an extra, and slow to load
        except ImportError as error:
            raise ReleaseError("for buckets, install the extra: pip install -e '.[s3]'") from error
        system = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
        return cls(system, root)

    def __str__(self) -> str:
        """Its address."""
        return f"{SCHEME}{self.root}"

    def names(self, below: str = "") -> tuple[str, ...]:
        """The paths of all files below a folder of it, told from that folder, sorted."""
        place = self._place(below)
        return tuple(sorted(path.removeprefix(f"{place}/") for path in self.system.find(place)))

    def exists(self, path: str) -> bool:
        """Whether a file is there."""
        return bool(self.system.isfile(self._place(path)))

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where it is not there."""
        try:
            data: bytes = self.system.cat_file(self._place(path))
        except FileNotFoundError:
            return None
        return data

    def facts(self, path: str) -> FileFacts:
        """Size and SHA-256 of a file, read through."""
        digest, size = hashlib.sha256(), 0
        with self.system.open(self._place(path), "rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
        return FileFacts(bytes=size, sha256=digest.hexdigest())

    def create(self, path: str, source: Path) -> None:
        """Make a file; one of the same bytes that is there is left.

        Raises:
            ReleaseError: another is there.
        """
        try:
            self.system.put_file(str(source), self._place(path), mode="create")
        except OSError:
            if not self.exists(path):
                raise
            with source.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            if self.facts(path).sha256 != sha256:
                message = f"{self}/{path} is there already, and is another"
                raise ReleaseError(message) from None

    def tagged(self, path: str) -> tuple[bytes, str] | None:
        """The bytes of a small file, and the tag of just these; None where it is not there."""
        name, key = self._key(path)
        try:
            found = self.system.call_s3("get_object", Bucket=name, Key=key)
        except FileNotFoundError:
            return None
        data: bytes = self.read(path) or b""
        return data, str(found["ETag"])

    def swap(self, path: str, data: bytes, tag: str | None) -> bool:
        """Write a small file if it is still that of `tag` (None: still not there), or say no."""
        name, key = self._key(path)
        only = {"IfMatch": tag} if tag else {"IfNoneMatch": "*"}
        try:
            self.system.call_s3("put_object", Bucket=name, Key=key, Body=data, **only)
        except OSError:
            now = self.tagged(path)
            if (now[1] if now else None) == tag:
                raise
            return False
        return True

    def remove(self, path: str) -> None:
        """Take a file away, if it is there."""
        if self.exists(path):
            self.system.rm_file(self._place(path))

    def _place(self, path: str) -> str:
        return f"{self.root}/{path}".rstrip("/")

    def _key(self, path: str) -> tuple[str, str]:
        name, _, key = self._place(path).partition("/")
        return name, key


@contextmanager
def reaching(bucket: Bucket) -> Iterator[None]:
    """What a server refuses, told for people.

    Raises:
        ReleaseError: it refused something, or cannot be reached.
    """
    from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - of the same extra

    try:
        yield
    except (OSError, BotoCoreError) as error:
        told = str(error) or type(error).__name__
        raise ReleaseError(f"{bucket} cannot be used ({told}); try again") from error
