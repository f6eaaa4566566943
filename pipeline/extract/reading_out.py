"""Questions that are read out for somebody: `And Ana asks, when does it open?`."""

import re

from pipeline.extract.labels import Label
from pipeline.extract.names import is_name
from pipeline.extract.words import words
from pipeline.readers.traced import Traced

_SENTENCE = re.compile(r"(?<=[.!…])\s+(?=\S)")
_HANDLE = re.compile(r"@[\w.-]{2,40}")
_NICK = re.compile(r"[a-z][\w.-]{1,30}")


def read_out(text: Traced) -> tuple[Label, Traced] | None:
    """Who is said to ask at the head of a text, and what they ask."""
    found = words().read_out.match(text.text)
    if found is None:
        return None
    name = found["name"]
    asked = text.cut(found.end())
    nick = ":" in found[0] and _NICK.fullmatch(name) and name not in words().not_names
    if not asked or not (_HANDLE.fullmatch(name) or nick or is_name(name)):
        return None
    name = name.removeprefix("@")
    return Label(name, (name,), asks=True), asked


def read_out_at(text: Traced) -> int | None:
    """Where a question that ends a turn begins to be read out, behind other words of the turn."""
    if not text.text.rstrip().endswith("?"):
        return None
    starts = (found.end() for found in _SENTENCE.finditer(text.text))
    return next((at for at in starts if read_out(text.cut(at))), None)
