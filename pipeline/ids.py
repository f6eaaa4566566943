"""Stable ids: hashes of source text, and slugs of names."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

_DIGITS = 12


def content_ids(prefix: str, texts: Iterable[str]) -> Iterator[str]:
    """An id for each text: `prefix` and the first 12 hex digits of its SHA-256.

    Texts are hashed in NFC with white space collapsed. The second and further texts of one
    hash get `-2`, `-3`, … in their order.
    """
    seen: Counter[str] = Counter()
    for text in texts:
        collapsed = " ".join(unicodedata.normalize("NFC", text).split())
        digest = hashlib.sha256(collapsed.encode()).hexdigest()[:_DIGITS]
        seen[digest] += 1
        again = f"-{seen[digest]}" if seen[digest] > 1 else ""
        yield f"{prefix}{digest}{again}"


def slug(name: str) -> str:
    """A name as an id: lower case, without diacritics, words joined by hyphens.

    Letters that have no plain form stay as they are.
    """
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain).casefold())
    return "-".join(words)
