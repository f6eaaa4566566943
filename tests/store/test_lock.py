import fcntl
import os
import signal
import subprocess
import sys
import threading

import pytest

from pipeline.store import StoreError
from pipeline.store.lock import build_lock, is_held

HOLD = """
import sys
from pathlib import Path
from pipeline.store.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path / "out"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_build_is_told_who_holds_it(tmp_path, holder):
    told = rf"another build \(process {holder.pid} on .+\) is writing to .*out; wait for it or stop"
    with pytest.raises(StoreError, match=told), build_lock(tmp_path / "out"):
        pytest.fail("two builds at once")


def test_a_killed_owner_holds_nothing(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with build_lock(tmp_path / "out"):
        assert f"process {os.getpid()} " in (tmp_path / "out/.lock").read_text()


def test_one_process_cannot_take_it_twice(tmp_path):
    with (
        build_lock(tmp_path),
        pytest.raises(StoreError, match=f"process {os.getpid()}"),
        build_lock(tmp_path),
    ):
        pytest.fail("two builds at once")


def test_it_is_free_again_after_an_error(tmp_path):
    with pytest.raises(KeyError), build_lock(tmp_path):
        raise KeyError
    assert (tmp_path / ".lock").read_text() == ""
    with build_lock(tmp_path):
        pass


def test_a_program_started_meanwhile_does_not_keep_it(tmp_path):
    with build_lock(tmp_path):
        child = subprocess.Popen(["sleep", "60"], close_fds=False)
    try:
        with build_lock(tmp_path):
            pass
    finally:
        child.kill()
        child.wait()


def test_the_lock_file_is_never_a_link_to_elsewhere(tmp_path):
    other = tmp_path / "other"
    other.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / ".lock").symlink_to(other)
    with pytest.raises(OSError, match="symbolic"), build_lock(out):
        pytest.fail("followed a link")
    assert other.read_text() == "mine"


def test_looking_whether_it_is_held_takes_nothing(tmp_path, holder):
    assert is_held(tmp_path / "out")
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert not is_held(tmp_path / "out")
    assert not is_held(tmp_path / "never built")
    with build_lock(tmp_path / "out"):
        assert is_held(tmp_path / "out")


def test_who_looks_only_for_a_moment_keeps_no_build_out(tmp_path):
    with build_lock(tmp_path):
        pass
    with (tmp_path / ".lock").open() as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)
        threading.Timer(0.01, fcntl.flock, (looking, fcntl.LOCK_UN)).start()
        with build_lock(tmp_path):
            assert is_held(tmp_path)
