"""What a release costs: the corpus of the repository, laid side by side many times.

    .venv/bin/python benchmarks/releasing.py [SESSIONS]

Prints seconds and memory for a release, its verification, the next release with one word of one
question changed, and the comparison of the two.
"""

import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.origin import Origin
from pipeline.release.changes.difference import difference
from pipeline.release.changes.sides import of_release
from pipeline.release.freeze import release
from pipeline.release.verify import verify
from pipeline.stats import compute
from pipeline.store.builds import Builds
from pipeline.store.parquet import to_arrow, to_pandas, write_parquet
from schemas import STATISTICS, TABLES

ROOT = Path(__file__).parent.parent
SESSION = "2022-08-18"
ONCE = ("people", "topics")  # every session of the corpus names the same


def many(table: pa.Table, name: str, sessions: int) -> pa.Table:
    """The rows of one session as those of many, each with ids of its own."""
    if name in ONCE:
        return table
    texts = {f.name for f in table.schema if pa.types.is_string(f.type)}
    ids = {c.name for c in TABLES[name].columns() if c.key or c.references}
    ids |= {"session_id", "row_id", "path"}
    cells = ", ".join(
        f"""replace("{column}", '{SESSION}', '{SESSION}-' || n) as "{column}\""""
        if column in texts & ids
        else f'"{column}"'
        for column in table.column_names
    )
    with duckdb.connect() as database:
        database.register("one", table)
        found = database.sql(f"select {cells} from one, range({sessions}) t(n)")  # noqa: S608
        return found.to_arrow_table().cast(table.schema)


def build(out: Path, tables: dict[str, pa.Table], digest: str, changed: str) -> None:
    """Publish tables as a build."""
    builds = Builds(out)
    stage = builds.stage()
    for name, table in tables.items():
        write_parquet(stage / "tables" / f"{name}.parquet", TABLES[name], table)
    rates = compute({name: to_pandas(table) for name, table in tables.items()})
    for name, model in STATISTICS.items():  # nothing was sent in
        table = rates[name] if name in rates else to_arrow(model, ())
        write_parquet(stage / "stats" / f"{name}.parquet", model, table)
    (stage / "report.json").write_text(json.dumps({"again": []}))
    origin = Origin.of(load_corpus(ROOT / "raw"))
    origin.model_copy(update={"inputs": {**origin.inputs, "topics.yaml": changed}}).write(stage)
    builds.publish(digest)


def timed(what: str, work: Callable[[], object]) -> None:
    """Do something and print what it took."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {what} | {wall:.1f} | {processor:.1f} | {most:,.0f} |", flush=True)


def main() -> None:
    """Measure."""
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    one = build_dataset(load_corpus(ROOT / "raw")).tables
    tables = {name: many(table, name, sessions) for name, table in one.items()}
    place = Path(tempfile.mkdtemp(prefix="releasing-"))
    print(f"{sessions:,} sessions, {tables['questions'].num_rows:,} questions\n")
    print("| what | seconds | processor seconds | MiB at most |\n| --- | ---: | ---: | ---: |")
    try:
        build(place, tables, "a1", "a" * 64)
        timed("release", lambda: release(place, date(2031, 6, 2)))
        first = place / "releases" / "2031.6.1"
        timed("verify", lambda: verify(first))
        texts = tables["questions"]["text"].to_pylist()
        texts[0] += " Why?"
        at = tables["questions"].schema.get_field_index("text")
        field = tables["questions"].schema.field(at)
        spoiled = tables["questions"].set_column(at, field, pa.array(texts))
        build(place, {**tables, "questions": spoiled}, "b2", "b" * 64)
        timed("the next release", lambda: release(place, date(2031, 6, 20)))
        before, after = of_release(first), of_release(place / "releases" / "2031.6.2")
        timed("diff, both in memory", lambda: difference(before, replace(after)))
        size = sum(path.stat().st_size for path in first.rglob("*") if path.is_file())
        archive = (place / "releases" / "2031.6.1.zip").stat().st_size
        print(f"\n{size / 1e6:,.0f} MB in the folder, {archive / 1e6:,.0f} MB in the zip")
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
