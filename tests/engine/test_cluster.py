"""A Dask cluster of two workers over TCP: the same results, and when one of them is killed."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.engine import EngineError, cluster
from pipeline.engine.choice import engine_named
from pipeline.engine.cluster import Cluster
from tests.conftest import ROOT
from tests.engine.jobs import BREAKS, Job

DASK = [Path(sys.executable).parent / "dask"]
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT}
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@contextmanager
def started(*arguments):
    process = subprocess.Popen([*DASK, *map(str, arguments)], env=ENVIRONMENT, **QUIET)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    told = tmp_path_factory.mktemp("dask") / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", told]
    with started("scheduler", *options):
        for _ in range(600):
            if told.exists() and told.read_text():
                break
            time.sleep(0.1)
        yield json.loads(told.read_text())["address"]


@contextmanager
def worker(address, folder):
    options = ["--nthreads", 1, "--no-nanny", "--no-dashboard", "--local-directory", folder]
    with started("worker", address, *options) as process:
        yield process


@pytest.fixture(scope="module")
def workers(address, tmp_path_factory):
    with (
        worker(address, tmp_path_factory.mktemp("one")) as one,
        worker(address, tmp_path_factory.mktemp("two")) as two,
    ):
        yield [one, two]


def test_sessions_are_built_as_in_this_process_and_when_a_worker_is_killed(
    address, workers, tmp_path
):
    corpus = [sys.executable, ROOT / "benchmarks" / "scale" / "corpus.py", "--sessions", "16"]
    subprocess.run([*corpus, tmp_path / "raw"], check=True, stdout=subprocess.DEVNULL)
    loaded = load_corpus(tmp_path / "raw")
    expected = build_dataset(loaded)
    engine = engine_named(address.replace("tcp://", "dask://"))
    assert engine == Cluster(address)
    found = build_dataset(loaded, engine=engine)
    assert (found.report, found.tables) == (expected.report, expected.tables)

    def track(folders):
        for at, folder in enumerate(folders):
            if at == 2:
                workers[0].kill()
            yield folder

    found = build_dataset(loaded, track, engine=engine)
    assert workers[0].wait() != 0
    assert (found.report, found.tables) == (expected.report, expected.tables)
    wholes = engine.map(Job(), [["a", "exits"], ["b"], ["c"]])
    told = sorted(part for whole in wholes for part in whole)
    assert told == ["A", "B", "C", f"exits: {BREAKS['exits'][1]}"]


def test_a_cluster_that_is_not_there_is_one_line(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(EngineError, match="no Dask cluster with workers answers at tcp://127"):
        list(Cluster("tcp://127.0.0.1:9").map(Job(), [["a"]]))


@pytest.mark.parametrize("name", ["dask", "dask://", "dask://host", "pool:0", "pool", "threads"])
def test_an_engine_that_is_none_is_one_line(name):
    with pytest.raises(EngineError, match=r"there is no engine .*; expected auto, pool:<workers>"):
        engine_named(name)
