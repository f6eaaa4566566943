"""The chat of a Zoom call as the cloud or somebody's program saved it, in six layouts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files

import yaml

from pipeline.readers.document import Cue, Document, LeftOut, SetAside
from pipeline.readers.encodings import decode_speech
from pipeline.readers.text import split_lines
from pipeline.readers.traced import Traced
from schemas.words import QuarantineReason

#: What stands in a document's lines in place of a private message.
PRIVATE = "(private)"

_TIME = (
    r"(?:(?P<day>\d{4}-\d\d-\d\d) )?(?P<time>(?P<h>\d{1,3}):(?P<m>\d{2}):(?P<s>\d{2}))"
    r"(?:\s?(?P<half>[AaPp])[Mm])?"
)
_STAMPED = re.compile(rf"{_TIME}[\t ]")
_NAMED = re.compile(rf"{_TIME}[\t ]\s*(?P<name>[^\t]{{1,200}}?)\s*:\t")
_COLON = re.compile(r"\s?[:：](?=\s|$)")
# who feels what about a message, below it where heads have a day: `\tAna Lima, Bo Ek:👍`
_FELT = re.compile(r"\t[^\t\n]{1,10000}:[^\w\s\x00-\x7f]{1,12}\s*")
_RECORDED_BEFORE_H = 3  # a first message at an earlier hour counts from the start of a recording
_HOURS = 24


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a message: where its text begins, and whether it is everybody's."""

    stamp: re.Match[str]
    name: str
    text_at: int
    private: bool
    of_day: bool


def is_zoom_chat(lines: Sequence[str]) -> bool:
    """Whether the first line with text is the head of a message."""
    first = next((line for line in lines if line.strip()), "")
    return _head(first) is not None


def read_zoom_chat(data: bytes) -> Document:
    """Read a chat; private messages are left out, and their words forgotten.

    Lines without a head go on with the message above them. A stamped line that is no head of
    a known kind is set aside with what follows it: it may be private.

    Raises:
        UnreadableError: the bytes are no text.
    """
    text, encoding = decode_speech(data)
    lines = list(split_lines(text))
    cues: list[Cue] = []
    left_out: list[LeftOut] = []
    set_aside: list[SetAside] = []
    of_day = _of_day(lines)
    for first, last, head in _messages(lines):
        if head is None:
            for start, end in _runs(lines, first, last):
                set_aside.append(SetAside(start, end, QuarantineReason.UNTIMED_TEXT))
            continue
        if head.private:
            left_out.append(LeftOut(first, last, "private_message"))
            lines[first - 1 : last] = [
                PRIVATE if line.strip() else "" for line in lines[first - 1 : last]
            ]
            continue
        said = _last_said(lines, first, last, head)
        if said < last:
            left_out.append(LeftOut(said + 1, last, "reaction"))
        cue = _cue(lines, first, said, head, of_day=of_day or head.of_day)
        if cue is None:
            set_aside.append(SetAside(first, said, QuarantineReason.BROKEN_TIME))
        elif not cue.text:
            left_out.append(LeftOut(first, said, "empty_message"))
        else:
            cues.append(cue)
    return Document(
        "zoom_chat",
        encoding,
        tuple(lines),
        (),
        left_out=tuple(left_out),
        cues=tuple(cues),
        set_aside=tuple(set_aside),
    )


def _messages(lines: Sequence[str]) -> Iterator[tuple[int, int, _Head | None]]:
    """First and last line of each message and its head; None where there is no sound one."""
    first, head, last = 0, None, 0
    for number, line in enumerate(lines, start=1):
        found = _head(line)
        if found or (_STAMPED.match(line) and (head is None or head.of_day)):
            if first:
                yield first, last, head
            first, head = number, found
        elif line.strip() and not first:
            first = number
        if line.strip():
            last = number
    if first:
        yield first, last, head


def _last_said(lines: Sequence[str], first: int, last: int, head: _Head) -> int:
    """The last line of a message's own words: reactions stand below them."""
    while head.stamp["day"] and last > first and _FELT.fullmatch(lines[last - 1]):
        last -= 1
    return last


