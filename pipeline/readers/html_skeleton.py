"""The page as an HTML parser gets it."""

from collections import Counter

from pipeline.readers.html_tags import NESTED, Tag
from pipeline.readers.html_tokens import Source

_DEPTH = 256


class Skeleton:
    """The page as the parser gets it, never nested more than `_DEPTH` deep.

    Every end tag that is written ends an element of its name if one is open, as none of the
    names bounds another's scope. So `open` is never less than the depth in the parser, whose
    time grows with it.
    """

    def __init__(self, found: Source) -> None:
        """Begin a page; tags go to `found`."""
        self.found = found
        self.parts: list[str] = []
        self.counted = 0  # tokens
        self.depth = 0
        self.open_names: Counter[str] = Counter()
        self.too_deep: Counter[str] = Counter()

    @property
    def is_preformatted(self) -> bool:
        """Whether white space means something here."""
        return self.open_names["pre"] > 0

    def open(self, tag: Tag) -> bool:
        """Write a start tag; False where it would nest too deep."""
        name = NESTED.get(tag.name, "h")
        if self.depth >= _DEPTH:
            self.too_deep[name] += 1
            return False
        self.depth += 1
        self.open_names[name] += 1
        self._count()
        self.parts.append(f"<{NESTED.get(tag.name, tag.name)} t={len(self.found.tags)}>")
        self.found.tags.append(tag)
        return True

    def close(self, tag_name: str) -> bool:
        """Write an end tag; False where it ends nothing that was written."""
        name = NESTED.get(tag_name, "h")
        if self.too_deep[name]:
            self.too_deep[name] -= 1
            return False
        if not self.open_names[name]:
            return False
        self.depth -= 1
        self.open_names[name] -= 1
        self._count()
        self.parts.append(f"</{NESTED.get(tag_name, tag_name)}>")
        return True

    def html(self) -> str:
        """The whole of it."""
        self._count()
        return "".join(self.parts)

    def _count(self) -> None:
        if self.counted < len(self.found.tokens):
            self.counted = len(self.found.tokens)
            self.parts.append(f" {self.counted} ")
