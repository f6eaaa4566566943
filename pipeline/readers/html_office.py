"""Lists as Word and Google's editor save them: paragraphs, or lists, of a level that they name."""

import re

_LEVEL = re.compile(
    r"\bmso-list:\s*\w{1,20}\s+level(?P<word>\d)|\blst-kix_\w{1,40}-(?P<google>\d)(?!\d)"
)
# the bullet or number that Word writes before an item, in a span of its own
_MARK = re.compile(
    r"<span\b[^<>]{0,200}\bmso-list:\s*Ignore[^<>]{0,200}>[^<>]{0,40}"
    r"(?:<span\b[^<>]{0,300}>[^<>]{0,300}</span>)?[^<>]{0,40}</span>",
    re.IGNORECASE,
)
_NO_SPACE = re.compile(r"\S")


def list_level(attributes: str) -> int | None:
    """The level, from 1, of the list that a tag's attributes put it in."""
    if "mso-list" not in attributes and "lst-kix" not in attributes:
        return None
    found = _LEVEL.search(attributes)
    if found is None:
        return None
    return int(found["word"]) if found["word"] else int(found["google"]) + 1


def without_list_marks(text: str) -> str:
    """The source of a page, as long as before, without the bullets that Word writes itself."""
    if "mso-list" not in text:
        return text
    return _MARK.sub(lambda mark: _NO_SPACE.sub(" ", mark[0]), text)
