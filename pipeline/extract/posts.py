"""The heads of messages that were copied from a chat into notes.

`[17:02] <ana> …`, `<ana> …`, `[4:03 PM] ana_l: …`, and on a line of its own, what was said below,
`ana_l — Today at 4:03 PM`. The names may be users', written small.
"""

import re

from pipeline.extract.labels import Label
from pipeline.extract.words import words
from pipeline.readers.traced import Traced

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_HALF = r"\s?[AaPp][Mm]"
_USER = r"[^\W\d][\w.|`^-]{1,31}"
_ANGLED = re.compile(
    rf"(?:[\[(]?{_CLOCK}(?:{_HALF})?[\])]?\s+)?<\s?[@+%&~!]?(?P<name>{_USER})>\s+(?=\S)"
)
_TIMED = re.compile(rf"[\[(]{_CLOCK}(?:{_HALF})?[\])]\s+(?P<name>@?{_USER}):\s+(?=\S)")
_HALVED = re.compile(rf"[\[(]{_CLOCK}{_HALF}[\])]\s+(?=\S)")
_ALONE = re.compile(
    rf"(?P<name>{_USER}(?: [^\W\d_][\w.'’-]{{0,30}}){{0,3}})\s*(?:[—–-]\s*|\s)"
    rf"(?:(?:Today|Yesterday)(?:,? at)?\s|\d[\d./-]{{4,10}}(?:,? at)?\s|at\s)?{_CLOCK}{_HALF}"
)


def read_post(text: Traced) -> tuple[Label, Traced] | None:
    """Whose message a block is, or opens, and what of it stands behind the head."""
    found = _ANGLED.match(text.text) or _TIMED.match(text.text) or _ALONE.fullmatch(text.text)
    if found is None:
        return None
    name = found["name"].removeprefix("@")
    small = name.casefold()
    angled = "<" in found[0]
    if not angled and (small.split()[0] in words().not_names or small in words().asker_labels):
        return None
    bare = found[0].startswith("<")  # may be a tag, or a place to fill in
    return Label(name, (name,), posts=True, unsure=bare), text.cut(found.end())


def is_post(text: str) -> bool:
    """Whether a text begins as a message does that a chat shows with half a day's clock."""
    return _HALVED.match(text) is not None
