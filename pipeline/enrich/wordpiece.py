"""Texts to the pieces of words that a model of the BERT family was taught.

WordPiece, uncased, as in Devlin et al., "BERT" (2019): accents are taken off, punctuation stands
alone, and a word is cut into the longest pieces known.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
INSIDE = "##"  # before a piece that goes on with a word
_LONGEST = 100  # letters of a word that is cut into pieces
_WORDS = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class WordPieces:
    """The pieces that a model knows, by their numbers."""

    known: Mapping[str, int]

    def ids(self, text: str, most: int | None = None) -> list[int]:
        """The numbers of a text's pieces, the first `most` of them, without any marks."""
        numbers: list[int] = []
        for word in words(text):
            if most is not None and len(numbers) >= most:
                break
            whole = self.known.get(word)  # most words are a piece of their own
            numbers += self._cut(word) if whole is None else (whole,)
        return numbers[:most]

    def _cut(self, word: str) -> list[int]:
        """The longest known beginning of a word, then of what is left, marked as going on."""
        pieces, start = [], 0
        while start < len(word):
            mark = INSIDE if start else ""
            for end in range(min(len(word), start + _LONGEST), start, -1):
                number = self.known.get(mark + word[start:end])
                if number is not None:
                    pieces.append(number)
                    start = end
                    break
            else:
                return [self.known[UNKNOWN]]
        return pieces


def words(text: str) -> list[str]:
    """The words and marks of a text, in small letters without accents."""
    plain = text.lower()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFD", plain)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _WORDS.findall(plain)
