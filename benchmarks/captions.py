"""How long it takes to read a thousand hours of captions, and the worst of files.

    .venv/bin/python benchmarks/captions.py [--hours 1000]

Writes captions of an hour each in four flavours, reads them to utterances on one core, and
prints how much that is a second of CPU time. Then files of the worst kind, small and large, up to
a cue of 10 MB and 200,000 cues: one ten times as long should take about ten times as long.
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

_ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(_ROOT))

from pipeline.extract.moments import Clock  # noqa: E402 - the path is set first
from pipeline.extract.offices import Offices  # noqa: E402
from pipeline.extract.record import empty_record  # noqa: E402
from pipeline.extract.utterances import read_utterances  # noqa: E402
from pipeline.readers.spoken import read_chat, read_transcript  # noqa: E402

_HOUR_MS = 3_600_000
_CUE_MS = 4_000
_SAID = (
    "well the gate at the inner harbour was closed for three weeks",
    "because its hinges were worn and we had to order new ones",
    "which took a while, and who decided that it should stay shut?",
    "I do not know, but we will publish the report by mid-June",
)
_NAMES = ("Ana Lima", "Bo Ek", "Tess Oja", "Peter Moe")


def clock(ms: int, mark: str = ".") -> str:
    """A time as captions write it."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"


def zoom(n: int, start: int, text: str) -> str:
    """A numbered cue with a name."""
    times = f"{clock(start)} --> {clock(start + _CUE_MS)}"
    return f"{n + 1}\n{times}\n{_NAMES[n // 3 % 4]}: {text}\n\n"


def teams(n: int, start: int, text: str) -> str:
    """A cue with a voice."""
    return f"{clock(start)} --> {clock(start + _CUE_MS)}\n<v {_NAMES[n // 3 % 4]}>{text}</v>\n\n"


def srt(n: int, start: int, text: str) -> str:
    """A cue of SubRip."""
    times = f"{clock(start, ',')} --> {clock(start + _CUE_MS, ',')}"
    return f"{n + 1}\n{times}\n{text}\n\n"


def youtube(n: int, start: int, text: str) -> str:
    """A cue of automatic captions and the filler behind it."""
    before = _SAID[(n - 1) % len(_SAID)] if n else " "
    first, *rest = text.split()
    step = _CUE_MS // (len(rest) + 1)
    timed = (f"<{clock(start + step * at)}><c> {word}</c>" for at, word in enumerate(rest, 1))
    end = start + _CUE_MS - 10
    settings = "align:start position:0%"
    return (
        f"{clock(start)} --> {clock(end)} {settings}\n{before}\n{first}{''.join(timed)}\n\n"
        f"{clock(end)} --> {clock(end + 10)} {settings}\n{text}\n \n\n"
    )


_FLAVOURS: dict[str, tuple[Callable[[int, int, str], str], str, str]] = {
    "zoom": (zoom, "WEBVTT\n\n", "vtt"),
    "teams": (teams, "WEBVTT\n\n", "vtt"),
    "srt": (srt, "", "srt"),
    "youtube": (youtube, "WEBVTT\nKind: captions\nLanguage: en\n\n", "vtt"),
}


def hour(flavour: str) -> bytes:
    """An hour of captions."""
    cue, header, _ = _FLAVOURS[flavour]
    starts = range(0, _HOUR_MS, _CUE_MS)
    return (header + "".join(cue(n, at, _SAID[n % 4]) for n, at in enumerate(starts))).encode()


def read(data: bytes, suffix: str) -> int:
    """How many utterances a file has."""
    document = read_transcript(data, suffix) if suffix in ("vtt", "srt", "txt") else read_chat(data)
    day = Clock(date(2031, 5, 6), ZoneInfo("UTC"))
    offices = Offices.of(empty_record())
    return len(read_utterances("2031-05-06/x", document, offices, day).utterances)


def timed(data: bytes, suffix: str) -> float:
    """Seconds of CPU time for reading a file."""
    start = time.process_time()
    read(data, suffix)
    return time.process_time() - start


def worst(size: int) -> dict[str, tuple[bytes, str]]:
    """Files of the worst kind, `size` in thousands of characters or in hundreds of cues."""
    cue = "00:00:01.000 --> 00:00:02.000\n"
    many = "".join(zoom(n, n * 10, "so it is") for n in range(size * 20))
    backwards = "".join(zoom(n, (size * 20 - n) * 10, "so it is") for n in range(size * 20))
    line = '{"replayChatItemAction": {"actions": [{"addChatItemAction": {"item": {"x": "'
    nick = "18:09 <nick{n}> hi\n18:09 * nick{n} is now known as n{n}\n"
    nicks = "".join(nick.format(n=n) for n in range(size * 15))
    return {
        "one long cue": (f"WEBVTT\n\n{cue}{'well ' * size * 200}\n".encode(), "vtt"),
        "one cue of tags": (f"WEBVTT\n\n{cue}{'<c>a</c>&amp;<' * size * 70}\n".encode(), "vtt"),
        "many cues": (f"WEBVTT\n\n{many}".encode(), "vtt"),
        "times that run backwards": (f"WEBVTT\n\n{backwards}".encode(), "vtt"),
        "nothing but times": (f"WEBVTT\n\n{cue * size * 30}".encode(), "vtt"),
        "lines of JSON cut short": ((line + "\n").encode() * size * 13, "json"),
        "a list of JSON cut short": (b'[{"ts": "1", "text": "' + b'a"},{"ts"' * size * 100, "json"),
        "quotations in chat": (b'00:00:01\tAna:\tRe "aaa" "bbb" x\n' * size * 30, "chat"),
        "many nicks": (nicks.encode(), "chat"),
        "a log whose times are words": (b"[18:09] <ana> hi\n10:30 is late\n" * size * 30, "chat"),
        "reactions below a message": (
            b"2031-05-06 17:06:15 From Ana to Everyone:\n\tHi\n"
            + b"\tBo:\xf0\x9f\x91\x8d\n" * size * 100,
            "chat",
        ),
    }


def main() -> None:
    """Print a line a flavour, then a line a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--hours", type=int, default=1000)
    hours = parser.parse_args().hours
    out = sys.stdout.write
    out(f"{'flavour':12}{'hours':>8}{'MB':>8}{'CPU s':>8}{'MB/s':>8}\n")
    for flavour, (_, _, suffix) in _FLAVOURS.items():
        data = hour(flavour)
        read(data, suffix)  # what is loaded at first use is not counted
        start = time.process_time()
        for _ in range(hours):
            read(data, suffix)
        spent = time.process_time() - start
        size = len(data) * hours / 1e6
        out(f"{flavour:12}{hours:8}{size:8.1f}{spent:8.1f}{size / spent:8.1f}\n")
    out(f"\n{'the worst of files':28}{'MB':>8}{'CPU s':>8}{'growth':>8}\n")
    small, large = worst(1_000), worst(10_000)
    for name, (data, suffix) in large.items():
        less, more = timed(*small[name]), timed(data, suffix)
        growth = more / max(less, 1e-3)
        out(f"{name:28}{len(data) / 1e6:8.1f}{more:8.2f}{growth:7.1f}x\n")


if __name__ == "__main__":
    main()
