"""Where a signature begins that no `--` marks: under a line of its own, or below a goodbye.

Both are the last thing in a mail, short, and say nothing: one line of them that asks, or is a
sentence, and they are the writer's words.
"""

import re
from collections.abc import Sequence

from pipeline.private.items import item_rule
from pipeline.private.mail.trim_rules import trim_rule

_LINES, _LONGEST = 8, 200
_DETAILS = 2  # lines that tell how to reach somebody, where no mark does
# what only somebody says who is still writing
_SAYS = re.compile(r".*[?？؟;]|(?:\S+\s+){3,}\S*[.!。]\W{0,3}$")


def signed_at(lines: Sequence[str]) -> int:
    """The first line of a signature; the end where there is none.

    Of one below a goodbye the goodbye and the name are the writer's own. The last line holds
    something.
    """
    last = range(len(lines) - 1, max(len(lines) - 1 - _LINES, 0), -1)
    details = 0
    for at in last:
        if trim_rule("signed_under").match(lines[at]) and _ended(lines[at - 1]):
            return at
        if item_rule("closing").match(lines[at]):
            return min(at + 2, len(lines)) if details >= _DETAILS else len(lines)
        if len(lines[at]) > _LONGEST or _SAYS.match(lines[at]):
            break
        details += bool(trim_rule("details").match(lines[at]))
    return len(lines)


def _ended(line: str) -> bool:
    """Whether a line may be the one above a signature, and is no heading."""
    return not line or bool(_SAYS.match(line) or item_rule("closing").match(line))
