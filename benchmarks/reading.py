"""How much processor time reading notes takes, by format and size, and how that grows.

    .venv/bin/python benchmarks/reading.py

Each format gets the same written record, repeated to about 100 kB and 1 MB; a record ten times
as long should take no more than about ten times as long.
"""

import sys
import time
from datetime import date
from pathlib import Path

_ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(_ROOT))

from pipeline.documents import READERS  # noqa: E402
from pipeline.extract.notes import read_notes  # noqa: E402 - the path is set first

_DAY = date(2031, 5, 6)
_SIZES = (100_000, 1_000_000)
_SECTION = (
    ("heading", "The inner harbour, part {n}"),
    ("question", "Why was gate {n} closed for three weeks, and who decided it? It was in use."),
    ("answer", "Ana: The hinges were worn. We had to order new ones, which took a while {n}."),
    ("more", "We will publish the report of the inspection by mid-June, with the figures {n}."),
    ("question", "What happens to the boats that were moored behind it, berth {n} among them?"),
    ("answer", "Bo: They were moved to the outer basin. I don't know who paid for the tugs {n}."),
)
_MARKUP = {
    "txt": {"heading": "\n{}\n\n", "question": "  • {}\n", "answer": "{}\n", "more": "{}\n"},
    "md": {"heading": "\n## {}\n\n", "question": "- {}\n\n", "answer": "{}\n\n", "more": "{}\n\n"},
    "wiki": {"heading": "== {} ==\n", "question": "* {}\n", "answer": "** {}\n", "more": "** {}\n"},
    "html": {
        "heading": "<h2>{}</h2>\n",
        "question": "<ul><li>{}</li></ul>\n",
        "answer": "<p>{}</p>\n",
        "more": "<p>{}</p>\n",
    },
}


def record(suffix: str, size: int) -> bytes:
    """A record of about `size` bytes."""
    markup = _MARKUP[suffix]
    head = markup["answer"].format("Ana Lima hosted the call, and Bo Ek provided answers.")
    parts = [head]
    length = len(head)
    for n in range(size):
        section = "".join(markup[kind].format(text.format(n=n)) for kind, text in _SECTION)
        parts.append(section)
        length += len(section)
        if length >= size:
            break
    return "".join(parts).encode()


def seconds(suffix: str, size: int) -> tuple[float, int]:
    """The best of three readings, and the questions that were found."""
    data = record(suffix, size)
    times = []
    for _ in range(3):
        start = time.process_time()
        found = read_notes(READERS[suffix](data), _DAY, "en")
        times.append(time.process_time() - start)
    return min(times), len(found.questions)


def main() -> None:
    """Print a line a format."""
    seconds("txt", 1_000)  # what is loaded at first use is not counted
    sys.stdout.write(f"{'format':8}{'100 kB':>10}{'1 MB':>10}{'growth':>10}{'questions':>12}\n")
    for suffix in _MARKUP:
        (small, _), (large, found) = (seconds(suffix, size) for size in _SIZES)
        line = f"{suffix:8}{small:9.3f}s{large:9.3f}s{large / small:9.1f}x{found:12}\n"
        sys.stdout.write(line)


if __name__ == "__main__":
    main()
