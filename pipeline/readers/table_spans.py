"""How many rows and columns of a table a cell spans, by its attributes."""

import re

_SPAN = re.compile(r"\b(?P<of>row|col)span\s*=\s*[\"']?\s*(?P<many>\d{1,3})", re.IGNORECASE)
_MOST = 200


def spans(attributes: str) -> tuple[int, int]:
    """The rows and columns in `rowspan="2" colspan=3`."""
    if "span" not in attributes.lower():
        return 1, 1
    found = {one["of"].lower(): int(one["many"]) for one in _SPAN.finditer(attributes)}
    return (
        min(max(found.get("row", 1), 1), _MOST),
        min(max(found.get("col", 1), 1), _MOST),
    )
