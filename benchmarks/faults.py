"""What a reader sees of a release that is struck at every system call that writes.

    .venv/bin/python benchmarks/faults.py [EVERY] [RACES]

A tiny corpus is released and published, and struck at each EVERY-th (1: at each) call of a name:
killed there, or told from there on that the disk is full, the quota is used up, the disk takes no
writes or is broken (a publication all four, a release one after the other). Then disks of every
size between too small and large enough, and RACES (150) races of six publishers with six releases
of one version. After each, everything that a reader can find is verified, and the work is tried
once more. Prints how often, and each violation; a blow that strikes nothing is one. Each processor
strikes a corpus of its own. Needs strace, and root for the disks.
"""

import functools
import itertools
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.release import ReleaseError
from pipeline.release.publish import publish
from pipeline.release.shelf import Shelf
from tests.faults import (
    BROKEN,
    DONE,
    FULL,
    QUOTA,
    READ_ONLY,
    REFUSED,
    Blow,
    at_once,
    calls_of,
    small_disk,
    struck,
)
from tests.release.struck import FIRST, SECOND, Scene, is_sound, publishing, releasing, rewritten

_ERRORS = (FULL, QUOTA, READ_ONLY, BROKEN)
_STEP = 0.125  # MiB between two disks


def published(place: Path) -> Scene:
    """The publication of a release."""
    return publishing(place / "public" / "there", shelf_of_two(place))


def shelf_of_two(place: Path) -> Shelf:
    """A shelf of both releases, for publishers."""
    scene = releasing(place / "released")
    scene.work()
    return Shelf(scene.folder)


def blows(made: Callable[[Path], Scene], every: int, errors_each: int) -> Iterator[Blow]:
    """A kill and so many of the errors at each `every`-th call of each name."""
    with tempfile.TemporaryDirectory() as folder:
        calls = calls_of(made(Path(folder)).work)
    errors = itertools.cycle(_ERRORS)
    for call, often in sorted(calls.items()):
        for at in range(1, often + 1, every):
            yield Blow(call, at)
            yield from (Blow(call, at, error) for error in itertools.islice(errors, errors_each))


def swept(made: Callable[[Path], Scene], every: int, errors_each: int = 1) -> tuple[int, list[str]]:
    """How many blows, and what was wrong after them."""
    one_by_one = list(blows(made, every, errors_each))
    hands = os.cpu_count() or 1
    with ProcessPoolExecutor(hands, multiprocessing.get_context("forkserver")) as pool:
        shares = [one_by_one[hand::hands] for hand in range(hands)]
        wrong = list(pool.map(functools.partial(_dealt, made), shares))
    return len(one_by_one), list(itertools.chain(*wrong))


def _dealt(made: Callable[[Path], Scene], blows: list[Blow]) -> list[str]:
    """What is wrong after each of these blows to a scene."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        scene = made(Path(folder))
        for number, blow in enumerate(blows):
            ended = struck(scene.work, blow)
            wrong += [f"{blow}: {fault}" for fault in scene.faults(ended)]
            scene.clear()
            if number % 50 == 0:
                print(f"{number} of {len(blows)}, {len(wrong)} wrong", file=sys.stderr)
    return wrong


def on_small_disks(place: Path, shelf: Shelf) -> tuple[int, list[str]]:
    """Publish on disks that are too small for the second release, until one is not."""
    wrong, number, size = [], 0, 1.5
    done = False
    while not done:
        number += 1
        with small_disk(place, size) as mounted:
            if not mounted:
                return 0, ["no disk may be mounted"]
            for version in (FIRST, SECOND):
                try:
                    publish(shelf, version, place)
                    done = version == SECOND
                except ReleaseError:
                    break
            seen = [path for path in place.iterdir() if not path.name.startswith(".")]
            wrong += [
                f"{size} MiB: {path.name} is not whole"
                for path in seen
                if path.suffix != ".json" and not is_sound(path)
            ]
        size += _STEP
    return number, wrong


def races(place: Path, shelf: Shelf, number: int) -> tuple[int, list[str]]:
    """Six publishers, each with a release of its own of one version, and then again."""
    shelves = []
    for one in range(6):
        rewritten(shelf.path(FIRST), place / str(one) / str(FIRST), f"The {one}th.")
        shelves.append(Shelf(place / str(one)))
    wrong = []
    for race in range(number):
        to = place / "public"
        ended = at_once([functools.partial(publish, one, FIRST, to) for one in shelves])
        if sorted(ended) != [DONE] + [REFUSED] * 5:
            wrong.append(f"race {race}: they ended with {ended}")
        if not all(is_sound(to / name) for name in (str(FIRST), f"{FIRST}.zip")):
            wrong.append(f"race {race}: what won is not whole")
        shutil.rmtree(to)
    return number, wrong


def main() -> None:
    """Measure."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 150
    print("| what | times | violations | seconds |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "disk").mkdir()
        shelf = shelf_of_two(place)
        for what, sweep in (
            ("a publication struck", functools.partial(swept, published, every, len(_ERRORS))),
            ("small disks", functools.partial(on_small_disks, place / "disk", shelf)),
            ("six publishers race", functools.partial(races, place / "race", shelf, number)),
            ("a release struck", functools.partial(swept, releasing, every)),
        ):
            start = time.monotonic()
            times, wrong = sweep()
            seconds = time.monotonic() - start
            print(f"| {what} | {times:,} | {len(wrong)} | {seconds:,.0f} |", flush=True)
            for line in wrong:
                print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
