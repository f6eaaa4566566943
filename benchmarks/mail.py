"""How long a mailbox takes, and how much memory.

    .venv/bin/python benchmarks/mail.py [MAILS]

Mails are invented: questions of a few words put together by chance, under quotations, signatures
and footers, in plain text and HTML, to a hundred sessions with twenty questions each. Seconds are
those of the processors, of this process and its workers; memory is the largest of any of them.
"""

import random
import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pipeline.corpus import load_corpus
from pipeline.dataset import build_dataset
from pipeline.engine import Inline
from pipeline.engine.guard import Guarded
from pipeline.private.folder import PrivateFolder
from pipeline.private.intake import Intake

_SESSIONS, _QUESTIONS, _WORKERS = 100, 20, 2
_FIRST = date(2030, 1, 3)
_WORDS = """harbour ferry pier berth crane tide lantern anchor rope sail keel mast deck buoy channel
dredger pilot tug barge canal lock sluice quay basin dock cargo crew captain port signal chart
compass current storm wave gull net catch market ice salt barrel timber grain coal""".split()


def _asked(chance: random.Random) -> str:
    a, b, c, d, e, f = chance.sample(_WORDS, 6)
    return f"Why does the {a} of the {b} need a {c} when {d} and {e} have a {f}?"


def _session(raw: Path, day: date, chance: random.Random) -> list[str]:
    asked = [_asked(chance) for _ in range(_QUESTIONS)]
    notes = [f"Open Quay {day}", "Ines Falk, Harbour Master, hosted the call.", "Harbour"]
    notes += [f"  • {text}\nInes: Yes." for text in asked]
    folder = raw / "sessions" / day.isoformat()
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("\n\n".join(notes), "utf-8")
    return asked


def _mail(number: int, day: date, asked: list[str], chance: random.Random) -> str:
    text = chance.choice(asked) if chance.random() < 0.4 else _asked(chance)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    sent = noon - timedelta(days=chance.randrange(3))
    when, sender = f"{sent:%a, %d %b %Y %H:%M:%S} +0000", f"a{number % 5000}@mail.example"
    head = (
        f"From x@mail.example {sent:%a %b %d %H:%M:%S %Y}\nFrom: Asker <{sender}>\n"
        f"To: ask@quay.example\nSubject: Re: Question for Ines\nDate: {when}\n"
        f"Message-ID: <{number}@mail.example>\nReceived: from a by b; {when}\n"
    )
    body = (
        f"Hello Ines,\n\nI live at the harbour. {text}\n\nThanks in advance\nAsker\n-- \n"
        f"Asker {number}\nQuay 7"
    )
    if number % 5 == 0:
        page = "".join(f"<p>{line}</p>" for line in body.split("\n") if line)
        return f"{head}Content-Type: text/html\n\n<html><body>{page}</body></html>\n\n"
    old = "\n\nOn Mon, 3 May 2030 at 10:00, Ines <ines@quay.example> wrote:\n> It is near.\n"
    return f"{head}\n{body}{old if number % 2 else ''}\n\n"


def main(arguments: list[str]) -> int:
    """Print the seconds and the memory."""
    count = int(arguments[0]) if arguments else 100_000
    chance = random.Random(count)
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder, "raw")
        days = [_FIRST + timedelta(days=14 * number) for number in range(_SESSIONS)]
        sessions = [(day, _session(raw, day, chance)) for day in days]
        (raw / "mail").mkdir()
        with (raw / "mail" / "box.mbox").open("w", encoding="utf-8") as box:
            for number in range(count):
                box.write(_mail(number, *chance.choice(sessions), chance))
        megabytes = (raw / "mail" / "box.mbox").stat().st_size / 1_000_000
        loaded = load_corpus(raw)
        tables = build_dataset(loaded, engine=Inline()).tables
        intake = Intake(raw, loaded, PrivateFolder(Path(folder, "out")))
        start, cpu = time.perf_counter(), _processor()
        intake.take(tables, Guarded(_WORKERS))
        wall, used = time.perf_counter() - start, _processor() - cpu
        print(
            f"{count} mails, {megabytes:.0f} MB: {used:.1f} s of processors, {wall:.1f} s by the "
            f"clock with {_WORKERS} workers, at most {_memory():.0f} MiB in one process"
        )
    return 0


def _processor() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _memory() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(used.ru_maxrss for used in both) / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
