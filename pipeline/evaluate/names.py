"""Whether two printed names can mean one person."""

import re
import unicodedata
from collections.abc import Iterator

from pipeline.extract.names import without_honorific


def fold(text: str) -> str:
    """Text without what is only typography: case, kinds of spaces, quotes and hyphens."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub("[’‘]", "'", re.sub("[‐‑]", "-", plain)).split())


def same_name(one: str, other: str) -> bool:
    """Whether one name is the other, or its beginning: `Ana` is `Ana Sousa`, `An` is not.

    What stands before a name, such as `Dr.`, is no part of it.
    Of `Ana Sousa/Heron (Archivist)` each side of the stroke counts, and no brackets.
    """
    return any(
        f"{a} ".startswith(f"{b} ") or f"{b} ".startswith(f"{a} ")
        for a in _names(one)
        for b in _names(other)
    )


def _names(printed: str) -> Iterator[str]:
    for name in re.sub(r"\([^()]*\)", " ", printed).split("/"):
        if folded := fold(without_honorific(name.strip())).removeprefix("the "):
            yield folded
