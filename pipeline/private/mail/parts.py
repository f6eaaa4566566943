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

from pipeline.private.mail.transfer import transferred
from pipeline.private.veil import Veiled

_NAMES, _VALUES, _VALUE = 1_000, 100, 16 * 1024
_ENCODING = "content-transfer-encoding"
_PARAMETERS = 1_000  # bytes of a Content-Type that are looked at: its reader is quadratic
DEPTH, PARTS = 20, 1_000
_END = rb"(?:\r\n|\n|\r)"
_HEADER = re.compile(
    rb"([!-9;-~]{1,100})[ \t]*:[ \t]*([^\r\n]*+(?:%s[ \t][^\r\n]*+)*+)(?:%s|\Z)" % (_END, _END)
)
_BLANK = re.compile(_END)
# headers by which others are known that stand behind what is none
_KNOWN = (
    rb"(?i:content-[a-z-]{1,40}|mime-version|message-id|received|return-path|delivered-to|subject"
    rb"|date|from|to|x-[a-z-]{1,60})[ \t]*:"
)
# what may stand before the headers: a mark of UTF-8, blank lines, a separator of mboxes
_BEFORE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[\r\n]+|[ \t][^\r\n]*%s)*+(?:>?From [^\r\n]*%s)?(?=%s)"
    % (_END, _END, _KNOWN)
)
_STRAY = re.compile(
    rb"[^\r\n]+%s(?=(?i:content-[a-z-]{1,40}|mime-version|message-id)[ \t]*:)" % _END
)
_PARTING = re.compile(
    rb"(?:\A|(?<=[\r\n]))--([^\r\n]{1,200}+)%s(?=content-[a-z-]{1,40}[ \t]*:)" % _END,
    re.IGNORECASE,
)


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
    """The headers of a mail or part, and its body; the first line that is no header is body.

    A line that is none is passed over where a header of MIME follows. Of a long header only the
    beginning is kept, and of many of one name the first.
    """
    found: dict[str, list[bytes]] = {}
    before = _BEFORE.match(data)
    end = before.end() if before else 0
    while here := _HEADER.match(data, end) or _STRAY.match(data, end):
        end = here.end()
        if here.re is _HEADER:
            name = here[1].decode("ascii").lower()
            values = found.setdefault(name, []) if len(found) < _NAMES else found.get(name, [])
            if len(values) < _VALUES:
                values.append(here[2][:_VALUE].rstrip())
    blank = _BLANK.match(data, end)
    body = data[blank.end() if blank else end :]
    return Part({name: tuple(values) for name, values in found.items()}, body, depth)


def leaves(mail: Part) -> Iterator[Part]:
    """The parts that hold no others, in order; a part that is too deep or one too many is broken.

    Of a forwarded mail and of a digest the mails themselves are given, as `message/rfc822`.
    """
    waiting = [mail]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if not part.content_type.startswith("multipart/") and not _is_parted(part):
            yield part
        elif part.depth >= DEPTH or seen > PARTS:
            yield Part(part.headers, b"", part.depth, broken=True)
        else:
            children = list(_children(part)) or list(_children(_transferred(part)))
            waiting.extend(reversed(children[: max(PARTS - seen - len(waiting), 0)]))
            if not children and part.body.strip():  # it has no parts: it is text
                told = {name: value for name, value in part.headers.items() if name == _ENCODING}
                yield Part(told, part.body, part.depth)


def _is_parted(part: Part) -> bool:
    """Whether a body has parts of which its headers tell nothing."""
    return "content-type" not in part.headers and bool(_PARTING.search(part.body))


def _transferred(part: Part) -> Part:
    """A part whose parts were encoded together, as it was before."""
    encoding = part.header(_ENCODING)[:40].decode("latin-1")
    return Part(part.headers, transferred(part.body, encoding), part.depth)


def _children(part: Part) -> Iterator[Part]:
    """The parts of a part, by the boundary that is declared, or else by one that is there."""
    inner = "message/rfc822" if part.content_type == "multipart/digest" else None
    boundary = (part.parameter("boundary") or "").rstrip().encode("latin-1", "replace")
    children = list(_between(part, boundary, inner)) if boundary else []
    if not children and (found := _PARTING.search(part.body)):
        if part.body[: found.start()].strip():
            yield Part({}, part.body[: found.start()], part.depth + 1)
        children = list(_between(part, found[1].rstrip(), inner))
    yield from children


def _between(part: Part, boundary: bytes, kind: str | None) -> Iterator[Part]:
    mark = re.escape(boundary)
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
