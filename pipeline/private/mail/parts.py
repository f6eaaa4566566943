"""The bytes of one mail to headers and parts.

What a header means is asked of the standard library, one capped value at a time; where the parts
begin and end is looked up line by line, for its parser is slow or fails on hostile mail.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from email.policy import compat32
from functools import lru_cache

from pipeline.private.veil import Veiled

_HEADER_LINES, _VALUE = 1_000, 16 * 1024
_PARAMETERS = 1_000  # bytes of a Content-Type that are looked at: its reader is quadratic
DEPTH, PARTS = 20, 1_000
_NAME = re.compile(rb"([!-9;-~]{1,100})[ \t]*:[ \t]*")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True, repr=False)
class Part(Veiled):
    """A part of a mail, or the mail itself: its headers by small name, the first of each first.

    `depth` tells in how many others it is; `broken` that its own parts were too many or too deep.
    """

    headers: Mapping[str, tuple[bytes, ...]]
    body: bytes
    depth: int = 0
    broken: bool = False

    def header(self, name: str) -> bytes:
        """The first value of a header; empty where there is none."""
        return self.headers.get(name, (b"",))[0]

    @property
    def content_type(self) -> str:
        """Type and subtype, in small letters."""
        return _typed(self.header("content-type")[:_PARAMETERS]).get_content_type()

    def parameter(self, name: str) -> str | None:
        """A parameter of the type, as printed."""
        try:
            value = _typed(self.header("content-type")[:_PARAMETERS]).get_param(name)
        except (ValueError, LookupError, AttributeError):
            return None
        if isinstance(value, tuple):  # in the way of RFC 2231: charset, language, value
            value = value[2]
        return value if isinstance(value, str) else None


@lru_cache(maxsize=64)
def _typed(said: bytes) -> Message:
    """What the standard library makes of a Content-Type; most mails have one of a few."""
    message = Message(policy=compat32)
    if said:
        message["content-type"] = " ".join(said.decode("latin-1").split())
    return message


def parsed(data: bytes, depth: int = 0) -> Part:
    """The headers of a mail or part, and its body; the first line that is no header is body."""
    found: dict[str, list[bytes]] = {}
    lines: list[bytes] = []  # of the header that is read
    end = number = 0
    for match in _LINE.finditer(data):
        line = match[0]
        if not line.strip(b"\r\n"):
            end = match.end()
            break
        starts = _NAME.match(line)
        goes_on = line[:1] in (b" ", b"\t") and (lines or not number)
        if not (starts or goes_on or (number == 0 and line.startswith((b"From ", b">From ")))):
            break
        number, end = number + 1, match.end()
        if starts:
            _keep(found, lines)
            lines = []
        if number <= _HEADER_LINES:
            lines.append(line[:_VALUE])
    _keep(found, lines)
    return Part({name: tuple(values) for name, values in found.items()}, data[end:], depth)


def _keep(found: dict[str, list[bytes]], lines: list[bytes]) -> None:
    """Put a header to the others; of a long one only the beginning."""
    whole = b"".join(lines)[:_VALUE]
    if name := _NAME.match(whole):
        found.setdefault(name[1].decode("ascii").lower(), []).append(whole[name.end() :].rstrip())


def leaves(mail: Part) -> Iterator[Part]:
    """The parts that hold no others, in order; a part that is too deep or one too many is broken.

    Of a forwarded mail and of a digest the mails themselves are given, as `message/rfc822`.
    """
    waiting = [mail]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        kind = part.content_type
        if kind.startswith("multipart/"):
            if part.depth >= DEPTH or seen > PARTS:
                yield Part(part.headers, b"", part.depth, broken=True)
                continue
            inner = "message/rfc822" if kind == "multipart/digest" else None
            children = list(_children(part, inner))
            waiting.extend(reversed(children[: max(PARTS - seen - len(waiting), 0)]))
            if not children and part.body.strip():
                yield Part({}, part.body, part.depth)  # its boundary is nowhere: it is text
        else:
            yield part


def _children(part: Part, kind: str | None) -> Iterator[Part]:
    boundary = (part.parameter("boundary") or "").rstrip()
    if not boundary:
        return
    mark = re.escape(boundary.encode("latin-1", "replace"))
    ends = re.compile(rb"(?:\A|\r\n|\n|\r)--" + mark + rb"(--)?[ \t]*(?=\r\n|\n|\r|\Z)")
    start: int | None = None
    for found in ends.finditer(part.body):
        if start is not None:
            yield _child(part.body[start : found.start()], part.depth + 1, kind)
        if found[1]:
            return
        start = found.end()
    if start is not None:
        yield _child(part.body[start:], part.depth + 1, kind)


def _child(data: bytes, depth: int, kind: str | None) -> Part:
    data = re.sub(rb"\A(?:\r\n|\n|\r)", b"", data, count=1)
    if data.startswith((b"\n", b"\r\n")):  # no headers
        child = Part({}, re.sub(rb"\A\r?\n", b"", data, count=1), depth)
    else:
        child = parsed(data, depth)
    if kind and "content-type" not in child.headers:
        headers = {**child.headers, "content-type": (kind.encode(),)}
        return Part(headers, child.body, depth)
    return child
