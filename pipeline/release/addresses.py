"""A release verified where it was published: at a web address, or in a bucket."""

import hashlib
import shutil
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException, HTTPResponse
from pathlib import Path

from pipeline.release import ReleaseError
from pipeline.release.bucket import SCHEME, Bucket, reaching
from pipeline.release.manifest import MANIFEST, SUMS, Manifest
from pipeline.release.verify import UNREADABLE, Verdict, compared, verify
from pipeline.store.folders import FileFacts

_WEB = ("http://", "https://")
_GONE = (404, 410)
_SECONDS = 60
_LONGEST = 64 << 20  # of the files that list the others
_PIECE = 1 << 20


def is_address(text: str) -> bool:
    """Whether a text names a place that is no file or folder here."""
    return text.startswith((*_WEB, SCHEME))


def verify_at(address: str) -> Verdict:
    """Compare what lies at the address of a release's folder or zip with its manifest and sums.

    A web server lists nothing: what was added there is not found.

    Raises:
        ReleaseError: there is no release, or the server does not answer.
    """
    if address.startswith(SCHEME):
        return _in_bucket(Bucket.at(address))
    try:
        if address.endswith(".zip"):
            return _packed(address)
        return _on_the_web(address.rstrip("/"))
    except (OSError, HTTPException, ValueError) as error:
        raise ReleaseError(f"{address} cannot be read ({error})") from error


def _in_bucket(bucket: Bucket) -> Verdict:
    if bucket.root.endswith(".zip"):
        with reaching(bucket), tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "release.zip"
            bucket.system.get_file(bucket.root, str(copy))
            return verify(copy)
    with reaching(bucket):
        manifest, listed = (bucket.read(name) or b"" for name in (MANIFEST, SUMS))
        found = {path: bucket.facts(path) for path in bucket.names()}
    return compared(found, Manifest.read(manifest, f"{bucket}/{MANIFEST}"), manifest, listed)


def _packed(address: str) -> Verdict:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "release.zip"
        with _opened(address) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        return verify(copy)


def _on_the_web(address: str) -> Verdict:
    data, listed = (_short(f"{address}/{name}") for name in (MANIFEST, SUMS))
    manifest = Manifest.read(data, f"{address}/{MANIFEST}")
    found = {
        path: facts
        for path in manifest.files
        if (facts := _facts(f"{address}/{urllib.parse.quote(path)}")) is not None
    }
    found[MANIFEST] = FileFacts(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    if listed:
        found[SUMS] = FileFacts(bytes=len(listed), sha256=hashlib.sha256(listed).hexdigest())
    return compared(found, manifest, data, listed)


def _short(address: str) -> bytes:
    try:
        with _opened(address) as stream:
            return stream.read(_LONGEST)
    except urllib.error.HTTPError as error:
        if error.code not in _GONE:
            raise
        return b""


def _facts(address: str) -> FileFacts | None:
    digest, size = hashlib.sha256(), 0
    try:
        with _opened(address) as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
    except urllib.error.HTTPError as error:
        if error.code in _GONE:
            return None
        raise
    except HTTPException:  # it broke off
        return UNREADABLE
    return FileFacts(bytes=size, sha256=digest.hexdigest())


def _opened(address: str) -> HTTPResponse:
    """What a web server gives; its other answers are errors."""
    if not address.startswith(_WEB):
        raise ReleaseError(f"{address} is no web address")
    opened: HTTPResponse = urllib.request.urlopen(address, timeout=_SECONDS)  # noqa: S310
    return opened
