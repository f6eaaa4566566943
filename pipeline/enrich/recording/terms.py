"""Words to terms that a paraphrase shares with what was said.

The stems of `enrich/content_words` are of English: with them, cut to the same length, 123 of 132
questions are found instead of 127 (`benchmarks/alignment.py`, `held_out`). These cut the endings of
several languages.
"""

import re
import unicodedata
from functools import cache, lru_cache

from pipeline.enrich.recording.phrases import phrases

# scripts without spaces between words: their characters are read two by two
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f"
_WORD = re.compile(
    rf"[{_UNSPACED}](?=([{_UNSPACED}])?)|[^\W{_UNSPACED}]+(?:['’][^\W{_UNSPACED}]+)*"
)
_SHORTEST_STEM = 3
_LONGEST_STEM = 8


def found_words(text: str) -> list[tuple[int, str]]:
    """The words of a text, folded, each with the place of its first character."""
    found = [(match.start(), fold(match[0] + (match[1] or ""))) for match in _WORD.finditer(text)]
    return [(at, word) for at, word in found if word]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A word without case, accents and what follows an apostrophe."""
    bare = re.split("['’]", word, maxsplit=1)[0]
    folded = unicodedata.normalize("NFKD", bare).casefold()
    return "".join(char for char in folded if not unicodedata.combining(char))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A folded word without its ending: enough to bring `repair` and `repaired` together.

    A small number is its digits: notes write `the sixth` where a machine writes `6`.
    """
    if number := phrases().numbers.get(word):
        return number
    match = _endings().search(word, _SHORTEST_STEM)
    cut = word[: match.start()] if match else word
    if len(cut) > _SHORTEST_STEM and cut[-1] == cut[-2]:
        cut = cut[:-1]
    return cut[:_LONGEST_STEM]


@cache
def _endings() -> re.Pattern[str]:
    endings = sorted(phrases().endings, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(endings)})$")
