"""What a build costs at 1, 100, 1,000 and 10,000 sessions, beside the script and the floor.

    .venv/bin/python benchmarks/scale/report.py [--sessions 1,100,1000,10000] [--engines pool:2]

Whole commands are measured from outside: time on the clock, processor time and the most memory
of the whole tree of processes, bytes read and written to disk. Corpora go to a temporary folder.
With no argument it measures all sizes and writes RESULTS.md beside the benchmarks, anew after each
command: whoever stops it has what was measured by then.
"""

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import session_id, write_corpus

_HERE = Path(__file__).parent
_BIN = Path(sys.executable).parent
_RESULTS = _HERE.parent / "RESULTS.md"
# modules are compiled once and kept, as they are where the program is in use
_ENVIRONMENT = {name: value for name, value in os.environ.items() if "BYTECODE" not in name}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took; `written` are the bytes that lie in its folder afterwards."""

    what: str
    sessions: int
    seconds: float
    processor: float
    memory: int
    written: int


def measured(what: str, sessions: int, out: Path, command: Sequence[object]) -> Cost:
    """Run a command to its end, and watch its tree of processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - commands of this module, and no shell
        list(map(str, command)), stdout=subprocess.DEVNULL, env=_ENVIRONMENT
    )
    peak = [0]
    watch = threading.Thread(target=_watch, args=(process, peak))
    watch.start()
    status = process.wait()
    seconds = time.perf_counter() - start
    watch.join()
    if status:
        sys.exit(f"{what} ended with {status}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    cost = Cost(what, sessions, seconds, used, peak[0], _size(out))
    print(_row(cost), flush=True)
    return cost


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_memory, _tree(process.pid))))
        time.sleep(0.05)


def _tree(root: int) -> Iterator[int]:
    """A process and all that it started, as far as they still live."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text("ascii", errors="replace")
            except OSError:
                continue
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(folder.name))
    waiting = [root]
    while waiting:
        yield waiting[-1]
        waiting += parents.get(waiting.pop(), [])


def _memory(process: int) -> int:
    """What a process has to itself, and its share of what it has with others."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


def costs(sessions: int, engines: Sequence[str], folder: Path) -> Iterator[Cost]:
    """All that is measured on one corpus."""
    raw = folder / f"raw-{sessions}"
    write_corpus(raw, sessions)
    yield measured("floor", sessions, raw, [sys.executable, _HERE / "floor.py", raw])
    plain = folder / "plain"
    script = [sys.executable, _HERE / "plain_script.py", raw, plain]
    yield measured("plain script", sessions, plain, script)
    for engine in engines:
        out = folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        build = [_BIN / "officehours", "build", "-q", "--raw", raw, "--out", out]
        build += ["--engine", engine]
        yield measured(f"cold, {engine}", sessions, out, build)
        yield measured(f"nothing changed, {engine}", sessions, out, build)
        (notes,) = (raw / "sessions" / session_id(sessions // 2)).glob("notes.*")
        text = notes.read_text("utf-8") + "\n\n"
        notes.write_text(text, "utf-8")
        yield measured(f"one changed, {engine}", sessions, out, build)
        before, mark, behind = text.rpartition("?")
        notes.write_text(f"{before} on Sundays{mark}{behind}", "utf-8")
        yield measured(f"one changed in what it asks, {engine}", sessions, out, build)


def _row(cost: Cost) -> str:
    return (
        f"| {cost.sessions:,} | {cost.what} | {cost.seconds:.1f} | {cost.processor:.1f} "
        f"| {cost.memory / 1024**2:,.0f} | {cost.written / 1e6:,.1f} |"
    )


def results(found: Sequence[Cost]) -> str:
    """The page of results."""
    model = next(
        (
            line.partition(": ")[2]
            for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    lines = [
        "# What a build costs",
        "",
        "Made by `.venv/bin/python benchmarks/scale/report.py`. Whole commands, from their start",
        "to their end; memory is the most that all of its processes had together (PSS). The floor",
        "reads the bytes and parses the markup; the plain script is what one would write instead,",
        "with regular expressions and pandas and without any check. One session is changed by two",
        "blank lines, then by words in a question, after which all links are found anew.",
        "",
        f"{os.cpu_count()} processors ({model}), Python {platform.python_version()}.",
        f"Load over the last quarter of an hour: {os.getloadavg()[2]:.1f}.",
        "",
        "| sessions | what | seconds | processor seconds | MiB at most | MB on disk |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
        *map(_row, found),
        "",
        *_ratios(found),
    ]
    return "\n".join(lines) + "\n"


def _ratios(found: Sequence[Cost]) -> Iterator[str]:
    """The ratios on which something is promised."""
    by = {(cost.sessions, cost.what): cost for cost in found}
    cold = max((c for c in found if "cold" in c.what), key=lambda c: c.sessions, default=None)
    if cold is None:
        return
    largest = cold.sessions
    for name in ("floor", "plain script"):
        ratio = cold.processor / by[largest, name].processor
        yield f"- processor time, cold, {largest:,} sessions: {ratio:.1f} times the {name}"
    if smaller := by.get((largest // 10, cold.what)):
        times = f"{cold.processor / smaller.processor:.1f} times the processor time"
        yield f"- from {largest // 10:,} to {largest:,} sessions: {times}"


def main() -> None:
    """Measure, and write down what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", default="1,100,1000,10000")
    parser.add_argument("--engines", default="pool:2")
    parser.add_argument("--results", type=Path, default=_RESULTS)
    arguments = parser.parse_args()
    found: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in costs(1, arguments.engines.split(","), Path(folder) / "first"):
            pass  # what is only slow the first time
        for sessions in map(int, arguments.sessions.split(",")):
            for cost in costs(sessions, arguments.engines.split(","), Path(folder)):
                found.append(cost)
                arguments.results.write_text(results(found), "utf-8")
            shutil.rmtree(Path(folder) / f"raw-{sessions}")


if __name__ == "__main__":
    main()
