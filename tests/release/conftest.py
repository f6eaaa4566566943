"""A corpus of an invented organisation, built and released."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.origin import Origin
from pipeline.release.freeze import Released, release
from pipeline.stats import compute
from pipeline.store.builds import Builds
from pipeline.store.parquet import read_parquet, to_arrow, to_pandas, write_parquet
from schemas import STATISTICS, TABLES
from tests.conftest import ROOT

SESSION = "2031-05-06"
DAY = date(2031, 6, 2)


def one_session(to: Path) -> Path:
    """The written corpus with one of its sessions, whose rows are counted here."""
    corpus = ROOT / "tests" / "corpus" / "raw"
    for path in corpus.glob("*.yaml"):
        to.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to / path.name)
    shutil.copytree(corpus / "sessions" / SESSION, to / "sessions" / SESSION)
    return to


def build(raw: Path, out: Path, digest: str = "a1") -> Path:
    """What a run of the graph publishes, without the run."""
    loaded, builds = load_corpus(raw), Builds(out)
    dataset = build_dataset(loaded)
    stage = builds.stage()
    for name, table in dataset.tables.items():
        write_parquet(stage / "tables" / f"{name}.parquet", TABLES[name], table)
    rates = compute({name: to_pandas(table) for name, table in dataset.tables.items()})
    for name, model in STATISTICS.items():  # nothing was sent in
        table = rates[name] if name in rates else to_arrow(model, ())
        write_parquet(stage / "stats" / f"{name}.parquet", model, table)
    (stage / "report.json").write_text(json.dumps(dataset.report))
    Origin.of(loaded).write(stage)
    return builds.publish(digest)


@pytest.fixture(scope="session")
def released_once(tmp_path_factory: pytest.TempPathFactory) -> Released:
    """The first release of the written corpus; not to be touched."""
    out = tmp_path_factory.mktemp("released")
    build(one_session(tmp_path_factory.mktemp("raw")), out)
    return release(out, DAY)


@pytest.fixture
def out(released_once: Released, tmp_path: Path) -> Path:
    """A copy of the outputs with that release, to be spoiled."""
    source = released_once.path.parent.parent
    return Path(shutil.copytree(source, tmp_path / "outputs", symlinks=True))


@pytest.fixture
def first(out: Path) -> Path:
    """The folder of the release in that copy."""
    return out / "releases" / "2031.6.1"


@pytest.fixture
def spoil(out: Path) -> Callable[[str, str, object], None]:
    """Publishes the build again with one cell changed: table, column and value."""

    def change(name: str, column: str, value: object) -> None:
        builds = Builds(out)
        path = builds.staged() / "tables" / f"{name}.parquet"
        rows = read_parquet(path).to_pylist()
        rows[0][column] = value
        write_parquet(path, TABLES[name], to_arrow(TABLES[name], rows))
        builds.publish("b2")

    return change