def _runs(lines: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Runs of lines with text from `first` to `last`."""
    start = None
    for number in range(first, last + 2):
        if number <= last and lines[number - 1].strip():
            start = start or number
        elif start:
            yield start, number - 1
            start = None


def _head(line: str) -> _Head | None:
    stamp = _STAMPED.match(line)
    return (_addressed(stamp, line) or _named(line)) if stamp else None


def _named(line: str) -> _Head | None:
    """The head of a name, a colon and a tab."""
    found = _NAMED.match(line)
    if found is None:
        return None
    private = bool(_words().private.search(_note(found["name"])))
    return _Head(found, found["name"].strip(), found.end(), private, of_day=False)


def _addressed(stamp: re.Match[str], line: str) -> _Head | None:
    """The head that says who writes and, but for everybody in old ones, to whom.

    Nobody is from anywhere in `De Silva:` and a tab.
    """
    words = _words()
    start = _addressed_pattern().match(line)
    colon = _COLON.search(line, start.end()) if start else None
    if start is None or colon is None:
        return None
    said = line[start.end() : colon.start()].strip()
    to = words.to[start["from"].casefold()]
    parts = re.match(rf"(?P<name>.+)\s+(?:{to})\s+(?P<to>.+)", said, re.IGNORECASE)
    if parts is None and _NAMED.match(line):
        return None
    name, reader = (parts["name"], parts["to"].strip()) if parts else (said, "")
    hidden = words.private.search(_note(said)) is not None
    private = hidden or bool(reader and reader.casefold() not in words.everyone)
    return _Head(stamp, name.strip(), colon.end(), private, of_day=True)


def _note(name: str) -> str:
    """What stands in brackets at the end of a name."""
    bracket = re.search(r"[(（]([^()（）]{1,60})[)）]\s*$", name)
    return bracket[1] if bracket else ""


def _of_day(lines: Sequence[str]) -> bool:
    """Whether the times are times of day, as late first ones are."""
    first = next((found for line in lines if (found := _head(line))), None)
    return first is not None and (first.of_day or int(first.stamp["h"]) >= _RECORDED_BEFORE_H)


def _cue(lines: Sequence[str], first: int, last: int, head: _Head, *, of_day: bool) -> Cue | None:
    """The message; None where its time is none."""
    texts = [Traced.at(lines[first - 1], first).cut(head.text_at)]
    texts += [Traced.at(lines[n - 1], n).cut(0) for n in range(first + 1, last + 1)]
    text = Traced.join([text for text in texts if text], "\n") if any(texts) else texts[0]
    hours, minutes, seconds = (int(head.stamp[part]) for part in "hms")
    if head.stamp["half"]:
        hours = hours % 12 + (12 if head.stamp["half"] in "Pp" else 0)
    if max(minutes, seconds) > 59 or (of_day and hours >= _HOURS):  # noqa: PLR2004
        return None
    if of_day:
        clock = time(hours, minutes, seconds)
        moment = _moment(head.stamp["day"], clock)
        return Cue(text, first, last, head.name, sent_at=moment, clock=None if moment else clock)
    return Cue(text, first, last, head.name, ((hours * 60 + minutes) * 60 + seconds) * 1000)


def _moment(day: str | None, clock: time) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(day), clock) if day else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Words:
    to: dict[str, str]
    everyone: frozenset[str]
    private: re.Pattern[str]


@cache
def _words() -> _Words:
    source = yaml.load(
        files(__package__).joinpath("zoom_chat.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    to: dict[str, str] = {}
    for before, after in source["heads"]:
        key = before.casefold()
        to[key] = f"{to[key]}|{after}" if key in to else after
    private = re.compile("|".join(source["private"]), re.IGNORECASE)
    return _Words(to, frozenset(source["everyone"]), private)


@cache
def _addressed_pattern() -> re.Pattern[str]:
    words = "|".join(_words().to)
    return re.compile(rf"{_TIME}[\t ]\s*(?P<from>{words})\s+", re.IGNORECASE)
