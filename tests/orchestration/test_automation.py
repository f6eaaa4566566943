"""What is built by itself when something that it is made from has changed, and what is not."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipeline.engine import Inline
from pipeline.orchestration.graph import definitions
from pipeline.orchestration.workspace import Workspace
from schemas import STATISTICS, TABLES

NOTES = "Quay call\n\nBo Ek hosted.\n\nFees\n\n  • Why do fees rise?\nBo: We will look into it.\n"
TOPICS = "fees:\n  label: {0}\n"
MADE = {*TABLES, *STATISTICS}


class Operator:
    """A corpus, its graph, Dagster's history of it, and tick after tick of the automation."""

    def __init__(self, folder: Path, instance: dg.DagsterInstance) -> None:
        self.raw, self.instance, self.cursor = folder / "raw", instance, None
        notes = self.raw / "sessions" / "2031-05-06" / "notes.txt"
        notes.parent.mkdir(parents=True)
        notes.write_text(NOTES)
        (self.raw / "topics.yaml").write_text(TOPICS.format("Fees"))
        self.defs = definitions(Workspace(self.raw, folder / "out", engine=Inline()))

    def run(self, job: str, *assets: str) -> dg.ExecuteInProcessResult:
        chosen = [dg.AssetKey(asset) for asset in assets] or None
        return self.defs.resolve_job_def(job).execute_in_process(
            instance=self.instance, asset_selection=chosen, raise_on_error=False
        )

    def look(self) -> dg.ExecuteInProcessResult:
        return self.run("refresh", "raw_sessions", "topic_list")

    def tick(self) -> set[str]:
        """The assets that one tick asks for."""
        result = dg.evaluate_automation_conditions(
            self.defs, self.instance, dg.AssetSelection.all(), cursor=self.cursor
        )
        self.cursor = result.cursor
        keys = self.defs.resolve_asset_graph().get_all_asset_keys()
        return {key.to_user_string() for key in keys if result.get_num_requested(key)}

    def versions(self) -> dict[str, str]:
        """The data version of each table and statistic, as Dagster has it."""
        found = {}
        for name in MADE:
            event = self.instance.get_latest_materialization_event(dg.AssetKey(name))
            assert event
            found[name] = event.asset_materialization.tags["dagster/data_version"]
        return found


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[Operator]:
    with dg.DagsterInstance.ephemeral() as instance:
        operator = Operator(tmp_path, instance)
        assert operator.run("refresh").success
        assert operator.tick() == set()
        yield operator


def test_nothing_is_asked_for_when_nothing_changed(operator: Operator) -> None:
    before = operator.versions()
    assert operator.look().success
    assert [operator.tick(), operator.tick()] == [set(), set()]
    assert operator.run("refresh").success
    assert operator.versions() == before
    assert [operator.tick(), operator.tick()] == [set(), set()]


def test_an_edited_topic_list_asks_once_for_the_build_and_for_no_release(
    operator: Operator,
) -> None:
    before = operator.versions()
    (operator.raw / "topics.yaml").write_text(TOPICS.format("Prices"))
    assert operator.look().success
    asked = operator.tick()
    assert asked == MADE
    assert operator.tick() == set()
    assert operator.run("refresh", *asked).success
    assert [operator.tick(), operator.tick()] == [set(), set()]
    after = operator.versions()
    changed = {name for name in MADE if before[name] != after[name]}
    assert {"topics", "deferral_by_topic"} <= changed
    assert not changed & {"sessions", "people", "documents", "lines"}


def test_an_edited_topic_list_does_not_touch_what_lies_in_the_sessions(operator: Operator) -> None:
    def seen() -> str | None:
        event = operator.instance.get_latest_materialization_event(dg.AssetKey("raw_sessions"))
        return event and event.asset_materialization.tags["dagster/data_version"]

    before = seen()
    (operator.raw / "topics.yaml").write_text(TOPICS.format("Prices"))
    operator.look()
    assert seen() == before
    (operator.raw / "sessions" / "2031-05-06" / "notes.txt").write_text(NOTES + "Bo: No.\n")
    operator.look()
    assert seen() != before
    assert operator.tick() == MADE


def test_what_the_sensor_or_the_night_refreshed_is_not_built_twice(operator: Operator) -> None:
    (operator.raw / "topics.yaml").write_text(TOPICS.format("Prices"))
    assert operator.run("refresh").success
    assert [operator.tick(), operator.tick()] == [set(), set()]


def test_a_build_that_failed_waits_for_a_person(operator: Operator) -> None:
    (operator.raw / "sessions" / "2031-05-06" / "notes.txt").unlink()
    assert not operator.run("refresh").success
    assert [operator.tick(), operator.tick()] == [set(), set()]


def test_the_pages_follow_a_release(operator: Operator) -> None:
    day = {"ops": {"freeze": {"config": {"day": "2031-06-02"}}}}
    job = operator.defs.resolve_job_def("release")
    chosen = [dg.AssetKey("release")]
    made = job.execute_in_process(
        day, instance=operator.instance, asset_selection=chosen, raise_on_error=False
    )
    assert made.success
    assert operator.tick() == {"site"}
    assert operator.run("site").success
    assert operator.tick() == set()
