"""What several tests share."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from pipeline.dataset import assemble
from pipeline.orchestration.graph import refresh
from pipeline.orchestration.workspace import Workspace
from pipeline.rows.flat import flat_rows
from pipeline.store.parquet import as_arrow, to_pandas
from schemas import TABLES

ROOT = Path(__file__).parent.parent

# the same examples in every run, and no limit to their time: a change is to blame for what fails
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests measured, also those of other processes."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, told in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(str(told))


@pytest.fixture(scope="session")
def real_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of the repository's own corpus, built through Dagster."""
    out = tmp_path_factory.mktemp("real")
    result = refresh(Workspace(ROOT / "raw", out))
    assert result.success
    return out


@pytest.fixture(scope="session")
def real(real_build: Path) -> dict[str, pd.DataFrame]:
    """The tables of the real build, as pandas reads them from the Parquet files."""
    files = sorted((real_build / "tables").glob("*.parquet"))
    return {file.stem: pd.read_parquet(file) for file in files}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the repository's corpus, to be spoiled."""
    return Path(shutil.copytree(ROOT / "raw", tmp_path / "raw"))


def tables_of(rows, corpus):
    """One session's rows as the whole tables of a corpus, for pandas."""
    whole = {**rows, "questions_flat": flat_rows(rows, corpus)}
    found = {name: as_arrow(TABLES[name], added) for name, added in whole.items()}
    return {name: to_pandas(table) for name, table in assemble(corpus, found).items()}
