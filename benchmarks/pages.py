"""How long the pages of many sessions take, and how much memory.

    .venv/bin/python benchmarks/pages.py --sessions 10000 FOLDER

Takes the repository's own session again and again, each time with ids and a day of its own;
releases that, which is not timed; and runs `officehours site` in a process of its own, as often
as is asked, to see that the same release gives the same bytes.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa

_ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(_ROOT))

from pipeline.origin import Origin  # noqa: E402
from pipeline.release.freeze import release  # noqa: E402
from pipeline.stats import compute  # noqa: E402
from pipeline.stats.promises import last_day  # noqa: E402
from pipeline.store.builds import Builds  # noqa: E402
from pipeline.store.parquet import read_parquet, to_arrow, to_pandas, write_parquet  # noqa: E402
from schemas import STATISTICS, TABLES  # noqa: E402

_SESSION = "2022-08-18"
_FIRST_DAY = date(1999, 1, 4)
_SHARED = {"people", "topics"}
_COMMAND = [str(Path(sys.executable).parent / "officehours")]


def _run(*arguments: object) -> str:
    command = [*_COMMAND, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def _day(number: int) -> date:
    return _FIRST_DAY + timedelta(days=number * 3 // 4)


def _again(table: pa.Table, sessions: int) -> pa.Table:
    """The rows of one session for each of many."""
    ids = [f"{_day(number)}-s{number}" for number in range(sessions)]
    whole = pa.concat_tables([table] * sessions)
    for at, field in enumerate(table.schema):
        values = table.column(at).to_pylist()
        if field.name == "date":
            made = [_day(number) for number in range(sessions) for _ in values]
        elif any(isinstance(value, str) and value.startswith(_SESSION) for value in values):
            made = [v and v.replace(_SESSION, name, 1) for name in ids for v in values]
        else:
            continue
        whole = whole.set_column(at, field, pa.array(made, field.type))
    return whole


def _released(out: Path, sessions: int) -> None:
    """A release of many sessions below `out`."""
    one = out / "one"
    _run("build", "-q", "--raw", _ROOT / "raw", "--out", one)
    builds = Builds(out)
    stage = builds.stage()
    frames = {}
    for name, model in TABLES.items():
        table = read_parquet(one / "tables" / f"{name}.parquet")
        table = table if name in _SHARED else _again(table, sessions)
        frames[name] = to_pandas(table)
        write_parquet(stage / "tables" / f"{name}.parquet", model, table)
    made = compute(frames, last_day(frames))
    for name, model in STATISTICS.items():
        # what is counted in private is empty where nothing private was read
        table = made.get(name, to_arrow(model, ()))
        write_parquet(stage / "stats" / f"{name}.parquet", model, table)
    (stage / "report.json").write_text('{"again": []}', "utf-8")
    Origin.read((one / "current").resolve()).write(stage)
    builds.publish("0" * 16)
    release(out, last_day(frames))


def _spent() -> float:
    """The processor time of the children so far, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print what the pages cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("folder", type=Path, help="where to work; a release there is used again")
    given = parser.parse_args()
    out = given.folder
    if not (out / "releases").is_dir():
        _released(out, given.sessions)
        # a child's peak begins with that of the process that started it: start anew
        os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606
    digests = set()
    for _ in range(given.times):
        start, before = time.perf_counter(), _spent()
        told = json.loads(_run("site", "--json", "--out", out))
        took, spent = time.perf_counter() - start, _spent() - before
        digests.add(told["digest"])
        size = f"{told['files']:,} files, {told['bytes'] / 1e6:,.0f} MB"
        print(f"{size} in {took:.0f} s, {spent:.0f} s of CPU", flush=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MiB; same bytes: {len(digests) == 1}")


if __name__ == "__main__":
    main()
