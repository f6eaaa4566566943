"""Hiding wikitext's markup without moving a character.

Markup is overwritten, never cut out, so that each character keeps its place: what is hidden
becomes `HIDDEN` or `GONE`, and markup that has an effect becomes one of the codes below. No line
holds a control character (`split_lines` takes them out), so none can be mistaken for a code.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

HIDDEN = "\0"
GONE = "\x01"  # hidden too, and where nothing else is on a line, the line's end with it
BREAK = "\x12"  # a line end that the author made
SOFT = "\x13"  # a line end inside a construct: white space
STRONG_ON, STRONG_OFF = "\x0e", "\x0f"
LINK_ON, LINK_OFF = "\x10", "\x11"

# what means something in wikitext, and codes for it where it is to mean itself; they lie behind
# U+0085, which Python takes for white space
_ACTIVE = "[]{}<>'*#:;=|!-_~&"
_CODES = "".join(chr(0x86 + number) for number in range(len(_ACTIVE)))
_LITERAL = str.maketrans(_ACTIVE, _CODES)
_ACTUAL = str.maketrans(_CODES, _ACTIVE)


class Edit(NamedTuple):
    """Characters of a text to hide or to overwrite with no more characters than they are.

    `rule` says why lines of which nothing is left are left out.
    """

    start: int
    end: int
    rule: str
    replacement: str = ""
    fill: str = HIDDEN


def literal(text: str) -> str:
    """`text`, of the same length, with nothing in it that wikitext takes for markup."""
    return text.translate(_LITERAL)


def actual(text: str) -> str:
    """What `literal` was made from."""
    return text.translate(_ACTUAL)


def outermost(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in order, without those that lie in another one."""
    reach = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= reach:
            yield edit
        elif edit.end > reach:
            yield edit._replace(start=reach, replacement="")
        reach = max(reach, edit.end)


def overwritten(text: str, edits: Iterable[Edit]) -> str:
    """`text`, of the same length, after edits that do not overlap and are in order."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (text[done : edit.start], edit.replacement)
        parts.append(edit.fill * (edit.end - edit.start - len(edit.replacement)))
        done = edit.end
    return "".join((*parts, text[done:]))


def without_gone_lines(text: str) -> str:
    """`text`, of the same length, with the ends of lines hidden that hold only what is gone."""
    alone = re.compile(rf"^[ \t]*{GONE}[ \t{GONE}]*\n", re.MULTILINE)
    hidden = alone.sub(lambda line: HIDDEN * len(line[0]), text)
    return hidden.replace(GONE, HIDDEN)


def line_breaks(text: str, start: int, end: int, replacement: str) -> Iterator[Edit]:
    """Edits that overwrite the line ends from `start` up to `end`, which then end no line."""
    for found in re.compile("\n").finditer(text, start, end):
        yield Edit(found.start(), found.end(), "", replacement)
