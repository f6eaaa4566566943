"""The marks of MediaWiki's Translate extension, which wikitext parsers trip over."""

import re
from collections.abc import Iterator

from pipeline.readers.wikitext_edits import GONE, Edit

RULE = "translate_mark"

_MARK = re.compile(
    r"</?(?:translate|languages)\b[^<>]*>"
    r"|<!--\s{0,9}T:[^<>\n]{1,99}?-->"
    r"|(?P<old_variable><tvar\s{0,9}\|[^<>]*>)|</?tvar\b[^<>]*>|(?P<old_end></>)",
    re.IGNORECASE,
)


def translate_marks(text: str) -> Iterator[Edit]:
    """The edits that hide the extension's marks and keep what stands between them.

    The tags need not be closed. `</>` is a mark only where it closes a `<tvar|…>`.
    """
    open_variables = 0
    for mark in _MARK.finditer(text):
        if mark["old_end"]:
            if not open_variables:
                continue
            open_variables -= 1
        elif mark["old_variable"]:
            open_variables += 1
        yield Edit(mark.start(), mark.end(), RULE, fill=GONE)
